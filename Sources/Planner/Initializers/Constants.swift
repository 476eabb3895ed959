// zeros, ones and constant: every element begins with the same value.

import ExecutionPlan
import SpecParser

struct ZerosInitializer: InitializerKind {
  static let declaration = KindDeclaration(
    "zeros", aliases: ["zero"], "All 0.", source: InitializerFields.page + "#zeros-class",
    example: "- dense: {units: 10, bias_initializer: zeros}")

  static func initializer(_ arguments: Arguments) -> Initializer { .constant(0) }
}

struct OnesInitializer: InitializerKind {
  static let declaration = KindDeclaration(
    "ones", aliases: ["one"], "All 1.", source: InitializerFields.page + "#ones-class",
    example: "- batch_normalization: {gamma_initializer: ones}")

  static func initializer(_ arguments: Arguments) -> Initializer { .constant(1) }
}

struct ConstantInitializer: InitializerKind {
  static let value = Field.number("value", default: 0, "The value.")

  static let declaration = KindDeclaration(
    "constant", main: "value", fields: [value.declaration], "All `value`.",
    source: InitializerFields.page + "#constant-class",
    example: "- dense: {units: 10, bias_initializer: {constant: 0.1}}")

  static func initializer(_ arguments: Arguments) -> Initializer { .constant(Float(arguments[value])) }
}
