"""Values and gradients of every activation: Tests/Figures/Generated/ActivationFigures.swift.

All are Keras's but sparsemax, which is computed from its definition.
"""

import common

common.use_float64()

import jax
import keras
import numpy as np
from keras import activations as A

COUNT = 24
# Length of a vector for the functions over the last axis.
FEATURES = 6

FUNCTIONS = [
    ("linear", [], A.linear),
    ("relu", [], A.relu),
    ("leakyRelu", [0.25], lambda x: A.leaky_relu(x, negative_slope=0.25)),
    ("relu6", [], A.relu6),
    ("elu", [0.75], lambda x: A.elu(x, alpha=0.75)),
    ("selu", [], A.selu),
    ("celu", [1.25], lambda x: A.celu(x, alpha=1.25)),
    ("sigmoid", [], A.sigmoid),
    ("tanh", [], A.tanh),
    ("softplus", [], A.softplus),
    ("softsign", [], A.softsign),
    ("exponential", [], A.exponential),
    ("hardSigmoid", [], A.hard_sigmoid),
    ("hardTanh", [], A.hard_tanh),
    ("logSigmoid", [], A.log_sigmoid),
    ("softShrink", [0.5], lambda x: A.soft_shrink(x, threshold=0.5)),
    ("hardShrink", [0.5], lambda x: A.hard_shrink(x, threshold=0.5)),
    ("silu", [], A.silu),
    ("gelu", [], lambda x: A.gelu(x, approximate=False)),
    ("geluTanh", [], lambda x: A.gelu(x, approximate=True)),
    ("mish", [], A.mish),
    ("hardSilu", [], A.hard_silu),
    ("tanhShrink", [], A.tanh_shrink),
    ("threshold", [0.25, -0.75], lambda x: A.threshold(x, 0.25, -0.75)),
    ("squareplus", [4.0], lambda x: A.squareplus(x, b=4)),
    ("sparsePlus", [], A.sparse_plus),
    ("sparseSigmoid", [], A.sparse_sigmoid),
    ("reluGeneral", [0.125, 0.25, 3.0], lambda x: A.relu(x, negative_slope=0.125, threshold=0.25, max_value=3)),
    ("softmax", [], A.softmax),
    ("logSoftmax", [], A.log_softmax),
    ("glu", [], A.glu),
]


def sparsemax(x):
    """The point of the simplex nearest to each vector: max(x - tau, 0), with tau by bisection so that the sum is 1.

    Keras 3.15's own sparsemax adds up the cumulative sums of the whole support, so its outputs don't sum to 1.
    """
    low, high = x.max(axis=-1, keepdims=True) - 1, x.max(axis=-1, keepdims=True)
    for _ in range(100):
        middle = (low + high) / 2
        is_large = np.maximum(x - middle, 0).sum(axis=-1, keepdims=True) > 1
        low, high = np.where(is_large, middle, low), np.where(is_large, high, middle)
    return np.maximum(x - low, 0)


def sparsemax_gradient(x, dy):
    """By central differences, exact but for rounding: the function is piecewise linear."""
    h, dx = 1e-4, np.zeros_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = h
        dx[index] = np.sum(dy * (sparsemax(x + step) - sparsemax(x - step))) / (2 * h)
    return dx


def figures(name, reals, y, dx):
    return f"""ActivationFigures(
    function: "{name}", reals: {reals},
    y: {common.literal(y, 4)},
    dx: {common.literal(dx, 4)})"""


def main():
    x = common.sample_numbers(COUNT, 200, 16.0).reshape(-1, FEATURES)
    items = []
    for name, reals, function in FUNCTIONS:
        y, gradient = jax.vjp(function, x)
        # Some of Keras's functions are float32 whatever their input.
        dy = common.sample_numbers(y.size, 201, 2.0).reshape(y.shape).astype(y.dtype)
        print(name, y.dtype)
        items.append(figures(name, reals, y, gradient(dy)[0]))
    dy = common.sample_numbers(COUNT, 201, 2.0).reshape(x.shape)
    items.append(figures("sparsemax", [], sparsemax(x), sparsemax_gradient(x, dy)))
    text = ("extension ActivationFigures {\n  /// Keras's figures of every activation.\n"
            "  public static let all: [ActivationFigures] = [\n" + ",\n".join("  " + item for item in items)
            + ",\n  ]\n}\n")
    common.write("ActivationFigures", "reference_activations.py",
                 f"Keras {keras.__version__} on JAX {jax.__version__}, float64", text)


if __name__ == "__main__":
    main()
