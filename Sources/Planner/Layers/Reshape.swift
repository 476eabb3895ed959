// reshape: the same elements in another shape.

import Diagnostics
import SpecParser

struct Reshape: Layer {
  static let targetShape = Field<[Int]>.custom(
    "target_shape", .list(.integer(.atLeast(-1)), minimumCount: 1), required: true, fallback: [],
    "The new shape without the batch; one axis may be -1, which takes what remains."
  ) { $0.list?.compactMap(\.value.integer) }

  static let declaration = KindDeclaration(
    "reshape", main: "target_shape", fields: [targetShape.declaration],
    "The same elements in another shape: with `[8, 8]`, `[batch, 64]` -> `[batch, 8, 8]`. Costs nothing.",
    source: "https://keras.io/api/layers/reshaping_layers/reshape/",
    example: "- reshape: [28, 28]")

  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  func lower(_ x: ValueID, in builder: inout GraphBuilder) -> ValueID? {
    let written = arguments[Self.targetShape]
    // Decoding failed, which has been reported.
    guard !written.isEmpty else { return nil }
    let input = builder.shape(of: x)
    guard let shape = Self.completed(written, count: input.elementCount) else {
      builder.error(
        .shapeMismatch, "\(input) has \(input.elementCount) elements a row, which do not fill \(written)",
        at: arguments.range(of: Self.targetShape), help: Self.help(written, count: input.elementCount))
      return nil
    }
    return builder.append(.reshape, [x], shape: .batched(shape))
  }

  /// The shape with its -1 replaced; nil where it cannot hold exactly `count` elements.
  private static func completed(_ shape: [Int], count: Int) -> [Int]? {
    guard let known = knownCount(shape), known > 0 else { return nil }
    guard let free = shape.firstIndex(of: -1) else { return known == count ? shape : nil }
    guard shape.count(where: { $0 == -1 }) == 1, count > 0, count % known == 0 else { return nil }
    var completed = shape
    completed[free] = count / known
    return completed
  }

  /// The product of the axes that are not -1; nil where it overflows.
  private static func knownCount(_ shape: [Int]) -> Int? {
    var product = 1
    for dimension in shape where dimension != -1 {
      let (next, overflow) = product.multipliedReportingOverflow(by: dimension)
      if overflow { return nil }
      product = next
    }
    return product
  }

  private static func help(_ shape: [Int], count: Int) -> String {
    if shape.contains(0) { return "an axis has at least one element" }
    let free = shape.count { $0 == -1 }
    if free > 1 { return "only one axis can be -1" }
    guard let known = knownCount(shape) else { return "the axes' product must be \(count)" }
    return free == 1
      ? "the axes beside -1 make \(known), which does not divide \(count)"
      : "\(shape) holds \(known) elements; the axes' product must be \(count)"
  }
}
