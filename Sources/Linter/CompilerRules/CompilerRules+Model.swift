// What the planner reports of the network and of its training: shapes, ends, losses, metrics, memory.

extension Rule {
  static let compilerNetwork: [Rule] = [
    Rule(
      compiler: "N101", "shape-mismatch", "a layer can't take the shape that it is given",
      rationale:
        "Shapes are followed from the data through every layer before anything runs; the message says what came in and what the layer needs.",
      source: "https://keras.io/api/layers/",
      bad: [Example("model: {layers: [{«reshape»: [9, 9]}, flatten, {dense: 10}]}").withoutPlace],
      good: ["model: {layers: [{reshape: [64]}, {dense: 10}]}"]),
    Rule(
      compiler: "N102", "kernel-too-large", "a kernel would have more than 2^31 elements",
      rationale:
        "Such a layer alone takes 8 GiB for its weights, and with adam four times that in training. Usually `units` was meant to be another number.",
      bad: [
        "model: {layers: [flatten, {dense: 1000000}, relu, {dense: «1000000»}, {dense: 10}]}"
      ],
      good: ["model: {layers: [flatten, {dense: 10}]}"]),
    Rule(
      compiler: "N103", "input-shape-mismatch", "the written input is not the data's shape",
      rationale:
        "`input` is optional and checked: a spec that says what it expects fails here, not in the middle of the model, when the data changes.",
      bad: ["model: {input: «[784]», layers: [flatten, {dense: 10}]}"],
      good: ["model: {input: [8, 8], layers: [flatten, {dense: 10}]}"]),
    Rule(
      compiler: "N105", "loss-does-not-fit-output", "the loss can't be computed from the model's end",
      rationale:
        "Each loss compares the output with targets of some form: classes or numbers, so many of them. The message says what each side has.",
      source: "https://keras.io/api/losses/",
      bad: [
        Example(
          """
          model: {layers: [flatten, {dense: {units: 10, activation: softmax}}]}
          training: {loss: binary_crossentropy, epochs: 1}
          """
        ).withoutPlace
      ], good: ["model: {layers: [flatten, {dense: 10}]}"]),
    Rule(
      compiler: "N106", "nothing-to-train", "the model has no weights that training may change",
      rationale:
        "Without a layer with weights, or with all of them frozen by `trainable: false`, every epoch would be the same.",
      bad: [Example("model: {layers: [flatten, {dense: {units: 10, trainable: false}}]}").withoutPlace],
      good: ["model: {layers: [flatten, {dense: {units: 10}}]}"]),
    Rule(
      compiler: "N107", "missing-flatten", "rows reach the loss as matrices, or more: nothing has flattened them",
      rationale: """
        A dense layer works along the last axis, so an image of 28 x 28 comes out as 28 rows of units, which no loss can \
        compare with one class. `flatten` before the first dense layer makes it one row of 784.
        """,
      source: "https://keras.io/api/layers/reshaping_layers/flatten/",
      fixable: .unsafe,
      bad: ["model: {layers: [«dense: 20», {dense: 10}]}"],
      good: ["model: {layers: [flatten, {dense: 20}, {dense: 10}]}"]),
    Rule(
      compiler: "N108", "initializer-does-not-fit", "an initializer can't make a parameter of this shape",
      rationale:
        "`identity` and `orthogonal` make matrices, so they can't begin a bias; a uniform's `minval` must be below its `maxval`.",
      source: "https://keras.io/api/layers/initializers/",
      bad: ["model: {layers: [flatten, {dense: {units: 10, bias_initializer: «orthogonal»}}]}"],
      good: ["model: {layers: [flatten, {dense: {units: 10, kernel_initializer: orthogonal}}]}"]),
    Rule(
      compiler: "N109", "output-units-not-classes", "the model ends in another number of units than there are classes",
      rationale: """
        The cross-entropies take a unit for each class (binary_crossentropy one for two classes). In Keras more \
        units than classes train without a word, and the spare ones learn nothing but to be small.
        """,
      source: "https://keras.io/api/losses/probabilistic_losses/",
      fixable: .unsafe,
      bad: ["model: {layers: [flatten, «dense: 12»]}", "model: {layers: [flatten, «dense: 9», softmax]}"],
      good: ["model: {layers: [flatten, {dense: 10}, softmax]}"]),
  ]

  static let compilerTraining: [Rule] = [
    Rule(
      compiler: "T101", "target-encoding-mismatch", "the loss wants targets in another encoding",
      rationale:
        "`categorical_crossentropy` compares vectors with a one, its sparse form class indices. The data says which with `target_encoding`.",
      source: "https://keras.io/api/losses/probabilistic_losses/",
      fixable: .safe,
      bad: [Example("training: {loss: categorical_crossentropy, epochs: 1}").withoutPlace],
      good: [
        """
        data: {source: digits, preprocessing: [{rescaling: $(1 / 16)}], target_encoding: one_hot}
        training: {loss: categorical_crossentropy, epochs: 1}
        """
      ]),
    Rule(
      compiler: "T102", "metric-does-not-fit", "a metric can't be computed from the model's end",
      rationale:
        "Accuracy needs classes, errors need numbers. Accuracy of a regression would count the predictions that are exactly right: none.",
      source: "https://keras.io/api/metrics/",
      bad: ["training: {loss: sparse_categorical_crossentropy, metrics: [«mae»], epochs: 1}"],
      good: ["training: {loss: sparse_categorical_crossentropy, metrics: [accuracy], epochs: 1}"]),
    Rule(
      compiler: "T103", "unknown-monitor", "a callback watches a figure that is not computed",
      rationale: """
        Figures are `loss` and the metrics as written, with `val_` before them where there is a validation set. Those of the \
        test set can't be watched: choosing by them would make them worthless.
        """, source: "https://keras.io/api/callbacks/early_stopping/",
      bad: [
        "training: {loss: sparse_categorical_crossentropy, epochs: 9, callbacks: [{early_stopping: «val_accuracy»}]}"
      ],
      good: ["training: {loss: sparse_categorical_crossentropy, epochs: 9, callbacks: [{early_stopping: val_loss}]}"]),
    Rule(
      compiler: "T104", "unknown-class", "a class weight names no class",
      rationale:
        "Weights go by a class's name or its index. A class that isn't there may have been misspelled, so that the right one has no weight.",
      bad: ["training: {loss: sparse_categorical_crossentropy, epochs: 1, class_weight: {«eleven»: 2}}"],
      good: ["training: {loss: sparse_categorical_crossentropy, epochs: 1, class_weight: {9: 2}}"]),
    Rule(
      compiler: "T105", "conflicting-clipping", "gradients are to be clipped in two ways",
      rationale:
        "`clipnorm`, `global_clipnorm` and `clipvalue` exclude one another, as in Keras: their order would matter.",
      source: "https://keras.io/api/optimizers/",
      bad: [
        Example(
          "training: {loss: sparse_categorical_crossentropy, epochs: 1, optimizer: {sgd: {clipnorm: 1, clipvalue: 1}}}"
        ).withoutPlace
      ],
      good: ["training: {loss: sparse_categorical_crossentropy, epochs: 1, optimizer: {sgd: {clipnorm: 1}}}"]),
    Rule(
      compiler: "T106", "memory-over-limit", "a run would need more memory than the limit",
      rationale:
        "All that a run allocates is known before it begins: arena, parameters, optimizer state, best copy, data and scratch.",
      bad: ["limits: {peak_memory: «100KiB»}"], good: ["limits: {peak_memory: 100MiB}"]),
    Rule(
      compiler: "T107", "from-logits-contradiction", "from_logits contradicts the model's end",
      rationale:
        "Whether a cross-entropy gets logits or probabilities is known from the model's last layer; stating the contrary would compute a wrong loss.",
      source: "https://keras.io/api/losses/probabilistic_losses/",
      bad: ["training: {loss: {sparse_categorical_crossentropy: {from_logits: «false»}}, epochs: 1}"],
      good: ["training: {loss: {sparse_categorical_crossentropy: {from_logits: true}}, epochs: 1}"]),
    Rule(
      compiler: "T108", "class-weight-needs-classes", "class weights are given for number targets",
      rationale: "Weights belong to classes; a regression has none. Remove them, or choose a cross-entropy."),
    Rule(
      compiler: "T109", "scaled-classes", "classes are to be scaled as numbers",
      rationale:
        "`target_preprocessing` is for a regression's targets; classes are names, whatever number stands for them.",
      bad: [Example("data: {source: digits, target_preprocessing: [normalization]}").withoutPlace],
      good: ["data: {source: digits, preprocessing: [normalization]}"]),
  ]
}
