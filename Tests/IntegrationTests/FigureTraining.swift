// Trains a model of the figures as a user would: a spec's text, compiled, on the embedded digits, from given weights.

import Diagnostics
import Figures
import LoftingRuntime
import Pipeline
import Testing

/// A compiled spec with its data, whose parameters are the figures'.
struct FigureTraining {
  let session: Session

  /// - Parameter model: the sections `model` and `training` without an optimizer.
  /// - Parameter optimizer: what stands at `training.optimizer`.
  /// - Parameter isOneHot: whether `categorical_crossentropy` wants `target_encoding: one_hot`.
  init(
    model: String, optimizer: String, initial: [InitialTensor], isOneHot: Bool = false, epochs: Int = 1,
    threads: Int = 1
  ) throws {
    let text = """
      version: 1
      name: figures
      data:
        source: digits
        shuffle: false
        target_encoding: \(isOneHot ? "one_hot" : "index")
        preprocessing:
          - rescaling: 0.0625
      \(model)
        optimizer: \(optimizer)
        batch_size: 32
        epochs: \(epochs)
      """
    session = try Session(TemporarySpec(text).compiled(threads: threads))
    #expect(session.compiled.plan.parameters.map(\.name).sorted() == initial.map(\.name).sorted())
    for tensor in initial { try session.model.setParameter(named: tensor.name, to: tensor.values.map { Float($0) }) }
  }

  /// Runs steps from the first batch on and returns their losses.
  func train(steps: Int) throws -> [Double] {
    var trainer = try Trainer(
      session.model, training: try #require(session.splits[.training]), validation: nil)
    trainer.reportsSteps = true
    var begun = 0
    var losses: [Double] = []
    func shouldStop() -> Bool {
      defer { begun += 1 }
      return begun == steps
    }
    _ = try trainer.train(shouldStop: shouldStop) { event in
      if case .step(_, _, let loss) = event { losses.append(loss) }
    }
    return losses
  }

  /// A parameter in float64.
  func parameter(_ name: String) -> [Double]? { session.model.parameter(named: name)?.map(Double.init) }

  func state(_ state: String, of name: String) -> [Double]? {
    session.model.state(state, ofParameter: name)?.map(Double.init)
  }
}
