// Tables whose numbers stand right-aligned, and numbers as tables show them.

/// Lines of a table in which all columns but the last `textColumns` are right-aligned.
func numberTable(_ heading: [String], _ rows: [[String]], textColumns: Int) -> [String] {
  let numbers = heading.count - textColumns
  let widths = heading.indices.map { column in ([heading] + rows).map { $0[column].count }.max() ?? 0 }
  return ([heading] + rows).map { row in
    row.enumerated().map { column, cell in
      column < numbers
        ? String(repeating: " ", count: widths[column] - cell.count) + cell : cell.padded(to: widths[column])
    }.joined(separator: "  ").trimmingTrailingSpaces()
  }
}

/// `12.3`, with a fixed number of decimals; `-` for what is not finite or beyond all reason.
func formatFixed(_ value: Double, decimals: Int) -> String {
  let scale = (0..<decimals).reduce(1) { product, _ in product * 10 }
  let scaled = (value * Double(scale)).rounded()
  guard scaled.magnitude < 1e15 else { return "-" }
  let digits = Int(scaled.magnitude)
  let sign = scaled < 0 ? "-" : ""
  if decimals == 0 { return sign + String(digits) }
  let fraction = String(digits % scale)
  return "\(sign)\(digits / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
}

/// `840 ns`, `12.3 us`, `1.25 ms`, `3.50 s`
func formatDuration(_ seconds: Double) -> String {
  switch seconds {
  case ..<1e-6: formatFixed(seconds * 1e9, decimals: 0) + " ns"
  case ..<1e-3: formatFixed(seconds * 1e6, decimals: 1) + " us"
  case ..<1: formatFixed(seconds * 1e3, decimals: 2) + " ms"
  default: formatFixed(seconds, decimals: 2) + " s"
  }
}

/// `12.3 %` of a share.
func formatShare(_ share: Double) -> String { formatFixed(100 * share, decimals: 1) + " %" }

/// `123.4`, in units of 10^9.
func formatGiga(_ value: Double) -> String { formatFixed(value / 1e9, decimals: 1) }

/// `64,671` or `12.3` of something a second.
func formatRate(_ rate: Double) -> String {
  rate >= 100 && rate < 1e15 ? grouped(Int(rate.rounded())) : formatFixed(rate, decimals: 1)
}
