// What kinds are called elsewhere: in PyTorch, scikit-learn, older Keras, and in talk. The names point at kinds by name;
// one that the catalog does not have is passed over, so the parser still knows no kind by itself.

/// What a name of another framework stands for.
package enum ForeignName: Equatable {
  /// The same thing under the catalog's name.
  case same(String)
  /// Nothing that has a name of its own here; what to write instead.
  case advice(String)

  /// - Parameters:
  ///   - word: the name as written, also with a module before it: `nn.Linear`.
  ///   - hasFields: whether a value or fields follow. PyTorch's `Linear(10)` is no `linear`.
  package static func named(_ word: String, in family: KindFamily, hasFields: Bool) -> ForeignName? {
    // A source is often a path, and a path has dots too.
    let bare = family.name == .source ? word : Self.withoutModule(word)
    if family.name == .layer, bare == "Linear", hasFields, family.kind("dense") != nil { return .same("dense") }
    let folded = Decoder.folded(bare)
    if let name = synonyms[family.name]?[folded], family.kind(name) != nil { return .same(name) }
    if bare != word {
      if let kind = family.kinds.first(where: { Decoder.folded($0.name) == folded }) { return .same(kind.name) }
    }
    for (stems, words, text) in absent[family.name] ?? [] {
      if words.contains(folded) { return .advice(text) }
      // Once the catalog has one of them, the others are like any unknown word.
      let isThere = family.kinds.contains { kind in stems.contains { Decoder.folded(kind.name).contains($0) } }
      if !isThere, stems.contains(where: { folded.contains($0) }) { return .advice(text) }
    }
    return nil
  }

  /// `torch.nn.Linear` without its module.
  static func withoutModule(_ word: String) -> String {
    guard let dot = word.lastIndex(of: "."), let first = word.first, first.isLetter, !word.contains("/") else {
      return word
    }
    let bare = word[word.index(after: dot)...]
    return bare.isEmpty ? word : String(bare)
  }

  /// By family, then by the name without case and separators.
  package static let synonyms: [FamilyName: [String: String]] = [
    .layer: [
      "fc": "dense", "fullyconnected": "dense", "affine": "dense", "innerproduct": "dense", "lazylinear": "dense",
      "bn": "batch_normalization", "batchnorm": "batch_normalization", "batchnorm1d": "batch_normalization",
      "batchnorm2d": "batch_normalization", "ln": "layer_normalization", "layernorm": "layer_normalization",
      "lrelu": "leaky_relu", "logistic": "sigmoid", "identity": "linear",
    ],
    .activation: [
      "lrelu": "leaky_relu", "logistic": "sigmoid", "identity": "linear", "none": "linear",
    ],
    .loss: [
      "crossentropyloss": "sparse_categorical_crossentropy", "nll": "sparse_categorical_crossentropy",
      "nllloss": "sparse_categorical_crossentropy", "sparsecrossentropy": "sparse_categorical_crossentropy",
      "softmaxcrossentropy": "sparse_categorical_crossentropy",
      "sparsesoftmaxcrossentropywithlogits": "sparse_categorical_crossentropy",
      "bceloss": "binary_crossentropy", "bcewithlogitsloss": "binary_crossentropy",
      "bcewithlogits": "binary_crossentropy", "sigmoidcrossentropy": "binary_crossentropy",
      "mseloss": "mean_squared_error", "l2": "mean_squared_error", "l2loss": "mean_squared_error",
      "squarederror": "mean_squared_error", "l1": "mean_absolute_error", "l1loss": "mean_absolute_error",
      "absoluteerror": "mean_absolute_error", "smoothl1": "huber", "smoothl1loss": "huber", "huberloss": "huber",
    ],
    .metric: ["rmse": "root_mean_squared_error"],
    .preprocessing: [
      "rescale": "rescaling", "scale": "rescaling", "scaling": "rescaling", "normalize": "normalization",
      "standardize": "normalization", "standardscaler": "normalization", "zscore": "normalization",
    ],
    .initializer: [
      "xavier": "glorot_uniform", "xavieruniform": "glorot_uniform", "glorot": "glorot_uniform",
      "xaviernormal": "glorot_normal", "kaiming": "he_normal", "he": "he_normal", "kaiminguniform": "he_uniform",
      "kaimingnormal": "he_normal", "lecun": "lecun_normal",
    ],
    .regularizer: ["ridge": "l2", "weightdecay": "l2", "lasso": "l1", "elasticnet": "l1_l2"],
    .schedule: ["cosineannealing": "cosine_decay", "cosineannealinglr": "cosine_decay"],
  ]

  private static let entropies =
    "write 'sparse_categorical_crossentropy' for one class of several, 'binary_crossentropy' for two classes"

  /// By family: parts of names and whole names, without case and separators, and what to do instead.
  private static let absent: [FamilyName: [(stems: [String], words: Set<String>, advice: String)]] = [
    .layer: [
      (["conv"], [], "there are no convolutions yet: 'flatten' and 'dense' take images"),
      (["pool"], [], "there is no pooling yet: 'flatten' and 'dense' take images"),
      (["lstm", "gru", "rnn"], [], "there are no recurrent layers"),
      (["attention", "transformer"], [], "there is no attention yet"),
      (["embedding"], [], "there are no embeddings yet"),
      (
        [], ["input", "inputlayer", "sequential"],
        "the input's shape follows from the data: leave it out, or write 'input: [784]' as the first item"
      ),
      ([], ["prelu"], "there is no learned slope: write 'leaky_relu' with the 'negative_slope' you want"),
    ],
    .activation: [
      ([], ["prelu"], "there is no learned slope: write 'leaky_relu' with the 'negative_slope' you want")
    ],
    .loss: [
      ([], ["crossentropy", "xent", "logloss", "logisticloss", "negativeloglikelihood"], entropies),
      (
        [], ["rmse", "rootmeansquarederror"],
        "write 'mean_squared_error': the same weights minimize it; its root is a metric"
      ),
    ],
    .metric: [
      ([], ["loss"], "the loss is reported anyway: leave it out"),
      (
        ["auc", "precision", "recall"], ["f1", "f1score", "r2", "r2score"],
        "there is no such metric yet; 'lofting schema' lists those there are"
      ),
      ([], ["top3", "top5", "topk", "topkaccuracy"], "write 'sparse_top_k_categorical_accuracy: 5'"),
    ],
    .optimizer: [
      ([], ["momentum", "sgdmomentum", "sgdwithmomentum", "nesterov"], "write '{sgd: {momentum: 0.9}}'"),
      (["nadam", "adamax", "radam"], [], "there is no such optimizer yet: 'adam' is its nearest relative"),
    ],
    .callback: [
      (
        ["checkpoint"], [],
        "leave it out: a run keeps its weights, the best ones with 'early_stopping: {restore_best_weights: true}'"
      ),
      (["reducelr"], ["learningratescheduler", "lrscheduler"], "the learning rate can't change in a run yet"),
      (["tensorboard", "csvlogger", "wandb"], [], "leave it out: a run keeps each epoch's figures in history.jsonl"),
    ],
    .preprocessing: [
      (["minmax"], [], "write 'rescaling' with the scale that brings the largest value to 1, or 'normalization'")
    ],
  ]
}
