// The update rules in float64, by the formulas beside the cases of `UpdateRule` (Keras 3's optimizers).

import ExecutionPlan
import Glibc

extension UpdateRule {
  /// The values of an update's slots.
  struct Scalars {
    var learningRate: Double
    var weightDecay: Double
    /// Those of `UpdateRule.slots`, in order.
    var own: [Double]

    func own(_ index: Int) -> Double { own.indices.contains(index) ? own[index] : .nan }
  }

  /// Updates one element and its states, which stand in the order of `states`.
  ///
  /// - Parameter iteration: optimizer steps with this one, from 1.
  func reference(
    _ w: inout Double, _ states: inout [Double], gradient g: Double, _ scalars: Scalars, iteration: UInt64
  ) {
    let rate = scalars.learningRate
    w *= 1 - scalars.weightDecay * rate
    switch self {
    case .sgd:
      w -= rate * g
    case .momentum:
      states[0] = scalars.own(0) * states[0] - rate * g
      w += states[0]
    case .nesterov:
      states[0] = scalars.own(0) * states[0] - rate * g
      w += scalars.own(0) * states[0] - rate * g
    case .adam, .amsgrad:
      let (beta1, beta2, epsilon) = (scalars.own(0), scalars.own(1), scalars.own(2))
      let t = Double(iteration)
      let alpha = rate * (1 - pow(beta2, t)).squareRoot() / (1 - pow(beta1, t))
      states[0] += (g - states[0]) * (1 - beta1)
      states[1] += (g * g - states[1]) * (1 - beta2)
      var velocity = states[1]
      if self == .amsgrad {
        states[2] = max(states[2], states[1])
        velocity = states[2]
      }
      w -= states[0] * alpha / (velocity.squareRoot() + epsilon)
    case .rmsprop, .rmspropMomentum, .rmspropCentered, .rmspropCenteredMomentum:
      rmsprop(&w, &states, g, scalars)
    }
  }

  /// velocity; average_gradient where centered; momentum last.
  private func rmsprop(_ w: inout Double, _ states: inout [Double], _ g: Double, _ scalars: Scalars) {
    let (rho, epsilon) = (scalars.own(0), scalars.own(1))
    states[0] = rho * states[0] + (1 - rho) * g * g
    var denominator = states[0] + epsilon
    if self == .rmspropCentered || self == .rmspropCenteredMomentum {
      states[1] = rho * states[1] + (1 - rho) * g
      denominator -= states[1] * states[1]
    }
    let increment = scalars.learningRate * g / denominator.squareRoot()
    if self == .rmspropMomentum || self == .rmspropCenteredMomentum {
      let last = states.count - 1
      states[last] = scalars.own(2) * states[last] + increment
      w -= states[last]
    } else {
      w -= increment
    }
  }
}
