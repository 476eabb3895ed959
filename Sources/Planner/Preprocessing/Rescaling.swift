// rescaling: multiplies and shifts every input.

import ExecutionPlan
import SpecParser

struct RescalingKind: PreprocessingKind {
  static let scale = Field.number("scale", .any, "Factor.")
  static let offset = Field.number("offset", default: 0, "Added after the multiplication.")

  static let declaration = KindDeclaration(
    "rescaling", main: "scale", fields: [scale.declaration, offset.declaration], "`x * scale + offset`.",
    source: "https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/",
    example: "- rescaling: $(1 / 255)")

  static func step(_ arguments: Arguments) -> ExecutionPlan.Preprocessing {
    .rescaling(scale: arguments[scale], offset: arguments[offset])
  }
}
