// Texts of strangers on a terminal: messages quote keys, cells and names, which may hold escape sequences, line breaks or
// marks that turn the direction of writing. Each is shown as a character that stands for it, one cell wide.

extension String {
  /// The text with control characters as their pictures (U+2400 and following) and direction marks as U+FFFD.
  var printable: String {
    guard unicodeScalars.contains(where: { $0.picture != nil }) else { return self }
    var shown = UnicodeScalarView()
    for scalar in unicodeScalars { shown.append(scalar.picture ?? scalar) }
    return String(shown)
  }
}

extension Unicode.Scalar {
  /// What is shown in place of this scalar; nil where it can be shown itself.
  var picture: Unicode.Scalar? {
    switch value {
    // "␀" to "␟" in the order of the controls.
    case 0x00...0x1F: Unicode.Scalar(0x2400 + value)
    case 0x7F: "\u{2421}"
    // C1, and the embeddings, overrides and isolates of bidirectional text (CVE-2021-42574).
    case 0x80...0x9F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: nil
    }
  }
}
