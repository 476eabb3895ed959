"""What every optimizer does in Keras: Tests/Figures/Generated/OptimizerFigures.swift.

The state after one and after two steps of a model 64-10 from zero states, and the first ten losses of 64-10-10-10,
both on unshuffled digits in batches of 32.
"""

import sys

import common

common.use_float64()

import jax
import keras

from keras_models import Model, dense

STEPS = 10
# Elements of a tensor that are written down.
SAMPLES = 24


class Optimizer:
    """A Keras optimizer, its spelling in a Lofting spec, and the update rule it is."""

    def __init__(self, name, kind, rule, slots, l1=0.0, l2=0.0, **fields):
        self.name, self.kind, self.rule, self.slots, self.l1, self.l2, self.fields = (
            name, kind, rule, slots, l1, l2, fields)

    def keras(self):
        classes = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam, "adamw": keras.optimizers.AdamW,
                   "rmsprop": keras.optimizers.RMSprop}
        return classes[self.kind](**self.fields)

    def yaml(self):
        fields = ", ".join(f"{k}: {str(v).lower()}" for k, v in self.fields.items())
        return "{" + self.kind + ": {" + fields + "}}"

    def swift_clipping(self):
        for field, case in (("clipvalue", "value"), ("clipnorm", "norm"), ("global_clipnorm", "globalNorm")):
            if field in self.fields:
                return f".{case}({self.fields[field]})"
        return ".none"

    def regularizer(self):
        return keras.regularizers.L1L2(l1=self.l1, l2=self.l2) if self.l1 or self.l2 else None


ADAM = [0.9, 0.999, 1e-7]
OPTIMIZERS = [
    Optimizer("sgd", "sgd", "sgd", [], learning_rate=0.5),
    Optimizer("momentum", "sgd", "momentum", [0.9], learning_rate=0.125, momentum=0.9),
    Optimizer("nesterov", "sgd", "nesterov", [0.9], learning_rate=0.125, momentum=0.9, nesterov=True),
    Optimizer("adam", "adam", "adam", ADAM, learning_rate=0.01),
    # A short memory of squares, so that their maximum differs from them at once.
    Optimizer("amsgrad", "adam", "amsgrad", [0.9, 0.5, 1e-7], learning_rate=0.05, beta_2=0.5, amsgrad=True),
    Optimizer("adamw", "adamw", "adam", ADAM, learning_rate=0.01, weight_decay=0.5),
    Optimizer("rmsprop", "rmsprop", "rmsprop", [0.9, 1e-7], learning_rate=0.01),
    Optimizer("rmsprop-momentum", "rmsprop", "rmspropMomentum", [0.9, 1e-7, 0.75], learning_rate=0.01, momentum=0.75),
    Optimizer("rmsprop-centered", "rmsprop", "rmspropCentered", [0.9, 1e-7], learning_rate=0.01, centered=True),
    Optimizer("rmsprop-centered-momentum", "rmsprop", "rmspropCenteredMomentum", [0.9, 1e-7, 0.75],
              learning_rate=0.01, momentum=0.75, centered=True),
    Optimizer("sgd-weight-decay", "sgd", "sgd", [], learning_rate=0.25, weight_decay=0.25),
    Optimizer("rmsprop-weight-decay", "rmsprop", "rmsprop", [0.9, 1e-7], learning_rate=0.01, weight_decay=0.25),
    Optimizer("sgd-clipvalue", "sgd", "sgd", [], learning_rate=0.5, clipvalue=0.0625),
    Optimizer("sgd-clipnorm", "sgd", "sgd", [], learning_rate=0.5, clipnorm=0.25),
    Optimizer("sgd-global-clipnorm", "sgd", "sgd", [], learning_rate=0.5, global_clipnorm=0.25),
    Optimizer("adam-global-clipnorm", "adam", "adam", ADAM, learning_rate=0.01, global_clipnorm=0.25),
    Optimizer("sgd-l1", "sgd", "sgd", [], l1=0.01, learning_rate=0.5),
    Optimizer("sgd-l2", "sgd", "sgd", [], l2=0.02, learning_rate=0.5),
    # Penalty, then clipping, then decay: the order shows in the result.
    Optimizer("momentum-l1-l2-clipnorm-weight-decay", "sgd", "momentum", [0.9], l1=0.01, l2=0.02, learning_rate=0.125,
              momentum=0.9, clipnorm=0.25, weight_decay=0.25),
    Optimizer("adam-l1-l2-clipvalue", "adam", "adam", ADAM, l1=0.01, l2=0.02, learning_rate=0.01, clipvalue=0.0625),
]

# Names of Keras's state variables in those of Lofting, by their beginning.
STATES = [("velocity_hat", "velocity_hat"), ("velocity", "velocity"), ("momentum", "momentum"),
          ("average_gradient", "average_gradient")]


def train(optimizer, model, tensors, data):
    """Yields (loss, gradients, weights, states) of every step; names are Lofting's."""
    keras_optimizer, regularizer = optimizer.keras(), optimizer.regularizer()
    loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    variables = model.trainable_variables
    keras_optimizer.build(variables)
    names = [tensor.name for tensor in tensors]

    def loss(values, inputs, labels):
        outputs, _ = model.stateless_call(values, [], inputs, training=True)
        penalty = sum(regularizer(v) for v, n in zip(values, names) if n.endswith("kernel")) if regularizer else 0.0
        return loss_function(labels, outputs) + penalty

    for inputs, labels in data:
        value, gradients = jax.value_and_grad(loss)([v.value for v in variables], inputs, labels)
        keras_optimizer.apply(gradients, variables)
        states = []
        for variable in keras_optimizer.variables:
            # The path ends in `dense_kernel_momentum`, the parameter's own path with a suffix.
            for index, parameter in enumerate(variables):
                prefix = parameter.path.replace("/", "_") + "_"
                if variable.name.startswith(prefix):
                    suffix = variable.name[len(prefix):]
                    states.append((names[index], suffix, variable.value))
        yield value, list(zip(names, gradients)), list(zip(names, [v.value for v in variables])), states


def step_text(weights, states, indent):
    parameters = [common.tensor_figures(name, value, indent + 4, SAMPLES) for name, value in weights]
    texts = [common.tensor_figures(f"{name}.{state}", value, indent + 4, SAMPLES) for name, state, value in states]
    return (f"parameters: {common.array(parameters, indent + 2)},\n{' ' * (indent + 2)}"
            f"states: {common.array(texts, indent + 2) if texts else '[]'}")


def main(path):
    inputs, labels = common.digits(path)
    items = []
    for optimizer in OPTIMIZERS:
        model, tensors = Model("", dense()).build()
        steps = list(train(optimizer, model, tensors, common.batches(inputs, labels, 2)))
        deep_model, deep_tensors = Model("", dense(10, 10)).build()
        losses = [float(s[0]) for s in train(optimizer, deep_model, deep_tensors,
                                             common.batches(inputs, labels, STEPS))]
        print(optimizer.name, losses[0], losses[-1], sorted({s for _, s, _ in steps[0][3]}))
        gradients = [common.tensor_figures(name, value, 6, SAMPLES) for name, value in steps[0][1]]
        items.append(
            f"""OptimizerFigures(
    name: "{optimizer.name}", yaml: "{optimizer.yaml()}", rule: "{optimizer.rule}",
    learningRate: {optimizer.fields['learning_rate']}, weightDecay: {optimizer.fields.get('weight_decay', 0.0)},
    slots: {optimizer.slots}, clipping: {optimizer.swift_clipping()}, l1: {optimizer.l1}, l2: {optimizer.l2},
    gradients: {common.array(gradients, 4)},
    steps: [
      OptimizerFigures.Step(
        meanLoss: {float(steps[0][0]):.12g},
        {step_text(steps[0][2], steps[0][3], 6)}),
      OptimizerFigures.Step(
        meanLoss: {float(steps[1][0]):.12g},
        {step_text(steps[1][2], steps[1][3], 6)}),
    ],
    deepLosses: {common.literal(losses, 4)})"""
        )
    text = ("extension OptimizerFigures {\n  /// Initial weights of 64-10.\n"
            f"  public static let initial = {common.array([t.swift() for t in tensors], 2)}\n\n"
            "  /// Initial weights of 64-10-10-10.\n"
            f"  public static let deepInitial = {common.array([t.swift() for t in deep_tensors], 2)}\n\n"
            "  /// Keras's figures of every optimizer.\n"
            "  public static let all: [OptimizerFigures] = [\n" + ",\n".join("  " + item for item in items)
            + ",\n  ]\n}\n")
    common.write("OptimizerFigures", "keras_optimizers.py",
                 f"Keras {keras.__version__} on JAX {jax.__version__}, float64", text)


if __name__ == "__main__":
    main(sys.argv[1])
