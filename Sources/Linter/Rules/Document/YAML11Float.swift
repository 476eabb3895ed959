// Y153 yaml11-float: `1e-3` is a number here and text to readers of YAML 1.1. Off unless it is selected: in this field
// everyone writes it so.

import Diagnostics
import SpecParser

extension Rule {
  static let yaml11Float = Rule(
    "Y153", "yaml11-float", .information, isOnByDefault: false, fixable: .safe,
    "a float without a point is text to readers of YAML 1.1",
    rationale: """
      YAML 1.1 wants a point and a sign in a float's exponent notation: PyYAML reads `1e-3` as the text "1e-3". Here it is \
      the number 0.001, as in YAML 1.2. The rule is for specs that other programs read, too; it is off unless selected.
      """,
    source: "https://yaml.org/type/float.html, https://github.com/yaml/pyyaml/issues/173",
    bad: ["x-rate: «1e-3»", "x-rate: «1.5e3»"],
    good: ["x-rates: [1.0e-3, 0.001, '1e-3', 1.0e+3]"],
    .document { written, findings in
      written.forEachScalar { scalar, node, isKey in
        guard scalar.isPlain, !isKey, case .number = scalar.value else { return }
        guard let position = scalar.text.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return }
        let mantissa = scalar.text[..<position]
        let exponent = scalar.text[position...].dropFirst()
        let hasSign = exponent.first == "-" || exponent.first == "+"
        guard !mantissa.contains(".") || !hasSign else { return }
        let replacement = "\(mantissa)\(mantissa.contains(".") ? "" : ".0")e\(hasSign ? "" : "+")\(exponent)"
        findings.report(
          "'\(scalar.text)' is text to readers of YAML 1.1", at: node.range, help: "write \(replacement)",
          fix: Fix(
            title: "write \(replacement)", isSafe: true,
            edits: [Fix.Edit(range: node.range, replacement: replacement)]))
      }
    })
}
