// An SVG document as it grows: shapes and texts in whole pixels, self-contained, readable on white and on dark pages.
//
// There is no background; lines and texts beside boxes are a grey that has contrast on both, and boxes are filled with
// light colours that carry dark text.

struct SVGDrawing {
  /// Texts on the page, dimmer lines, and text on filled boxes.
  static let ink = "#7a828c"
  static let faint = "#8b949e"
  static let boxInk = "#1b1f24"
  /// Light fills, told apart side by side.
  static let fills = [
    "#9ecae9", "#ffbf79", "#88d27a", "#f4a6a3", "#c7b8e0", "#f2d06b", "#83d0c9", "#dfb6a0",
  ]

  enum Anchor: String {
    case start, middle, end
  }

  let width: Int
  private(set) var height = 0
  private var elements: [String] = []

  init(width: Int) { self.width = width }

  /// Pixels that a text takes at most, for a sans-serif font.
  static func width(of text: String, size: Int) -> Int { (text.count * size * 62 + 99) / 100 }

  /// Makes the drawing reach down to `y`.
  mutating func reach(_ y: Int) { height = max(height, y) }

  mutating func text(
    _ text: String, x: Int, y: Int, size: Int = 12, color: String = SVGDrawing.ink, anchor: Anchor = .start,
    isBold: Bool = false
  ) {
    let weight = isBold ? " font-weight=\"600\"" : ""
    elements.append(
      "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(size)\" fill=\"\(color)\" text-anchor=\"\(anchor.rawValue)\"\(weight)>"
        + "\(Self.escaped(text))</text>")
    reach(y + size / 2)
  }

  mutating func line(
    from a: (x: Int, y: Int), to b: (x: Int, y: Int), color: String = SVGDrawing.faint, dashes: String? = nil,
    width: String = "1"
  ) {
    let pattern = dashes.map { " stroke-dasharray=\"\($0)\"" } ?? ""
    elements.append(
      "<line x1=\"\(a.x)\" y1=\"\(a.y)\" x2=\"\(b.x)\" y2=\"\(b.y)\" stroke=\"\(color)\" "
        + "stroke-width=\"\(width)\"\(pattern)/>")
    reach(max(a.y, b.y) + 1)
  }

  /// A filled box with a tooltip and, where given, a text in its middle.
  mutating func box(x: Int, y: Int, width: Int, height: Int, fill: String, tooltip: String, label: String?) {
    var group = "<g><title>\(Self.escaped(tooltip))</title>"
    // An outline would cover a box of a few pixels.
    let outline = min(width, height) < 5 ? "" : " stroke=\"\(Self.boxInk)\" stroke-width=\"0.6\""
    group += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" fill=\"\(fill)\"\(outline)/>"
    if let label {
      group +=
        "<text x=\"\(x + width / 2)\" y=\"\(y + height / 2 + 4)\" font-size=\"11\" fill=\"\(Self.boxInk)\" "
        + "text-anchor=\"middle\">\(Self.escaped(label))</text>"
    }
    elements.append(group + "</g>")
    reach(y + height)
  }

  /// The whole document.
  func document(title: String) -> String {
    let frame = "width=\"\(width)\" height=\"\(height + 12)\" viewBox=\"0 0 \(width) \(height + 12)\""
    return
      (["<svg xmlns=\"http://www.w3.org/2000/svg\" \(frame) font-family=\"system-ui, sans-serif\" role=\"img\">"]
      + ["<title>\(Self.escaped(title))</title>"] + elements + ["</svg>", ""]).joined(separator: "\n")
  }

  /// Text as XML wants it. Characters that XML 1.0 has no way to write are replaced.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += " "
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
