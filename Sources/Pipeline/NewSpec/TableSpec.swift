// A whole spec for a table, as text with comments that say why each thing is as it is.

import Datasets
import Diagnostics
import SpecParser

struct TableSpec {
  let study: TableStudy
  /// The table as the spec names it: relative to the spec's folder.
  let path: String
  /// The spec's `name`.
  let name: String

  private var sizes: TrainingSizes { TrainingSizes(rows: study.table.rowCount, outputs: outputs) }

  /// Units of the last layer.
  private var outputs: Int {
    switch study.task {
    case .regression: 1
    case .classes(let counts, _): counts.count == 2 ? 1 : counts.count
    }
  }

  /// The spec, without a line break at its end.
  var text: String {
    var lines = SpecLines()
    lines.add(SpecSchema.modeline)
    lines.add("# \(headline)")
    lines.add("version: 1")
    lines.add("name: \(SpecLines.scalar(name))")
    lines.add("seed: 7", "all randomness follows from it: the same seed, the same run")
    lines.add("")
    lines.add("parameters:", "to vary: lofting train FILE --set hidden_units=64")
    lines.add("  hidden_layers: \(sizes.hiddenLayers)")
    lines.add("  hidden_units: \(sizes.hiddenUnits)")
    lines.add("  learning_rate: \(sizes.learningRate)")
    lines.add("")
    addData(&lines)
    lines.add("")
    addModel(&lines)
    lines.add("")
    addTraining(&lines)
    return lines.text
  }

  private var headline: String {
    let what =
      switch study.task {
      case .regression: "'\(SpecLines.comment(study.target.name))', a number"
      case .classes(let counts, _): "'\(SpecLines.comment(study.target.name))', one of \(counts.count) classes"
      }
    return "Predicts \(what), from \(grouped(study.table.rowCount)) rows of \(SpecLines.comment(path))."
  }

  // MARK: - Data

  private func addData(_ lines: inout SpecLines) {
    let table = study.table
    lines.add("data:")
    lines.add("  source:")
    lines.add("    csv:")
    lines.add("      path: \(SpecLines.scalar(path))", "relative to this file")
    lines.add("      target: \(reference(study.targetIndex))", targetComment)
    if !table.hasHeader { lines.add("      header: false", "the first row is data; columns go by number, from 0") }
    if table.delimiter != UInt8(ascii: ",") {
      let character = table.delimiter == UInt8(ascii: "\t") ? "\\t" : String(Unicode.Scalar(table.delimiter))
      lines.add("      delimiter: \"\(character)\"")
    }
    let excluded = study.columns.filter { !$0.isFeature }
    if !excluded.isEmpty {
      lines.add("      exclude:")
      for column in excluded { lines.add("        - \(reference(column.index))", column.reason.map(SpecLines.comment)) }
    }
    let categories = study.columns.compactMap { column in
      if case .category(let count) = column.role { (column, count) } else { nil }
    }
    if !categories.isEmpty {
      lines.add("      categorical:", "words; each becomes an input")
      for (column, count) in categories {
        lines.add("        - \(reference(column.index))", "\(count) different")
      }
    }
    if study.hasMissing {
      lines.add("      missing: median", "stands in for empty numbers; an empty word is none of the words")
    }
    if study.hasNumbers {
      lines.add("  preprocessing: [normalization]", "each input to mean 0 and deviation 1, by the training rows")
    }
    switch study.task {
    case .regression:
      lines.add("  target_preprocessing: [normalization]", "the target, too; metrics stay in its own unit")
      lines.add("  test: {fraction: \(sizes.testFraction)}", "cut first; used once, at the end")
      lines.add("  validation: {fraction: \(sizes.validationFraction)}", "cut from the rest; judges each epoch")
    case .classes(let counts, let isByIndex):
      if !isByIndex, study.target.kind != .text {
        let names = ordered(counts)
        lines.add("  classes: [\(names.map(SpecLines.scalar).joined(separator: ", "))]", "whole numbers as names")
      }
      lines.add(
        "  test: {fraction: \(sizes.testFraction), stratify: true}", "cut first, the same share of each class")
      lines.add(
        "  validation: {fraction: \(sizes.validationFraction), stratify: true}", "cut from the rest; judges each epoch")
      if let rarest = counts.last, rarest.count < 10 {
        lines.add(
          "  # '\(SpecLines.comment(rarest.text))' has \(rarest.count == 1 ? "1 row" : "\(rarest.count) rows"): too few to judge by"
        )
      }
    }
  }

  private var targetComment: String? {
    switch study.task {
    case .regression:
      let range = "from \(plainFigure(study.target.minimum)) to \(plainFigure(study.target.maximum))"
      return study.isTaskGuessed ? "\(range); as classes: lofting new --task classification" : range
    case .classes(let counts, _):
      if study.isTaskGuessed { return "whole numbers taken for classes; else: lofting new --task regression" }
      let shown = counts.prefix(4).map { "\(SpecLines.comment($0.text)) (\($0.count))" }.joined(separator: ", ")
      return counts.count > 4 ? "\(shown), ..." : shown
    }
  }

  /// Classes in the order of their indices: whole numbers by size, texts by the alphabet.
  private func ordered(_ counts: [TableDescription.Count]) -> [String] {
    let texts = counts.map(\.text)
    if study.target.kind != .text { return texts.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) } }
    return texts.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
  }

  /// A column as the spec refers to it.
  private func reference(_ index: Int) -> String {
    study.table.hasHeader ? SpecLines.scalar(study.table.columns[index].name) : String(index)
  }

  // MARK: - Model and training

  private func addModel(_ lines: inout SpecLines) {
    lines.add("model:")
    lines.add("  layers:")
    lines.add("    - repeat:")
    lines.add("        times: $hidden_layers")
    lines.add("        layers:")
    lines.add("          - dense: {units: $hidden_units, activation: relu}")
    let comment =
      switch study.task {
      case .regression: "the prediction"
      case .classes(let counts, _):
        counts.count == 2
          ? "what speaks for '\(SpecLines.comment(ordered(counts)[1]))'; the loss adds the sigmoid"
          : "one output for each class; the loss adds the softmax"
      }
    lines.add("    - dense: \(outputs)", comment)
  }

  private func addTraining(_ lines: inout SpecLines) {
    lines.add("training:")
    lines.add("  optimizer: {adam: {learning_rate: $learning_rate}}")
    switch study.task {
    case .regression:
      lines.add("  loss: mse", "or mae, or huber, where some rows are far off")
      lines.add("  metrics: [mae]")
    case .classes(let counts, _):
      lines.add("  loss: \(counts.count == 2 ? "binary_crossentropy" : "sparse_categorical_crossentropy")")
      lines.add("  metrics: [accuracy]")
      if study.isImbalanced, let most = counts.first, let least = counts.last {
        lines.add("  class_weight: balanced", "\(most.count) rows of one class, \(least.count) of another")
      }
    }
    lines.add("  batch_size: \(sizes.batchSize)")
    lines.add("  epochs: \(sizes.epochs)")
    lines.add("  callbacks:", "ends when val_loss falls no more, and keeps the best weights")
    lines.add(
      "    - early_stopping: {monitor: val_loss, patience: \(sizes.patience), restore_best_weights: true}")
  }
}
