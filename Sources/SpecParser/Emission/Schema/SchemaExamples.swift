// Examples for the schema. Those of kinds come from their declarations; those of the document's own keys, and of fields
// whose names speak for themselves in every kind, stand here as YAML. Editors show them on hover and propose them as
// values.

import Diagnostics

enum SchemaExamples {
  // MARK: - Kinds

  /// What stands under a kind in its own example: `{units: 100}` of `- dense: {units: 100}`.
  static func values(of kind: KindDeclaration) -> [JSONValue] {
    guard let node = parsed(kind.example), let value = value(of: kind, in: node) else { return [] }
    return [json(value)]
  }

  /// A snippet for every kind whose example has something under it.
  static func snippets(for family: KindFamily) -> [JSONValue] {
    family.kinds.compactMap { kind in
      guard let node = parsed(kind.example), let value = value(of: kind, in: node) else { return nil }
      let body = JSONValue.object([(kind.name, escaped(json(value)))])
      return .object([
        ("label", .string("\(kind.name): \(flow(value))")),
        ("description", .string("\(kind.name), with the fields of an example")), ("body", body),
      ])
    }
  }

  private static func value(of kind: KindDeclaration, in node: Node) -> Node? {
    switch node.content {
    case .scalar: return nil
    case .sequence(let items): return items.lazy.compactMap { value(of: kind, in: $0) }.first
    case .mapping(let entries):
      let names = [kind.name] + kind.aliases
      if let entry = entries.first(where: { names.contains($0.key.scalar?.text ?? "") }) { return entry.value }
      return entries.lazy.compactMap { value(of: kind, in: $0.value) }.first
    }
  }

  // MARK: - Fields

  /// - Parameter path: the field's place: `training.batch_size`, `layer.dense.units`.
  static func values(of field: FieldDeclaration, path: String, catalog: Catalog) -> [JSONValue] {
    if let texts = byPlace[path] ?? byName[field.name] { return texts.compactMap(parsed).map(json) }
    return values(of: field.type, catalog: catalog)
  }

  private static func values(of type: ValueType, catalog: Catalog) -> [JSONValue] {
    switch type {
    case .boolean: [.boolean(true), .boolean(false)]
    case .choice(let words): words.map { $0 == "null" ? .null : .string($0) }
    case .kind(let family):
      catalog[family].kinds.filter { !$0.fields.contains(where: \.isRequired) }.prefix(3).map { .string($0.name) }
    case .oneOf(let types): types.flatMap { values(of: $0, catalog: catalog) }
    case .integer, .number, .string, .list, .record, .dictionary, .byteSize, .any: []
    }
  }

  /// By place.
  private static let byPlace: [String: [String]] = [
    "version": ["1"], "name": ["mnist-mlp"], "seed": ["0", "7"], "extends": ["base.yaml"],
    "parameters": ["{hidden_layers: 2, hidden_units: 100, learning_rate: 1e-3}"],
    "data": ["{source: digits, preprocessing: [{rescaling: $(1 / 16)}], validation: {fraction: 0.2, stratify: true}}"],
    "data.source": ["digits", "mnist", "{csv: {path: iris.csv, target: species}}"],
    "data.test": ["{fraction: 0.2}", "{last: 1000}", "{csv: {path: test.csv}}"],
    "data.validation": ["{fraction: 0.2}", "{last: 10000}", "{csv: {path: validation.csv}}"],
    "data.test.last": ["1000"], "data.validation.last": ["10000"],
    "data.test.fraction": ["0.2"], "data.validation.fraction": ["0.2"],
    "data.preprocessing": ["[normalization]", "[{rescaling: $(1 / 255)}]"],
    "data.target_preprocessing": ["[normalization]"],
    "data.classes": ["[benign, malignant]"], "data.limit": ["1000"], "data.split_seed": ["0"],
    "data.path": ["data/mnist"],
    "model": ["{layers: [flatten, {dense: {units: 100, activation: relu}}, {dense: 10}]}"],
    "model.input": ["[784]", "[28, 28]"],
    "model.layers": ["[flatten, {dense: {units: 100, activation: relu}}, {dense: 10}]"],
    "training": ["{loss: sparse_categorical_crossentropy, metrics: [accuracy], batch_size: 256, epochs: 10}"],
    "training.optimizer": ["adam", "{adam: {learning_rate: 1e-3}}", "{sgd: {learning_rate: 0.1, momentum: 0.9}}"],
    "training.loss": ["sparse_categorical_crossentropy", "binary_crossentropy", "mse"],
    "training.metrics": ["[accuracy]", "[mae]"], "training.batch_size": ["32", "256"], "training.epochs": ["10"],
    "training.callbacks": ["[{early_stopping: {monitor: val_loss, patience: 5, restore_best_weights: true}}]"],
    "training.class_weight": ["balanced", "{benign: 1, malignant: 5}"],
    "training.initial_weights": ["{path: weights.safetensors}"],
    "training.initial_weights.path": ["weights.safetensors"], "training.initial_weights.skip": ["[head]"],
    "limits": ["{peak_memory: 128MiB}"], "limits.peak_memory": ["128MiB", "1.5GB"],
    "sweep": ["{method: grid, metric: {name: val_loss}, parameters: {hidden_units: {values: [10, 100]}}}"],
    "sweep.metric": ["{name: val_accuracy, goal: maximize}"], "sweep.metric.name": ["val_loss", "val_accuracy"],
    "sweep.parameters": ["{hidden_units: {values: [10, 100]}, learning_rate: {values: [1e-3, 1e-2]}}"],
    "sweep.constraints": ["[hidden_layers * hidden_units <= 1000]"],
    "sweep.early_terminate": ["{type: hyperband, min_iter: 2, eta: 3}"],
    "sweep.early_terminate.min_iter": ["2"], "sweep.early_terminate.max_iter": ["27"],
    "sweep.early_terminate.eta": ["3"], "sweep.run_cap": ["100"], "sweep.executions_per_trial": ["1", "3"],
    "sweep.parameters.*.values": ["[1, 2, 10]", "[relu, tanh]"], "sweep.parameters.*.min": ["1e-4"],
    "sweep.parameters.*.max": ["1e-1"], "sweep.parameters.*.steps": ["5"],
    "repeat": ["{times: 3, index: i, layers: [{dense: $(32 * (i + 1))}]}"],
    "repeat.times": ["3", "$hidden_layers"], "repeat.each": ["[64, 32]", "$widths"], "repeat.as": ["units"],
    "repeat.index": ["i"], "repeat.layers": ["[{dense: {units: 64, activation: relu}}, {dropout: 0.2}]"],
    "layer.*.name": ["head"], "source.csv.path": ["table.csv"], "source.csv.target": ["price", "-1"],
    "source.csv.delimiter": ["\",\"", "\";\"", "\"\\t\""], "source.csv.features": ["[width, height]"],
    "source.csv.exclude": ["[id]"], "source.csv.categorical": ["[colour]"],
    "source.idx.images": ["train-images-idx3-ubyte"], "source.idx.labels": ["train-labels-idx1-ubyte"],
    "preprocessing.rescaling.scale": ["$(1 / 255)"], "initializer.variance_scaling.scale": ["2"],
    "source.npy.inputs": ["x.npy"], "source.npy.targets": ["y.npy"],
  ]

  /// By name alone, where it means the same under every kind.
  private static let byName: [String: [String]] = [
    "when": ["hidden_layers > 2"], "seed": ["7"], "units": ["10", "$hidden_units"], "rate": ["0.2"],
    "target_shape": ["[28, 28]"], "learning_rate": ["1e-3", "$learning_rate"], "weight_decay": ["1e-4"],
    "momentum": ["0.9"], "clipnorm": ["1"], "global_clipnorm": ["1"], "clipvalue": ["0.5"], "beta_1": ["0.9"],
    "beta_2": ["0.999"], "epsilon": ["1e-7"], "rho": ["0.9"], "stddev": ["0.1"], "mean": ["0"], "minval": ["-0.05"],
    "maxval": ["0.05"], "value": ["0.1"], "gain": ["1"], "max_value": ["6"], "negative_slope": ["0.1"],
    "threshold": ["0.5"], "default_value": ["0"], "alpha": ["1"], "b": ["4"], "l1": ["1e-4"], "l2": ["1e-4"],
    "label_smoothing": ["0.1"], "delta": ["1"], "k": ["5"], "offset": ["-1"], "monitor": ["val_loss", "val_accuracy"],
    "min_delta": ["0", "1e-3"], "patience": ["5"], "baseline": ["0.5"], "start_from_epoch": ["0"],
  ]

  // MARK: - A whole spec

  /// A snippet for an empty file.
  static let document: JSONValue = .object([
    ("label", .string("A spec to begin with")),
    ("description", .string("A classifier of the built-in digits")),
    (
      "body",
      escaped(
        parsed(
          """
          version: 1
          data: {source: digits, preprocessing: [{rescaling: $(1 / 16)}], validation: {fraction: 0.2, stratify: true}}
          model: {layers: [flatten, {dense: {units: 64, activation: relu}}, {dense: 10}]}
          training: {loss: sparse_categorical_crossentropy, metrics: [accuracy], epochs: 20}
          """
        ).map(json) ?? .object([]))
    ),
  ])

  // MARK: - YAML as JSON

  private static func parsed(_ text: String) -> Node? {
    var diagnostics = DiagnosticList()
    return DocumentLoader.parseValue(text, path: "example", diagnostics: &diagnostics).node
  }

  private static func json(_ node: Node) -> JSONValue {
    switch node.content {
    case .sequence(let items): .array(items.map(json))
    case .mapping(let entries): .object(entries.map { ($0.key.scalar?.text ?? "", json($0.value)) })
    case .scalar(let scalar):
      switch scalar.value {
      case .null: .null
      case .boolean(let value): .boolean(value)
      case .integer(let value): .integer(value)
      case .number(let value): DefaultText.json(value)
      case .string(let value): .string(value)
      }
    }
  }

  /// On one line, as it is written in a spec.
  private static func flow(_ node: Node) -> String {
    switch node.content {
    case .sequence(let items): "[\(items.map(flow).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "\($0.key.scalar?.text ?? ""): \(flow($0.value))" }.joined(separator: ", "))}"
    case .scalar(let scalar): scalar.text
    }
  }

  /// A dollar sign begins a placeholder in a snippet.
  private static func escaped(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text):
      .string(text.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "\\$"))
    case .array(let items): .array(items.map(escaped))
    case .object(let members): .object(members.map { ($0.0, escaped($0.1)) })
    case .null, .boolean, .integer, .number: value
    }
  }
}
