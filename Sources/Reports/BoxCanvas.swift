// A drawing surface of box-drawing characters. Each cell knows in which directions lines leave it, so that boxes that
// share an edge or meet in a corner get the right joint without knowing of one another.

struct BoxCanvas {
  /// Directions of lines, as bits.
  private struct Lines: OptionSet {
    let rawValue: Int
    static let up = Lines(rawValue: 1)
    static let down = Lines(rawValue: 2)
    static let left = Lines(rawValue: 4)
    static let right = Lines(rawValue: 8)
  }

  /// By the bits above.
  private static let joints: [Character] = [
    " ", "╵", "╷", "│", "╴", "┘", "┐", "┤", "╶", "└", "┌", "├", "─", "┴", "┬", "┼",
  ]

  let columns: Int
  let rows: Int
  private var lines: [Lines]
  private var texts: [Int: Character] = [:]
  private var colors: [Int: Int] = [:]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    lines = Array(repeating: [], count: columns * rows)
  }

  /// The outline of a box by its corner cells; x to the right, y downwards, both from 0. Outside is ignored.
  mutating func box(left: Int, right: Int, top: Int, bottom: Int) {
    guard left < right, top < bottom, left >= 0, top >= 0, right < columns, bottom < rows else { return }
    for x in left..<right {
      for y in [top, bottom] {
        lines[y * columns + x].insert(.right)
        lines[y * columns + x + 1].insert(.left)
      }
    }
    for y in top..<bottom {
      for x in [left, right] {
        lines[y * columns + x].insert(.down)
        lines[(y + 1) * columns + x].insert(.up)
      }
    }
  }

  /// A text from a cell on; what leaves the surface is cut off.
  mutating func text(_ text: String, x: Int, y: Int, color: Int? = nil) {
    guard (0..<rows).contains(y), x >= 0 else { return }
    for (index, character) in text.enumerated() where x + index < columns {
      texts[y * columns + x + index] = character
      colors[y * columns + x + index] = color
    }
  }

  /// A dashed line across all cells of a row in which nothing else is.
  mutating func dashes(y: Int) {
    guard (0..<rows).contains(y) else { return }
    for x in 0..<columns where lines[y * columns + x].isEmpty && texts[y * columns + x] == nil {
      texts[y * columns + x] = "╌"
    }
  }

  /// The lines of text from the top; `paint` colours a run of characters that have one colour.
  func render(paint: (String, _ color: Int) -> String) -> [String] {
    (0..<rows).map { y in
      var line = ""
      var run = (text: "", color: Int?.none)
      for cell in y * columns..<(y + 1) * columns {
        if colors[cell] != run.color {
          line += run.color.map { paint(run.text, $0) } ?? run.text
          run = ("", colors[cell])
        }
        run.text.append(texts[cell] ?? Self.joints[lines[cell].rawValue])
      }
      return line + (run.color.map { paint(run.text, $0) } ?? run.text)
    }
  }
}
