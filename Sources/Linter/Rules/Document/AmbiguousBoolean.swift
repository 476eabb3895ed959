// Y151 ambiguous-boolean: `no` is text in YAML 1.2 and false in YAML 1.1.

import Diagnostics
import SpecParser

extension Rule {
  static let ambiguousBoolean = Rule(
    "Y151", "ambiguous-boolean", .warning, fixable: .safe,
    "a plain yes, no, on or off is text here and a boolean to other readers",
    rationale: """
      Lofting reads YAML 1.2, in which `true` and `false` are the only booleans: `no` is the text "no". Readers of YAML 1.1, \
      PyYAML among them, and many people take it for false. Quoted, it is text for everyone. Where a boolean is wanted, \
      the compiler asks for `true` or `false`.
      """,
    source: "https://yaml.org/spec/1.2.2/#103-core-schema, https://yaml.org/type/bool.html",
    bad: ["x-answer: «no»", "x-answers: [«yes», «Off»]"],
    good: ["x-answers: ['no', \"yes\", true, nothing, onto]"],
    .document { written, findings in
      written.forEachScalar { scalar, node, isKey in
        guard scalar.isPlain, !isKey, words.contains(scalar.text) else { return }
        let quoted = Fix(
          title: "quote it", isSafe: true, edits: [Fix.Edit(range: node.range, replacement: "'\(scalar.text)'")])
        findings.report(
          "'\(scalar.text)' is text here, and a boolean to readers of YAML 1.1", at: node.range,
          help: "quote it: '\(scalar.text)'", fix: quoted)
      }
    })

  /// https://yaml.org/type/bool.html without true, false and the single letters, which PyYAML takes for text, too.
  private static let words: Set<String> = Set(
    ["yes", "no", "on", "off"].flatMap { [$0, $0.uppercased(), $0.prefix(1).uppercased() + $0.dropFirst()] })
}
