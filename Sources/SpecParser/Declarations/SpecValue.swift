// Decoded values: what remains of a node once it has been checked against its declared type.

import Diagnostics

public struct Located<Value: Sendable>: Sendable {
  public var value: Value
  public var range: SourceRange

  public init(_ value: Value, at range: SourceRange) {
    self.value = value
    self.range = range
  }
}

public indirect enum SpecValue: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case list([Located<SpecValue>])
  case dictionary([(key: Located<SpecValue>, value: Located<SpecValue>)])
  case record(Arguments)
  case kind(KindValue)
  /// In a default only: the kind of this name with all its defaults; the decoder turns it into `kind`.
  case kindNamed(String)
  case node(Node)
}

/// The decoded fields of one mapping. Defaults are filled in; `ranges` has only what was written.
public struct Arguments: Sendable {
  public var values: [String: SpecValue]
  /// Where each written value stands.
  public var ranges: [String: SourceRange]
  /// Where each written key stands.
  public var keyRanges: [String: SourceRange]
  /// Where the whole stands.
  public var range: SourceRange

  public init(
    values: [String: SpecValue] = [:], ranges: [String: SourceRange] = [:], keyRanges: [String: SourceRange] = [:],
    range: SourceRange
  ) {
    self.values = values
    self.ranges = ranges
    self.keyRanges = keyRanges
    self.range = range
  }

  /// The value of a declared field.
  public subscript<Value>(field: Field<Value>) -> Value {
    values[field.declaration.name].flatMap(field.extract) ?? field.fallback
  }

  /// Where a field's value is written, else where the whole stands.
  public func range<Value>(of field: Field<Value>) -> SourceRange {
    ranges[field.declaration.name] ?? range
  }

  /// Whether the field is written in the spec.
  public func isWritten<Value>(_ field: Field<Value>) -> Bool { ranges[field.declaration.name] != nil }
}

/// A thing of some kind with its decoded fields: `dense` with `units` 10.
public struct KindValue: Sendable {
  /// The declared name, not the alias as written.
  public var name: String
  /// The kind's word as written, an alias or the name: figures are reported under it.
  public var writtenName: String
  public var arguments: Arguments
  /// The whole thing; `nameRange` is the kind's word alone.
  public var range: SourceRange
  public var nameRange: SourceRange

  /// - Parameter writtenName: the word as written, the declared name unless given.
  public init(
    name: String, writtenName: String? = nil, arguments: Arguments, range: SourceRange, nameRange: SourceRange
  ) {
    self.name = name
    self.writtenName = writtenName ?? name
    self.arguments = arguments
    self.range = range
    self.nameRange = nameRange
  }
}
