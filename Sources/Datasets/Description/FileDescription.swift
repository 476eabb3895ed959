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
    /// Cells that are numbers.
    public var numbers: Int
    /// The first cell that is none.
    public var firstText: String?
    /// Different texts; `distinctIsComplete` is false where counting stopped at 1,000.
    public var distinct: Int
    public var distinctIsComplete: Bool
    /// The commonest texts with their counts, up to a hundred, most first; only where counting is complete.
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
  /// The values with their counts in ascending order, where the tensor is a list of up to a hundred different integers, as
  /// labels are; else empty.
  public var classes: [TableDescription.Count]

  public init(
    path: String, format: String, shape: [Int], elementType: String, minimum: Double?, maximum: Double?, mean: Double?,
    notFinite: Int, classes: [TableDescription.Count] = []
  ) {
    self.path = path
    self.format = format
    self.shape = shape
    self.elementType = elementType
    self.minimum = minimum
    self.maximum = maximum
    self.mean = mean
    self.notFinite = notFinite
    self.classes = classes
  }
}

/// Describes a file, which may be CSV, IDX (gzipped, too) or NPY: told by its first bytes.
///
/// - Parameters:
///   - hasHeader: nil to guess: the first row is one if a number stands under a text of it, or if it has no numbers.
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
    let isIDX = try start[0] == 0 ? true : holdsIDX(file, path)
    guard isIDX else {
      throw Failure(
        .badFile, "\(path) is gzipped, and what is in it is no IDX file", at: .path(path),
        help: "unpack it: CSV and NPY files are read as they are")
    }
    return .tensor(try describe(try IDXFile.read(path, .inOrder), format: "IDX"))
  }
  // UTF-16, which has zero bytes, is told by its mark, and the reader of tables says what to do.
  let isText =
    start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) || file.withBytes { !holdsZero($0) }
  guard isText else {
    throw Failure(
      .badFile, "\(path) is no text, and begins like no other kind of file that is known", at: .path(path),
      help: "CSV, IDX (gzipped, too) and NPY files can be read")
  }
  return .table(try TableDescriber(file, path: path).describe(hasHeader: hasHeader, delimiter: delimiter))
}

/// Whether a gzipped file begins with the two zeros of IDX.
private func holdsIDX(_ file: DataMemory, _ path: String) throws(Failure) -> Bool {
  var gzip = try GzipReader(file, path: path)
  var head = try DataBuffer(byteCount: 2, at: .path(path))
  guard try gzip.read(2, into: &head) == 2 else { return false }
  return head.withElements(of: UInt8.self) { $0[0] == 0 && $0[1] == 0 }
}

/// Whether the first bytes are those of no text.
private func holdsZero(_ bytes: Span<UInt8>) -> Bool {
  (0..<min(bytes.count, 4096)).contains { bytes[$0] == 0 }
}

private func describe(_ tensor: RawTensor, format: String) throws(Failure) -> TensorDescription {
  var numbers = NumberSummary()
  var notFinite = 0
  var counts: [Int: Int] = [:]
  var isLabels = tensor.shape.count == 1 && tensor.count > 0
  tensor.elements.withBytes { bytes in
    for i in 0..<tensor.count {
      let value = tensor.number(at: i, in: bytes)
      if value.isFinite { numbers.add(value) } else { notFinite += 1 }
      guard isLabels else { continue }
      if let label = Int(exactly: value) { counts[label, default: 0] += 1 }
      isLabels = Int(exactly: value) != nil && counts.count <= 100
    }
  }
  let classes = isLabels ? counts.sorted { $0.key < $1.key } : []
  return TensorDescription(
    path: tensor.path, format: format, shape: tensor.shape, elementType: tensor.format.name, minimum: numbers.minimum,
    maximum: numbers.maximum, mean: numbers.mean, notFinite: notFinite,
    classes: classes.map { TableDescription.Count(text: String($0.key), count: $0.value) })
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
