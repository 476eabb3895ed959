// What a layer is to the planner: a declaration, a decoder of its fields, and a lowering to operations. Gradients are
// not a layer's business: they exist per operation (Gradients/).

import ExecutionPlan
import SpecParser

/// A layer. One file in Layers/ and one line in `layerTypes`.
public protocol Layer: Sendable {
  static var declaration: KindDeclaration { get }
  /// Reads the decoded fields; they have been checked against the declaration.
  init(_ arguments: Arguments)
  /// Appends the layer's operations and returns its output, or reports an error and returns nil.
  ///
  /// - Parameter x: the input, batched.
  func lower(_ x: ValueID, in builder: inout GraphBuilder) -> ValueID?
}
