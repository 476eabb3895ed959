// A plan in bytes, in two parts: what runs, of which the plan's hash is, and where it comes from in the spec.

extension Plan {
  /// Everything that runs: programs, layouts, measures, what is expected of the data.
  var coreBytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(name)
    writer.write(training)
    writer.write(evaluation)
    writer.write(prediction)
    writer.write(parameters)
    writer.write(parameterMemory)
    writer.write(constants)
    writer.write(constantMemory)
    writer.write(scalarNames)
    writer.write(measures)
    writer.write(optimizer)
    writer.write(input)
    return writer.bytes
  }

  /// The steps' texts and origins, program by program, the origins, and what the cost model said.
  var provenanceBytes: [UInt8] {
    var writer = ByteWriter()
    for step in [training, evaluation, prediction].flatMap(\.steps) {
      writer.write(step.text)
      writer.write(step.origin)
    }
    writer.write(origins)
    writer.write(decision)
    return writer.bytes
  }

  init(core: ArraySlice<UInt8>, provenance: ArraySlice<UInt8>) throws(ByteReader.Problem) {
    var reader = ByteReader(core)
    self.init(
      name: try reader.string(), training: try reader.value(),
      evaluation: try reader.value(), prediction: try reader.value(), parameters: try reader.list("parameters"),
      parameterMemory: try reader.integer(), constants: try reader.list("constants"),
      constantMemory: try reader.integer(), scalarNames: try reader.list("scalars"),
      measures: try reader.list("measures"), optimizer: try reader.optional(), origins: [], input: try reader.value())
    try reader.requireEnd(of: "the plan")
    try readProvenance(provenance)
  }

  private mutating func readProvenance(_ bytes: ArraySlice<UInt8>) throws(ByteReader.Problem) {
    var reader = ByteReader(bytes)
    for program in [\Plan.training, \.evaluation, \.prediction] {
      for index in self[keyPath: program].steps.indices {
        self[keyPath: program].steps[index].text = try reader.string()
        self[keyPath: program].steps[index].origin = try reader.integer()
      }
    }
    origins = try reader.list("origins")
    decision = try reader.optional()
    try reader.requireEnd(of: "the origins")
  }
}

extension Measure: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(index)
    writer.write(unitTag)
    writer.write(isMaximized)
    writer.write(isRoot)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    let (name, index) = (try reader.string(), try reader.integer())
    let unit: Unit =
      switch try reader.tag("unit", below: 3) {
      case 0: .plain
      case 1: .targetDeviation
      default: .targetVariance
      }
    self.init(
      name: name, index: index, unit: unit, isMaximized: try reader.boolean(), isRoot: try reader.boolean())
  }

  private var unitTag: UInt8 {
    switch unit {
    case .plain: 0
    case .targetDeviation: 1
    case .targetVariance: 2
    }
  }
}

extension OptimizerLayout: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(rule.rawValue)
    writer.write(slots)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    let start = reader.offset
    guard let rule = UpdateRule(rawValue: try reader.byte()) else {
      throw reader.problem("there is no such update rule", at: start)
    }
    self.init(rule: rule, slots: try reader.list("slots"))
  }
}

extension Origin: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(path)
    writer.write(line)
    writer.write(layer)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    self.init(path: try reader.string(), line: try reader.integer(), layer: try reader.string())
  }
}

extension InputLayout: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(shape)
    writer.write(elementType)
    writer.write(target)
    writer.write(outputShape)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    self.init(
      shape: try reader.list("dimensions"), elementType: try reader.named("element type"),
      target: try reader.value(), outputShape: try reader.list("dimensions"))
  }
}

extension TargetSummary: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    switch self {
    case .classes(let names):
      writer.write(UInt8(0))
      writer.write(names)
    case .numbers(let width):
      writer.write(UInt8(1))
      writer.write(width)
    }
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    switch try reader.tag("kind of target", below: 2) {
    case 0: self = .classes(try reader.list("classes"))
    default: self = .numbers(width: try reader.integer())
    }
  }
}
