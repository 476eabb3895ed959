// A chart of figures over epochs for the terminal: one line a series, an axis with its ends, a legend.

/// One line of a chart; a value that is not finite leaves a gap.
public struct Series: Sendable {
  public var name: String
  public var values: [Double]

  public init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }
}

public struct CurveChart: Sendable {
  public var title: String
  public var series: [Series]
  public var usesColor: Bool
  /// Characters of the drawing, without the axis.
  public var columns: Int
  public var rows: Int

  public init(title: String, series: [Series], usesColor: Bool, columns: Int = 60, rows: Int = 8) {
    self.title = title
    self.series = series
    self.usesColor = usesColor
    self.columns = columns
    self.rows = rows
  }

  /// The chart's lines; empty where there is nothing to draw.
  public func lines() -> [String] {
    let finite = series.flatMap(\.values).filter(\.isFinite)
    let count = series.map(\.values.count).max() ?? 0
    guard let low = finite.min(), let high = finite.max(), count > 1 else { return [] }
    let span = high > low ? high - low : max(abs(high), 1)
    var canvas = BrailleCanvas(columns: columns, rows: rows, series: series.count)
    for (number, line) in series.enumerated() {
      var last: (x: Int, y: Int)?
      for (epoch, value) in line.values.enumerated() {
        guard value.isFinite else {
          last = nil
          continue
        }
        let x = epoch * (canvas.dotWidth - 1) / (count - 1)
        let y = Int(((value - low) / span * Double(canvas.dotHeight - 1)).rounded())
        canvas.line(from: last ?? (x, y), to: (x, y), series: number, isDashed: !usesColor && number > 0)
        last = (x, y)
      }
    }
    let labels = [formatFigure(high), formatFigure(low)]
    let width = labels.map(\.count).max() ?? 0
    let drawn = canvas.lines { character, series in paint(String(character), series) }
    let body = drawn.enumerated().map { row, text in
      let label = row == 0 ? labels[0] : row == rows - 1 ? labels[1] : ""
      return String(repeating: " ", count: width - label.count) + label + " ┤" + text
    }
    let legend = series.enumerated().map { paint(usesColor || $0 == 0 ? "━" : "╌", $0) + " " + $1.name }.joined(
      separator: "   ")
    let margin = String(repeating: " ", count: width + 1)
    let lastEpoch = "epoch \(count)"
    let axis = "└" + String(repeating: "─", count: columns)
    let ticks = "1" + String(repeating: " ", count: max(1, columns - lastEpoch.count)) + lastEpoch
    return ["\(margin) \(title)   \(legend)"] + body + [margin + axis, margin + " " + ticks]
  }

  private func paint(_ text: String, _ series: Int) -> String {
    // Without colour the first line is drawn through and the others are dashed.
    usesColor ? "\u{1B}[\([36, 33, 35, 32][series % 4])m\(text)\u{1B}[0m" : text
  }
}

/// A figure with four significant digits: `0.9731`, `12.35`, `1.20e-5`.
public func formatFigure(_ value: Double) -> String {
  guard value.isFinite else { return value.isNaN ? "nan" : value > 0 ? "inf" : "-inf" }
  let magnitude = abs(value)
  if magnitude == 0 { return "0.0000" }
  if magnitude < 1e-3 || magnitude >= 1e6 {
    var exponent = 0
    var mantissa = magnitude
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    // Rounding may carry: 9.999 becomes 10.00.
    if mantissa >= 9.995 { (mantissa, exponent) = (1, exponent + 1) }
    return (value < 0 ? "-" : "") + fixed(mantissa, 2) + "e" + String(exponent)
  }
  let decimals = magnitude < 10 ? 4 : magnitude < 100 ? 3 : magnitude < 1000 ? 2 : 1
  return (value < 0 ? "-" : "") + fixed(magnitude, decimals)
}

/// A non-negative number below 10^15 with a number of decimals, rounded half away from zero.
private func fixed(_ value: Double, _ decimals: Int) -> String {
  let scale = (0..<decimals).reduce(1) { product, _ in product * 10 }
  let scaled = Int((value * Double(scale)).rounded())
  let fraction = String(scaled % scale)
  return "\(scaled / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
}
