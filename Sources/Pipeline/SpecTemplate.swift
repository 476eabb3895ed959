// Specs to begin with, for `lofting new`.

public enum SpecTemplate: String, Sendable, CaseIterable {
  case classification
  case regression

  public var text: String {
    switch self {
    case .classification: Self.classificationText
    case .regression: Self.regressionText
    }
  }

  private static let classificationText = """
    # A classifier of images. Train it with: lofting train FILE
    version: 1
    name: my-classifier

    parameters:                         # what you may want to vary: lofting train FILE --set hidden_units=128
      hidden_layers: 2
      hidden_units: 64
      dropout_rate: 0.2
      learning_rate: 1e-3

    data:
      source: digits                    # digits (built in) | mnist | fashion_mnist | {csv: ...} | {idx: ...} | {npy: ...}
      preprocessing:
        - rescaling: $(1 / 16)          # digits go from 0 to 16; for mnist write $(1 / 255)
      validation: {fraction: 0.2, stratify: true}

    model:
      layers:
        - flatten
        - repeat:
            times: $hidden_layers
            layers:
              - dense: {units: $hidden_units, activation: relu}
              - dropout: $dropout_rate
        - dense: 10                     # one output a class

    training:
      optimizer: {adam: {learning_rate: $learning_rate}}
      loss: sparse_categorical_crossentropy
      metrics: [accuracy]
      batch_size: 32
      epochs: 30
      callbacks:
        - early_stopping: {monitor: val_loss, patience: 5, restore_best_weights: true}
    """

  private static let regressionText = """
    # A regression on a table. Put your file's name and columns in, then: lofting lint FILE
    version: 1
    name: my-regression

    parameters:
      hidden_units: 32
      learning_rate: 1e-3

    data:
      source:
        csv:
          path: table.csv               # relative to this file
          target: price                 # the column to predict
          categorical: []               # text columns, encoded one-hot
          missing: median               # error | mean | median | zero
      preprocessing: [normalization]
      target_preprocessing: [normalization]
      test: {fraction: 0.2}
      validation: {fraction: 0.2}

    model:
      layers:
        - dense: {units: $hidden_units, activation: relu}
        - dense: {units: $hidden_units, activation: relu}
        - dense: 1

    training:
      optimizer: {adam: {learning_rate: $learning_rate}}
      loss: mse
      metrics: [mae]
      batch_size: 32
      epochs: 200
      callbacks:
        - early_stopping: {monitor: val_loss, patience: 20, restore_best_weights: true}
    """
}
