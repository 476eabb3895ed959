// Where something stands in a text: the unit of every diagnostic about a spec.

/// A place in a text. Lines and columns count from 1, columns in Unicode scalars; `offset` counts bytes from 0.
public struct SourcePosition: Sendable, Hashable, Comparable {
  public var line: Int
  public var column: Int
  public var offset: Int

  public init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }

  public static func < (left: SourcePosition, right: SourcePosition) -> Bool { left.offset < right.offset }
}

/// A half-open stretch of a named text: from `start` up to, not including, `end`.
public struct SourceRange: Sendable, Hashable {
  /// The file as the user named it, or `<stdin>`, or `--set` for a command-line override.
  public var path: String
  public var start: SourcePosition
  public var end: SourcePosition

  public init(path: String, start: SourcePosition, end: SourcePosition) {
    self.path = path
    self.start = start
    self.end = end
  }
}
