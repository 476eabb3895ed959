// The lists: a new layer, activation, initializer, regularizer, optimizer, loss, metric, preprocessing or callback is one
// declaration in its folder and one line here. The JSON Schema, the reference, did-you-mean and decoding come from these.

import SpecParser

/// Activations are layers, too: `layerKinds` adds them.
package let layerTypes: [any Layer.Type] = [
  Dense.self, ActivationLayer.self, Dropout.self, Flatten.self, Reshape.self, BatchNormalization.self,
  LayerNormalization.self, GaussianNoise.self,
]

package let activationFunctions: [ActivationFunction] = [
  .linear, .relu, .relu6, .leakyRelu, .elu, .selu, .celu, .exponential, .sigmoid, .hardSigmoid, .logSigmoid,
  .sparseSigmoid, .tanh, .hardTanh, .softsign, .softplus, .squareplus, .sparsePlus, .silu, .hardSilu, .gelu, .mish,
  .glu,
  .softShrink, .hardShrink, .tanhShrink, .threshold, .softmax, .logSoftmax, .sparsemax,
]

package let initializerTypes: [any InitializerKind.Type] = [
  ZerosInitializer.self, OnesInitializer.self, ConstantInitializer.self, RandomNormal.self, RandomUniform.self,
  TruncatedNormal.self, VarianceScaling.self, GlorotUniform.self, GlorotNormal.self, HeUniform.self, HeNormal.self,
  LecunUniform.self, LecunNormal.self, OrthogonalInitializer.self, IdentityInitializer.self,
]

package let regularizerTypes: [any RegularizerKind.Type] = [
  L1Regularizer.self, L2Regularizer.self, L1L2Regularizer.self,
]

package let optimizerTypes: [any OptimizerKind.Type] = [
  SGD.self, Adam.self, AdamW.self, RMSprop.self,
]

package let lossTypes: [any LossKind.Type] = [
  SparseCategoricalCrossentropy.self, CategoricalCrossentropy.self, BinaryCrossentropy.self, MeanSquaredError.self,
  MeanAbsoluteError.self, Huber.self,
]

package let metricTypes: [any MetricKind.Type] = [
  Accuracy.self, SparseCategoricalAccuracy.self, CategoricalAccuracy.self, BinaryAccuracy.self,
  TopKCategoricalAccuracy.self, SparseTopKCategoricalAccuracy.self, MeanSquaredErrorMetric.self,
  RootMeanSquaredError.self, MeanAbsoluteErrorMetric.self,
]

package let preprocessingTypes: [any PreprocessingKind.Type] = [
  RescalingKind.self, NormalizationKind.self,
]

package let callbackTypes: [any CallbackKind.Type] = [
  EarlyStoppingKind.self
]
