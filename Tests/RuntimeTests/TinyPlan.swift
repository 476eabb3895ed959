// A plan made by hand: softmax regression, dense [features, classes] with bias, trained by a given update rule. It is
// as small as a plan with all kinds of work (rows, tiles, once) can be.

import ExecutionPlan
import LoftingRuntime

struct TinyPlan {
  var features = 20
  var classes = 3
  var batch = 40
  var rule = UpdateRule.adam
  var learningRate: Double = 0.1
  var seed: UInt64 = 7
  var epochs = 3
  var shuffle = true
  var callbacks: [Callback] = []
  var kernelInitializer = Initializer.varianceScaling(scale: 1, mode: .fanAverage, distribution: .uniform, seed: nil)

  private var stride: Int { (features + 15) / 16 * 16 * 4 }
  private var logitBytes: Int { (classes + 15) / 16 * 64 }
  private var biasBytes: Int { ParameterLayout.panelBytes(inputs: 1, outputs: classes) }
  private var kernelBytes: Int { ParameterLayout.panelBytes(inputs: features, outputs: classes) }

  var configuration: RunConfiguration {
    RunConfiguration(
      // l1, l2, clip, learning_rate, weight_decay, the rule's own, derived
      scalars: [0, 0, 0, learningRate, 0] + (rule == .adam ? [0.9, 0.999, 1e-7, 0] : []), seed: seed, epochs: epochs,
      shuffle: shuffle, callbacks: callbacks)
  }

  var layout: InputLayout {
    InputLayout(
      shape: [features], elementType: .float32, target: .classes((0..<classes).map { "class \($0)" }),
      outputShape: [classes])
  }

  private func arena(_ offset: Int, rowBytes: Int) -> Operand {
    Operand(space: .arena, offset: offset, rowBytes: rowBytes, byteCount: rowBytes * batch)
  }
  // x: [batch, features], z: [batch, classes], and a float a row for loss and hits
  private var x: Operand { arena(0, rowBytes: stride) }
  private var z: Operand { arena(stride * batch, rowBytes: logitBytes) }
  private var rowLoss: Operand { arena((stride + logitBytes) * batch, rowBytes: 4) }
  private var hits: Operand { arena((stride + logitBytes) * batch + (4 * batch + 63) / 64 * 64, rowBytes: 4) }
  private var arenaBytes: Int { hits.offset + (4 * batch + 63) / 64 * 64 }

  private func parameter(_ offset: Int, _ bytes: Int) -> Operand {
    Operand(space: .parameters, offset: offset, rowBytes: 0, byteCount: bytes)
  }
  private var data: Operand { Operand(space: .data, offset: 0, rowBytes: 0, byteCount: 0) }
  private var target: Operand { Operand(space: .target, offset: 0, rowBytes: 0, byteCount: 0) }
  private var sums: Operand { Operand(space: .sums, offset: 0, rowBytes: 0, byteCount: 32) }

  private func step(
    _ kernel: Kernel, _ operands: [Operand?], _ sizes: [Int], reals: [Float] = [], slots: [Int] = [], text: String
  ) -> Step {
    Step(kernel: kernel, operands: operands, sizes: sizes, reals: reals, slots: slots, text: text, origin: 0)
  }

  // A block's rows as gathered, in the worker's memory.
  private var raw: Operand { Operand(space: .worker, offset: 64, rowBytes: stride, byteCount: 16 * stride) }

  private var forward: [Step] {
    [
      step(
        .gather, [data, nil, nil, nil, raw], [features, VectorSource.dataFloat32.rawValue], text: "raw = gather(data)"),
      step(.activation, [raw, x], [1, features, 0], reals: [0, 0, 0], text: "x = linear(raw)"),
      step(
        .dense, [x, parameter(0, kernelBytes), parameter(3 * kernelBytes, biasBytes), z, nil, nil, nil],
        [1, features, classes, 0, VectorSource.rows.rawValue, PanelLanes.outputs.rawValue],
        reals: [0, 0, 0], text: "z = dense(x, kernel, bias)"),
    ]
  }

  private func judge(withGradient: Bool) -> [Step] {
    [
      step(.metric, [z, target, hits], [classes, 0, 0], reals: [0], text: "hits = accuracy(z)"),
      step(
        .loss, [z, target, nil, rowLoss, withGradient ? z : nil, nil], [classes, 0, 0, 0], reals: [0],
        text: "loss(z, target)"),
    ]
  }

  private var accumulate: [Step] {
    [
      step(.accumulate, [rowLoss, nil, sums], [0], text: "sum of the loss"),
      step(.accumulate, [hits, nil, sums], [1], text: "sum of the hits"),
    ]
  }

  private var slots: [Int] { Array(0..<configuration.scalars.count) }

  private var updates: [Step] {
    func target(_ offset: Int, _ bytes: Int) -> [Operand?] {
      let states = (0..<2).map { $0 < rule.states.count ? parameter(offset + (1 + $0) * bytes, bytes) : nil }
      return [nil, parameter(offset, bytes)] + states + [nil, nil]
    }
    let code = Int(rule.rawValue)
    return [
      step(
        .denseKernelGradient, [x, z] + target(0, kernelBytes) + [Operand?](repeating: nil, count: 7),
        [1, features, classes, code, 0, VectorSource.rows.rawValue, PanelLanes.outputs.rawValue], slots: slots,
        text: "kernel update"),
      step(
        .biasGradient, [z] + target(3 * kernelBytes, biasBytes), [1, classes, code, 0], slots: slots,
        text: "bias update"),
    ]
  }

  private func program(_ groups: [[(KernelDomain, [Step], Int)]], output: Operand? = nil) -> Program {
    var steps: [Step] = []
    let phases = groups.map { phase in
      Phase(
        groups: phase.map { domain, members, items in
          steps += members
          return WorkGroup(domain: domain, steps: steps.count - members.count..<steps.count, items: items)
        })
    }
    let layout = ArenaLayout(buffers: [], byteCount: arenaBytes, lowerBound: arenaBytes)
    return Program(
      batch: batch, steps: steps, phases: phases, rowBlock: 16, arena: layout,
      worker: ArenaLayout(buffers: [], byteCount: 64 + 16 * stride, lowerBound: 64 + 16 * stride),
      output: output)
  }

  private func layout(_ name: String, _ shape: [Int], _ initializer: Initializer, at offset: Int) -> ParameterLayout {
    let bytes = ParameterLayout.panelBytes(inputs: shape.dropLast().reduce(1, *), outputs: shape.last ?? 1)
    let states = rule.states.enumerated().map { index, name in
      ParameterLayout.State(name: name, offset: offset + (1 + index) * bytes)
    }
    return ParameterLayout(
      name: name, shape: shape, initializer: initializer, isTrainable: true, offset: offset, states: states,
      transposedOffset: nil)
  }

  var plan: Plan {
    func tiles(_ step: Step) -> (KernelDomain, [Step], Int) {
      (.tiles, [step], step.kernel.tileCount(sizes: step.sizes))
    }
    let once = (KernelDomain.once, accumulate, 1)
    return Plan(
      name: "tiny",
      training: program([
        [(.rows, forward + judge(withGradient: true), 0)],
        [tiles(updates[0]), tiles(updates[1]), once],
      ]),
      evaluation: program([[(.rows, forward + judge(withGradient: false), 0)], [once]]),
      prediction: program([[(.rows, forward, 0)]], output: z),
      parameters: [
        layout("dense.kernel", [features, classes], kernelInitializer, at: 0),
        layout("dense.bias", [classes], .constant(0), at: 3 * kernelBytes),
      ], parameterMemory: 3 * kernelBytes + 3 * biasBytes, constants: [], constantMemory: 0,
      scalarNames: slots.map { "scalar \($0)" },
      measures: [
        Measure(name: "loss", index: 0, unit: .plain, isMaximized: false, isRoot: false),
        Measure(name: "accuracy", index: 1, unit: .plain, isMaximized: true, isRoot: false),
      ], optimizer: OptimizerLayout(rule: rule, slots: slots),
      origins: [Origin(path: "tiny.yaml", line: 9, layer: "dense")], input: layout)
  }

  func model(workers: Int = 1, instructionSet: InstructionSet = .best) throws -> Model {
    try Model(plan: plan, configuration: configuration, workers: workers, instructionSet: instructionSet)
  }
}

/// A table of floats and classes in memory that lives as long as the data made of it.
final class Table: Sendable {
  let inputs: [Float]
  let targets: [Int32]

  init(_ inputs: [Float], _ targets: [Int32]) {
    self.inputs = inputs
    self.targets = targets
  }

  /// Rows whose class can be seen in the inputs: a bump at the class's features over deterministic noise.
  static func bumps(rows: Int, _ plan: TinyPlan) -> Table {
    var words = RandomWords(seed: 1, stream: 0)
    var inputs: [Float] = []
    var targets: [Int32] = []
    for row in 0..<rows {
      targets.append(Int32(row % plan.classes))
      for feature in 0..<plan.features {
        inputs.append(words.unitFloat() - 0.5 + (feature % plan.classes == row % plan.classes ? 0.5 : 0))
      }
    }
    return Table(inputs, targets)
  }

  func data(_ plan: TinyPlan, rows: [UInt32]? = nil) throws -> RuntimeData {
    try unsafe inputs.withUnsafeBytes { inputs in
      try unsafe targets.withUnsafeBytes { targets in
        unsafe try RuntimeData(
          inputs: inputs, targets: targets, tableRows: self.targets.count,
          rows: rows ?? self.targets.indices.map { UInt32($0) }, layout: plan.layout, owner: self)
      }
    }
  }
}
