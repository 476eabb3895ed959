// The catalog of everything in a spec that has a kind, as the parser, the schema and the reference read it.

import SpecParser

/// Every family of kinds.
///
/// - Parameter sources: the data sources, which the planner does not know; declared by whoever reads them.
public func makeCatalog(sources: KindFamily) -> Catalog {
  Catalog([
    KindFamily(
      .layer, title: "Layers",
      "What a model is made of, from its input to its output. Every activation is a layer, too.",
      kinds: layerKinds.map(\.declaration)),
    KindFamily(
      .activation, title: "Activations",
      "Functions that are applied to a layer's result, in its `activation` field or as layers of their own.",
      kinds: activationFunctions.map(\.declaration)),
    KindFamily(
      .initializer, title: "Initializers",
      "How parameters begin. Random ones follow from the spec's `seed`, or from one of their own.",
      kinds: initializerTypes.map { $0.declaration }),
    KindFamily(
      .regularizer, title: "Regularizers", "Penalties on parameters that are added to the loss.",
      kinds: regularizerTypes.map { $0.declaration }),
    KindFamily(
      .optimizer, title: "Optimizers",
      "How gradients `g` change parameters `w`. At each step: regularization, clipping, then the rule.",
      kinds: optimizerTypes.map { $0.declaration }),
    KindFamily(
      .loss, title: "Losses",
      "What training makes small: a mean over rows of predictions `p` and targets `t`, plus the penalties.",
      kinds: lossTypes.map { $0.declaration }),
    KindFamily(
      .metric, title: "Metrics", "Further figures of each epoch, reported and monitored under the name as written.",
      kinds: metricTypes.map { $0.declaration }),
    KindFamily(
      .preprocessing, title: "Preprocessing",
      "What is done to inputs or targets before the model sees them, fitted on training rows alone.",
      kinds: preprocessingTypes.map { $0.declaration }),
    KindFamily(
      .callback, title: "Callbacks", "What may act at the end of an epoch.",
      kinds: callbackTypes.map { $0.declaration }),
    sources,
  ]).withLayerFields
}
