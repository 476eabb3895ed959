"""Writes Tests/RuntimeTests/Fixtures/KerasEarlyStopping.swift: what Keras 3's EarlyStopping does with given figures.

    KERAS_BACKEND=numpy python Scripts/figures/keras_early_stopping.py > Tests/RuntimeTests/Fixtures/KerasEarlyStopping.swift

Made with keras 3.15.1. The callback runs in a harness that stands for `fit`: a model whose weights are the epoch's
number, so that the weights at the end say which epoch was brought back.
"""

import random
import warnings

from keras.callbacks import EarlyStopping

warnings.simplefilter("ignore")


class Model:
    def __init__(self):
        self.weights = -1
        self.stop_training = False

    def get_weights(self):
        return self.weights

    def set_weights(self, weights):
        self.weights = weights


def run(values, **settings):
    model = Model()
    callback = EarlyStopping(monitor="val_loss", **settings)
    callback.set_model(model)
    callback.on_train_begin()
    epochs = 0
    for epoch, value in enumerate(values):
        model.weights = epoch
        callback.on_epoch_end(epoch, {"val_loss": value})
        epochs += 1
        if model.stop_training:
            break
    callback.on_train_end()
    return epochs, model.stop_training, model.weights


def swift(value):
    if value is None:
        return "nil"
    if value != value:
        return ".nan"
    return repr(float(value))


# Figures are eighths and deltas sixteenths, exact in fp32: Keras compares in it.
generator = random.Random(3)
cases = []
for index in range(160):
    length = generator.randint(1, 12)
    values = [generator.randint(0, 24) / 8 for _ in range(length)]
    if index % 10 == 0:
        values[generator.randrange(length)] = float("nan")
    cases.append(
        (
            values,
            dict(
                mode=generator.choice(["min", "max"]),
                min_delta=generator.choice([0, 0, 0.0625, 0.25, -0.25]),
                patience=generator.choice([0, 1, 2, 3]),
                baseline=generator.choice([None, None, 1.0, 2.0]),
                restore_best_weights=generator.random() < 0.5,
                start_from_epoch=generator.choice([0, 0, 1, 3]),
            ),
        )
    )

print("// Made by Scripts/figures/keras_early_stopping.py with keras 3.15.1: what EarlyStopping does with given figures.")
print()
print("import ExecutionPlan")
print()
print("/// Figures epoch by epoch, the settings, and what Keras made of them.")
print("struct KerasEarlyStoppingCase: Sendable {")
print("  var values: [Double]")
print("  var settings: EarlyStopping")
print("  /// Epochs that ran.")
print("  var epochs: Int")
print("  var stopped: Bool")
print("  /// The epoch (from 0) whose weights the model has at the end.")
print("  var weights: Int")
print("}")
print()
print("let kerasEarlyStoppingCases: [KerasEarlyStoppingCase] = [")
for values, settings in cases:
    epochs, stopped, weights = run(values, **settings)
    mode = "minimize" if settings["mode"] == "min" else "maximize"
    print("  KerasEarlyStoppingCase(")
    print(f"    values: [{', '.join(swift(v) for v in values)}],")
    print("    settings: EarlyStopping(")
    print(f"      monitor: \"val_loss\", mode: .{mode}, minimumDelta: {swift(settings['min_delta'])}, patience: {settings['patience']},")
    print(f"      baseline: {swift(settings['baseline'])}, restoresBestWeights: {str(settings['restore_best_weights']).lower()},")
    print(f"      startFromEpoch: {settings['start_from_epoch']}),")
    print(f"    epochs: {epochs}, stopped: {str(stopped).lower()}, weights: {weights}),")
print("]")
