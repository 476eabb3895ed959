// How the preprocessing chain of inputs becomes one operation at the graph's head, and what callbacks are to the planner.

import Diagnostics
import ExecutionPlan
import SpecParser

/// A preprocessing of the spec. One file in Preprocessing/ and one line in `preprocessingTypes`.
public protocol PreprocessingKind: Sendable {
  static var declaration: KindDeclaration { get }
  static func step(_ arguments: Arguments) -> Preprocessing
}

/// A callback of the spec. One file in Callbacks/ and one line in `callbackTypes`.
public protocol CallbackKind: Sendable {
  static var declaration: KindDeclaration { get }
  /// The callback, or nil with an error reported. `measures` are an epoch's figures, without `val_`.
  static func callback(
    _ kind: KindValue, measures: [Measure], hasValidation: Bool, diagnostics: inout DiagnosticList
  ) -> Callback?
}

/// The steps that a spec's chain stands for.
public func preprocessingChain(_ kinds: [KindValue]) -> [Preprocessing] {
  kinds.compactMap { kind in
    preprocessingTypes.first { $0.declaration.name == kind.name }?.step(kind.arguments)
  }
}

/// Every preprocessing is affine, and a chain of affine steps is one: its constants are composed in double when the
/// run binds them, so a chain costs one multiply-add an element, inside the gather.
func lowerPreprocessing(_ kinds: [KindValue], _ x: ValueID, in builder: inout GraphBuilder) -> ValueID {
  let chain = preprocessingChain(kinds)
  guard !chain.isEmpty else { return x }
  let shape = builder.shape(of: x)
  let parts = Preprocessing.parts(of: chain)
  let constants = parts.map { part in
    builder.constant(
      "input.\(part.rawValue)", count: shape.elementCount, source: .preprocessing(chain, part: part))
  }
  return builder.append(
    .affine(hasCenter: parts.contains(.center), hasOffset: parts.contains(.offset)), [x] + constants, shape: shape,
    name: "preprocessed")
}
