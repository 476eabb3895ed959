// The words for a loss that is not finite: where it appeared first, what is likely the cause, and what to do.

import Diagnostics
import ExecutionPlan

extension Model {
  /// - Parameters:
  ///   - epoch: from 1.
  ///   - step: within the epoch, from 1.
  ///   - phases: the phases of the training program that had run.
  func nonFiniteFailure(epoch: Int, step: Int, phases: Int) -> Failure {
    let first = NonFiniteReplay(model: self).firstStep(phases: phases).map { plan.training.steps[$0] }
    let origin = first.flatMap { plan.origins.indices.contains($0.origin) ? plan.origins[$0.origin] : nil }
    var message = "the loss is not finite in epoch \(epoch), step \(step)"
    if let first, let origin {
      message += ": first in \(origin.layer) (\(origin.path):\(origin.line)), `\(first.text)`"
    } else if let first {
      message += ": first in `\(first.text)`"
    }
    let isBeforeUpdate = phases < plan.training.phases.count
    var notes = [
      Note(
        isBeforeUpdate
          ? "training ended before this step's update: the weights are those of the step before, or the best ones"
          : "training ended after this step's update: the penalty alone is not finite")
    ]
    if let name = firstNonFiniteParameter {
      notes.append(Note("\(name) has values that are not finite: an earlier update overflowed, or it began so"))
    }
    return Failure(
      .nonFiniteLoss, message, at: origin.map { .path($0.path) } ?? .none, notes: notes, help: Self.cure(first))
  }

  private static func cure(_ first: Step?) -> String {
    first?.kernel == .gather || first?.kernel == .affine
      ? "look for missing or infinite values in the inputs, and for features that preprocessing cannot scale"
      : "lower the learning_rate, clip gradients (clipnorm: 1.0), or normalize the inputs"
  }

  private var firstNonFiniteParameter: String? {
    plan.parameters.first { parameter in
      unsafe !parameterMemory.floats(at: parameter.offset, count: parameter.byteCount / 4).allSatisfy(\.isFinite)
    }?.name
  }
}
