// Hostile documents: each limit ends the reading with its own code. How long each took is printed, not judged: machines
// differ; in release builds each takes less than 50 ms.

import Diagnostics
import SpecParser
import Testing

@Suite(.serialized) struct YAMLLimitTests {
  struct Attack: CustomTestStringConvertible, Sendable {
    var name: String
    var code: String
    var text: @Sendable () -> String
    var testDescription: String { name }
  }

  private static func repeated(_ name: String, _ code: String, _ text: String, _ count: Int, after head: String = "")
    -> Attack
  {
    Attack(name: name, code: code) { head + String(repeating: text, count: count) }
  }

  static let attacks: [Attack] = [
    repeated("flow lists", "Y111", "[", 40_000),
    repeated("flow mappings", "Y111", "{", 40_000),
    repeated("flow mappings with keys", "Y111", "{a: ", 40_000),
    repeated("flow lists, one a line", "Y111", "[\n", 40_000),
    repeated("block lists", "Y111", "- ", 40_000),
    repeated("explicit keys", "Y111", "? ", 40_000),
    Attack(name: "indentation", code: "Y111") {
      (0..<1_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    },
    Attack(name: "aliases of aliases, one deeper each", code: "Y111") {
      "a0: &a0 [x]\n" + (1..<100).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
    },
    Attack(name: "a billion laughs", code: "Y113") {
      "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
        + (1..<30).map { i in "a\(i): &a\(i) [" + (0..<9).map { _ in "*a\(i - 1)" }.joined(separator: ",") + "]\n" }
        .joined()
    },
    repeated("items", "Y112", "- a\n", 250_000),
    repeated("empty items", "Y112", "-\n", 500_000),
    repeated("flow items", "Y112", "a,", 500_000, after: "["),
    repeated("anchors", "Y112", "&a x,", 200_000, after: "[é,"),
    Attack(name: "keys", code: "Y112") { (0..<100_000).map { "k\($0): 1\n" }.joined() },
    Attack(name: "anchors of many names", code: "Y112") { (0..<80_000).map { "- &a\($0) x\n" }.joined() },
    repeated("too many bytes", "Y110", "x", DocumentLimits.bytes + 1),
    repeated("tag directives", "Y116", "%TAG !a! b\n", 90_000),
    repeated("directives behind the document", "Y118", "%TAG !a! b\n", 90_000, after: "a: 1\n...\n"),
    repeated("NUL bytes", "Y101", "\u{0}", 1_000_000),
    repeated("anchors without an end", "Y101", "&a ", 300_000),
    repeated("stars", "Y101", "*", 1_000_000),
    repeated("carriage returns", "Y121", "\r", 1_000_000),
    Attack(name: "a key of a megabyte", code: "Y101") { String(repeating: "x", count: 1_000_000) + ": 1" },
    Attack(name: "documents", code: "Y118") { "a" + String(repeating: "\n---", count: 200_000) },
    Attack(name: "unknown aliases behind many anchors", code: "Y115") {
      (0..<10_000).map { "- &a\($0) x\n" }.joined() + String(repeating: "- *bb\n", count: 200)
    },
    repeated("unquoted expressions", "Y101", "$(a,", 200_000, after: "[é,"),
  ]

  @Test("a hostile document is refused with its code", arguments: attacks)
  func refused(attack: Attack) {
    let bytes = Array(attack.text().utf8)
    let clock = ContinuousClock()
    var loaded: YAMLLoaded?
    let time = clock.measure { loaded = YAMLLoaded(bytes: bytes) }
    print("\(attack.name): \(bytes.count) bytes, \(time)")
    #expect(loaded?.diagnostics.first?.code.id == attack.code)
    #expect((loaded?.diagnostics.count ?? 0) <= DocumentLimits.findings)
  }

  @Test("the deepest document that is allowed is read")
  func deepest() {
    let depth = DocumentLimits.depth
    let brackets = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(YAMLLoaded(brackets).findings == [])
    #expect(YAMLLoaded("[" + brackets + "]").findings == ["Y111@1:\(depth + 1)"])
  }

  @Test("the largest number of nodes that is allowed is read")
  func mostNodes() {
    // The list is a node itself.
    let items = String(repeating: "a,", count: DocumentLimits.nodes - 1)
    #expect(YAMLLoaded("[" + items + "]").findings == [])
    #expect(YAMLLoaded("[" + items + "a]").findings == ["Y112@1:\(2 * DocumentLimits.nodes)"])
  }

  @Test("after a hundred mistakes reading stops and says so")
  func manyMistakes() {
    let loaded = YAMLLoaded(String(repeating: "a: 1\n", count: 1_000))
    #expect(loaded.diagnostics.count == DocumentLimits.findings)
    #expect(loaded.diagnostics.last?.notes.last?.message.contains("reading stops here") == true)
    #expect(loaded.root == nil)
  }

  @Test("long scalars are read whole")
  func longScalars() {
    let word = String(repeating: "x", count: 500_000)
    #expect(YAMLLoaded("a: \(word)\n").root?.at("a")?.scalar?.text == word)
    let lines = String(repeating: "  xxxx\n", count: 100_000)
    #expect(YAMLLoaded("a:\n\(lines)").root?.at("a")?.scalar?.text.utf8.count == 500_000 - 1)
  }
}
