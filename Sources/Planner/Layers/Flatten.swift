// flatten: all axes but the batch become one.

import SpecParser

struct Flatten: Layer {
  static let declaration = KindDeclaration(
    "flatten",
    "All axes but the batch become one: `[batch, 28, 28]` -> `[batch, 784]`. Costs nothing.",
    source: "https://keras.io/api/layers/reshaping_layers/flatten/",
    example: "- flatten")

  init(_ arguments: Arguments) {}

  func lower(_ x: ValueID, in builder: inout GraphBuilder) -> ValueID? {
    builder.append(.reshape, [x], shape: .batched([builder.shape(of: x).elementCount]))
  }
}
