// l1, l2 and l1_l2: penalties on a parameter's size, added to the loss.

import SpecParser

private let page = "https://keras.io/api/layers/regularizers/"

struct L1Regularizer: RegularizerKind {
  static let strength = Field.number("l1", .atLeast(0), default: 0.01, "Strength.")

  static let declaration = KindDeclaration(
    "l1", main: "l1", fields: [strength.declaration], "Adds `l1 * sum(|w|)` to the loss: draws weights to exactly 0.",
    source: page + "#l1-class", example: "- dense: {units: 10, kernel_regularizer: {l1: 1e-4}}")

  static func strengths(_ arguments: Arguments) -> RegularizerStrengths {
    RegularizerStrengths(l1: arguments[strength], l2: 0)
  }
}

struct L2Regularizer: RegularizerKind {
  static let strength = Field.number("l2", .atLeast(0), default: 0.01, "Strength.")

  static let declaration = KindDeclaration(
    "l2", main: "l2", fields: [strength.declaration], "Adds `l2 * sum(w^2)` to the loss: keeps weights small.",
    source: page + "#l2-class", example: "- dense: {units: 10, kernel_regularizer: {l2: 1e-4}}")

  static func strengths(_ arguments: Arguments) -> RegularizerStrengths {
    RegularizerStrengths(l1: 0, l2: arguments[strength])
  }
}

struct L1L2Regularizer: RegularizerKind {
  static let l1 = Field.number("l1", .atLeast(0), default: 0, "Strength of `sum(|w|)`.")
  static let l2 = Field.number("l2", .atLeast(0), default: 0, "Strength of `sum(w^2)`.")

  static let declaration = KindDeclaration(
    "l1_l2", aliases: ["l1l2"], main: "l1", fields: [l1.declaration, l2.declaration],
    "Adds `l1 * sum(|w|) + l2 * sum(w^2)` to the loss.",
    source: page + "#l1l2-class", example: "- dense: {units: 10, kernel_regularizer: {l1_l2: {l1: 1e-5, l2: 1e-4}}}")

  static func strengths(_ arguments: Arguments) -> RegularizerStrengths {
    RegularizerStrengths(l1: arguments[l1], l2: arguments[l2])
  }
}
