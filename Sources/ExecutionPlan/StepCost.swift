// What a step costs, whatever runs it: floating-point operations and bytes. Exact for products; for everything else by
// the conventions stated with each count (StepCost+Operations.swift).

/// Operations and traffic of a step or of several. Sums stop at `Int.max` rather than overflow.
public struct StepCost: Sendable, Hashable {
  /// Of matrix products: 2 m n k over real sizes, padding left out; a multiply-add is two.
  public var productFlops = 0
  /// Of everything else.
  public var otherFlops = 0
  /// Bytes that the step reads and writes, each operand once however often a cache delivers it. Strides count as they
  /// stand, padding included, since whole lines move.
  public var bytesRead = 0
  public var bytesWritten = 0

  public init(productFlops: Int = 0, otherFlops: Int = 0, bytesRead: Int = 0, bytesWritten: Int = 0) {
    self.productFlops = productFlops
    self.otherFlops = otherFlops
    self.bytesRead = bytesRead
    self.bytesWritten = bytesWritten
  }

  public var flops: Int { productFlops.addingSaturated(otherFlops) }
  public var bytes: Int { bytesRead.addingSaturated(bytesWritten) }

  public static func + (left: StepCost, right: StepCost) -> StepCost {
    StepCost(
      productFlops: left.productFlops.addingSaturated(right.productFlops),
      otherFlops: left.otherFlops.addingSaturated(right.otherFlops),
      bytesRead: left.bytesRead.addingSaturated(right.bytesRead),
      bytesWritten: left.bytesWritten.addingSaturated(right.bytesWritten))
  }
}

extension Step {
  /// What the step costs for a batch of `rows`.
  public func cost(rows: Int) -> StepCost {
    var cost = StepCost(productFlops: productFlops(rows: rows), otherFlops: otherFlops(rows: rows))
    for (role, operand) in zip(kernel.operands, operands) {
      guard let operand else { continue }
      let bytes = byteCount(of: operand, rows: rows)
      switch role.access {
      case .read: cost.bytesRead = cost.bytesRead.addingSaturated(bytes)
      case .write: cost.bytesWritten = cost.bytesWritten.addingSaturated(bytes)
      case .readWrite:
        cost.bytesRead = cost.bytesRead.addingSaturated(bytes)
        cost.bytesWritten = cost.bytesWritten.addingSaturated(bytes)
      }
    }
    return cost
  }

  /// Floating-point operations for a number of rows, as `StepCost` counts them.
  public func flops(rows: Int) -> Int { productFlops(rows: rows).addingSaturated(otherFlops(rows: rows)) }

  /// A size by its name in `Kernel.sizes`; nil where the kernel has none of that name.
  func size(_ name: String) -> Int? {
    guard let index = kernel.sizes.firstIndex(of: name), sizes.indices.contains(index) else { return nil }
    return sizes[index]
  }

  /// An operand by its name in `Kernel.operands`; nil where it is absent.
  func operand(_ name: String) -> Operand? {
    guard let index = kernel.operands.firstIndex(where: { $0.name == name }), operands.indices.contains(index) else {
      return nil
    }
    return operands[index]
  }

  /// Bytes of an operand that a batch of `rows` touches.
  func byteCount(of operand: Operand, rows: Int) -> Int {
    switch operand.space {
    case .data: saturatingProduct(rows, size("features") ?? size("inputs") ?? 0, dataElementSize)
    case .target: saturatingProduct(rows, targetWidth, 4)
    case .arena, .worker, .parameters, .constants, .sums:
      operand.rowBytes > 0 ? saturatingProduct(rows, operand.rowBytes) : max(operand.byteCount, 0)
    }
  }

  /// Bytes of an element of the data as stored.
  private var dataElementSize: Int {
    switch size("source").flatMap(VectorSource.init(rawValue:)) {
    case .dataUInt8: ElementType.uint8.size
    case .dataFloat32, .rows, nil: ElementType.float32.size
    }
  }

  /// Numbers of a row's target that the step reads: one class index, or a number for every output.
  private var targetWidth: Int {
    let width = size("width") ?? 0
    if let loss = size("loss").flatMap({ UInt8(exactly: $0) }).flatMap(Loss.init) {
      return switch loss {
      case .softmaxCrossEntropy, .sigmoidCrossEntropy: 1
      case .softmaxCrossEntropyDense, .sigmoidCrossEntropyDense, .meanSquaredError, .meanAbsoluteError, .huber: width
      }
    }
    if let metric = size("metric").flatMap({ UInt8(exactly: $0) }).flatMap(Metric.init) {
      return switch metric {
      case .categoricalAccuracy, .binaryAccuracy, .topK: 1
      case .meanSquaredError, .meanAbsoluteError, .binaryAccuracyDense: width
      }
    }
    return width
  }
}

extension Program {
  /// What one batch of `rows` costs.
  public func cost(rows: Int) -> StepCost { cost(rows: rows, of: steps.indices) }

  /// What some of the steps cost.
  public func cost(rows: Int, of indices: Range<Int>) -> StepCost {
    indices.clamped(to: steps.indices).reduce(StepCost()) { $0 + steps[$1].cost(rows: rows) }
  }
}

extension Phase {
  /// The indices of its steps in the program.
  public var steps: Range<Int> {
    let bounds = groups.map(\.steps)
    guard let first = bounds.map(\.lowerBound).min(), let last = bounds.map(\.upperBound).max() else { return 0..<0 }
    return first..<last
  }
}

extension Int {
  /// The sum, or the largest number. Sizes come from files, too: costs must not trap.
  func addingSaturated(_ other: Int) -> Int {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? .max : sum
  }
}

/// The product of numbers that are not negative (a negative one counts as zero), or the largest number.
func saturatingProduct(_ factors: Int...) -> Int {
  if factors.contains(where: { $0 <= 0 }) { return 0 }
  return factors.reduce(1) { product, factor in
    let (next, overflows) = product.multipliedReportingOverflow(by: factor)
    return overflows ? .max : next
  }
}
