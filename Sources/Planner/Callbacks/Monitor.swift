// The figure that a callback watches: one of the training's own, or `val_` and its name.

import Diagnostics
import ExecutionPlan
import SpecParser

/// The measure that `name` stands for, or nil with an error reported.
///
/// - Parameter measures: the figures of an epoch, without the prefix `val_`.
func monitoredMeasure(
  _ name: String, at range: SourceRange, measures: [Measure], hasValidation: Bool, diagnostics: inout DiagnosticList
) -> Measure? {
  let prefix = "val_"
  let isValidation = name.hasPrefix(prefix)
  let measure = measures.first { $0.name == (isValidation ? String(name.dropFirst(prefix.count)) : name) }
  if let measure, !isValidation || hasValidation { return measure }

  let names = measures.map(\.name)
  let known = names + (hasValidation ? names.map { prefix + $0 } : [])
  if name.hasPrefix("test_") {
    diagnostics.error(
      .unknownMonitor, "'\(name)' cannot be monitored: the test set is for the end alone", at: range,
      help: "figures: \(known.joined(separator: ", "))")
  } else if let measure {
    diagnostics.error(
      .unknownMonitor, "'\(name)' cannot be monitored: there is no validation set", at: range,
      help: "give one with 'validation: {fraction: 0.2}' under 'data', or write 'monitor: \(measure.name)'")
  } else {
    diagnostics.error(
      .unknownMonitor, "there is no figure '\(name)' to monitor", at: range,
      help: DidYouMean.help(for: name, in: known, naming: "figures"))
  }
  return nil
}
