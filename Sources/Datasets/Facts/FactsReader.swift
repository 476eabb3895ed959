// Bytes -> facts, whatever the bytes: nothing is read beyond the end, a count is held against the bytes that are left
// before room is made for it, and facts that no data can have are refused. `FactsWriter` has the same fields in the same
// order.

import ExecutionPlan

/// A position in an entry's bytes.
struct FactsReader {
  /// The bytes are no facts. Nobody reads why: the entry is written anew.
  struct Damage: Error {}

  private let bytes: [UInt8]
  private var offset: Int
  private let end: Int

  /// - Parameter range: the part to read.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    offset = max(range.lowerBound, 0)
    end = min(range.upperBound, bytes.count)
  }

  var isAtEnd: Bool { offset == end }
  private var remaining: Int { max(end - offset, 0) }

  private mutating func word<Word: FixedWidthInteger>(_ type: Word.Type) throws(Damage) -> Word {
    let size = Word.bitWidth / 8
    guard size <= remaining else { throw Damage() }
    var word: Word = 0
    for i in 0..<size { word |= Word(truncatingIfNeeded: bytes[offset + i]) << (8 * i) }
    offset += size
    return word
  }

  private mutating func boolean() throws(Damage) -> Bool {
    switch try word(UInt8.self) {
    case 0: return false
    case 1: return true
    default: throw Damage()
    }
  }

  /// An integer from 0 to `limit`.
  private mutating func count(upTo limit: Int) throws(Damage) -> Int {
    let value = try word(Int64.self)
    guard value >= 0, value <= Int64(limit) else { throw Damage() }
    return Int(value)
  }

  /// The number of elements that follow, each of so many bytes at least.
  private mutating func length(elementSize: Int) throws(Damage) -> Int {
    let count = try count(upTo: .max)
    guard count <= remaining / elementSize else { throw Damage() }
    return count
  }

  private mutating func float() throws(Damage) -> Float {
    let value = Float(bitPattern: try word(UInt32.self))
    guard value.isFinite else { throw Damage() }
    return value
  }

  private mutating func double() throws(Damage) -> Double {
    let value = Double(bitPattern: try word(UInt64.self))
    guard value.isFinite else { throw Damage() }
    return value
  }

  private mutating func string() throws(Damage) -> String {
    let count = try length(elementSize: 1)
    guard let text = String(validating: bytes[offset..<offset + count], as: UTF8.self) else {
      throw Damage()
    }
    offset += count
    return text
  }

  /// - Parameter elementSize: the fewest bytes that an element takes.
  private mutating func list<Value>(
    elementSize: Int, _ element: (inout FactsReader) throws(Damage) -> Value
  ) throws(Damage) -> [Value] {
    let count = try length(elementSize: elementSize)
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try element(&self)) }
    return values
  }

  private mutating func strings() throws(Damage) -> [String] {
    try list(elementSize: 8) { reader throws(Damage) in try reader.string() }
  }

  /// Integers from 0 to `limit`.
  private mutating func counts(upTo limit: Int) throws(Damage) -> [Int] {
    try list(elementSize: 8) { reader throws(Damage) in try reader.count(upTo: limit) }
  }

  private mutating func optional<Value>(
    _ value: (inout FactsReader) throws(Damage) -> Value
  ) throws(Damage) -> Value? {
    try boolean() ? try value(&self) : nil
  }
}

extension FactsReader {
  mutating func facts() throws(Damage) -> DataFacts {
    let summary = try summary()
    let width = DataLimits.product(summary.inputShape)
    let features = try columns()
    let constant = try counts(upTo: max(features.count - 1, 0))
    guard features.count == width, constant.count <= features.count else { throw Damage() }
    let inputs = InputFacts(features: features, constantFeatures: constant, areIntegers: try boolean())
    let targets = TargetFacts(
      changes: try count(upTo: summary.trainingRows), longestRun: try count(upTo: summary.trainingRows),
      areSorted: try boolean(), numbers: try optional { reader throws(Damage) in try reader.columns() })
    let classCount: Int
    switch summary.target {
    case .classes(let names):
      classCount = names.count
      guard targets.numbers == nil else { throw Damage() }
    case .numbers(let width):
      classCount = 0
      guard targets.numbers?.count == width else { throw Damage() }
    }
    let validation = try heldOut(rowCount: summary.validationRows, classCount: classCount)
    let test = try heldOut(rowCount: summary.testRows, classCount: classCount)
    guard summary.classCounts.count == classCount else { throw Damage() }
    return DataFacts(summary: summary, inputs: inputs, targets: targets, validation: validation, test: test)
  }

  private mutating func summary() throws(Damage) -> DataSummary {
    let shape = try counts(upTo: DataLimits.bytes)
    guard let elementType = ElementType(rawValue: try string()) else { throw Damage() }
    let target: TargetSummary =
      try boolean() ? .classes(try strings()) : .numbers(width: try count(upTo: DataLimits.bytes))
    let training = try count(upTo: DataLimits.rows)
    let validation = try count(upTo: DataLimits.rows)
    let test = try count(upTo: DataLimits.rows)
    // Three tables at most.
    let stored = try count(upTo: 3 * DataLimits.rows)
    let classCounts = try counts(upTo: training)
    let names = try optional { reader throws(Damage) in try reader.strings() }
    return DataSummary(
      inputShape: shape, elementType: elementType, target: target, trainingRows: training, validationRows: validation,
      testRows: test, storedRows: stored, classCounts: classCounts, featureNames: names)
  }

  private mutating func columns() throws(Damage) -> ColumnFacts {
    func floats(_ reader: inout FactsReader) throws(Damage) -> [Float] {
      try reader.list(elementSize: 4) { reader throws(Damage) in try reader.float() }
    }
    func doubles(_ reader: inout FactsReader) throws(Damage) -> [Double] {
      try reader.list(elementSize: 8) { reader throws(Damage) in try reader.double() }
    }
    let columns = ColumnFacts(
      minimum: try floats(&self), maximum: try floats(&self), mean: try doubles(&self), variance: try doubles(&self))
    guard columns.maximum.count == columns.count, columns.mean.count == columns.count,
      columns.variance.count == columns.count
    else { throw Damage() }
    return columns
  }

  private mutating func heldOut(rowCount: Int, classCount: Int) throws(Damage) -> HeldOutFacts? {
    let facts = try optional { reader throws(Damage) in
      let rows = try reader.count(upTo: DataLimits.rows)
      let classCounts = try reader.counts(upTo: rows)
      let duplicates = DuplicateFacts(
        sameInputs: try reader.count(upTo: rows), sameInputsAndTarget: try reader.count(upTo: rows),
        first: try reader.optional { reader throws(Damage) in
          DuplicateFacts.Pair(
            trainingRow: try reader.count(upTo: DataLimits.rows), heldOutRow: try reader.count(upTo: DataLimits.rows))
        })
      return HeldOutFacts(
        rowCount: rows, classCounts: classCounts, duplicates: duplicates,
        sharedFile: try reader.optional { reader throws(Damage) in try reader.string() })
    }
    guard facts?.rowCount ?? 0 == rowCount, facts.map({ $0.classCounts.count == classCount }) ?? true else {
      throw Damage()
    }
    return facts
  }
}
