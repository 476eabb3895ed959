"""Prints Tests/PlannerTests/Fixtures/KerasDefaults.swift: the arguments, defaults and aliases of Keras 3.15.1.

Run it with `KERAS_BACKEND=jax python Scripts/figures/keras_defaults.py`. Each entry is the signature of a Keras class or
function, read with `inspect`, under the name that a spec gives it.
"""

import inspect
import re
import textwrap

import keras
from keras.src import activations, initializers, losses, metrics, regularizers

LAYERS = {
    "dense": "Dense",
    "activation": "Activation",
    "dropout": "Dropout",
    "flatten": "Flatten",
    "reshape": "Reshape",
    "batch_normalization": "BatchNormalization",
    "layer_normalization": "LayerNormalization",
    "gaussian_noise": "GaussianNoise",
    "relu": "ReLU",
    "leaky_relu": "LeakyReLU",
    "elu": "ELU",
    "softmax": "Softmax",
}
LOSSES = {
    "sparse_categorical_crossentropy": "SparseCategoricalCrossentropy",
    "categorical_crossentropy": "CategoricalCrossentropy",
    "binary_crossentropy": "BinaryCrossentropy",
    "mean_squared_error": "MeanSquaredError",
    "mean_absolute_error": "MeanAbsoluteError",
    "huber": "Huber",
}
METRICS = {
    "accuracy": "Accuracy",
    "sparse_categorical_accuracy": "SparseCategoricalAccuracy",
    "categorical_accuracy": "CategoricalAccuracy",
    "binary_accuracy": "BinaryAccuracy",
    "top_k_categorical_accuracy": "TopKCategoricalAccuracy",
    "sparse_top_k_categorical_accuracy": "SparseTopKCategoricalAccuracy",
    "mean_squared_error": "MeanSquaredError",
    "root_mean_squared_error": "RootMeanSquaredError",
    "mean_absolute_error": "MeanAbsoluteError",
}
# Arguments of every class of a family that are no settings of the thing itself.
VARIADIC = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
IGNORED = {"self", "x", "name", "dtype", "kwargs", "reduction"}


def snake_names(table):
    """Each object's snake-case names in one of Keras's look-up tables, the longest first: it is the full name."""
    names = {}
    for name, thing in table.items():
        if re.fullmatch(r"[a-z0-9_]+|[A-Z]{3}", name):
            names.setdefault(thing, []).append(name)
    return {thing: sorted(found, key=lambda name: (-len(name), name)) for thing, found in names.items()}


def entries():
    """Yields (family, name, object, further names)."""
    for thing in sorted(activations.ALL_OBJECTS, key=lambda f: f.__name__):
        aliases = [n for n, f in activations.ALL_OBJECTS_DICT.items() if f is thing and n != thing.__name__]
        yield "activation", thing.__name__, thing, aliases
    for thing, names in sorted(snake_names(initializers.ALL_OBJECTS_DICT).items(), key=lambda e: e[1]):
        if thing not in (initializers.Initializer, initializers.STFT):
            yield "initializer", names[0], thing, names[1:]
    yield "regularizer", "l1", regularizers.L1, []
    yield "regularizer", "l2", regularizers.L2, []
    yield "regularizer", "l1_l2", regularizers.L1L2, [
        n for n, c in regularizers.ALL_OBJECTS_DICT.items() if c is regularizers.L1L2 and n.islower()
    ]
    for name in ["SGD", "Adam", "AdamW", "RMSprop"]:
        yield "optimizer", name.lower(), getattr(keras.optimizers, name), []
    for name, thing in LOSSES.items():
        known = snake_names(losses.ALL_OBJECTS_DICT).get(getattr(keras.losses, name, None), [])
        yield "loss", name, getattr(keras.losses, thing), [n for n in known if n != name]
    for name, thing in METRICS.items():
        known = snake_names(metrics.ALL_OBJECTS_DICT).get(getattr(keras.metrics, thing), [])
        extra = ["acc"] if name == "accuracy" else []  # keras/src/trainers/compile_utils.py
        yield "metric", name, getattr(keras.metrics, thing), extra + [n for n in known if n != name]
    for name, thing in LAYERS.items():
        yield "layer", name, getattr(keras.layers, thing), []
    yield "preprocessing", "rescaling", keras.layers.Rescaling, []
    yield "preprocessing", "normalization", keras.layers.Normalization, []
    yield "callback", "early_stopping", keras.callbacks.EarlyStopping, []


def written(value):
    """A default as the fixture writes it; `required` for an argument without one."""
    if value is inspect.Parameter.empty:
        return "required"
    return str(value).lower() if value is None or isinstance(value, bool) else str(value)


def line(family, name, thing, aliases):
    """`family name alias|alias argument=default ...`, wrapped with indented lines."""
    signature = inspect.signature(thing.__init__ if inspect.isclass(thing) else thing)
    arguments = [p for p in signature.parameters.values() if p.name not in IGNORED and p.kind not in VARIADIC]
    words = [family, name, "|".join(aliases) or "-"] + [f"{p.name}={written(p.default)}" for p in arguments]
    return textwrap.fill(
        " ".join(words), width=116, initial_indent="  ", subsequent_indent="    ", break_long_words=False,
        break_on_hyphens=False)


print(f"// Signatures of Keras {keras.__version__}, one a line: family, name, aliases, arguments with their defaults.")
print("// Generated by Scripts/figures/keras_defaults.py: do not edit.")
print()
print('let kerasSignatureText = """')
for entry in entries():
    print(line(*entry))
print('  """')
