// How a tensor is compared with its figures.

extension TensorFigures {
  /// What differs first: the size, an element, the norm or the sum; nil for a tensor that agrees.
  ///
  /// - Parameter tolerance: relative to the largest element of the figures, to the norm, and for the sum, which may
  ///   cancel, to what n elements of that norm can sum to.
  /// - Parameter floor: magnitudes below this count as this: a gradient that cancels to zero has only rounding.
  public func disagreement(with actual: [Double]?, tolerance: Double, floor: Double = 0) -> String? {
    guard let actual, actual.count == count else {
      return "\(name) has \(actual?.count ?? 0) elements, not \(count)"
    }
    let scale = max(elements.map(abs).max() ?? 0, floor)
    for (k, expected) in elements.enumerated() {
      let element = actual[index(k)]
      // Not >, so that nan disagrees.
      guard abs(element - expected) <= tolerance * scale else {
        return "\(name)[\(index(k))] is \(element), the figure is \(expected)"
      }
    }
    let actualNorm = actual.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard abs(actualNorm - norm) <= tolerance * max(norm, floor) else {
      return "the norm of \(name) is \(actualNorm), the figure is \(norm)"
    }
    let actualSum = actual.reduce(0, +)
    guard abs(actualSum - sum) <= tolerance * max(norm, floor) * Double(count).squareRoot() else {
      return "the sum of \(name) is \(actualSum), the figure is \(sum)"
    }
    return nil
  }
}
