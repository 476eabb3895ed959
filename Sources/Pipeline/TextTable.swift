// Columns of text with a heading, for the terminal.

/// Lines of a table; columns are as wide as their widest cell.
func table(_ heading: [String], _ rows: [[String]]) -> [String] {
  let widths = heading.indices.map { column in
    ([heading] + rows).map { $0[column].count }.max() ?? 0
  }
  return ([heading] + rows).map { row in
    zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ").trimmingTrailingSpaces()
  }
}

/// `203,530`
public func grouped(_ number: Int) -> String {
  let digits = String(number.magnitude)
  var text = ""
  for (position, digit) in digits.enumerated() {
    if position > 0, (digits.count - position) % 3 == 0 { text += "," }
    text.append(digit)
  }
  return (number < 0 ? "-" : "") + text
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

  func trimmingTrailingSpaces() -> String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
