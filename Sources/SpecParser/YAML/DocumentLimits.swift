// What a document may cost. libyaml has no limits of its own (its scanner is quadratic in the depth of flow
// collections and in the number of %TAG directives), and a few hundred bytes of aliases can stand for gigabytes of
// nodes; so bytes are limited before it starts, and depth, nodes and expansion while its events arrive.

import Diagnostics

/// The limits of one document: far beyond any spec, and low enough that each is reported within 100 ms.
public enum DocumentLimits {
  /// The size of a file in bytes.
  public static let bytes = 1 << 20
  /// How deep lists and mappings nest, aliases expanded. Everything that walks the tree may recurse.
  public static let depth = 64
  /// Scalars, lists, mappings and aliases as written; a page of spec has a few hundred.
  public static let nodes = 20_000
  /// Nodes once every alias stands for all that it repeats.
  public static let expandedNodes = 200_000
  /// Mistakes that are reported one by one; a file of a million mistakes is a wrong file.
  public static let findings = 100
  /// How many files a chain of `extends` may hold beside the spec itself.
  public static let extendsChain = 16

  /// Reports what keeps a text from being parsed at all; true when it may be.
  static func admit(_ text: SourceText, diagnostics: inout DiagnosticList) -> Bool {
    let first = text.position(offset: 0)
    let start = SourceRange(path: text.path, start: first, end: first)
    if text.bytes.count > bytes {
      diagnostics.error(
        .tooLarge, "the document has \(text.bytes.count) bytes; at most \(bytes) are read", at: start,
        help: "a spec is a page or two; keep data in files of its own and name them under 'data'")
      return false
    }
    if let problem = encodingProblem(of: text) {
      diagnostics.error(
        .notUTF8, problem.message, at: SourceRange(path: text.path, start: problem.position, end: problem.position),
        help: "save the file as UTF-8")
      return false
    }
    if let directive = tagDirective(in: text) {
      diagnostics.error(
        .tagNotAllowed, "%TAG directives are not allowed", at: directive, help: "remove the line; specs have no tags")
      return false
    }
    return true
  }

  private static func encodingProblem(of text: SourceText) -> (message: String, position: SourcePosition)? {
    let bytes = text.bytes
    let start = text.position(offset: 0)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return ("the file is UTF-16 (or UTF-32), by the byte order mark at byte 0; a spec is UTF-8", start)
    }
    // ASCII in UTF-16 has a NUL in every other byte.
    if bytes.count >= 2, (bytes[0] == 0) != (bytes[1] == 0) {
      return ("the file looks like UTF-16, by the NUL at byte \(bytes[0] == 0 ? 0 : 1); a spec is UTF-8", start)
    }
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      let offset = error.byteOffsets.lowerBound
      let byte = bytes.indices.contains(offset) ? " 0x" + String(bytes[offset], radix: 16, uppercase: true) : ""
      return ("byte\(byte) at offset \(offset) is not UTF-8", text.position(offset: offset))
    }
  }

  /// The first %TAG line among the directives at the head of a text.
  private static func tagDirective(in text: SourceText) -> SourceRange? {
    var offset = text.contentStart
    while offset < text.bytes.count {
      offset = text.offsetAfterBlanksAndComments(from: offset)
      guard text.byte(at: offset) == UInt8(ascii: "%") else { return nil }
      let end = text.endOfLine(from: offset)
      if text.bytes[offset..<end].starts(with: "%TAG".utf8) {
        return SourceRange(path: text.path, start: text.position(offset: offset), end: text.position(offset: end))
      }
      offset = end
    }
    return nil
  }
}
