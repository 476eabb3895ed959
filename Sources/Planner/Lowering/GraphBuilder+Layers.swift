// What several layers need of the builder: the last axis, parameters by the spec's initializers and regularizers, and a
// parameter's index for operations that write to it.

import Diagnostics
import ExecutionPlan
import SpecParser

extension GraphBuilder {
  /// Elements along the last axis of `x`, or nil with an error reported where a row is a bare number.
  mutating func lastAxis(of x: ValueID, for kind: String) -> Int? {
    guard let count = shape(of: x).dimensions.last else {
      error(
        .shapeMismatch, "\(kind) needs an input with at least one axis beside the batch", help: "add 'reshape: [1]'")
      return nil
    }
    return count
  }

  /// The current layer's parameter `suffix`, as `parameter(_:shape:initializer:)`, from what the spec says of it. An
  /// initializer that cannot make this shape is reported.
  mutating func parameter(
    _ suffix: String, shape: [Int], initializer kind: KindValue?, regularizer: KindValue? = nil, isWeight: Bool = true
  ) -> ValueID {
    let initializer = initializer(kind)
    if let problem = initializer.problem(with: shape) {
      error(
        .initializerMismatch,
        "\(kind?.name ?? "the initializer") \(problem.message), '\(layerName).\(suffix)' is \(shape)",
        at: kind?.range, help: problem.help)
    }
    return parameter(
      suffix, shape: shape, initializer: initializer, regularizer: regularizerStrengths(regularizer),
      isWeight: isWeight)
  }

  /// The index in `TrainGraph.parameters` of a parameter's value.
  func parameterIndex(of id: ValueID) -> Int? {
    if case .parameter(let index) = graph[id].operation { index } else { nil }
  }
}

extension Initializer {
  /// Why a parameter of this shape cannot begin like this; nil where it can.
  fileprivate func problem(with shape: [Int]) -> (message: String, help: String)? {
    switch self {
    case .identity:
      shape.count == 2 ? nil : ("needs a matrix", "use zeros, ones or constant here")
    case .orthogonal:
      shape.count >= 2 ? nil : ("needs a matrix", "use zeros, ones or a random initializer here")
    case .uniform(let minimum, let maximum, _):
      minimum <= maximum ? nil : ("has a minval above its maxval", "exchange the two")
    case .constant, .normal, .truncatedNormal, .varianceScaling: nil
    }
  }
}
