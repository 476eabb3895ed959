// What to write in the place of a scalar that has the wrong type: the slips of people who come from YAML 1.1, from
// Python, from templates and from other number formats.

import Diagnostics

struct ScalarCure {
  var help: String
  var replacement: String?
  /// Whether the text has this one reading; a guess at what was meant is none.
  var isSafe = true

  /// Nil when nothing better can be said than what is wanted.
  /// - Parameter parameters: the names of the spec's parameters.
  init?(_ scalar: Scalar, wanted: ValueType, isQuoted: Bool, parameters: [String]) {
    let text = scalar.text
    switch (wanted, scalar.value) {
    case (_, .null):
      self.init(help: "give it a value or leave the key out")
    case (.integer, .number):
      self.init(help: "write a whole number")
    case (.integer, .boolean), (.number, .boolean):
      self.init(help: "write a number")
    case (.boolean, .integer(let value)) where value == 0 || value == 1:
      self.init(writing: value == 1 ? "true" : "false")
    case (.boolean, .string(let string)):
      switch string.lowercased() {
      case "yes", "on", "true", "y", "t": self.init(writing: "true")
      case "no", "off", "false", "n", "f": self.init(writing: "false")
      default:
        self = ScalarCure(nameIn: string, parameters) ?? ScalarCure(help: "write true or false")
      }
    case (.integer, .string), (.number, .string):
      if isQuoted, Double(text) != nil {
        self.init(help: "remove the quotes: write \(text)", replacement: text)
        return
      }
      self =
        ScalarCure(number: text, isInteger: wanted.isInteger) ?? ScalarCure(nameIn: text, parameters)
        ?? ScalarCure(expression: text, parameters)
        ?? ScalarCure(help: wanted.isInteger ? "write a whole number" : "write a number")
    default:
      return nil
    }
  }

  private init(help: String, replacement: String? = nil, isSafe: Bool = true) {
    self.help = help
    self.replacement = replacement
    self.isSafe = isSafe
  }

  private init(writing text: String, isSafe: Bool = true) {
    self.init(help: "write \(text)", replacement: text, isSafe: isSafe)
  }

  /// `1_000`, `20%`, `0,2`, `1,000`, `10k`.
  private init?(number text: String, isInteger: Bool) {
    let plain = text.filter { $0 != "_" }
    if plain != text, Double(plain) != nil {
      self.init(writing: plain)
    } else if !isInteger, text.last == "%", let percent = Double(String(text.dropLast())), percent.isFinite {
      self.init(writing: Bounds.text(percent / 100))
    } else if isInteger, let digits = Self.withoutThousands(text) {
      self.init(writing: digits)
    } else if !isInteger, text.filter({ $0 == "," }).count == 1, Self.withoutThousands(text) == nil,
      Double(String(text.map { $0 == "," ? "." : $0 })) != nil
    {
      self.init(writing: String(text.map { $0 == "," ? "." : $0 }))
    } else if let last = text.last, let factor = ["k": 1e3, "K": 1e3, "M": 1e6][last],
      let count = Double(String(text.dropLast())), let value = Int(exactly: count * factor)
    {
      self.init(writing: String(value), isSafe: false)
    } else {
      return nil
    }
  }

  /// `1,000,000` without its commas; nil where they don't part thousands.
  private static func withoutThousands(_ text: String) -> String? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1, let first = groups.first, (1...3).contains(first.count), first != "0",
      groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    return groups.joined()
  }

  /// `hidden_units` and `{{hidden_units}}` where `$hidden_units` is meant.
  private init?(nameIn text: String, _ parameters: [String]) {
    if let name = Placeholder.name(in: text) {
      let near = parameters.contains(name) ? name : DidYouMean.nearest(to: name, in: parameters)
      self.init(help: "write $\(near ?? name) for a parameter's value", replacement: near.map { "$\($0)" })
      return
    }
    guard Identifier.isValid(text), let name = DidYouMean.nearest(to: text, in: parameters) else { return nil }
    self.init(help: "did you mean $\(name)?", replacement: "$\(name)", isSafe: false)
  }

  /// `1/255`, `hidden_units * 2`.
  private init?(expression text: String, _ parameters: [String]) {
    guard let expression = try? Expression.parse(text) else { return nil }
    switch expression.form {
    case .name, .literal: return nil
    case .negate, .not, .arithmetic, .comparison, .and, .or, .call: break
    }
    let knowsAll = expression.names.allSatisfy { parameters.contains($0.name) }
    // Commas, brackets and quotes would have to be quoted once more.
    let isPlain = !text.contains { ",[]{}\"'#:".contains($0) }
    self.init(
      help: "write $(\(text)) if it is an expression", replacement: knowsAll && isPlain ? "$(\(text))" : nil)
  }

  /// 20 where a share of 1 is wanted was meant in percent: `0.2`. Nil for anything else.
  ///
  /// A momentum or a beta lies near 1: 9 lacks its point, `0.9`.
  static func share(of value: Double, _ bounds: Bounds, named name: String) -> String? {
    let isNearOne = name.contains("momentum") || name.contains("beta_") || name == "rho"
    let whole: Double = isNearOne && value < 10 ? 10 : 100
    guard bounds.upper == 1, value >= 2, value <= 100, bounds.contains(value / whole) else { return nil }
    return Bounds.text(value / whole)
  }
}

extension ValueType {
  fileprivate var isInteger: Bool {
    if case .integer = self { true } else { false }
  }
}
