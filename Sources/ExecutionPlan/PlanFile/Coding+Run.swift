// What a plan file holds beside the plan, in bytes: run-time values, the data's summary, the layers, the spec.

extension RunConfiguration: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(scalars)
    writer.write(seed)
    writer.write(epochs)
    writer.write(shuffle)
    writer.write(callbacks)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    self.init(
      scalars: try reader.list("scalars"), seed: try reader.unsigned(), epochs: try reader.integer(),
      shuffle: try reader.boolean(), callbacks: try reader.list("callbacks"))
  }
}

extension Callback: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    switch self {
    case .earlyStopping(let settings):
      writer.write(UInt8(0))
      writer.write(settings)
    }
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    _ = try reader.tag("callback", below: 1)
    self = .earlyStopping(try reader.value())
  }
}

extension EarlyStopping: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(monitor)
    writer.write(mode)
    writer.write(minimumDelta)
    writer.write(patience)
    writer.write(baseline)
    writer.write(restoresBestWeights)
    writer.write(startFromEpoch)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    self.init(
      monitor: try reader.string(), mode: try reader.named("mode"), minimumDelta: try reader.double(),
      patience: try reader.integer(), baseline: try reader.optional(), restoresBestWeights: try reader.boolean(),
      startFromEpoch: try reader.integer())
  }
}

extension DataSummary: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(inputShape)
    writer.write(elementType)
    writer.write(target)
    writer.write(trainingRows)
    writer.write(validationRows)
    writer.write(testRows)
    writer.write(storedRows)
    writer.write(classCounts)
    writer.write(featureNames != nil)
    if let featureNames { writer.write(featureNames) }
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    self.init(
      inputShape: try reader.list("dimensions"), elementType: try reader.named("element type"),
      target: try reader.value(), trainingRows: try reader.integer(), validationRows: try reader.integer(),
      testRows: try reader.integer(), storedRows: try reader.integer(), classCounts: try reader.list("classes"))
    if try reader.boolean() { featureNames = try reader.list("features") }
  }
}

extension LayerSummary: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(outputShape)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    self.init(name: try reader.string(), outputShape: try reader.list("dimensions"))
  }
}

extension PlannedSpec: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(path)
    writer.write(text)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    self.init(path: try reader.string(), text: try reader.string())
  }
}
