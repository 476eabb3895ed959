// Dropout and gaussian noise: word by word as lf_philox says, for any blocking, with the right statistics.

import CKernels
import ExecutionPlan
import Glibc
import Testing

@Suite struct RandomTests {
  static func run(
    _ kernel: Kernel, _ x: [Float], elements: Int, scalar: Float, stream: Int = 3, seed: UInt64 = 0x1234_5678_9abc_def0,
    step: UInt64 = 0x1_0000_0007, blocks: [Range<Int>]? = nil,
    on instructionSet: InstructionSet = InstructionSet.supported[0]
  ) -> Buffer {
    let input = Buffer.matrix(x, features: elements, padding: 7)
    let output = Buffer.matrix(rows: input.rows, features: elements)
    KernelRunner(
      kernel: kernel, operands: [input, output], sizes: [elements, stream], scalars: [scalar], rows: input.rows,
      seed: seed, step: step, blocks: blocks
    ).run(on: instructionSet)
    return output
  }

  /// Word `index % 4` of the counter `index / 4`.
  static func word(
    _ index: Int, stream: UInt32 = 3, seed: UInt64 = 0x1234_5678_9abc_def0, step: UInt64 = 0x1_0000_0007
  ) -> UInt32 {
    var words = [UInt32](repeating: 0, count: 4)
    unsafe lf_philox(seed, stream, step, UInt32(index / 4), &words)
    return words[index % 4]
  }

  @Test(arguments: [1, 3, 10, 16, 50, 64, 65, 130, 301], InstructionSet.supported)
  func `dropout keeps what Philox's words say`(elements: Int, instructionSet: InstructionSet) {
    let x = (0..<5 * elements).map { Float($0 + 1) }
    let y = Self.run(.dropout, x, elements: elements, scalar: 0.3, on: instructionSet)
    let threshold = UInt32(Double(Float(0.3)) * 0x1p32)
    let scale = Float(1 / (1 - Double(Float(0.3))))
    #expect(y.values == x.indices.map { Self.word($0) >= threshold ? x[$0] * scale : 0 })
    #expect(y.padding.allSatisfy { $0 == 0 })
  }

  @Test(arguments: [Kernel.dropout, .gaussianNoise], [3, 10, 64, 77])
  func `blocks of rows do not matter`(kernel: Kernel, elements: Int) {
    var random = TestRandom(seed: 1)
    let x = random.floats(12 * elements)
    let whole = Self.run(kernel, x, elements: elements, scalar: 0.5)
    for blocks in [[0..<5, 5..<6, 6..<12], (0..<12).reversed().map { $0..<$0 + 1 }] {
      #expect(Self.run(kernel, x, elements: elements, scalar: 0.5, blocks: blocks).bits == whole.bits)
    }
  }

  @Test func `a rate of zero copies and a rate of one drops everything`() {
    let x: [Float] = [1, -2, 3, 4, 5, 6]
    #expect(Self.run(.dropout, x, elements: 3, scalar: 0).values == x)
    #expect(Self.run(.dropout, x, elements: 3, scalar: 1).values == [0, 0, 0, 0, 0, 0])
  }

  @Test(arguments: [Float(0.1), 0.5, 0.9])
  func `the share of dropped elements is the rate`(rate: Float) {
    let count = 100_000
    let y = Self.run(.dropout, [Float](repeating: 1, count: count), elements: 1000, scalar: rate).values
    let dropped = Double(y.filter { $0 == 0 }.count) / Double(count)
    let deviation = (Double(rate) * (1 - Double(rate)) / Double(count)).squareRoot()
    #expect(abs(dropped - Double(rate)) < 4 * deviation)
  }

  @Test func `stream, step and seed each give other numbers`() {
    let x = [Float](repeating: 1, count: 64)
    let first = Self.run(.dropout, x, elements: 64, scalar: 0.5).values
    #expect(Self.run(.dropout, x, elements: 64, scalar: 0.5, stream: 4).values != first)
    #expect(Self.run(.dropout, x, elements: 64, scalar: 0.5, step: 0x1_0000_0008).values != first)
    #expect(Self.run(.dropout, x, elements: 64, scalar: 0.5, step: 7).values != first)
    #expect(Self.run(.dropout, x, elements: 64, scalar: 0.5, seed: 0x1234_5678).values != first)
  }

  @Test(arguments: [5, 64, 99], InstructionSet.supported)
  func `noise is Box and Muller's transform of Philox's words`(elements: Int, instructionSet: InstructionSet) {
    var random = TestRandom(seed: 2)
    let x = random.floats(4 * elements)
    let y = Self.run(.gaussianNoise, x, elements: elements, scalar: 0.25, on: instructionSet)
    for (index, y) in y.values.enumerated() {
      let u = (Double(Self.word(index & ~1)) + 1) * 0x1p-32
      let v = Double(Self.word(index | 1)) * 0x1p-32
      let radius = (-2 * log(u)).squareRoot()
      let normal = radius * (index % 2 == 0 ? cos(2 * Double.pi * v) : sin(2 * Double.pi * v))
      // Where u is near 1, rounding it to fp32 moves the radius.
      let slack = 0x1p-24 / max(radius, 0x1p-12) + 1e-6
      #expect(abs(Double(y) - (Double(x[index]) + 0.25 * normal)) <= 0.25 * slack + 1e-6)
    }
    #expect(y.padding.allSatisfy { $0 == 0 })
  }

  @Test func `noise has mean zero and the given deviation`() {
    let count = 100_000
    let y = Self.run(.gaussianNoise, [Float](repeating: 0, count: count), elements: 1000, scalar: 2).values
    let mean = y.reduce(0.0) { $0 + Double($1) } / Double(count)
    let variance = y.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(count)
    #expect(abs(mean) < 4 * 2 / Double(count).squareRoot())
    #expect(abs(variance - 4) < 4 * 4 * (2 / Double(count)).squareRoot())
    #expect(y.allSatisfy { $0.isFinite })
  }
}
