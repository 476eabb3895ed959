// Text broken into lines for the terminal. Paragraphs and the items of a list stay apart.

enum WrappedText {
  /// Columns that text is readable in.
  static let width = 96

  /// Lines of at most `width` characters, where words allow it.
  static func lines(_ text: String, width: Int = width) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        if !line.isEmpty, line.count + 1 + word.count > width {
          lines.append(line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
      }
      lines.append(line)
    }
    return lines
  }
}
