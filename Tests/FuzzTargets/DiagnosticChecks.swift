// What holds for every diagnostic, whatever the input: it points into what was read, says something, and can be shown.

import Diagnostics

/// What an input was, as far as diagnostics may point into it.
struct ReadInput {
  /// The path that its readers were given.
  var path: String
  /// Bytes in it, inflated where it is compressed.
  var byteCount: Int
  /// A table's lines.
  var lines: Int

  init(_ bytes: [UInt8], path: String) {
    self.path = path
    // Deflate's largest ratio.
    byteCount = bytes.starts(with: [0x1F, 0x8B]) ? 1032 * bytes.count : bytes.count
    lines = 1 + bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
  }

  /// Fails unless every diagnostic is sound.
  func check(_ failure: Failure) throws(Violation) {
    try require(!failure.diagnostics.isEmpty, "a failure without a diagnostic")
    try check(failure.diagnostics, sources: SourceMap())
  }

  func check(_ diagnostics: [Diagnostic], sources: SourceMap) throws(Violation) {
    let renderer = TextRenderer(sources: sources)
    for diagnostic in diagnostics {
      let name = "\(diagnostic.code.id) '\(diagnostic.message)'"
      try require(!diagnostic.message.isEmpty, "\(diagnostic.code.id) says nothing")
      try check(diagnostic.place, of: name, sources)
      for note in diagnostic.notes { try check(note.place, of: "a note of \(name)", sources) }
      if let fix = diagnostic.fix { try check(fix, of: name, sources) }
      _ = JSONRenderer.render(diagnostic).text
      let control = renderer.render(diagnostic).unicodeScalars.first(where: Self.steersTerminals)
      if let control { throw Violation("\(name) shows the control character U+\(String(control.value, radix: 16))") }
    }
  }

  /// C0, DEL and C1, but for the renderer's own line feeds: what a terminal may take for a command.
  private static func steersTerminals(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && scalar != "\n"
  }

  private func check(_ place: Place, of name: String, _ sources: SourceMap) throws(Violation) {
    switch place {
    case .spec(let range): try Self.check(range, of: name, sources)
    case .file(let path, let offset):
      try require(path != self.path || (0...byteCount).contains(offset), "\(name) is at byte \(offset) of \(byteCount)")
    case .cell(let path, let row, let column):
      try require(
        path != self.path || (1...lines + 1).contains(row) && (1...byteCount + 1).contains(column),
        "\(name) is at row \(row), column \(column) of \(lines) lines")
    case .path, .none: break
    }
  }

  /// Inside its text, with line and column as the text has them.
  private static func check(_ range: SourceRange, of name: String, _ sources: SourceMap) throws(Violation) {
    guard let text = sources[range.path] else {
      throw Violation("\(name) points into '\(range.path)', which is not there")
    }
    let (start, end) = (range.start, range.end)
    try require(
      0 <= start.offset && start.offset <= end.offset && end.offset <= text.bytes.count,
      "\(name) is at bytes \(start.offset)..<\(end.offset) of \(text.bytes.count)")
    for position in [start, end] {
      let own = text.position(offset: position.offset)
      try require(
        own == position,
        "\(name) has byte \(position.offset) at \(position.line):\(position.column), not \(own.line):\(own.column)")
    }
  }

  private func check(_ fix: Fix, of name: String, _ sources: SourceMap) throws(Violation) {
    try require(!fix.edits.isEmpty, "the fix of \(name) changes nothing")
    for edit in fix.edits { try Self.check(edit.range, of: "the fix of \(name)", sources) }
    let sorted = fix.edits.sorted { $0.range.start < $1.range.start }
    for (edit, next) in zip(sorted, sorted.dropFirst()) where edit.range.path == next.range.path {
      try require(edit.range.end <= next.range.start, "edits of the fix of \(name) overlap")
    }
  }
}
