// What must not change a result: fusions, the reuse of memory, the number of threads, the instruction set. Each variant
// trains the same spec, and weights and figures must be the same bits.

import Diagnostics
import ExecutionPlan
import LoftingRuntime
import Pipeline
import Planner
import Testing

struct EquivalenceTests {
  /// Chains with every layer, several optimizers, penalties, all three ways of clipping, a ragged last batch (1,437 rows).
  static let models = [
    "plain MLP": """
    model: {layers: [flatten, {dense: {units: 33, activation: relu}}, {dense: {units: 17, activation: tanh}}, {dense: 10}]}
    training: {optimizer: adam, loss: sparse_categorical_crossentropy, metrics: [accuracy], batch_size: 100, epochs: 2}
    """,
    "normalization and dropout": """
    model:
      layers:
        - gaussian_noise: 0.1
        - flatten
        - dense: {units: 40, use_bias: false, kernel_regularizer: {l1_l2: {l1: 1e-4, l2: 1e-3}}}
        - batch_normalization
        - relu
        - dropout: 0.3
        - dense: {units: 24, activation: gelu, bias_regularizer: {l2: 0.01}}
        - layer_normalization
        - reshape: [4, 6]
        - dense: {units: 3, activation: swish}
        - flatten
        - dense: {units: 10, activation: softmax}
    training:
      optimizer: {adamw: {global_clipnorm: 0.5, amsgrad: true}}
      loss: sparse_categorical_crossentropy
      metrics: [accuracy, sparse_top_k_categorical_accuracy]
      class_weight: balanced
      batch_size: 64
      epochs: 2
    """,
    "a chain that halves its rows, and two metrics": """
    model: {layers: [flatten, {dense: 64}, silu, glu, tanh, sigmoid, {dense: 10}]}
    training:
      optimizer: adam
      loss: sparse_categorical_crossentropy
      metrics: [sparse_top_k_categorical_accuracy, accuracy]
      batch_size: 100
      epochs: 2
    """,
    "clipping by value": """
    model: {layers: [flatten, {dense: {units: 20, activation: elu, kernel_regularizer: {l2: 0.01}}}, {dense: 10}]}
    training:
      optimizer: {sgd: {learning_rate: 0.1, momentum: 0.9, nesterov: true, clipvalue: 0.01}}
      loss: sparse_categorical_crossentropy
      batch_size: 48
      epochs: 2
    """,
    "clipping by norm": """
    model: {layers: [flatten, {dense: {units: 20, activation: sigmoid}}, {dense: 10}]}
    training:
      optimizer: {rmsprop: {centered: true, momentum: 0.5, clipnorm: 0.1}}
      loss: {categorical_crossentropy: {label_smoothing: 0.1}}
      batch_size: 200
      epochs: 2
    """,
  ]

  /// Everything that a training leaves behind.
  struct Outcome: Equatable {
    var weights: [NamedTensor]
    var figures: [Double]
  }

  static func outcome(
    _ name: String, threads: Int = 1, fusions: [Fusion] = Fusion.all, reusesBuffers: Bool = true,
    instructionSet: InstructionSet = .best, checksPlan: Bool = false, machine: MachineModel? = nil,
    order: LayerOrder = .cheapest
  ) throws -> Outcome {
    let encoding = name == "clipping by norm" ? "one_hot" : "index"
    let text = """
      seed: 11
      data: {source: digits, preprocessing: [normalization], target_encoding: \(encoding), validation: {last: 200}}
      \(try #require(models[name]))
      """
    let compiled = try TemporarySpec(text).compiled(
      threads: threads, fusions: fusions, reusesBuffers: reusesBuffers, checksPlan: checksPlan,
      machine: machine, order: order)
    let session = try Session(compiled, instructionSet: instructionSet)
    var trainer = try Trainer(
      session.model, training: try #require(session.splits[.training]), validation: session.splits[.validation])
    let history = try trainer.train()
    return Outcome(
      weights: session.model.weights(), figures: history.epochs.flatMap { $0.values.map(\.value) })
  }

  @Test("fused equals unfused, bit for bit", arguments: models.keys.sorted())
  func fusion(name: String) throws {
    #expect(try Self.outcome(name) == Self.outcome(name, fusions: []))
  }

  @Test("no metric changes the weights", arguments: ["[]", "[accuracy]", "[sparse_top_k_categorical_accuracy]"])
  func metrics(metrics: String) throws {
    func weights(_ metrics: String) throws -> [NamedTensor] {
      let text = """
        data: {source: digits, preprocessing: [normalization], validation: {last: 200}}
        model: {layers: [flatten, {dense: {units: 16, activation: relu}}, {dense: 10}]}
        training: {loss: sparse_categorical_crossentropy, metrics: \(metrics), batch_size: 100, epochs: 1}
        """
      let session = try Session(TemporarySpec(text).compiled())
      var trainer = try Trainer(
        session.model, training: try #require(session.splits[.training]), validation: nil)
      _ = try trainer.train()
      return session.model.weights()
    }
    #expect(try weights(metrics) == weights("[accuracy, sparse_top_k_categorical_accuracy]"))
  }

  @Test("each fusion alone, and all others without it, change nothing", arguments: Fusion.all.map(\.name))
  func oneFusion(fusion: String) throws {
    let alone = Fusion.all.filter { $0.name == fusion }
    let others = Fusion.all.filter { $0.name != fusion }
    for name in ["normalization and dropout", "plain MLP", "a chain that halves its rows, and two metrics"] {
      let expected = try Self.outcome(name, fusions: [])
      #expect(try Self.outcome(name, fusions: alone) == expected, "\(name), alone")
      #expect(try Self.outcome(name, fusions: others) == expected, "\(name), all others")
    }
  }

  @Test("each fusion changes the plan of some model", arguments: Fusion.all.map(\.name))
  func everyFusionApplies(fusion: String) throws {
    let others = Fusion.all.filter { $0.name != fusion }
    let applies = try Self.models.keys.contains { name in
      let text = "data: {source: digits, preprocessing: [normalization]}\n\(try #require(Self.models[name]))"
      let spec = try TemporarySpec(name == "clipping by norm" ? text.oneHot : text)
      return try spec.compiled().plan.text != spec.compiled(fusions: others).plan.text
    }
    #expect(applies)
  }

  @Test("layer by layer equals all layers in one pass, bit for bit", arguments: models.keys.sorted())
  func layered(name: String) throws {
    let text = "data: {source: digits, preprocessing: [normalization]}\n\(try #require(Self.models[name]))"
    let spec = try TemporarySpec(name == "clipping by norm" ? text.oneHot : text)
    let fused = try spec.compiled().plan.training
    let layered = try spec.compiled(order: .layerByLayer).plan.training
    #expect(layered.phases.count > fused.phases.count)
    #expect(try Self.outcome(name, threads: 2, order: .layerByLayer) == Self.outcome(name))
  }

  @Test("blocks of any size give the same bits", arguments: models.keys.sorted())
  func blocks(name: String) throws {
    let machines = [1, 64].map { MachineModel.reference(threads: $0) }
    let text = "data: {source: digits, preprocessing: [normalization]}\n\(try #require(Self.models[name]))"
    let spec = try TemporarySpec(name == "clipping by norm" ? text.oneHot : text)
    let blocks = try machines.map { try spec.compiled(machine: $0).plan.training.rowBlock }
    #expect(blocks[0] > blocks[1])
    #expect(try Self.outcome(name, machine: machines[0]) == Self.outcome(name, machine: machines[1]))
  }

  @Test("shared memory equals a buffer for every value, bit for bit", arguments: models.keys.sorted())
  func reuse(name: String) throws {
    #expect(try Self.outcome(name) == Self.outcome(name, reusesBuffers: false))
    #expect(
      try Self.outcome(name, fusions: []) == Self.outcome(name, fusions: [], reusesBuffers: false))
  }

  @Test("any number of threads gives the same bits", arguments: models.keys.sorted(), [2, 3, 5])
  func threads(name: String, threads: Int) throws {
    #expect(try Self.outcome(name) == Self.outcome(name, threads: threads))
  }

  @Test("instruction sets with fused multiply-add give the same bits", arguments: models.keys.sorted())
  func instructionSets(name: String) throws {
    let outcomes = try InstructionSet.supported.filter { $0 != .baseline }.map { set in
      try Self.outcome(name, instructionSet: set)
    }
    for outcome in outcomes.dropFirst() { #expect(outcome == outcomes[0]) }
  }

  @Test("the baseline comes to nearly the same figures", arguments: models.keys.sorted())
  func baseline(name: String) throws {
    // Its products round twice, so weights drift apart step by step; after two epochs figures agree to a few per cent.
    let best = try Self.outcome(name).figures
    let baseline = try Self.outcome(name, instructionSet: .baseline).figures
    for (a, b) in zip(best, baseline) { #expect(abs(a - b) <= 0.03 * max(abs(a), abs(b)), "\(a) and \(b)") }
  }

  @Test("another seed gives other weights")
  func seeds() throws {
    let first = try Self.outcome("plain MLP")
    #expect(try Self.outcome("plain MLP") == first, "the same seed repeats itself")
    let text = """
      seed: 12
      data: {source: digits, preprocessing: [normalization], validation: {last: 200}}
      \(try #require(Self.models["plain MLP"]))
      """
    let session = try Session(TemporarySpec(text).compiled())
    #expect(session.model.weights() != first.weights)
  }
}

extension String {
  /// The same spec with targets for `categorical_crossentropy`.
  fileprivate var oneHot: String {
    var text = self
    text.replace("source: digits,", with: "source: digits, target_encoding: one_hot,")
    return text
  }
}
