// Numbers of data as people write them: whole ones without a fraction, others with four digits.

import Reports

/// `150`, `0.1235`, `1.23e7`; `-` for none.
func plainFigure(_ value: Double?) -> String {
  guard let value else { return "-" }
  if let whole = Int(exactly: value), whole.magnitude < 1_000_000_000 { return String(whole) }
  var text = formatFigure(value)
  guard text.contains("."), !text.contains("e") else { return text }
  while text.hasSuffix("0") { text.removeLast() }
  return text.hasSuffix(".") ? String(text.dropLast()) : text
}
