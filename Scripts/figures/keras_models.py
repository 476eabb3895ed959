"""Losses and gradients of small models on the first 32 digits, by Keras: Tests/Figures/Generated/ModelFigures.swift.

Keras computes its two normalizations in float32 whatever the model's type; all else here is float64.
"""

import sys

import common

common.use_float64()

import jax
import keras
import numpy as np

CLASSES = 10


class Model:
    """Layers as ("dense", units, activation), ("batch_normalization",) or ("layer_normalization",)."""

    def __init__(self, name, layers, loss="sparse_categorical_crossentropy", kernel_scale=1.0, **options):
        self.name, self.layers, self.loss, self.kernel_scale, self.options = name, layers, loss, kernel_scale, options

    def build(self):
        """The Keras model and its initial tensors in the order of its weights."""
        model, tensors, counts, width = keras.Sequential([keras.Input((64,))]), [], {}, 64
        for kind, *fields in self.layers:
            index = counts.get(kind, 0)
            counts[kind] = index + 1
            name = kind if index == 0 else f"{kind}_{index}"

            def tensor(suffix, shape, scale, center=0.0):
                tensors.append(common.Tensor(f"{name}.{suffix}", shape, len(tensors) + 1, scale, center))

            if kind == "dense":
                units, activation = fields
                model.add(keras.layers.Dense(units, activation=activation))
                tensor("kernel", (width, units), 0.5 if width > 10 else self.kernel_scale)
                tensor("bias", (units,), 0.25)
                width = units
            elif kind == "batch_normalization":
                model.add(keras.layers.BatchNormalization())
                tensor("gamma", (width,), 0.5, 1.0)
                tensor("beta", (width,), 0.5)
                tensor("moving_mean", (width,), 0.5)
                tensor("moving_variance", (width,), 0.5, 1.0)
            elif kind == "layer_normalization":
                model.add(keras.layers.LayerNormalization())
                tensor("gamma", (width,), 0.5, 1.0)
                tensor("beta", (width,), 0.5)
            else:
                model.add(keras.layers.Activation(kind))
        for variable, tensor in zip(model.weights, tensors, strict=True):
            variable.assign(tensor.values())
        return model, tensors

    def keras_loss(self):
        smoothing = self.options.get("label_smoothing", 0.0)
        match self.loss:
            case "sparse_categorical_crossentropy":
                return keras.losses.SparseCategoricalCrossentropy(from_logits=True)
            case "categorical_crossentropy":
                return keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=smoothing)
            case "binary_crossentropy":
                return keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=smoothing)
            case "mse":
                return keras.losses.MeanSquaredError()
            case "mae":
                return keras.losses.MeanAbsoluteError()
            case "huber":
                return keras.losses.Huber(delta=self.options["delta"])

    def targets(self, labels):
        if self.loss in ("categorical_crossentropy", "binary_crossentropy"):
            return np.eye(CLASSES)[labels]
        if self.loss == "sparse_categorical_crossentropy":
            return labels
        return labels[:, None].astype(np.float64)

    def figures(self, inputs, labels):
        model, tensors = self.build()
        loss_function, targets = self.keras_loss(), self.targets(labels)
        weights = self.options.get("class_weight")
        sample_weight = None if weights is None else np.array([weights.get(label, 1.0) for label in labels.tolist()])
        trainable = [variable.value for variable in model.trainable_variables]
        fixed = [variable.value for variable in model.non_trainable_variables]

        def loss(trainable):
            outputs, updated = model.stateless_call(trainable, fixed, inputs, training=True)
            return loss_function(targets, outputs, sample_weight=sample_weight), updated

        (value, updated), gradients = jax.value_and_grad(loss, has_aux=True)(trainable)
        names = {id(variable): tensor.name for variable, tensor in zip(model.weights, tensors, strict=True)}
        # Evaluation with the moving statistics after this step and the weights before it.
        evaluation, _ = model.stateless_call(trainable, updated, inputs[:4], training=False)
        moving = [
            (names[id(variable)], value)
            for variable, value in zip(model.non_trainable_variables, updated, strict=True)
            if id(variable) in names
        ]
        gradients = [(names[id(v)], g) for v, g in zip(model.trainable_variables, gradients, strict=True)]
        return tensors, value, gradients, moving, evaluation

    def swift_layers(self):
        cases = []
        for kind, *fields in self.layers:
            if kind == "dense":
                cases.append(f".dense(units: {fields[0]}, activation: \"{fields[1] or 'linear'}\")")
            else:
                names = {"batch_normalization": "batchNormalization", "layer_normalization": "layerNormalization"}
                cases.append(f".{names.get(kind, kind)}")
        return "[" + ", ".join(cases) + "]"

    def swift_loss(self):
        match self.loss:
            case "sparse_categorical_crossentropy":
                return ".sparseCategoricalCrossEntropy"
            case "categorical_crossentropy":
                return f".categoricalCrossEntropy(labelSmoothing: {self.options['label_smoothing']})"
            case "binary_crossentropy":
                return f".binaryCrossEntropy(labelSmoothing: {self.options['label_smoothing']})"
            case "mse":
                return ".meanSquaredError"
            case "mae":
                return ".meanAbsoluteError"
            case "huber":
                return f".huber(delta: {self.options['delta']})"

    def yaml(self):
        """The `model` and the start of the `training` section of a Lofting spec."""
        lines = ["model:", "  layers:", "    - flatten"]
        for kind, *fields in self.layers:
            if kind == "dense":
                units, activation = fields
                lines.append(f"    - dense: {{units: {units}, activation: {activation}}}" if activation
                             else f"    - dense: {units}")
            else:
                lines.append(f"    - {kind}")
        fields = {k: self.options[k] for k in ("label_smoothing", "delta") if k in self.options}
        loss = self.loss if not fields else (
            "{" + self.loss + ": {" + ", ".join(f"{k}: {v}" for k, v in fields.items()) + "}}")
        lines += ["training:", f"  loss: {loss}"]
        if weights := self.options.get("class_weight"):
            lines.append("  class_weight: {" + ", ".join(f"{k}: {v}" for k, v in weights.items()) + "}")
        return lines


def dense(*units, activation="relu", outputs=CLASSES):
    return [("dense", width, activation) for width in units] + [("dense", outputs, None)]


MODELS = [
    # The seed's three models with 64 inputs.
    Model("mlp-2x10", dense(10, 10)),
    Model("mlp-2x100", dense(100, 100)),
    Model("mlp-10x10", dense(*[10] * 10)),
    Model("batch-normalization", [("dense", 10, None), ("batch_normalization",), ("relu",), ("dense", 10, None)]),
    Model("layer-normalization", [("dense", 10, None), ("layer_normalization",), ("relu",), ("dense", 10, None)]),
    Model("class-weight", dense(10), class_weight={1: 3.0, 4: 0.25}),
    Model("label-smoothing", dense(10), loss="categorical_crossentropy", label_smoothing=0.1),
    Model("binary-crossentropy", dense(10), loss="binary_crossentropy", label_smoothing=0.1),
    Model("mse", dense(10, activation="tanh", outputs=1), loss="mse"),
    Model("mae", dense(10, activation="tanh", outputs=1), loss="mae"),
    Model("huber", dense(10, activation="tanh", outputs=1), loss="huber", delta=2.5),
]


def main(path):
    all_inputs, all_labels = common.digits(path)
    inputs, labels = all_inputs[: common.BATCH], all_labels[: common.BATCH]
    items = []
    for model in MODELS:
        tensors, loss, gradients, moving, evaluation = model.figures(inputs, labels)
        print(model.name, float(loss), [float(abs(g).max()) for _, g in gradients])
        # All gradients of the small seed models, 64 evenly spaced elements a tensor of the others.
        every = 640 if model.name in ("mlp-2x10", "mlp-10x10") else 64
        weights = model.options.get("class_weight", {})
        swift_weights = "[" + ", ".join(f"{k}: {v}" for k, v in weights.items()) + "]" if weights else "[:]"
        yaml = "\n".join("      " + line for line in model.yaml())
        items.append(
            f"""ModelFigures(
    name: "{model.name}",
    yaml: \"\"\"
{yaml}
      \"\"\",
    layers: {model.swift_layers()},
    loss: {model.swift_loss()}, classWeights: {swift_weights},
    initial: {common.array([tensor.swift() for tensor in tensors], 4)},
    meanLoss: {float(loss):.12g},
    gradients: {common.array([common.tensor_figures(n, g, 6, every) for n, g in gradients], 4)},
    movingStatistics: {common.array([common.tensor_figures(n, g, 6) for n, g in moving], 4) if moving else "[]"},
    evaluationOutput: {common.literal(evaluation, 4)})"""
        )
    text = (
        "extension ModelFigures {\n  /// Keras's figures of every model.\n  public static let all: [ModelFigures] = "
        + "[\n" + ",\n".join("  " + item for item in items) + ",\n  ]\n}\n"
    )
    versions = f"Keras {keras.__version__} on JAX {jax.__version__}, float64"
    common.write("ModelFigures", "keras_models.py", versions, text)
    write_digits(all_inputs, all_labels)


def write_digits(inputs, labels):
    """The first ten batches, a character a pixel."""
    count = 10 * common.BATCH
    pixels = (inputs[:count] * 16).astype(int)
    rows = "\n".join("    " + "".join("0123456789abcdefg"[value] for value in row) for row in pixels)
    text = f"""extension DigitRows {{
  /// Rows as they are stored: a pixel is one of 0 to 9 and a to g for 0 to 16.
  static let text = \"\"\"
{rows}
    \"\"\"

  /// The digit of each row.
  public static let labels = {labels[:count].tolist()}
}}
"""
    common.write("DigitRows", "keras_models.py", "the digits of scikit-learn", text)


if __name__ == "__main__":
    main(sys.argv[1])
