// Promises that a whole run keeps, each of which once broke.

import Diagnostics
import ExecutionPlan
import LoftingRuntime
import Pipeline
import Testing

struct SemanticsTests {
  static func session(_ text: String) throws -> Session { try Session(TemporarySpec(text).compiled()) }

  static func history(_ text: String) throws -> TrainingHistory {
    let session = try session(text)
    var trainer = try Trainer(
      session.model, training: try #require(session.splits[.training]), validation: session.splits[.validation])
    return try trainer.train()
  }

  /// The same model with another end or another training section.
  static func spec(end: String = "dense: 10", training: String = "epochs: 1", layers: String = "flatten") -> String {
    """
    data: {source: digits, preprocessing: [{rescaling: 0.0625}], validation: {last: 300}}
    model: {layers: [\(layers), {\(end)}]}
    training: {loss: sparse_categorical_crossentropy, metrics: [accuracy], batch_size: 64, \(training)}
    """
  }

  @Test("class weights do not enter validation's loss")
  func classWeights() throws {
    let plain = try Self.session(Self.spec())
    let weighted = try Self.session(Self.spec(training: "class_weight: {0: 10.0}"))
    let rows = try #require(plain.splits[.validation])
    let sameRows = try #require(weighted.splits[.validation])
    let figures = try plain.model.evaluate(rows).map(\.value)
    #expect(try weighted.model.evaluate(sameRows).map(\.value) == figures)
  }

  @Test("a softmax behind which only a flatten stands is the loss's own")
  func softmaxBeforeFlatten() throws {
    let plain = try Self.history(Self.spec(end: "dense: {units: 10, activation: softmax}"))
    let flat = try Self.history(
      Self.spec(end: "flatten: {}", layers: "flatten, {dense: {units: 10, activation: softmax}}"))
    #expect(plain.epochs.map { $0.values.map(\.value) } == flat.epochs.map { $0.values.map(\.value) })
  }

  @Test("dropout behind a softmax is an error at its place")
  func dropoutBehindSoftmax() throws {
    let text = Self.spec(end: "dropout: 0.5", layers: "flatten, {dense: {units: 10, activation: softmax}}")
    let failure = try #require(throws: SpecFailure.self) { try TemporarySpec(text).compiled() }
    #expect(failure.diagnostics.items.map(\.code.id) == ["N105"])
  }

  @Test("the best weights are back after a loss that is not finite")
  func bestWeightsAfterDivergence() throws {
    // Each step multiplies the weights by 1 - 2 l2 learning_rate = -3: the penalty overflows within a few epochs, and the
    // first epoch is the best.
    func text(epochs: Int) -> String {
      let stopping = "early_stopping: {monitor: loss, patience: 50, restore_best_weights: true}"
      return Self.spec(
        end: "dense: {units: 10, kernel_regularizer: {l2: 2}}",
        training: "optimizer: {sgd: {learning_rate: 1}}, epochs: \(epochs), callbacks: [{\(stopping)}]")
    }
    func weights(epochs: Int) throws -> (weights: [NamedTensor], code: String?, epochs: Int) {
      let session = try Self.session(text(epochs: epochs))
      var trainer = try Trainer(
        session.model, training: try #require(session.splits[.training]), validation: session.splits[.validation])
      var count = 0
      do {
        _ = try trainer.train(observe: { event in if case .epoch = event { count += 1 } })
        return (session.model.weights(), nil, count)
      } catch {
        return (session.model.weights(), error.diagnostics.first?.code.id, count)
      }
    }
    let diverged = try weights(epochs: 50)
    #expect(diverged.code == "R101")
    #expect(diverged.epochs > 1)
    #expect(diverged.weights == (try weights(epochs: 1).weights))
  }

  @Test("two metrics of one name are numbered")
  func repeatedMetrics() throws {
    let text = """
      data: {source: digits}
      model: {layers: [flatten, {dense: 10}]}
      training:
        loss: sparse_categorical_crossentropy
        metrics: [{top_k_categorical_accuracy: 2}, {top_k_categorical_accuracy: 3}]
      """
    let names = try TemporarySpec(text).compiled().plan.measures.map(\.name)
    #expect(names == ["loss", "top_k_categorical_accuracy", "top_k_categorical_accuracy_1"])
  }

  @Test("rows that a limit leaves out are in memory all the same")
  func limitedRowsCount() throws {
    let all = try TemporarySpec(Self.spec()).compiled()
    let limited = try TemporarySpec(
      Self.spec().replacingFirst("source: digits", "source: digits, limit: 100")
    ).compiled()
    #expect(limited.summary.trainingRows == 100)
    let data = [all, limited].map { $0.compilation.memory.entries.first { $0.name == "data" }?.byteCount }
    #expect(data[0] == 1797 * (64 + 4))
    #expect(data[1] == data[0])
  }
}

extension String {
  fileprivate func replacingFirst(_ text: String, _ replacement: String) -> String {
    let parts = split(separator: text, maxSplits: 1, omittingEmptySubsequences: false)
    return parts.joined(separator: replacement)
  }
}
