// A text with its line table: from libyaml's line and column to bytes, and a line's text for a snippet.

/// One source text and where its lines begin.
///
/// Lines break where libyaml breaks them: LF, CR, CR LF, NEL (U+0085), LS (U+2028) and PS (U+2029).
public struct SourceText: Sendable {
  public let path: String
  public let bytes: [UInt8]
  /// Byte offset of each line's first byte.
  public let lineStarts: [Int]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts = [0]
    var i = 0
    while i < bytes.count {
      let width = Self.breakWidth(bytes, at: i)
      i += max(width, 1)
      if width > 0 { starts.append(i) }
    }
    lineStarts = starts
  }

  /// The position at a line and column that count from 1, clamped to the text.
  public func position(line: Int, column: Int) -> SourcePosition {
    guard line >= 1 else { return SourcePosition(line: 1, column: 1, offset: 0) }
    guard line <= lineStarts.count else { return end }
    var offset = lineStarts[line - 1]
    if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    var passed = 1
    while passed < column, offset < bytes.count, Self.breakWidth(bytes, at: offset) == 0 {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      passed += 1
    }
    return SourcePosition(line: line, column: passed, offset: offset)
  }

  /// The position of a byte offset, clamped to the text.
  public func position(offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    // A byte order mark takes no column.
    let start = low == 0 && offset >= 3 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : lineStarts[low]
    let column = bytes[start..<offset].count { $0 & 0xC0 != 0x80 } + 1
    return SourcePosition(line: low + 1, column: column, offset: offset)
  }

  public var end: SourcePosition { position(offset: bytes.count) }

  /// A line's text without its break; `line` counts from 1.
  public func text(ofLine line: Int) -> String {
    guard lineStarts.indices.contains(line - 1) else { return "" }
    let start = lineStarts[line - 1]
    var stop = start
    while stop < bytes.count, Self.breakWidth(bytes, at: stop) == 0 { stop += 1 }
    return String(decoding: bytes[start..<stop], as: UTF8.self)
  }

  /// The text of a range.
  public func text(of range: SourceRange) -> String {
    let start = min(max(range.start.offset, 0), bytes.count)
    let stop = min(max(range.end.offset, start), bytes.count)
    return String(decoding: bytes[start..<stop], as: UTF8.self)
  }

  /// The number of bytes of the line break at an offset; 0 where there is none.
  private static func breakWidth(_ bytes: [UInt8], at i: Int) -> Int {
    switch bytes[i] {
    case 0x0A: 1
    case 0x0D: i + 1 < bytes.count && bytes[i + 1] == 0x0A ? 2 : 1
    case 0xC2: i + 1 < bytes.count && bytes[i + 1] == 0x85 ? 2 : 0
    case 0xE2: i + 2 < bytes.count && bytes[i + 1] == 0x80 && (bytes[i + 2] & 0xFE) == 0xA8 ? 3 : 0
    default: 0
    }
  }
}

/// The texts that diagnostics may point into, by path.
public struct SourceMap: Sendable {
  private var texts: [String: SourceText] = [:]

  public init() {}

  public mutating func insert(_ text: SourceText) { texts[text.path] = text }
  public mutating func merge(_ other: SourceMap) { texts.merge(other.texts) { _, new in new } }
  public subscript(path: String) -> SourceText? { texts[path] }
}
