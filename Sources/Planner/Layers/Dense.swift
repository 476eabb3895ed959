// dense: a fully connected layer over the last axis.

import ExecutionPlan
import SpecParser

struct Dense: Layer {
  static let units = Field.integer("units", .between(1, 1_000_000), "Number of outputs.")
  static let activation = Field.kind("activation", .activation, default: "linear", "Applied to the result.")
  static let useBias = Field.boolean("use_bias", default: true, "Whether a bias is added.")
  static let kernelInitializer = Field.kind(
    "kernel_initializer", .initializer, default: "glorot_uniform", "How the kernel begins.")
  static let biasInitializer = Field.kind("bias_initializer", .initializer, default: "zeros", "How the bias begins.")
  static let kernelRegularizer = Field.kind("kernel_regularizer", .regularizer, "Penalty on the kernel.")
  static let biasRegularizer = Field.kind("bias_regularizer", .regularizer, "Penalty on the bias.")

  static let declaration = KindDeclaration(
    "dense", main: "units",
    fields: [
      units.declaration, activation.declaration, useBias.declaration, kernelInitializer.declaration,
      biasInitializer.declaration, kernelRegularizer.declaration, biasRegularizer.declaration,
    ],
    """
    `y = activation(x · kernel + bias)` over the last axis: `[batch, ..., inputs]` -> `[batch, ..., units]`. \
    Weights: `kernel` `[inputs, units]` and `bias` `[units]`.
    """,
    source: "https://keras.io/api/layers/core_layers/dense/",
    example: "- dense: {units: 100, activation: relu}")

  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  func lower(_ x: ValueID, in builder: inout GraphBuilder) -> ValueID? {
    guard let inputs = builder.lastAxis(of: x, for: Self.declaration.name) else { return nil }
    let units = arguments[Self.units]
    guard !inputs.multipliedReportingOverflow(by: units).overflow, inputs * units <= 1 << 31 else {
      builder.error(
        .tooLarge, "a kernel of \(inputs) x \(units) is larger than 2^31 elements",
        at: arguments.range(of: Self.units), help: "use fewer units")
      return nil
    }
    let output = TensorShape.batched(builder.shape(of: x).dimensions.dropLast() + [units])
    let kernel = builder.parameter(
      "kernel", shape: [inputs, units], initializer: arguments[Self.kernelInitializer],
      regularizer: arguments[Self.kernelRegularizer])
    var y = builder.append(.product, [x, kernel], shape: output, name: "\(builder.layerName).product")
    if arguments[Self.useBias] {
      let bias = builder.parameter(
        "bias", shape: [units], initializer: arguments[Self.biasInitializer],
        regularizer: arguments[Self.biasRegularizer])
      y = builder.append(.addBias, [y, bias], shape: output, name: "\(builder.layerName).z")
    }
    return lowerActivation(arguments[Self.activation], y, in: &builder)
  }
}
