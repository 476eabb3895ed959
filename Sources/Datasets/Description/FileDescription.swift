// `lofting data show FILE`: what is in a data file, as a value that the command prints.

import Diagnostics

/// What a data file holds.
public enum FileDescription: Sendable, Hashable {
  case table(TableDescription)
  case tensor(TensorDescription)
}

/// A CSV file.
public struct TableDescription: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// Every cell that isn't missing is a number.
    case number
    /// Every cell that isn't missing is an integer.
    case integer
    case text
    /// Every cell is missing.
    case empty
  }

  public struct Column: Sendable, Hashable {
    public var name: String
    public var kind: Kind
    /// Of the cells that are numbers; nil without any.
    public var minimum: Double?
    public var maximum: Double?
    public var mean: Double?
    public var missing: Int
    /// Different texts; `distinctIsComplete` is false where counting stopped at 1,000.
    public var distinct: Int
    public var distinctIsComplete: Bool
    /// The commonest texts with their counts, up to ten, most first; only where counting is complete.
    public var commonest: [Count]
  }

  public struct Count: Sendable, Hashable {
    public var text: String
    public var count: Int

    public init(text: String, count: Int) {
      self.text = text
      self.count = count
    }
  }

  public var path: String
  public var hasHeader: Bool
  public var delimiter: UInt8
  public var rowCount: Int
  public var columns: [Column]
}

/// An IDX or NPY file.
public struct TensorDescription: Sendable, Hashable {
  public var path: String
  /// `IDX` or `NPY`.
  public var format: String
  public var shape: [Int]
  /// `uint8`, `float32`, ...
  public var elementType: String
  /// Of the finite elements; nil without any.
  public var minimum: Double?
  public var maximum: Double?
  public var mean: Double?
  public var notFinite: Int

  public init(
    path: String, format: String, shape: [Int], elementType: String, minimum: Double?, maximum: Double?, mean: Double?,
    notFinite: Int
  ) {
    self.path = path
    self.format = format
    self.shape = shape
    self.elementType = elementType
    self.minimum = minimum
    self.maximum = maximum
    self.mean = mean
    self.notFinite = notFinite
  }
}

/// Describes a file, which may be CSV, IDX (gzipped, too) or NPY: told by its first bytes.
///
/// - Parameters:
///   - hasHeader: nil to guess: a first row in which any cell is a number is no header.
///   - delimiter: nil to guess: the commonest of `,` `;` `|` and tab in the first row.
/// - Throws: `dataNotFound`, `fileAccess`, `badFile`, `badCell`.
public func describe(
  _ path: String, hasHeader: Bool? = nil, delimiter: UInt8? = nil
) throws(Failure) -> FileDescription {
  let file = try DataMemory.mapFile(path)
  let start = file.withBytes { bytes in (0..<min(bytes.count, 6)).map { bytes[$0] } }
  if start.starts(with: [0x93] + Array("NUMPY".utf8)) {
    return .tensor(try describe(try NPYFile.read(path, .inOrder), format: "NPY"))
  }
  if start.starts(with: [0x1F, 0x8B]) || start.starts(with: [0, 0]) {
    return .tensor(try describe(try IDXFile.read(path, .inOrder), format: "IDX"))
  }
  return .table(try TableDescriber(file, path: path).describe(hasHeader: hasHeader, delimiter: delimiter))
}

private func describe(_ tensor: RawTensor, format: String) throws(Failure) -> TensorDescription {
  var numbers = NumberSummary()
  var notFinite = 0
  tensor.elements.withBytes { bytes in
    for i in 0..<tensor.count {
      let value = tensor.number(at: i, in: bytes)
      if value.isFinite { numbers.add(value) } else { notFinite += 1 }
    }
  }
  return TensorDescription(
    path: tensor.path, format: format, shape: tensor.shape, elementType: tensor.format.name, minimum: numbers.minimum,
    maximum: numbers.maximum, mean: numbers.mean, notFinite: notFinite)
}

/// Running minimum, maximum and mean.
struct NumberSummary {
  private(set) var count = 0
  private(set) var minimum: Double?
  private(set) var maximum: Double?
  private var sum = 0.0
  var mean: Double? { count > 0 ? sum / Double(count) : nil }

  mutating func add(_ value: Double) {
    count += 1
    sum += value
    minimum = min(minimum ?? value, value)
    maximum = max(maximum ?? value, value)
  }
}
