"""Writes Tests/CKernelsTests/Fixtures/KerasActivations.swift: every activation of Keras 3 and its gradient in float64.

    python Scripts/figures/keras_activations.py | swift format - > Tests/CKernelsTests/Fixtures/KerasActivations.swift

Made with keras 3.15.1 on jax. Values are taken at 15 points, kinks among them; gradients 0.07 to the right of them,
where no activation has a kink. Those over the last axis see all points as one vector (glu the first 14), and the
gradient is that of sum of (k + 1) y[k] / 15.
"""

import os

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_ENABLE_X64"] = "1"

import jax
import jax.numpy
import keras

keras.config.set_floatx("float64")
points = jax.numpy.array([-10, -5, -3, -1.5, -1, -0.5, -0.1, 0, 0.1, 0.5, 1, 1.5, 3, 5, 10], dtype="float64")
shifted = points + 0.07
a = keras.activations
inf = float("inf")

# name, reals, function
elementwise = [
    ("linear", [], a.linear),
    ("relu", [], a.relu),
    ("leakyRelu", [0.2], lambda x: a.leaky_relu(x, 0.2)),
    ("relu6", [], a.relu6),
    ("elu", [1], a.elu),
    ("elu", [0.5], lambda x: a.elu(x, 0.5)),
    ("selu", [], a.selu),
    ("celu", [1], a.celu),
    ("celu", [0.7], lambda x: a.celu(x, 0.7)),
    ("sigmoid", [], a.sigmoid),
    ("tanh", [], a.tanh),
    ("softplus", [], a.softplus),
    ("softsign", [], a.softsign),
    ("exponential", [], a.exponential),
    ("hardSigmoid", [], a.hard_sigmoid),
    ("hardTanh", [], a.hard_tanh),
    ("logSigmoid", [], a.log_sigmoid),
    ("softShrink", [0.5], a.soft_shrink),
    ("hardShrink", [0.5], a.hard_shrink),
    ("silu", [], a.silu),
    ("gelu", [], a.gelu),
    ("geluTanh", [], lambda x: a.gelu(x, approximate=True)),
    ("mish", [], a.mish),
    ("hardSilu", [], a.hard_silu),
    ("tanhShrink", [], a.tanh_shrink),
    ("threshold", [0.1, -2], lambda x: a.threshold(x, 0.1, -2.0)),
    ("squareplus", [4], a.squareplus),
    ("sparsePlus", [], a.sparse_plus),
    ("sparseSigmoid", [], a.sparse_sigmoid),
    ("reluGeneral", [0, 0, inf], a.relu),
    ("reluGeneral", [0.25, 1, 4], lambda x: a.relu(x, negative_slope=0.25, max_value=4.0, threshold=1.0)),
    ("reluGeneral", [0.25, 0, inf], lambda x: a.relu(x, negative_slope=0.25)),
    ("reluGeneral", [0, 1.5, inf], lambda x: a.relu(x, threshold=1.5)),
]
rowwise = [
    ("softmax", [], a.softmax),
    ("logSoftmax", [], a.log_softmax),
    ("sparsemax", [], a.sparsemax),
    ("glu", [], lambda x: a.glu(x[..., :14])),
]


def listing(values):
    items = [".infinity" if v == inf else repr(float(v)) for v in values]
    lines, line = [], "     "
    for index, item in enumerate(items):
        item += "," if index + 1 < len(items) else ""
        if len(line) + 1 + len(item) > 116:
            lines.append(line)
            line = "     "
        line += " " + item
    lines.append(line)
    return "[\n" + "\n".join(lines) + "\n    ]"


print("// Activations of Keras 3 in float64, written by Scripts/figures/keras_activations.py.\n")
print("struct KerasActivation: Sendable {")
print("  var name: String\n  var reals: [Float]")
print("  /// At `points`.\n  var values: [Double]")
print("  /// `shift` to the right of them; of sum of (k + 1) y[k] / 15 for those over the last axis.")
print("  var gradients: [Double]\n")
print(f"  static let points: [Float] = {listing(points)[:-6]}\n  ]")
print("  static let shift: Float = 0.07\n")
print("  static let all = [")
for name, reals, function in elementwise + rowwise:
    is_elementwise = (name, reals, function) in elementwise
    values = function(points[None, :])[0]
    weights = jax.numpy.ones(15) if is_elementwise else (jax.numpy.arange(len(values)) + 1) / 15
    gradient = jax.grad(lambda x: jax.numpy.sum(weights * function(x[None, :])[0]))(shifted)
    if name == "glu":
        gradient = gradient[:14]
    parameters = ", ".join(".infinity" if r == inf else str(r) for r in reals)
    print(f'    KerasActivation(name: "{name}", reals: [{parameters}], values: {listing(values)}, ' +
          f"gradients: {listing(gradient)}),")
print("  ]\n}")
