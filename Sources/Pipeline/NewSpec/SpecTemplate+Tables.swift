// Templates on tables: the user's own, for there is none to begin with.

extension SpecTemplate {
  static let binaryText = """
    # Two classes from a table. Put your file and its columns in, or have it filled in from the file:
    # lofting new table.csv --target diagnosis
    version: 1
    name: my-binary-classifier
    seed: 7                               # all randomness follows from it: the same seed, the same run

    parameters:                           # to vary: lofting train FILE --set hidden_units=64
      hidden_units: 32
      learning_rate: 1e-3

    data:
      source:
        csv:
          path: table.csv                 # relative to this file
          target: diagnosis               # the column of classes: two words, or 0 and 1
          # exclude: [id]                 # columns that say nothing of a new row
          # categorical: [region]         # columns of words; each word becomes an input
          missing: median                 # what stands in for empty cells: mean, median, zero, or error
      preprocessing: [normalization]      # each input to mean 0 and deviation 1, by the training rows
      test: {fraction: 0.2, stratify: true}         # cut first; used once, at the end
      validation: {fraction: 0.2, stratify: true}   # cut from the rest; judges each epoch

    model:
      layers:
        - dense: {units: $hidden_units, activation: relu}
        - dense: {units: $hidden_units, activation: relu}
        - dense: 1                        # what speaks for the second class; the loss adds the sigmoid

    training:
      optimizer: {adam: {learning_rate: $learning_rate}}
      loss: binary_crossentropy
      metrics: [accuracy]
      # class_weight: balanced            # where one class is rare
      batch_size: 32
      epochs: 100
      callbacks:
        - early_stopping: {monitor: val_loss, patience: 10, restore_best_weights: true}
    """

  static let regressionText = """
    # A number from a table. Put your file and its columns in, or have it filled in from the file:
    # lofting new table.csv --target price
    version: 1
    name: my-regression
    seed: 7                               # all randomness follows from it: the same seed, the same run

    parameters:                           # to vary: lofting train FILE --set hidden_units=64
      hidden_units: 32
      learning_rate: 1e-3

    data:
      source:
        csv:
          path: table.csv                 # relative to this file
          target: price                   # the column to predict
          # exclude: [id]                 # columns that say nothing of a new row
          # categorical: [region]         # columns of words; each word becomes an input
          missing: median                 # what stands in for empty cells: mean, median, zero, or error
      preprocessing: [normalization]      # each input to mean 0 and deviation 1, by the training rows
      target_preprocessing: [normalization]         # the target, too; metrics stay in its own unit
      test: {fraction: 0.2}               # cut first; used once, at the end
      validation: {fraction: 0.2}         # cut from the rest; judges each epoch

    model:
      layers:
        - dense: {units: $hidden_units, activation: relu}
        - dense: {units: $hidden_units, activation: relu}
        - dense: 1                        # the prediction

    training:
      optimizer: {adam: {learning_rate: $learning_rate}}
      loss: mse                           # or mae, or huber, where some rows are far off
      metrics: [mae]
      batch_size: 32
      epochs: 200
      callbacks:
        - early_stopping: {monitor: val_loss, patience: 20, restore_best_weights: true}
    """
}
