// What a training shows: JSON events, or lines and curves.

import Diagnostics
import ExecutionPlan
import LoftingRuntime
import Pipeline
import Reports

struct TrainingView {
  let compiled: CompiledSpec
  let format: OutputFormat
  let isQuiet: Bool

  /// One line on what is about to run, on standard error.
  func begin() {
    guard format == .text, !isQuiet else { return }
    let plan = compiled.plan
    let summary = compiled.summary
    let memory = formatBytes(compiled.compilation.memory.total)
    Terminal.message(
      "\(plan.name): \(grouped(plan.parameterCount)) parameters, \(grouped(summary.trainingRows)) training rows, "
        + "batch \(plan.batch), "
        + "\(memory), \(compiled.threads) thread\(compiled.threads == 1 ? "" : "s")")
  }

  func show(_ event: RunEvent) {
    switch (format, event) {
    case (.json, .epoch(let report)): Terminal.output(report.json.text)
    case (.json, .step(let epoch, let step, let loss)):
      Terminal.output(
        JSONValue.object([
          ("event", .string("step")), ("epoch", .integer(epoch)), ("step", .integer(step)), ("loss", .number(loss)),
        ]).text)
    case (.json, .test(let values)): Terminal.output(figuresObject("test", values).text)
    case (.text, .epoch(let report)): if !isQuiet { Terminal.output(line(report)) }
    case (.text, .step), (.text, .test), (_, .started): break
    }
  }

  /// `epoch  3/20  loss 0.3152  accuracy 0.9063  val_loss 0.2921  val_accuracy 0.9147  0.006 s`
  private func line(_ report: EpochReport) -> String {
    let epochs = String(compiled.compilation.configuration.epochs)
    let number = String(report.epoch)
    let padding = String(repeating: " ", count: max(0, epochs.count - number.count))
    return "epoch \(padding)\(number)/\(epochs)  \(figures(report.values))  \(formatSeconds(report.seconds))"
  }

  private func figures(_ values: [(name: String, value: Double)]) -> String {
    values.map { "\($0.name) \(formatFigure($0.value))" }.joined(separator: "  ")
  }

  func end(_ result: TrainingResult) {
    if let check = result.planCheck, format == .text {
      Terminal.message(
        "plan checked: \(check.batches) batches, \(formatBytes(check.bytes)) compared or searched, no fault")
    }
    switch format {
    case .json:
      Terminal.output(
        JSONValue.object([
          ("event", .string("done")), ("run", .string(result.run.path)),
          ("epochs", .integer(result.history.epochs.count)), ("reason", .string(reason(result.history.stopReason))),
          ("restored_epoch", result.history.restoredEpoch.map { .integer($0) } ?? .null),
          ("checked_batches", result.planCheck.map { .integer($0.batches) } ?? .null),
          ("checked_bytes", result.planCheck.map { .integer($0.bytes) } ?? .null),
        ]).text)
    case .text:
      if !isQuiet {
        charts(result.history).forEach(Terminal.output)
        notes(result.history).forEach(Terminal.output)
      }
      if let test = result.test { Terminal.output("test  \(figures(test))") }
      Terminal.output("run   \(result.run.path)")
    }
  }

  /// A chart for the loss and one for the first metric, training beside validation.
  private func charts(_ history: TrainingHistory) -> [String] {
    compiled.plan.measures.prefix(2).flatMap { measure -> [String] in
      let series = [measure.name, "val_\(measure.name)"].map { name in
        Series(name: name, values: history.epochs.compactMap { $0.value(named: name) })
      }.filter { !$0.values.isEmpty }
      let lines = CurveChart(
        title: measure.name, series: series, usesColor: Terminal.usesColor(Terminal.outputIsTerminal)
      ).lines()
      return lines.isEmpty ? [] : [""] + lines
    }
  }

  private func notes(_ history: TrainingHistory) -> [String] {
    var lines = [""]
    switch history.stopReason {
    case .completed: break
    case .earlyStopping(let monitor, let epoch):
      lines.append("stopped after epoch \(epoch): \(monitor) no longer improves")
    case .interrupted: lines.append("interrupted; the weights so far are saved")
    }
    if let epoch = history.restoredEpoch { lines.append("weights of epoch \(epoch), the best, are back") }
    return lines
  }

  private func reason(_ reason: StopReason) -> String {
    switch reason {
    case .completed: "completed"
    case .earlyStopping: "early_stopping"
    case .interrupted: "interrupted"
    }
  }
}

/// `0.0061 s`, `1.20 s`
func formatSeconds(_ seconds: Double) -> String {
  let decimals = seconds < 0.1 ? 4 : 2
  let scale = decimals == 4 ? 10_000.0 : 100.0
  let scaled = Int((seconds * scale).rounded())
  let fraction = String(scaled % Int(scale))
  return "\(scaled / Int(scale))." + String(repeating: "0", count: decimals - fraction.count) + fraction + " s"
}
