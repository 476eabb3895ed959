// Static shapes. The batch dimension is not a number: a plan serves every batch up to its own size.

/// A tensor's shape: `[batch, 28, 28]` is batched with dimensions `[28, 28]`, a kernel is unbatched `[784, 10]`.
public struct TensorShape: Sendable, Hashable, CustomStringConvertible {
  public var isBatched: Bool
  public var dimensions: [Int]

  public static func batched(_ dimensions: [Int]) -> TensorShape {
    TensorShape(isBatched: true, dimensions: dimensions)
  }
  public static func fixed(_ dimensions: [Int]) -> TensorShape {
    TensorShape(isBatched: false, dimensions: dimensions)
  }
  public static let scalar = TensorShape.fixed([])

  /// Elements in one row of a batched tensor, in all of an unbatched one.
  public var elementCount: Int { dimensions.reduce(1, *) }
  /// The last axis, 1 for a scalar.
  public var features: Int { dimensions.last ?? 1 }
  /// Vectors along the last axis in a row: 1 for `[batch, features]`.
  public var positions: Int { dimensions.dropLast().reduce(1, *) }

  public var description: String {
    "[" + ((isBatched ? ["batch"] : []) + dimensions.map(String.init)).joined(separator: ", ") + "]"
  }
}
