// activation: an activation function as a layer of its own.

import SpecParser

struct ActivationLayer: Layer {
  static let activation = Field.kind("activation", .activation, required: true, "The function.")

  static let declaration = KindDeclaration(
    "activation", main: "activation", fields: [activation.declaration],
    "Applies an activation function. Every activation's name is a layer, too: `- relu` is `- activation: relu`.",
    source: "https://keras.io/api/layers/core_layers/activation/",
    example: "- activation: relu")

  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  func lower(_ x: ValueID, in builder: inout GraphBuilder) -> ValueID? {
    lowerActivation(arguments[Self.activation], x, in: &builder)
  }
}
