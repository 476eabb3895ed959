"""Keras: `Sequential`, `compile`, `fit`, as its documentation shows, with TensorFlow or JAX underneath.

`fit` shuffles every epoch and trains on the last, shorter batch. Compilation (`jit_compile="auto"`) is Keras's own choice.
"""

from __future__ import annotations

import os
import time

from program import (
    BETA_1,
    BETA_2,
    CLASSES,
    EPSILON,
    LEARNING_RATE,
    Program,
    arguments,
    emit_epoch,
    emit_start,
    read_data,
)


def main(program: Program) -> None:
    os.environ["KERAS_BACKEND"] = program.variant
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    class EpochTimer(keras.callbacks.Callback):
        """Prints an epoch's figures as soon as `fit` has them."""

        def on_epoch_begin(self, epoch, logs=None):
            self.start = time.perf_counter()

        def on_epoch_end(self, epoch, logs=None):
            emit_epoch(epoch + 1, float(logs["loss"]), float(logs["accuracy"]), time.perf_counter() - self.start)

    inputs, labels = read_data(program)
    model = build(keras, program, inputs.shape[1])
    backend = __import__(program.variant)
    emit_start(model.count_params(), {"keras": keras.__version__, program.variant: backend.__version__})
    model.fit(inputs, labels, batch_size=program.batch, epochs=program.epochs, verbose=0, callbacks=[EpochTimer()])


def build(keras, program: Program, features: int):
    """The compiled model; the last layer gives logits."""
    layers = [keras.Input((features,))]
    for units in program.hidden:
        layers.append(keras.layers.Dense(units, activation="relu"))
        if program.dropout:
            layers.append(keras.layers.Dropout(program.dropout))
    layers.append(keras.layers.Dense(CLASSES))
    model = keras.Sequential(layers)
    model.compile(
        optimizer=keras.optimizers.Adam(LEARNING_RATE, BETA_1, BETA_2, EPSILON),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


main(arguments(("tensorflow", "jax")))
