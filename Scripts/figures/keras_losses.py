"""Writes Tests/CKernelsTests/Fixtures/KerasLosses.swift: losses, their gradients and metrics of Keras 3 in float64.

    python Scripts/figures/keras_losses.py | swift format - > Tests/CKernelsTests/Fixtures/KerasLosses.swift

Made with keras 3.15.1 on jax. Gradients are of the mean over the rows of weight * loss, as `fit` has it, the weight
being that of the row's class.
"""

import os

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_ENABLE_X64"] = "1"

import jax
import jax.numpy as jnp
import keras
import numpy

keras.config.set_floatx("float64")
random = numpy.random.default_rng(2)
rows, width = 6, 5
logits = numpy.round(random.normal(0, 2, (rows, width)), 3)
classes = [4, 0, 2, 2, 1, 3]
binary = [1, 0, 0, 1, 1, 0]
one_hot = numpy.eye(width)[classes]
dense = numpy.round(random.normal(0, 1, (rows, width)), 3)
shares = numpy.round(random.dirichlet(numpy.ones(width), rows), 3)
weights = [0.5, 1, 2, 0.25, 3]
losses = keras.losses
one = logits[:, :1]

# Swift's loss, a, width, predictions, targets (classes or numbers), weights, Keras's loss of the predictions
cases = [
    ("softmaxCrossEntropy", 0, logits, classes, [],
     lambda p: losses.sparse_categorical_crossentropy(jnp.array(classes), p, from_logits=True)),
    ("softmaxCrossEntropy", 0.1, logits, classes, weights,
     lambda p: losses.categorical_crossentropy(one_hot, p, from_logits=True, label_smoothing=0.1)),
    ("softmaxCrossEntropyDense", 0, logits, shares, [],
     lambda p: losses.categorical_crossentropy(shares, p, from_logits=True)),
    ("softmaxCrossEntropyDense", 0.2, logits, shares, weights,
     lambda p: losses.categorical_crossentropy(shares, p, from_logits=True, label_smoothing=0.2)),
    ("sigmoidCrossEntropy", 0, one, binary, [],
     lambda p: losses.binary_crossentropy(jnp.array(binary, dtype="float64")[:, None], p, from_logits=True)),
    ("sigmoidCrossEntropy", 0.1, logits, classes, weights,
     lambda p: losses.binary_crossentropy(one_hot, p, from_logits=True, label_smoothing=0.1)),
    ("sigmoidCrossEntropyDense", 0, logits, shares, weights,
     lambda p: losses.binary_crossentropy(shares, p, from_logits=True)),
    ("meanSquaredError", 0, logits, dense, [], lambda p: losses.mean_squared_error(dense, p)),
    ("meanAbsoluteError", 0, logits, dense, [], lambda p: losses.mean_absolute_error(dense, p)),
    ("huber", 1.3, logits, dense, [], lambda p: losses.huber(dense, p, delta=1.3)),
]
metrics = [
    ("categoricalAccuracy", 0, 0, logits, classes,
     lambda p: keras.metrics.sparse_categorical_accuracy(jnp.array(classes), p)),
    ("topK", 0, 2, logits, classes,
     lambda p: keras.metrics.sparse_top_k_categorical_accuracy(jnp.array(classes), p, k=2)),
    ("binaryAccuracy", 0.4, 0, one, binary,
     lambda p: jnp.mean(keras.metrics.binary_accuracy(jnp.array(binary)[:, None], p, threshold=0.4), axis=-1)),
    ("binaryAccuracy", 0.4, 0, logits, classes,
     lambda p: jnp.mean(keras.metrics.binary_accuracy(one_hot, p, threshold=0.4), axis=-1)),
    ("meanSquaredError", 1, 0, logits, dense, lambda p: losses.mean_squared_error(dense, p)),
    ("meanAbsoluteError", 1, 0, logits, dense, lambda p: losses.mean_absolute_error(dense, p)),
]


def listing(values):
    items = [repr(v.item() if hasattr(v, "item") else v) for v in numpy.asarray(values).ravel()]
    lines, line = [], "       "
    for index, item in enumerate(items):
        item += "," if index + 1 < len(items) else ""
        if len(line) + 1 + len(item) > 116:
            lines.append(line)
            line = "       "
        line += " " + item
    return "[\n" + "\n".join(lines + [line]) + "\n      ]"


def targets_of(targets):
    if isinstance(targets, list):
        return f"classes: {targets}, numbers: []"
    return f"classes: [], numbers: {listing(targets)}"


print("// Losses and metrics of Keras 3 in float64, written by Scripts/figures/keras_losses.py.\n")
print("""struct KerasFigure: Sendable {
  var function: String
  var a: Float
  var k = 0
  var width: Int
  var predictions: [Float]
  /// Either class indices or numbers.
  var classes: [Int32]
  var numbers: [Float]
  var weights: [Float] = []
  /// By row; losses are weighted.
  var values: [Double]
  var gradients: [Double] = []
""")
print("  static let losses = [")
for name, a, predictions, targets, class_weights, function in cases:
    labels = targets if isinstance(targets, list) else numpy.argmax(targets, axis=-1)
    row_weights = jnp.array([class_weights[label] for label in labels] if class_weights else [1.0] * rows)
    values = row_weights * function(jnp.array(predictions))
    gradient = jax.grad(lambda p: jnp.mean(row_weights * function(p)))(jnp.array(predictions))
    print(f'    KerasFigure(\n      function: "{name}", a: {a}, width: {predictions.shape[1]}, ' +
          f"predictions: {listing(predictions)}, {targets_of(targets)}, weights: {class_weights}, " +
          f"values: {listing(values)}, gradients: {listing(gradient)}),")
print("  ]\n\n  static let metrics = [")
for name, a, k, predictions, targets, function in metrics:
    print(f'    KerasFigure(\n      function: "{name}", a: {a}, k: {k}, width: {predictions.shape[1]}, ' +
          f"predictions: {listing(predictions)}, {targets_of(targets)}, " +
          f"values: {listing(function(jnp.array(predictions)))}),")
print("  ]\n}")
