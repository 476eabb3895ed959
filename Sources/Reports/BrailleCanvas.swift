// A drawing surface of braille characters: 2 x 4 dots a cell (Unicode block U+2800).

struct BrailleCanvas {
  let columns: Int
  let rows: Int
  /// Dot masks by series and cell: a cell takes the colour of the series with the most dots in it.
  private var masks: [[UInt8]]

  var dotWidth: Int { columns * 2 }
  var dotHeight: Int { rows * 4 }

  init(columns: Int, rows: Int, series: Int) {
    self.columns = columns
    self.rows = rows
    masks = Array(repeating: Array(repeating: 0, count: columns * rows), count: series)
  }

  /// Sets a dot; x to the right, y upwards, both from 0. Outside is ignored.
  mutating func dot(_ x: Int, _ y: Int, series: Int) {
    guard (0..<dotWidth).contains(x), (0..<dotHeight).contains(y) else { return }
    let fromTop = dotHeight - 1 - y
    let cell = fromTop / 4 * columns + x / 2
    // The bits of U+2800: dots 1-3 and 4-6 go down the columns, 7 and 8 lie in the lowest row.
    let bit: UInt8 =
      switch (x % 2, fromTop % 4) {
      case (0, 3): 6
      case (1, 3): 7
      case (0, let row): UInt8(row)
      case (_, let row): UInt8(row + 3)
      }
    masks[series][cell] |= 1 << bit
  }

  /// A line between two dots (Bresenham).
  ///
  /// - Parameter isDashed: leaves out every other pair of columns, so that lines differ without colour.
  mutating func line(from a: (x: Int, y: Int), to b: (x: Int, y: Int), series: Int, isDashed: Bool = false) {
    let (dx, dy) = (abs(b.x - a.x), -abs(b.y - a.y))
    let (stepX, stepY) = (a.x < b.x ? 1 : -1, a.y < b.y ? 1 : -1)
    var (x, y, error) = (a.x, a.y, dx + dy)
    while true {
      if !isDashed || x / 2 % 2 == 0 { dot(x, y, series: series) }
      if x == b.x && y == b.y { return }
      let doubled = 2 * error
      if doubled >= dy {
        error += dy
        x += stepX
      }
      if doubled <= dx {
        error += dx
        y += stepY
      }
    }
  }

  /// The text lines from the top; `paint` colours a cell by its series.
  func lines(paint: (Character, _ series: Int) -> String) -> [String] {
    (0..<rows).map { row in
      (0..<columns).map { column in
        let cell = row * columns + column
        let mask = masks.reduce(0) { $0 | $1[cell] }
        guard mask != 0 else { return " " }
        let owner = masks.indices.max { masks[$0][cell].nonzeroBitCount < masks[$1][cell].nonzeroBitCount } ?? 0
        let scalar = Unicode.Scalar(0x2800 + UInt32(mask)) ?? " "
        return paint(Character(scalar), owner)
      }.joined()
    }
  }
}
