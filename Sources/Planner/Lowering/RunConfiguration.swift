// The run-time side of a spec: scalars, seed, epochs, callbacks.

import Diagnostics
import ExecutionPlan
import SpecParser

/// The spec's callbacks, as far as they are in order; what is wrong with the others is reported.
func lowerCallbacks(_ spec: Spec, _ summary: DataSummary, diagnostics: inout DiagnosticList) -> [Callback] {
  var callbacks: [Callback] = []
  for kind in spec.training.callbacks {
    guard let type = callbackTypes.first(where: { $0.declaration.name == kind.name }),
      let callback = type.callback(
        kind, measures: declaredMeasures(spec), hasValidation: summary.validationRows > 0, diagnostics: &diagnostics)
    else { continue }
    callbacks.append(callback)
  }
  return callbacks
}

/// The configuration of a run of the spec.
func runConfiguration(_ spec: Spec, _ tables: GraphTables, _ callbacks: [Callback]) -> RunConfiguration {
  RunConfiguration(
    scalars: tables.scalars.map(\.value), seed: UInt64(spec.seed), epochs: spec.training.epochs.value,
    shuffle: spec.data.shuffle, callbacks: callbacks)
}
