// `training`: the optimizer, the loss and the loop around them. Defaults are those of Keras's `fit`, with Adam.

import Diagnostics

public enum TrainingFields {
  static let optimizer = Field.kind("optimizer", .optimizer, default: "adam", "How gradients change the weights.")
  static let loss = Field.kind("loss", .loss, required: true, "What training minimizes.")
  static let metrics = Field.kinds(
    "metrics", .metric, "What is measured beside the loss, reported and monitored under the name as written.")
  static let batchSize = Field.integer("batch_size", .between(1, 1e6), default: 32, "Rows of one training step.")
  static let epochs = Field.integer("epochs", .between(0, 1e7), default: 1, "Passes over the training rows.")
  static let callbacks = Field.kinds("callbacks", .callback, "What watches the epochs, in order.")
  static let classWeight = Field<SpecValue?>.custom(
    "class_weight", .oneOf([.choice(["balanced"]), .dictionary(.number(.atLeast(0)))]), fallback: nil,
    "A factor for the loss of each class, by name or index (1 where none is given), or `balanced`: rows / (classes x "
      + "rows of the class)."
  ) { .some($0) }
  static let initialWeights = Field.record(
    "initial_weights", InitialWeightsFields.all, "Weights to begin with, checked by name and shape.")

  public static let all = [
    optimizer.declaration, loss.declaration, metrics.declaration, batchSize.declaration, epochs.declaration,
    callbacks.declaration, classWeight.declaration, initialWeights.declaration,
  ]
}

public enum InitialWeightsFields {
  static let path = Field.string("path", "A safetensors file, relative to the spec's folder.")
  static let skip = Field<[Located<SpecValue>]>.custom(
    "skip", .list(.string, minimumCount: 0), default: .list([]), fallback: [],
    "Names of layers that keep their own initial weights."
  ) { $0.list }

  public static let all = [path.declaration, skip.declaration]
}

extension TrainingSection {
  /// - Returns: nil when something that the section can't do without is missing, which has been reported.
  init?(_ arguments: Arguments) {
    guard let optimizer = arguments[TrainingFields.optimizer], let loss = arguments[TrainingFields.loss] else {
      return nil
    }
    self.init(
      optimizer: optimizer, loss: loss, metrics: arguments[TrainingFields.metrics],
      batchSize: Located(
        arguments[TrainingFields.batchSize], at: arguments.range(of: TrainingFields.batchSize)),
      epochs: Located(arguments[TrainingFields.epochs], at: arguments.range(of: TrainingFields.epochs)),
      callbacks: arguments[TrainingFields.callbacks], classWeights: Self.classWeights(arguments),
      initialWeights: arguments[TrainingFields.initialWeights].map { record in
        InitialWeights(
          path: Located(record[InitialWeightsFields.path], at: record.range(of: InitialWeightsFields.path)),
          skip: record[InitialWeightsFields.skip].compactMap { item in
            item.value.string.map { Located($0, at: item.range) }
          })
      },
      range: arguments.range)
  }

  private static func classWeights(_ arguments: Arguments) -> ClassWeights? {
    switch arguments[TrainingFields.classWeight] {
    case .string: .balanced(arguments.range(of: TrainingFields.classWeight))
    case .dictionary(let entries):
      .weights(
        entries.compactMap { key, value in
          guard let name = key.value.string, let weight = value.value.number else { return nil }
          return (Located(name, at: key.range), Located(weight, at: value.range))
        })
    case nil, .null, .boolean, .integer, .number, .list, .record, .kind, .kindNamed, .node: nil
    }
  }
}
