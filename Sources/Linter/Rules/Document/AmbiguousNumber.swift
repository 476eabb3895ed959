// Y152 ambiguous-number: numbers that YAML 1.1 and 1.2 read differently: 010 is ten here and eight there, 1:30 is text here
// and ninety there, 1_000 is text here and a thousand there.

import Diagnostics
import SpecParser

extension Rule {
  static let ambiguousNumber = Rule(
    "Y152", "ambiguous-number", .warning, fixable: .safe,
    "a number with a leading zero, colons or underscores means something else to other readers",
    rationale: """
      In YAML 1.2 `010` is ten, `1:30` and `1_000` are text. In YAML 1.1 they are eight, ninety and a thousand: a leading \
      zero made octal numbers, colons sexagesimal ones, underscores were skipped. Write the number that is meant, without \
      zeros before it, or quote what is text.
      """,
    source: "https://yaml.org/spec/1.2.2/#103-core-schema, https://yaml.org/type/int.html",
    bad: ["x-size: «010»", "x-time: «12:30:00»", "x-size: «1_000»"],
    good: ["x-sizes: [10, 0, 0.5, 0x1F, -3, '010', 1e3, 2026-11-24, \"1:30\"]"],
    .document { written, findings in
      written.forEachScalar { scalar, node, isKey in
        guard scalar.isPlain, !isKey, let reading = AmbiguousNumber(scalar.text) else { return }
        findings.report(
          "'\(scalar.text)' is \(reading.here) here, and \(reading.elsewhere) to readers of YAML 1.1", at: node.range,
          help: reading.help,
          fix: reading.replacement.map {
            Fix(title: "write \($0)", isSafe: true, edits: [Fix.Edit(range: node.range, replacement: $0)])
          })
      }
    })
}

/// How a plain scalar is read under both versions; nil where they agree.
private struct AmbiguousNumber {
  var here: String
  var elsewhere: String
  var help: String
  /// The same value for every reader.
  var replacement: String?

  init?(_ text: String) {
    let sign = text.first == "-" || text.first == "+" ? String(text.prefix(1)) : ""
    let digits = text.dropFirst(sign.count)
    guard let first = digits.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first), digits.count <= 24
    else { return nil }
    let isNumber = digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    if isNumber {
      guard digits.count > 1, first == UInt8(ascii: "0") else { return nil }
      let value = sign + String(digits.drop { $0 == "0" })
      let number = value.count == sign.count ? "0" : value
      let isOctal = digits.utf8.allSatisfy { $0 < UInt8(ascii: "8") }
      here = number
      elsewhere = isOctal ? Int(digits, radix: 8).map { sign + String($0) } ?? "an octal number" : "text"
      help = "write \(number), or quote it if it is text"
      replacement = number
      return
    }
    let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count > 1, parts.allSatisfy({ Int($0) != nil && $0.count <= 2 }),
      parts.dropFirst().allSatisfy({ (Int($0) ?? 60) < 60 })
    {
      here = "text"
      elsewhere = "the number \(sign)\(parts.reduce(0) { ($0 &* 60) &+ (Int($1) ?? 0) })"
      help = "quote it, or write the number"
      replacement = "'\(text)'"
      return
    }
    let plain = digits.filter { $0 != "_" }
    if plain.count < digits.count, Double(plain) != nil, !plain.isEmpty {
      here = "text"
      elsewhere = "the number \(sign)\(plain)"
      help = "write \(sign)\(plain)"
      replacement = nil
      return
    }
    return nil
  }
}
