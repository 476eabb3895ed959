// How a thing of the family `activation` becomes an operation, for layers that take one and for layers that are one.

import ExecutionPlan
import SpecParser

/// An activation function of the spec: a value in Activations/ and a line in `activationFunctions`. It is a layer, too.
public struct ActivationFunction: Sendable {
  public let declaration: KindDeclaration
  /// The call with its reals; nil for linear, which needs no operation.
  public let call: @Sendable (Arguments) -> ActivationCall?
  /// How it is written with fields, for the examples: `leaky_relu: 0.1`; the bare name without fields.
  let written: String

  /// A function that has fields.
  init(
    _ name: String, main mainField: String? = nil, fields: [FieldDeclaration], _ documentation: String, written: String,
    call: @escaping @Sendable (Arguments) -> ActivationCall?
  ) {
    declaration = KindDeclaration(
      name, main: mainField, fields: fields, documentation, source: Self.page(name),
      example: "- dense: {units: 100, activation: {\(written)}}")
    self.written = written
    self.call = call
  }

  /// A function without fields.
  init(_ name: String, aliases: [String] = [], _ function: Activation, _ documentation: String) {
    declaration = KindDeclaration(
      name, aliases: aliases, documentation, source: Self.page(name),
      example: "- dense: {units: 100, activation: \(name)}")
    written = name
    call = { _ in function == .linear ? nil : ActivationCall(function) }
  }

  private static func page(_ name: String) -> String { "https://keras.io/api/layers/activations/#\(name)-function" }
}

/// Appends an activation; the identity where there is none.
func lowerActivation(_ kind: KindValue?, _ x: ValueID, in builder: inout GraphBuilder) -> ValueID? {
  guard let kind, let function = activationFunctions.first(where: { $0.declaration.name == kind.name }) else {
    return x
  }
  return lowerActivation(function.call(kind.arguments), x, in: &builder)
}

/// Appends a call; the identity for nil.
func lowerActivation(_ call: ActivationCall?, _ x: ValueID, in builder: inout GraphBuilder) -> ValueID? {
  guard let call else { return x }
  var shape = builder.shape(of: x)
  if call.function == .glu {
    guard shape.features % 2 == 0, let last = shape.dimensions.indices.last else {
      builder.error(
        .shapeMismatch, "glu halves the last axis, which has \(shape.features) elements",
        help: "give it an even number of features")
      return nil
    }
    shape.dimensions[last] /= 2
  }
  return builder.append(.activation(call), [x], shape: shape)
}
