// Keys that people write in the wrong place, or under another framework's name, and where they belong. What a section
// declares is found by itself; this table has the rest.

enum KeyHints {
  private static let hints: [String: [String: String]] = [
    "document": [
      "learning_rate": "it belongs to the optimizer: 'training: {optimizer: {adam: {learning_rate: ...}}}'",
      "dataset": "the data is described under 'data', as 'data: {source: digits}'",
      "validation_split": "write 'data: {validation: {fraction: ...}}'",
      "random_seed": "write 'seed: ...'",
      "architecture": "the layers stand under 'model', as 'model: {layers: [...]}'",
      "hyperparameters": "write 'parameters: {...}'",
      "memory": "write 'limits: {peak_memory: 128MiB}'",
      "peak_memory": "write 'limits: {peak_memory: 128MiB}'",
    ],
    "training": [
      "learning_rate": "it belongs to the optimizer: 'optimizer: {adam: {learning_rate: ...}}'",
      "lr": "it belongs to the optimizer: 'optimizer: {adam: {learning_rate: ...}}'",
      "momentum": "it belongs to the optimizer: 'optimizer: {sgd: {momentum: ...}}'",
      "weight_decay": "it belongs to the optimizer: 'optimizer: {adamw: {weight_decay: ...}}'",
      "validation_split": "it belongs to the data: 'data: {validation: {fraction: ...}}'",
      "validation_data": "it belongs to the data: 'data: {validation: ...}'",
      "early_stopping": "it is a callback: 'callbacks: [{early_stopping: {patience: ...}}]'",
      "patience": "it belongs to a callback: 'callbacks: [{early_stopping: {patience: ...}}]'",
      "num_epochs": "write 'epochs: ...'",
      "dropout": "it is a layer: 'model: {layers: [..., {dropout: 0.2}]}'",
    ],
    "data": [
      "validation_split": "write 'validation: {fraction: ...}'",
      "test_split": "write 'test: {fraction: ...}'",
      "validation_data": "write 'validation: {csv: ...}' or another source",
      "normalize": "write 'preprocessing: [normalization]'",
      "normalization": "write 'preprocessing: [normalization]'",
      "rescaling": "write 'preprocessing: [{rescaling: $(1 / 255)}]'",
      "name": "write 'source: ...'",
      "dataset": "write 'source: ...'",
      "csv": "write 'source: {csv: ...}'",
      "idx": "write 'source: {idx: ...}'",
      "npy": "write 'source: {npy: ...}'",
    ],
    "model": [
      "input_shape": "write 'input: [784]'",
      "learning_rate": "it belongs to the optimizer: 'training: {optimizer: {adam: {learning_rate: ...}}}'",
      "hidden_layers": "write the layers out, or declare it under 'parameters' and use 'repeat'",
    ],
    "layer": [
      "input_shape": "write it once for the model: 'model: {input: [784], layers: [...]}'",
      "input_dim": "write it once for the model: 'model: {input: [784], layers: [...]}'",
      "l2": "write 'kernel_regularizer: {l2: ...}'",
      "l1": "write 'kernel_regularizer: {l1: ...}'",
      "dropout": "it is a layer of its own: '- dropout: 0.2'",
    ],
    "optimizer": [
      "lr": "write 'learning_rate: ...'",
      "betas": "write 'beta_1: ...' and 'beta_2: ...'",
      "eps": "write 'epsilon: ...'",
    ],
  ]

  /// Where a key that is unknown here belongs, as far as that is known.
  static func hint(for key: String, in context: RecordContext) -> String? {
    for scope in context.hintScopes {
      if let hint = hints[scope]?[key] { return hint }
    }
    let here: String
    switch context {
    case .document: here = ""
    case .record(let name) where DocumentFields.sections.contains { $0.name == name }: here = name
    case .record, .kind: return nil
    }
    if !here.isEmpty, DocumentFields.names.contains(key) { return "it belongs to the top level of the spec" }
    for section in DocumentFields.sections
    where section.name != here && section.fields.contains(where: { $0.name == key }) {
      return "it belongs under '\(section.name)'"
    }
    return nil
  }
}
