// Costs against figures worked out by hand, and predictions against the roofline's two sides.

import ExecutionPlan
import Testing

struct StepCostTests {
  private func operand(_ space: MemorySpace, rowBytes: Int = 0, bytes: Int = 0) -> Operand {
    Operand(space: space, offset: 0, rowBytes: rowBytes, byteCount: bytes)
  }

  private func step(_ kernel: Kernel, _ operands: [Operand?], _ sizes: [Int]) -> Step {
    Step(kernel: kernel, operands: operands, sizes: sizes, reals: [], slots: [], text: "", origin: 0)
  }

  /// y = relu(x w + b), x: [rows, 784], w: [784, 10] in one panel of 16.
  private var dense: Step {
    step(
      .dense,
      [
        operand(.arena, rowBytes: 3136, bytes: 3136 * 256), operand(.parameters, bytes: 784 * 16 * 4),
        operand(.parameters, bytes: 64), operand(.worker, rowBytes: 64, bytes: 64 * 32),
      ], [1, 784, 10, Int(Activation.relu.rawValue)])
  }

  @Test func `a product counts two a multiply-add over real sizes, and reads its weights once`() {
    let cost = dense.cost(rows: 256)
    #expect(cost.productFlops == 4_014_080)  // 2 * 256 * 784 * 10
    #expect(cost.otherFlops == 5_120)  // bias and relu on 256 * 10
    #expect(cost.bytesRead == 853_056)  // 256 * 3136 + 50176 + 64
    #expect(cost.bytesWritten == 16_384)  // 256 * 64
    #expect(dense.cost(rows: 100).productFlops == 1_568_000, "a shorter batch")
  }

  @Test(arguments: [(VectorSource.dataUInt8, 200_704), (.dataFloat32, 802_816)])
  func `data is read in its own element type`(source: VectorSource, bytes: Int) {
    let gather = step(
      .gather,
      [
        operand(.data), operand(.constants, bytes: 3136), operand(.constants, bytes: 3136), nil,
        operand(.worker, rowBytes: 3200),
      ],
      [784, source.rawValue])
    let cost = gather.cost(rows: 256)
    #expect(cost.bytesRead == bytes + 2 * 3136)
    #expect(cost.bytesWritten == 819_200)  // 256 * 3200
    #expect(cost.flops == 401_408)  // a center and a scale on 256 * 784
  }

  @Test func `a product of the data reads it as stored and counts its preprocessing`() {
    let source = step(
      .dense,
      [
        operand(.data), operand(.parameters, bytes: 50_176), nil, operand(.worker, rowBytes: 64), nil,
        operand(.constants, bytes: 3136), nil,
      ], [1, 784, 10, Int(Activation.linear.rawValue), VectorSource.dataUInt8.rawValue, PanelLanes.inputs.rawValue])
    let cost = source.cost(rows: 256)
    #expect(cost.bytesRead == 254_016)  // 256 * 784 and the two vectors
    #expect(cost.otherFlops == 200_704)  // a scale on 256 * 784
  }

  @Test func `a fused update reads and writes the parameter and its states`() {
    let parameter = operand(.parameters, bytes: 640)  // 10 inputs, a panel of 16
    let update = step(
      .denseKernelGradient,
      [
        operand(.arena, rowBytes: 64), operand(.arena, rowBytes: 64), nil, parameter, parameter, parameter, nil,
        parameter,
      ],
      [1, 10, 10, Int(UpdateRule.adam.rawValue), 0])
    let cost = update.cost(rows: 256)
    #expect(cost.productFlops == 51_200)  // 2 * 256 * 10 * 10
    #expect(cost.otherFlops == 1_200)  // Adam's 12 on 100 weights
    #expect(cost.bytesRead == 34_688)  // 2 * 256 * 64 and three times 640
    #expect(cost.bytesWritten == 2_560)  // and the transposed copy
  }

  @Test(arguments: [(Loss.softmaxCrossEntropy, 4), (.softmaxCrossEntropyDense, 40)])
  func `a loss reads a class or a row of numbers`(loss: Loss, targetBytes: Int) {
    let step = step(
      .loss, [operand(.worker, rowBytes: 64), operand(.target), nil, operand(.arena, rowBytes: 4), nil],
      [10, Int(loss.rawValue)])
    #expect(step.cost(rows: 100).bytesRead == 100 * (64 + targetBytes))
    #expect(step.cost(rows: 100).bytesWritten == 400)
  }

  @Test func `monstrous sizes saturate`() {
    let huge = step(.dense, [operand(.arena, rowBytes: .max), nil, nil, nil], [.max, .max, .max, 999])
    #expect(huge.cost(rows: 1000).flops == .max)
    #expect(huge.cost(rows: 1000).bytes == .max)
    #expect(step(.loss, [], []).cost(rows: 1).flops == 0, "sizes that are not there")
  }

  // Predictions.

  private var machine: MachineModel {
    var machine = MachineModel(
      threads: 2, peakFlops: 100e9,
      levels: [
        .init(byteCount: 1 << 20, threadBandwidth: 100e9),
        .init(byteCount: .max, threadBandwidth: 10e9, totalBandwidth: 15e9),
      ])
    machine.productShare = 0.5
    machine.elementwiseShare = 0.1
    machine.barrierSeconds = 1e-3
    machine.stepSeconds = 0
    return machine
  }

  @Test func `arithmetic binds a product`() {
    // 4,014,080 / (2 * 100e9 * 0.5) + 5,120 / (2 * 100e9 * 0.1)
    #expect(abs(machine.predictedSeconds(of: dense, rows: 256) - 40.3968e-6) < 1e-9)
  }

  @Test func `memory binds a copy, at the bandwidth of the level that holds it`() {
    func addBias(bytes: Int) -> Step {
      step(.add, [operand(.arena, rowBytes: bytes), nil, operand(.arena, rowBytes: bytes)], [1])
    }
    // 200 rows of 1000 and 1000 bytes: 400,000 bytes at 2 * 100 GB/s
    #expect(abs(machine.predictedSeconds(of: addBias(bytes: 1000), rows: 200) - 2e-6) < 1e-12)
    // 15,000,000 bytes beyond the first level: all threads together have 15 GB/s
    #expect(abs(machine.predictedSeconds(of: addBias(bytes: 37_500), rows: 200) - 1e-3) < 1e-9)
  }

  @Test func `every phase ends with a barrier, and a serial piece is not shared`() {
    func program(_ domain: KernelDomain) -> Program {
      Program(
        batch: 256, steps: [dense, dense],
        phases: (0..<2).map { Phase(groups: [WorkGroup(domain: domain, steps: $0..<$0 + 1, items: 1)]) }, rowBlock: 32,
        arena: .empty, worker: .empty, output: nil)
    }
    let one = machine.predictedSeconds(of: dense, rows: 256)
    #expect(abs(machine.predictedSeconds(of: program(.rows), rows: 256) - 2 * (one + 1e-3)) < 1e-9)
    #expect(abs(machine.predictedSeconds(of: program(.once), rows: 256) - 2 * (2 * one + 1e-3)) < 1e-9)
    #expect(program(.rows).cost(rows: 256).productFlops == 8_028_160)
  }
}
