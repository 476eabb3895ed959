// Parameters, their initial values and constants in bytes.

extension ParameterLayout: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(shape)
    writer.write(initializer)
    writer.write(isTrainable)
    writer.write(offset)
    writer.write(states)
    writer.write(transposedOffset)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    self.init(
      name: try reader.string(), shape: try reader.list("dimensions"), initializer: try reader.value(),
      isTrainable: try reader.boolean(), offset: try reader.integer(), states: try reader.list("states"),
      transposedOffset: try reader.optional())
  }
}

extension ParameterLayout.State: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(offset)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    self.init(name: try reader.string(), offset: try reader.integer())
  }
}

extension Initializer: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    switch self {
    case .constant(let value):
      writer.write(UInt8(0))
      writer.write(value)
    case .identity(let gain):
      writer.write(UInt8(1))
      writer.write(gain)
    case .uniform(let minimum, let maximum, let seed):
      writer.write(UInt8(2))
      writer.write(minimum)
      writer.write(maximum)
      writer.write(seed)
    case .normal(let mean, let deviation, let seed):
      writer.write(UInt8(3))
      writer.write(mean)
      writer.write(deviation)
      writer.write(seed)
    case .truncatedNormal(let mean, let deviation, let seed):
      writer.write(UInt8(4))
      writer.write(mean)
      writer.write(deviation)
      writer.write(seed)
    case .varianceScaling(let scale, let mode, let distribution, let seed):
      writer.write(UInt8(5))
      writer.write(scale)
      writer.write(mode)
      writer.write(distribution)
      writer.write(seed)
    case .orthogonal(let gain, let seed):
      writer.write(UInt8(6))
      writer.write(gain)
      writer.write(seed)
    }
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    switch try reader.tag("initializer", below: 7) {
    case 0: self = .constant(try reader.float())
    case 1: self = .identity(gain: try reader.float())
    case 2:
      self = .uniform(minimum: try reader.float(), maximum: try reader.float(), seed: try reader.optional())
    case 3: self = .normal(mean: try reader.float(), deviation: try reader.float(), seed: try reader.optional())
    case 4:
      self = .truncatedNormal(mean: try reader.float(), deviation: try reader.float(), seed: try reader.optional())
    case 5:
      self = .varianceScaling(
        scale: try reader.float(), mode: try reader.named("fan"), distribution: try reader.named("distribution"),
        seed: try reader.optional())
    default: self = .orthogonal(gain: try reader.float(), seed: try reader.optional())
    }
  }
}

extension ConstantLayout: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(source)
    writer.write(count)
    writer.write(offset)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    self.init(
      name: try reader.string(), source: try reader.value(), count: try reader.integer(), offset: try reader.integer())
  }
}

extension ConstantLayout.Source: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    switch self {
    case .preprocessing(let chain, let part):
      writer.write(UInt8(0))
      writer.write(chain)
      writer.write(part)
    case .values(let values):
      writer.write(UInt8(1))
      writer.write(values)
    case .balancedClassWeights: writer.write(UInt8(2))
    }
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    switch try reader.tag("source of a constant", below: 3) {
    case 0: self = .preprocessing(try reader.list("preprocessing"), part: try reader.named("part of a map"))
    case 1: self = .values(try reader.list("values"))
    default: self = .balancedClassWeights
    }
  }
}

extension Preprocessing: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    switch self {
    case .rescaling(let scale, let offset):
      writer.write(UInt8(0))
      writer.write(scale)
      writer.write(offset)
    case .normalization(let isPerFeature):
      writer.write(UInt8(1))
      writer.write(isPerFeature)
    }
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    switch try reader.tag("preprocessing", below: 2) {
    case 0: self = .rescaling(scale: try reader.double(), offset: try reader.double())
    default: self = .normalization(isPerFeature: try reader.boolean())
    }
  }
}
