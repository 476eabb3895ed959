// Templates on images.

extension SpecTemplate {
  static let classificationText = """
    # A classifier of images: the digits that are built in. 'lofting train FILE' trains it.
    version: 1
    name: my-classifier
    seed: 7                               # all randomness follows from it: the same seed, the same run

    parameters:                           # to vary: lofting train FILE --set hidden_units=128
      hidden_layers: 2
      hidden_units: 64
      dropout_rate: 0.2
      learning_rate: 1e-3

    data:
      source: digits                      # or mnist, fashion_mnist, {csv: ...}, {idx: ...}, {npy: ...}
      preprocessing:
        - rescaling: $(1 / 16)            # these pixels go from 0 to 16; those of mnist to 255
      validation: {fraction: 0.2, stratify: true}   # judges each epoch; test rows come with digits

    model:
      layers:
        - flatten                         # 8 x 8 pixels to a row of 64
        - repeat:
            times: $hidden_layers
            layers:
              - dense: {units: $hidden_units, activation: relu}
              - dropout: $dropout_rate    # against learning by heart
        - dense: 10                       # one output for each class; the loss adds the softmax

    training:
      optimizer: {adam: {learning_rate: $learning_rate}}
      loss: sparse_categorical_crossentropy
      metrics: [accuracy]
      batch_size: 32
      epochs: 60
      callbacks:                          # ends when val_loss falls no more, and keeps the best weights
        - early_stopping: {monitor: val_loss, patience: 8, restore_best_weights: true}
    """

  static let minimalText = """
    # The shortest spec that trains well: everything left out has a default.
    version: 1
    seed: 7
    data:
      source: digits
      preprocessing: [{rescaling: $(1 / 16)}]
      validation: {fraction: 0.2}
    model:
      layers: [flatten, {dense: {units: 64, activation: relu}}, {dense: 10}]
    training:
      loss: sparse_categorical_crossentropy
      metrics: [accuracy]
      epochs: 20
    """

  static let mnistText = """
    # A network that reaches 98 % on MNIST. Its data, once: lofting data get mnist
    version: 1
    name: my-mnist
    seed: 7                               # all randomness follows from it: the same seed, the same run

    parameters:
      hidden_layers: 2
      hidden_units: 512
      dropout_rate: 0.2
      learning_rate: 1e-3

    data:
      source: mnist                       # or fashion_mnist, or files of your own in their format:
                                          # {idx: {images: images.gz, labels: labels.gz}}
      preprocessing:
        - rescaling: $(1 / 255)           # pixels from 0 to 255 become numbers from 0 to 1
      validation: {last: 10000}           # of the 60,000 training rows; test rows come with mnist

    model:
      layers:
        - flatten                         # 28 x 28 pixels to a row of 784
        - repeat:
            times: $hidden_layers
            layers:
              - dense: {units: $hidden_units, activation: relu}
              - dropout: $dropout_rate
        - dense: 10

    training:
      optimizer: {adam: {learning_rate: $learning_rate}}
      loss: sparse_categorical_crossentropy
      metrics: [accuracy]
      batch_size: 128
      epochs: 20
      callbacks:
        - early_stopping: {monitor: val_accuracy, patience: 5, restore_best_weights: true}
    """

  static let sweepText = """
    # What to vary stands under 'sweep'; lint, plan and train use the values under 'parameters'.
    version: 1
    name: my-sweep
    seed: 7                               # all randomness follows from it: the same seed, the same run

    parameters:                           # everything that the sweep varies has a default here
      hidden_layers: 1
      hidden_units: 32
      activation: relu
      learning_rate: 1e-3

    data:
      source: digits
      preprocessing:
        - rescaling: $(1 / 16)
      validation: {fraction: 0.2, stratify: true}   # trials are compared on these rows

    model:
      layers:
        - flatten
        - repeat:
            times: $hidden_layers
            layers:
              - dense: {units: $hidden_units, activation: $activation}
        - dense: 10

    training:
      optimizer: {adam: {learning_rate: $learning_rate}}
      loss: sparse_categorical_crossentropy
      metrics: [accuracy]
      epochs: 20

    sweep:
      method: grid                        # every combination; random and bayes need run_cap
      metric: {name: val_accuracy, goal: maximize}
      parameters:
        hidden_layers: {values: [1, 2, 3]}
        hidden_units: {values: [16, 32, 64]}
        activation: {values: [relu, tanh]}
        learning_rate: {values: [1e-3, 1e-2]}   # or {min: 1e-4, max: 1e-2, steps: 3}
      constraints:                        # combinations that break one are left out
        - hidden_layers * hidden_units <= 128
    """
}
