// Where a model's end can be mended: the layer that a flatten belongs before, and the last dense layer with its units.

import Diagnostics
import SpecParser

/// Edits for a loss that does not fit the model's end.
public struct EndRepairs: Sendable {
  private let edits: LayerListEdits
  /// The first dense layer behind the last change of shape: what comes before it can be flattened.
  let firstDense: SourceRange?
  /// The dense layer that makes the output's units, if nothing behind it changes the shape.
  let lastDense: SourceRange?
  private let lastUnits: SourceRange?

  init(_ spec: Spec) {
    edits = LayerListEdits(root: spec.resolved)
    let reshaping = [Flatten.declaration.name, Reshape.declaration.name]
    let isDense = { (layer: LayerSpec) in layer.kind.name == Dense.declaration.name }
    let layers = spec.model.layers
    let behind = layers.lastIndex { reshaping.contains($0.kind.name) }.map { $0 + 1 } ?? layers.startIndex
    firstDense = layers[behind...].first(where: isDense)?.kind.range
    let last = layers[behind...].last(where: isDense)?.kind
    lastDense = last?.range
    lastUnits = last.flatMap { $0.arguments.isWritten(Dense.units) ? $0.arguments.range(of: Dense.units) : nil }
  }

  /// Flattens what comes before the first dense layer.
  var flattening: Fix? { firstDense.flatMap { edits.inserting(Flatten.declaration.name, before: $0) } }

  /// Gives the last dense layer another number of units.
  func changingUnits(to count: Int) -> Fix? {
    guard let lastDense, let lastUnits else { return nil }
    return edits.changing(valueAt: lastUnits, ofLayerAt: lastDense, to: count)
  }
}
