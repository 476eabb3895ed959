// Made by Scripts/figures/keras_early_stopping.py with keras 3.15.1: what EarlyStopping does with given figures.

import ExecutionPlan

/// Figures epoch by epoch, the settings, and what Keras made of them.
struct KerasEarlyStoppingCase: Sendable {
  var values: [Double]
  var settings: EarlyStopping
  /// Epochs that ran.
  var epochs: Int
  var stopped: Bool
  /// The epoch (from 0) whose weights the model has at the end.
  var weights: Int
}

let kerasEarlyStoppingCases: [KerasEarlyStoppingCase] = [
  KerasEarlyStoppingCase(
    values: [2.25, 2.125, 0.5, .nan],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 0,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [2.75, 1.875, 2.125, 2.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 1,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 4, stopped: false, weights: 3),
  KerasEarlyStoppingCase(
    values: [0.0, 2.625, 3.0, 0.25, 0.625, 3.0, 2.25, 0.125, 1.125, 3.0, 0.0, 1.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 3,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 9, stopped: true, weights: 5),
  KerasEarlyStoppingCase(
    values: [1.375, 0.375, 0.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 1,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 3, stopped: false, weights: 2),
  KerasEarlyStoppingCase(
    values: [1.125, 1.625, 2.0, 1.5, 2.25, 1.375, 2.125, 2.25, 1.625, 2.25, 0.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 2,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 7, stopped: true, weights: 6),
  KerasEarlyStoppingCase(
    values: [2.25, 2.25, 0.375, 2.75, 2.5, 0.75, 2.5, 2.25, 1.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 0,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 5, stopped: true, weights: 4),
  KerasEarlyStoppingCase(
    values: [1.375, 0.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 0,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.125, 2.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 2,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.0, 0.25, 0.375, 2.375, 2.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 3,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 4, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [0.125, 1.25, 1.25, 1.375, 0.5, 1.5, 1.5, 1.75, 2.0, 1.5, 2.5, 2.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 2,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 2),
  KerasEarlyStoppingCase(
    values: [1.625, 1.0, .nan, 1.125, 2.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 4, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 2,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 1, stopped: false, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.875, 0.0, 2.25, 0.125, 2.625, 0.0, 1.375, 1.0, 2.5, 1.75, 1.125, 2.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 7, stopped: true, weights: 4),
  KerasEarlyStoppingCase(
    values: [1.0, 1.125, 1.5, 0.375, 3.0, 0.0, 2.25, 2.625, 2.875, 0.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 1,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.625, 2.5, 2.75, 0.375, 0.375, 2.375, 1.25, 1.25, 2.625, 0.875, 1.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 2,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 6, stopped: true, weights: 5),
  KerasEarlyStoppingCase(
    values: [0.875, 0.375, 0.125, 2.0, 0.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 1,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.375, 2.25, 0.5, 1.625, 1.125, 2.0, 1.0, 1.75, 1.375, 2.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 3,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 7, stopped: true, weights: 5),
  KerasEarlyStoppingCase(
    values: [0.75, 0.0, 1.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 1,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 3, stopped: false, weights: 2),
  KerasEarlyStoppingCase(
    values: [1.25, 0.875, 0.25, 2.25, 1.125, 0.375, 0.875, 0.125, 0.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 0,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 4, stopped: true, weights: 2),
  KerasEarlyStoppingCase(
    values: [2.0, 1.125, 0.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 3,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 3, stopped: false, weights: 2),
  KerasEarlyStoppingCase(
    values: [0.5, .nan, 2.125, 1.875, 0.125, 1.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 0,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 3, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.0, 1.875, 2.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 3, stopped: false, weights: 2),
  KerasEarlyStoppingCase(
    values: [1.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 0,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 1, stopped: false, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.875, 0.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 3,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [1.5, 2.5, 1.5, 2.25, 1.125, 1.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 2,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 4, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.875, 1.5, 0.25, 2.25, 0.625, 0.125, 1.375, 1.75, 2.375, 2.5, 2.125, 1.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 3,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 9, stopped: true, weights: 5),
  KerasEarlyStoppingCase(
    values: [1.25, 1.625, 2.75, 1.625, 1.75, 0.0, 0.875, 0.75, 2.125, 1.0, 2.75, 2.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 1,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.375, 2.125, 1.0, 0.375, 1.75, 2.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 3,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 6, stopped: false, weights: 5),
  KerasEarlyStoppingCase(
    values: [2.75, 0.0, 1.875, 0.5, 0.875, 3.0, 1.5, 0.125, 2.0, 0.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 1,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 1, stopped: false, weights: 0),
  KerasEarlyStoppingCase(
    values: [.nan, 2.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 2,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.5, 0.875, 1.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 2,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 3, stopped: false, weights: 2),
  KerasEarlyStoppingCase(
    values: [1.5, 2.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 1,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.5, 1.5, 0.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 3,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 3, stopped: false, weights: 2),
  KerasEarlyStoppingCase(
    values: [2.875, 0.625, 0.5, 1.0, 3.0, 0.75, 0.5, 2.25, 2.0, 1.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 2,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 4, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [1.125, 0.0, 1.0, 1.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 1,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 4, stopped: false, weights: 3),
  KerasEarlyStoppingCase(
    values: [1.625, 2.75, 1.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 0,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.875, 0.125, 1.75, 0.875, 0.875, 2.5, 2.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 2,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 4, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [0.625, 2.375, 2.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0625, patience: 1,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 3, stopped: false, weights: 2),
  KerasEarlyStoppingCase(
    values: [2.875, 0.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 2,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.875, .nan, 1.25, 0.0, 0.0, 1.25, 1.25, 1.625, 1.5, 1.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 3,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 4, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [1.0, 0.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 3,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [3.0, 1.375, 3.0, 1.75, 1.125, 2.625, 2.625, 2.625, 2.5, 1.0, 0.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 0,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [1.125, 2.625, 2.875, 2.25, 2.875, 0.625, 2.5, 2.5, 2.875, 2.5, 0.5, 0.625],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 0,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 2),
  KerasEarlyStoppingCase(
    values: [2.5, 2.875, 2.5, 2.375, 1.625, 2.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 3,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 5, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.25, 0.375, 2.75, 0.625, 3.0, 2.125, 2.125, 2.25, 2.875, 1.5, 1.375, 0.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 3,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 8, stopped: true, weights: 7),
  KerasEarlyStoppingCase(
    values: [2.0, 1.0, 0.875, 2.75, 3.0, 2.0, 1.375, 1.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 0,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.0, 2.25, 0.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 0,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 3, stopped: false, weights: 2),
  KerasEarlyStoppingCase(
    values: [2.875, 1.5, 2.875, 0.5, 2.25, 2.375, 0.5, 1.5, 0.75, 2.125, 2.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 1,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 3, stopped: true, weights: 2),
  KerasEarlyStoppingCase(
    values: [0.0, 1.75, 1.625, 1.5, 1.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 2,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.5, 0.0, 0.375, .nan, 3.0, 2.625, 0.875, 1.875, 0.625, 2.0, 2.5, 1.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 1,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 5, stopped: true, weights: 4),
  KerasEarlyStoppingCase(
    values: [2.25, 1.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 3,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [1.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 0,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 1, stopped: false, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.25, 1.375, 2.75, 2.75, 0.5, 0.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 2,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 2),
  KerasEarlyStoppingCase(
    values: [2.75, 3.0, 0.875, 1.875, 1.25, 0.375, 0.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 1,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 5, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [0.25, 2.125, 1.625, 0.75, 2.5, 1.875, 1.125, 0.0, 1.75, 1.75, 3.0, 2.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 1,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 3, stopped: true, weights: 2),
  KerasEarlyStoppingCase(
    values: [1.375, 1.75, 2.0, 1.375, 2.375, 1.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 1,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.125, 0.75, 0.625, 0.75, 0.0, 0.625, 2.25, 1.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 1,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 6, stopped: true, weights: 5),
  KerasEarlyStoppingCase(
    values: [0.625, 0.125, 0.0, 1.5, 1.75, 1.25, 1.625, 0.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 3,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 6, stopped: true, weights: 2),
  KerasEarlyStoppingCase(
    values: [0.875, 0.375, 1.5, 1.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 4, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [.nan, 2.875, 1.125, 1.0, 1.75, 1.125, 1.875, 0.875, 2.125, 1.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 10, stopped: false, weights: 8),
  KerasEarlyStoppingCase(
    values: [2.25, 2.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 0,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [0.125, 0.75, 2.5, 2.0, 1.25, 0.75, 3.0, 1.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 6, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [1.125, 0.625],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 3,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.875, 2.875, 1.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 2,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 3, stopped: false, weights: 2),
  KerasEarlyStoppingCase(
    values: [1.875, 1.375, 1.0, 0.625, 2.0, 2.875, 3.0, 2.375, 2.75, 2.75, 1.5, 1.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 1,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 5, stopped: true, weights: 4),
  KerasEarlyStoppingCase(
    values: [2.625, 2.625, 0.375, 1.25, 0.875, 2.375, 2.5, 0.125, 2.375, 0.125, 1.75, 1.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 0,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [2.25, 1.125, 0.375, 1.75, 0.25, 2.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 0,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 4, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [0.0, 0.375, 0.875, 1.125, 0.75, 0.875, 2.125, 2.0, 1.625, 2.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 1,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 4, stopped: true, weights: 2),
  KerasEarlyStoppingCase(
    values: [0.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 1,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 1, stopped: false, weights: 0),
  KerasEarlyStoppingCase(
    values: [0.875, 2.625, 2.375, 0.375, 2.5, .nan, 3.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 3,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 7, stopped: false, weights: 6),
  KerasEarlyStoppingCase(
    values: [0.75, 0.375, 2.125, 0.0, 1.75, 1.125, 2.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0625, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 6, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [2.625, 2.875, 1.375, 1.625, 2.5, 0.25, 2.375, 2.0, 0.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0625, patience: 0,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 5, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [1.0, 0.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 1,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.125, 1.625, 1.375, 0.75, 2.375, 1.625, 1.875, 3.0, 1.625, 1.875, 2.25, 0.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 1,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [2.0, 2.0, 0.125, 2.5, 1.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 1,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.75, 2.875, 0.75, 2.875, 1.125, 0.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 2,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.875, 3.0, 2.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 3, stopped: false, weights: 2),
  KerasEarlyStoppingCase(
    values: [2.0, 2.125, 0.875, 1.375, 1.125, 1.125, 0.0, 1.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 2,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 4, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [0.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 0,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 1, stopped: false, weights: 0),
  KerasEarlyStoppingCase(
    values: [.nan, 1.75, 1.375, 1.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 1,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 3, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 2,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 1, stopped: false, weights: 0),
  KerasEarlyStoppingCase(
    values: [2.875, 1.0, 1.25, 0.125, 0.0, 1.625, 0.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 1,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 5, stopped: true, weights: 4),
  KerasEarlyStoppingCase(
    values: [3.0, 1.25, 2.125, 0.5, 1.0, 0.0, 0.625, 0.125, 0.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 3,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 6, stopped: true, weights: 5),
  KerasEarlyStoppingCase(
    values: [2.0, 2.5, 0.625, 1.125, 0.625, 0.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 0,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 6, stopped: false, weights: 5),
  KerasEarlyStoppingCase(
    values: [1.0, 1.0, 1.75, 1.125, 2.0, 0.5, 2.25, 1.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 0,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [2.25, 2.375, 1.0, 0.0, 1.25, 2.25, 2.375, 2.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 1,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 5, stopped: true, weights: 4),
  KerasEarlyStoppingCase(
    values: [1.625, 2.625],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0625, patience: 0,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [1.125, 1.375, 0.625, 2.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.25, 2.375, 1.5, 2.125, 1.125, 0.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 2,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 2),
  KerasEarlyStoppingCase(
    values: [0.875, .nan, 2.875, 0.25, 2.75, 2.0, 0.375, 2.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0625, patience: 0,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 5, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [1.0, 1.125, 2.125, 2.125, 0.125, 0.625, 0.875, 1.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 1,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 6, stopped: true, weights: 5),
  KerasEarlyStoppingCase(
    values: [1.5, 2.5, 0.0, 0.5, 1.5, 0.125, 0.625, 3.0, 2.5, 0.625, 1.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 1,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.75, 1.5, 3.0, 0.375, 1.625, 1.5, 0.625, 0.0, 1.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 0,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 5, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [2.375, 0.25, 0.75, 0.0, 1.375, 0.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 0,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 6, stopped: true, weights: 5),
  KerasEarlyStoppingCase(
    values: [2.75, 1.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 2,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.125, 1.125, 1.75, 0.5, 2.125, 1.75, 1.5, 0.75, 3.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [0.125, 2.375, 0.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 1,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 2),
  KerasEarlyStoppingCase(
    values: [1.5, 2.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.5, 2.25, 2.375, 0.75, 1.25, 1.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 2,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 5, stopped: true, weights: 4),
  KerasEarlyStoppingCase(
    values: [1.125, 1.0, 0.625, 0.375, .nan],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0625, patience: 1,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 5, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [0.5, 1.875, 1.25, 2.125, 0.625, 2.375, 2.0, 2.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 0,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 3, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 1,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 1, stopped: false, weights: 0),
  KerasEarlyStoppingCase(
    values: [2.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 3,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 1, stopped: false, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 2,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 1, stopped: false, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.875, 0.5, 1.25, 0.875, 0.0, 1.375, 0.25, 2.375, 0.0, 0.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 2,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 4, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 3,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 1, stopped: false, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.25, 2.625, 2.25, 0.375, 2.0, 1.5, 0.875, 1.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0625, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [0.25, 1.625, 0.0, 1.375, 1.5, 0.0, 1.875, 0.625, 1.875, 1.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 1,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 4, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [1.125, 0.375, 2.5, 2.875, 2.75, 0.25, 0.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 0,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 5, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [0.375, .nan, 1.25, 2.5, 1.625, 2.25, 0.875, 1.25, 0.75, 2.5, 1.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 0,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.875, 1.875, 2.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 2,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 3, stopped: false, weights: 2),
  KerasEarlyStoppingCase(
    values: [2.25, 1.125, 1.25, 2.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 2,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.125, 2.875, 1.625, 1.125, 2.5, 0.75, 1.875, 0.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 3,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 8, stopped: false, weights: 7),
  KerasEarlyStoppingCase(
    values: [1.25, 0.625, 3.0, 0.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 1,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [1.5, 1.375, 1.5, 0.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0625, patience: 2,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 3, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.375, 0.75, 0.875, 1.125, 1.75, 0.625, 2.25, 0.625, 0.875, 1.875, 2.75, 0.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0625, patience: 1,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 5, stopped: true, weights: 4),
  KerasEarlyStoppingCase(
    values: [2.125, 1.625, 2.375, 0.625, 2.5, 1.125, 1.75, 1.375, 0.125, 0.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 0,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 6, stopped: true, weights: 4),
  KerasEarlyStoppingCase(
    values: [1.875, 0.875, 1.5, 2.0, 1.875, 1.375, 1.5, 2.375, 1.875, 3.0, 0.625],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 2,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 4, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [2.0, 0.5, 1.125, 1.875, 2.5, 2.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 2,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 4, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.75, 2.375, 0.25, 2.75, 3.0, 2.125, 2.25, 1.125, .nan, 2.625, 1.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 6, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [1.875, 1.375, 2.25, 0.625, 0.875, 1.125, 2.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 3,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 7, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [2.875, 1.875, 0.625, 2.125, 1.5, 1.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 2,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 6, stopped: false, weights: 5),
  KerasEarlyStoppingCase(
    values: [0.75, 0.625, 2.0, 2.625, 0.625, 0.375, 0.375, 2.125, 2.125, 0.375, 1.5, 2.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 6, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [1.0, 0.375, 0.75, 0.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 3,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 4, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [2.25, 3.0, 2.0, 0.75, 2.625],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 2,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.75, 0.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 3,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.625, 0.125, 2.625],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 1,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 3, stopped: false, weights: 2),
  KerasEarlyStoppingCase(
    values: [1.625, 2.0, 2.25, 2.625, 2.25, 1.625, 1.625, 1.0, 1.125, 2.125, 1.0, 2.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 0,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 5, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [3.0, 0.5, 2.0, 2.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0625, patience: 2,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 4, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [.nan, 0.625, 0.75, 2.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 4, stopped: false, weights: 3),
  KerasEarlyStoppingCase(
    values: [2.375, 2.875, 0.625, 1.0, 0.5, 0.25, 2.375, 0.25, 2.625, 0.5, 0.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 3,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 9, stopped: true, weights: 8),
  KerasEarlyStoppingCase(
    values: [0.625, 2.75, 0.0, 0.25, 1.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 0,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 3, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.375, 0.125, 0.75, 1.5, 0.0, 2.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 1,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [0.75, 0.875, 0.625, 1.625, 1.5, 0.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 0,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [0.0, 2.25, 1.25, 0.875, 0.75, 1.75, 2.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 3,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 7, stopped: false, weights: 6),
  KerasEarlyStoppingCase(
    values: [1.125, 0.25, 0.625, 1.75, 2.0, 2.0, 0.375, 1.125, 2.25, 2.375, 0.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 1,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [1.375, 2.0, 1.125, 0.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 0,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 4, stopped: false, weights: 3),
  KerasEarlyStoppingCase(
    values: [0.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 0,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 3),
    epochs: 1, stopped: false, weights: 0),
  KerasEarlyStoppingCase(
    values: [0.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 2,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 1, stopped: false, weights: 0),
  KerasEarlyStoppingCase(
    values: [.nan, 2.5, 2.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 0,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [1.5, 2.0, 2.875, 3.0, 2.875, 2.0, 0.5, 2.5, 0.625, 0.25, 2.625, 1.125],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 0,
      baseline: 1.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.625, 2.75, 1.25, 2.125, 1.5, 1.625, 1.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 0,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 3, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [2.875, 1.0, 0.75, 1.375, 0.375, 2.5, 1.0, 2.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.25, patience: 3,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 4, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [0.875, 2.25, 0.125, 2.375, 1.5, 0.875, 1.5, 0.625, 1.25, 0.375, 2.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: -0.25, patience: 3,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 7, stopped: true, weights: 5),
  KerasEarlyStoppingCase(
    values: [2.25, 1.25, 1.5, 1.625, 0.125, 1.375, 2.875, 3.0, 1.5, 1.375],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 1,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [0.0, 2.5, 1.625, 2.875, 0.375, 2.375, 3.0, 1.5, 1.875, 1.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: -0.25, patience: 3,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 7, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [2.125, 2.75, 0.625, 0.0, 0.75, 2.25, 2.625, 2.75, 0.375, 0.5, 1.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 0,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 5, stopped: true, weights: 4),
  KerasEarlyStoppingCase(
    values: [0.5, 1.625, 1.625, 0.5, 0.625, 0.75, 2.75, 2.5, 1.625],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0625, patience: 3,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 5, stopped: true, weights: 1),
  KerasEarlyStoppingCase(
    values: [1.25, 1.25, 2.125, 1.5, 0.75, 0.375, 1.125, 0.75, 0.25, 0.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 1,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 2, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [2.125, 1.125, 3.0, 0.75, .nan, 0.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 2,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 1),
    epochs: 5, stopped: true, weights: 4),
  KerasEarlyStoppingCase(
    values: [0.25, 1.0, 1.375, 0.75, 1.125, 0.5, 1.375, 0.75, 0.75, 2.5],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 3,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 6, stopped: true, weights: 3),
  KerasEarlyStoppingCase(
    values: [2.25, 1.125, 2.0, 0.75, 1.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0625, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 5, stopped: false, weights: 3),
  KerasEarlyStoppingCase(
    values: [1.375, 2.5, 3.0, 2.25, 0.875, 1.0, 2.875, 0.375, 2.375, 2.25, 0.375, 0.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0625, patience: 2,
      baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 0),
  KerasEarlyStoppingCase(
    values: [3.0, 1.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 2,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 3),
    epochs: 2, stopped: false, weights: 1),
  KerasEarlyStoppingCase(
    values: [1.75, 3.0, 0.625, 1.875, 0.0, 0.375, 0.625, 1.375, 1.875, 1.0, 1.5, 2.0],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.25, patience: 3,
      baseline: 2.0, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 8, stopped: true, weights: 4),
  KerasEarlyStoppingCase(
    values: [0.0, 2.125, 1.25, 1.875, 2.25, 1.875, 2.125, 1.75, 0.0, 1.875, 0.25, 2.75],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 1,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 2),
  KerasEarlyStoppingCase(
    values: [2.875, 1.0, 1.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0625, patience: 0,
      baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 2),
  KerasEarlyStoppingCase(
    values: [0.125, 1.5, 0.625, 0.375, 2.5, 3.0, 2.0, 1.75, 1.375, 2.875],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .maximize, minimumDelta: 0.0, patience: 3,
      baseline: 2.0, restoresBestWeights: false,
      startFromEpoch: 0),
    epochs: 3, stopped: true, weights: 2),
  KerasEarlyStoppingCase(
    values: [3.0, 0.25],
    settings: EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0.0, patience: 0,
      baseline: 1.0, restoresBestWeights: true,
      startFromEpoch: 1),
    epochs: 2, stopped: false, weights: 1),
]
