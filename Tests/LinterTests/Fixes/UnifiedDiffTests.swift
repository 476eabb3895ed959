// Unified diffs against what GNU diff prints.

import Linter
import Testing

@Suite struct UnifiedDiffTests {
  @Test("a diff is GNU diff's, hunk for hunk")
  func gnu() {
    let old = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl"
    let new = "a\nB\nc\nd\ne\nf\ng\nh\ni\nnew\nj\nk\nl\n"
    // diff -u --label o --label n
    #expect(
      diff(old, new) == """
        --- o
        +++ n
        @@ -1,5 +1,5 @@
         a
        -b
        +B
         c
         d
         e
        @@ -7,6 +7,7 @@
         g
         h
         i
        +new
         j
         k
        -l
        \\ No newline at end of file
        +l

        """)
  }

  @Test("a text that was empty")
  func empty() { #expect(diff("", "a\n") == "--- o\n+++ n\n@@ -0,0 +1 @@\n+a\n") }

  @Test("equal texts have no diff")
  func equal() { #expect(diff("a\n", "a\n").isEmpty) }

  @Test("changes six lines apart share a hunk, seven apart do not", arguments: [(6, 1), (7, 2)])
  func hunks(distance: Int, count: Int) {
    let kept = String(repeating: "-\n", count: distance)
    let text = diff("a\n\(kept)b\n", "A\n\(kept)B\n")
    #expect(text.split(separator: "\n").count { $0.hasPrefix("@@") } == count)
  }

  private func diff(_ old: String, _ new: String) -> String {
    UnifiedDiff.text(from: Array(old.utf8), to: Array(new.utf8), oldName: "o", newName: "n")
  }
}
