// A layer as the catalog knows it: a type of Layers/, or an activation standing as a layer.

import ExecutionPlan
import SpecParser

/// A declared layer with its lowering.
public struct LayerKind: Sendable {
  public let declaration: KindDeclaration
  /// Appends the operations; see `Layer.lower`.
  public let lower: @Sendable (Arguments, ValueID, inout GraphBuilder) -> ValueID?

  init<Type: Layer>(_ type: Type.Type) {
    declaration = type.declaration
    lower = { arguments, x, builder in type.init(arguments).lower(x, in: &builder) }
  }

  /// The activation as a layer, with the activation's own fields.
  init(_ function: ActivationFunction) {
    declaration = KindDeclaration(
      function.declaration.name, aliases: function.declaration.aliases, main: function.declaration.mainField,
      fields: function.declaration.fields, function.declaration.documentation, source: function.declaration.source,
      example: "- \(function.written)")
    lower = { arguments, x, builder in lowerActivation(function.call(arguments), x, in: &builder) }
  }
}

/// Every layer: those of `layerTypes`, and every activation by its name.
package let layerKinds: [LayerKind] =
  layerTypes.map { LayerKind($0) }
  + activationFunctions.map { function in
    // The one name under which Keras's layer and function differ in a default.
    LayerKind(function.declaration.name == "leaky_relu" ? .leakyReluLayer : function)
  }

/// Lowers a layer of the spec: its output, or nil with an error reported.
///
/// - Parameter x: the input, batched.
package func lowerLayer(_ kind: KindValue, _ x: ValueID, in builder: inout GraphBuilder) -> ValueID? {
  layerKinds.first { $0.declaration.name == kind.name }?.lower(kind.arguments, x, &builder)
}
