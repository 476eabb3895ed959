// Programs in bytes: steps, phases, arenas. Where a step comes from (its text, its origin) is written apart, so that a
// plan's hash is of what runs alone.

extension Program: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(batch)
    writer.write(steps)
    writer.write(phases)
    writer.write(rowBlock)
    writer.write(arena)
    writer.write(worker)
    writer.write(output)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    self.init(
      batch: try reader.integer(), steps: try reader.list("steps"), phases: try reader.list("phases"),
      rowBlock: try reader.integer(),
      arena: try reader.value(), worker: try reader.value(), output: try reader.optional())
  }
}

extension Step: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(kernel)
    writer.write(operands.count)
    for operand in operands { writer.write(operand) }
    writer.write(sizes)
    writer.write(reals)
    writer.write(slots)
    writer.write(joinsPrevious)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    self.init(
      kernel: try reader.value(),
      operands: try reader.list("operands") { reader throws(ByteReader.Problem) in try reader.optional() },
      sizes: try reader.list("sizes"), reals: try reader.list("reals"), slots: try reader.list("slots"), text: "",
      origin: 0)
    joinsPrevious = try reader.boolean()
  }
}

extension Kernel: BinaryCodable {
  /// By name, which stays what it is when kernels are added or moved.
  func write(to writer: inout ByteWriter) { writer.write(name) }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    let start = reader.offset
    let name = try reader.string()
    guard let kernel = Self.byName[name] else {
      throw reader.problem("there is no kernel '\(name.prefix(40))'", at: start)
    }
    self = kernel
  }

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}

extension Operand: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(space.rawValue)
    writer.write(offset)
    writer.write(rowBytes)
    writer.write(byteCount)
    writer.write(buffer)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    let start = reader.offset
    guard let space = MemorySpace(rawValue: try reader.byte()) else {
      throw reader.problem("an operand is in a memory that does not exist", at: start)
    }
    self.init(
      space: space, offset: try reader.integer(), rowBytes: try reader.integer(), byteCount: try reader.integer(),
      buffer: try reader.integer())
  }
}

extension Phase: BinaryCodable {
  func write(to writer: inout ByteWriter) { writer.write(groups) }
  init(from reader: inout ByteReader) throws(ByteReader.Problem) { self.init(groups: try reader.list("groups")) }
}

extension WorkGroup: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(tag)
    writer.write(steps.lowerBound)
    writer.write(steps.upperBound)
    writer.write(items)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    let domain: KernelDomain =
      switch try reader.tag("domain", below: 3) {
      case 0: .rows
      case 1: .tiles
      default: .once
      }
    let steps = try reader.bounds()
    self.init(domain: domain, steps: steps.lower..<steps.upper, items: try reader.integer())
  }

  private var tag: UInt8 {
    switch domain {
    case .rows: 0
    case .tiles: 1
    case .once: 2
    }
  }
}

extension ArenaLayout: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(buffers)
    writer.write(byteCount)
    writer.write(lowerBound)
    writer.write(isProvedOptimal)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    self.init(
      buffers: try reader.list("buffers"), byteCount: try reader.integer(), lowerBound: try reader.integer(),
      isProvedOptimal: try reader.boolean())
  }
}

extension ArenaLayout.Buffer: BinaryCodable {
  func write(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(offset)
    writer.write(byteCount)
    writer.write(lifetime.lowerBound)
    writer.write(lifetime.upperBound)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Problem) {
    let (name, offset, byteCount) = (try reader.string(), try reader.integer(), try reader.integer())
    let lifetime = try reader.bounds()
    self.init(name: name, offset: offset, byteCount: byteCount, lifetime: lifetime.lower...lifetime.upper)
  }
}
