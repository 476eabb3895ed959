// gather: rows of the data by index, scaled, with zeros in the lanes beyond the last feature.

import ExecutionPlan
import Testing

@Suite struct GatherTests {
  static let features = [1, 15, 16, 17, 40]
  static let indices: [UInt32] = [4, 0, 2, 2, 6]

  private static func gather(
    _ data: Buffer, source: Int, features: Int, scaling: [Buffer?] = [nil, nil, nil],
    on instructionSet: InstructionSet, blocks: [Range<Int>]? = nil
  ) -> Buffer {
    let output = Buffer.matrix(rows: indices.count, features: features)
    KernelRunner(
      kernel: .gather, operands: [data] + scaling + [output], sizes: [features, source], rows: indices.count,
      rowIndices: indices, blocks: blocks
    ).run(on: instructionSet)
    return output
  }

  @Test(arguments: features, InstructionSet.supported)
  func `bytes become floats in the order of the indices`(features: Int, instructionSet: InstructionSet) {
    let data = (0..<7 * features).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
    let output = Self.gather(
      Buffer.flat(data), source: 1, features: features, on: instructionSet, blocks: [3..<5, 0..<3])
    #expect(
      output.values == Self.indices.flatMap { row in (0..<features).map { Float(data[Int(row) * features + $0]) } })
    #expect(output.padding.allSatisfy { $0 == 0 })
    #expect(output.guardIsIntact)
  }

  @Test(arguments: features, InstructionSet.supported)
  func `floats are centered, scaled and offset`(features: Int, instructionSet: InstructionSet) {
    var random = TestRandom(seed: 3)
    let data = random.floats(7 * features)
    let center = random.floats(features)
    let scale = random.floats(features)
    let offset = random.floats(features)
    let output = Self.gather(
      Buffer.flat(data), source: 2, features: features,
      scaling: [Buffer.flat(center), Buffer.flat(scale), Buffer.flat(offset)], on: instructionSet)
    let expected = Self.indices.flatMap { row in
      (0..<features).map { (data[Int(row) * features + $0] - center[$0]) * scale[$0] + offset[$0] }
    }
    #expect(output.values == expected)
    #expect(output.padding.allSatisfy { $0 == 0 })
  }

  @Test(arguments: InstructionSet.supported)
  func `each of center, scale and offset may stand alone`(instructionSet: InstructionSet) {
    let data = (0..<7 * 17).map { UInt8($0) }
    let two = Buffer.flat([Float](repeating: 2, count: 17))
    let plain = Self.gather(Buffer.flat(data), source: 1, features: 17, on: instructionSet).values
    for (position, expected) in [plain.map { $0 - 2 }, plain.map { $0 * 2 }, plain.map { $0 + 2 }].enumerated() {
      var scaling: [Buffer?] = [nil, nil, nil]
      scaling[position] = two
      let output = Self.gather(
        Buffer.flat(data), source: 1, features: 17, scaling: scaling, on: instructionSet)
      #expect(output.values == expected)
    }
  }
}
