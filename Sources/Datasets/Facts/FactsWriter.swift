// Facts -> bytes, for the cache on this machine: little-endian, integers in 8 bytes, counts before lists, texts as UTF-8
// after their length.

import ExecutionPlan

/// Bytes being written.
struct FactsWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(raw: [UInt8]) { bytes += raw }
  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }
  mutating func write(_ value: Int) { append(Int64(value)) }
  mutating func write(_ values: [Int]) { list(values) { $0.write($1) } }
  mutating func write(_ values: [Float]) { list(values) { $0.append($1.bitPattern) } }
  mutating func write(_ values: [Double]) { list(values) { $0.append($1.bitPattern) } }
  mutating func write(_ values: [String]) { list(values) { $0.write($1) } }

  mutating func write(_ text: String) {
    let utf8 = Array(text.utf8)
    write(utf8.count)
    bytes += utf8
  }

  mutating func optional<Value>(_ value: Value?, _ body: (inout FactsWriter, Value) -> Void) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  private mutating func list<Value>(_ values: [Value], _ body: (inout FactsWriter, Value) -> Void) {
    write(values.count)
    for value in values { body(&self, value) }
  }

  private mutating func append(_ word: some FixedWidthInteger) {
    for shift in stride(from: 0, to: word.bitWidth, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
  }
}

extension FactsWriter {
  mutating func write(_ facts: DataFacts) {
    write(facts.summary)
    write(facts.inputs.features)
    write(facts.inputs.constantFeatures)
    write(facts.inputs.areIntegers)
    write(facts.targets.changes)
    write(facts.targets.longestRun)
    write(facts.targets.areSorted)
    optional(facts.targets.numbers) { $0.write($1) }
    optional(facts.validation) { $0.write($1) }
    optional(facts.test) { $0.write($1) }
  }

  private mutating func write(_ summary: DataSummary) {
    write(summary.inputShape)
    write(summary.elementType.rawValue)
    switch summary.target {
    case .classes(let names):
      write(true)
      write(names)
    case .numbers(let width):
      write(false)
      write(width)
    }
    write(summary.trainingRows)
    write(summary.validationRows)
    write(summary.testRows)
    write(summary.storedRows)
    write(summary.classCounts)
    optional(summary.featureNames) { $0.write($1) }
  }

  private mutating func write(_ columns: ColumnFacts) {
    write(columns.minimum)
    write(columns.maximum)
    write(columns.mean)
    write(columns.variance)
  }

  private mutating func write(_ heldOut: HeldOutFacts) {
    write(heldOut.rowCount)
    write(heldOut.classCounts)
    write(heldOut.duplicates.sameInputs)
    write(heldOut.duplicates.sameInputsAndTarget)
    optional(heldOut.duplicates.first) { writer, pair in
      writer.write(pair.trainingRow)
      writer.write(pair.heldOutRow)
    }
    optional(heldOut.sharedFile) { $0.write($1) }
  }
}
