// Means over a standard normal number, by the midpoint rule. The density and all its derivatives vanish at the ends, so
// the rule is exact to rounding for smooth functions; a kink or a jump at 0 lies between two nodes, and costs an error of
// the order of the step squared.

import Glibc

package enum StandardNormal {
  private static let step = 1.0 / 16
  private static let nodes: [(x: Double, weight: Double)] = (-128..<128).map { index in
    let x = (Double(index) + 0.5) * step
    return (x, exp(-x * x / 2) / (2 * Double.pi).squareRoot() * step)
  }

  /// E[g(Z)].
  package static func mean(_ g: (Double) -> Double) -> Double {
    nodes.reduce(0) { $0 + $1.weight * g($1.x) }
  }

  /// E[g(Z)] and E[g(Z)^2] in one pass.
  package static func moments(_ g: (Double) -> Double) -> (mean: Double, meanSquare: Double) {
    var (mean, meanSquare) = (0.0, 0.0)
    for node in nodes {
      let value = g(node.x)
      mean += node.weight * value
      meanSquare += node.weight * value * value
    }
    return (mean, meanSquare)
  }
}
