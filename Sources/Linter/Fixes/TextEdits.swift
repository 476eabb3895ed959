// Edits of a text, applied to its bytes: what no edit covers stays as it is, byte for byte.

import Diagnostics

public enum TextEdits {
  /// The bytes with all edits made.
  ///
  /// A line break in a replacement becomes CR LF where the text's first line ends so.
  /// - Returns: nil where an edit lies outside of the text or overlaps another.
  public static func apply(_ edits: [Fix.Edit], to bytes: [UInt8]) -> [UInt8]? {
    let breaksWithReturn = usesCarriageReturns(bytes)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    for edit in edits.sorted(by: { $0.bytes.lowerBound < $1.bytes.lowerBound }) {
      let range = edit.bytes
      guard range.lowerBound >= copied, range.upperBound <= bytes.count else { return nil }
      result += bytes[copied..<range.lowerBound]
      for byte in edit.replacement.utf8 {
        if breaksWithReturn, byte == UInt8(ascii: "\n"), result.last != UInt8(ascii: "\r") {
          result.append(UInt8(ascii: "\r"))
        }
        result.append(byte)
      }
      copied = range.upperBound
    }
    return result + bytes[copied...]
  }

  private static func usesCarriageReturns(_ bytes: [UInt8]) -> Bool {
    guard let feed = bytes.firstIndex(of: UInt8(ascii: "\n")), feed > 0 else { return false }
    return bytes[feed - 1] == UInt8(ascii: "\r")
  }
}

extension Fix.Edit {
  /// The bytes that it replaces; empty at the start of a range that ends before it begins.
  public var bytes: Range<Int> {
    let start = max(range.start.offset, 0)
    return start..<max(range.end.offset, start)
  }
}
