// Keys that people write in the wrong place, and where they belong. What a section declares is found by itself
// (MisplacedKeys.swift), and another name of a field, too (ForeignKeys.swift); this table has the rest.

enum KeyHints {
  private static let hints: [String: [String: String]] = [
    "document": [
      "learning_rate": "it belongs to the optimizer: 'training: {optimizer: {adam: {learning_rate: ...}}}'",
      "dataset": "the data is described under 'data', as 'data: {source: digits}'",
      "lr": "it belongs to the optimizer: 'training: {optimizer: {adam: {learning_rate: ...}}}'",
      "description": "write it as a comment, or under a key of your own, which begins with 'x-'",
      "author": "write it as a comment, or under a key of your own, which begins with 'x-'",
      "title": "write it as a comment, or under a key of your own, which begins with 'x-'",
      "notes": "write it as a comment, or under a key of your own, which begins with 'x-'",
      "comment": "write it as a comment, or under a key of your own, which begins with 'x-'",
      "tags": "write it as a comment, or under a key of your own, which begins with 'x-'",
      "compile": "write what it holds under 'training': 'training: {optimizer: ..., loss: ..., epochs: ...}'",
      "type": "leave it out: the layers say what the model is",
      "input_features": "describe the table under 'data': 'source: {csv: {path: ..., target: ...}}'",
      "output_features": "describe the table under 'data': 'source: {csv: {path: ..., target: ...}}'",
      "memory": "write 'limits: {peak_memory: 128MiB}'",
      "peak_memory": "write 'limits: {peak_memory: 128MiB}'",
    ],
    "training": [
      "learning_rate": "it belongs to the optimizer: 'optimizer: {adam: {learning_rate: ...}}'",
      "lr": "it belongs to the optimizer: 'optimizer: {adam: {learning_rate: ...}}'",
      "momentum": "it belongs to the optimizer: 'optimizer: {sgd: {momentum: ...}}'",
      "weight_decay": "it belongs to the optimizer: 'optimizer: {adamw: {weight_decay: ...}}'",
      "validation_data": "it belongs to the data: 'data: {validation: ...}'",
      "from_logits": "leave it out: the model's end decides",
      "verbose": "leave it out; '--quiet' on the command line says less",
      "device": "leave it out: training runs on the processor; '--threads' says on how many cores",
      "accelerator": "leave it out: training runs on the processor; '--threads' says on how many cores",
      "patience": "it belongs to a callback: 'callbacks: [{early_stopping: {patience: ...}}]'",
      "dropout": "it is a layer: 'model: {layers: [..., {dropout: 0.2}]}'",
    ],
    "data": [
      "validation_data": "write 'validation: {csv: ...}' or another source",
      "target": "it belongs to the source: 'source: {csv: {path: ..., target: ...}}'",
      "header": "it belongs to the source: 'source: {csv: {header: ...}}'",
      "delimiter": "it belongs to the source: 'source: {csv: {delimiter: ...}}'",
      "features": "it belongs to the source: 'source: {csv: {features: [...]}}'",
      "normalize": "write 'preprocessing: [normalization]'",
    ],
    "model": [
      "learning_rate": "it belongs to the optimizer: 'training: {optimizer: {adam: {learning_rate: ...}}}'",
      "type": "leave it out: the layers say what the model is",
      "hidden_layers": "write the layers out, or declare it under 'parameters' and use 'repeat'",
    ],
    "sweep": [
      "program": "leave it out: Lofting trains the spec itself",
      "command": "leave it out: Lofting trains the spec itself",
      "project": "leave it out: a sweep is kept under the spec's name",
      "entity": "leave it out: a sweep is kept under the spec's name",
      "name": "leave it out: a sweep is kept under the spec's name",
    ],
    "layer": [
      "from_logits": "leave it out: the loss knows the model's end",
      "in_features": "leave it out: the layer before says how many come in",
      "batch_input_shape": "write it once for the model: 'model: {input: [...], layers: [...]}'",
      "input_shape": "write it once for the model: 'model: {input: [...], layers: [...]}'",
      "input_dim": "write it once for the model: 'model: {input: [...], layers: [...]}'",
      "l2": "write 'kernel_regularizer: {l2: ...}'",
      "l1": "write 'kernel_regularizer: {l1: ...}'",
      "dropout": "it is a layer of its own: '- dropout: 0.2'",
    ],
    // The activation of this name; in PyTorch it is the dense layer's.
    "linear": [
      "in_features": "PyTorch's Linear is 'dense: UNITS', without the inputs: the layer before says how many come in",
      "out_features": "PyTorch's Linear is 'dense: UNITS'",
      "units": "the layer with units is 'dense: UNITS'",
    ],
    "optimizer": [
      "betas": "write 'beta_1: ...' and 'beta_2: ...'"
    ],
  ]

  /// What a value behind a kind that takes none most likely meant.
  static func valueHint(for kind: String) -> String? {
    kind == "linear" ? "PyTorch's Linear is 'dense: UNITS'; the activation is 'linear' alone" : nil
  }

  /// Where a key that is unknown here belongs, as far as that is known.
  static func hint(for key: String, in context: RecordContext) -> String? {
    for scope in context.hintScopes {
      if let hint = hints[scope]?[key] { return hint }
    }
    return nil
  }
}
