"""What every peer's program shares: its arguments, its data and what it prints. Imports numpy only, and late.

    python keras_fit.py --hidden 10,10 --dropout 0 --batch 256 --epochs 6 --images FILE --labels FILE

A program prints one JSON object a line, like `lofting train --format json`:

    {"event": "start", "parameters": 8070, "versions": {"keras": "3.15.1"}}
    {"event": "epoch", "epoch": 1, "loss": 1.2, "accuracy": 0.6, "seconds": 0.4}

`seconds` runs from before the epoch's shuffle until its loss and accuracy are known to the host.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from typing import Any

CLASSES = 10
LEARNING_RATE = 1e-3
BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-7  # Keras's Adam, everywhere


@dataclasses.dataclass(frozen=True)
class Program:
    """What to train, on what."""

    hidden: tuple[int, ...]
    dropout: float
    batch: int
    epochs: int
    images: str
    labels: str
    variant: str


def arguments(variants: tuple[str, ...]) -> Program:
    """The command line. `variants`: the ways in which this program can run; the first is the default."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--hidden", required=True, type=lambda text: tuple(map(int, text.split(","))))
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--batch", required=True, type=int)
    parser.add_argument("--epochs", required=True, type=int)
    parser.add_argument("--images", required=True)
    parser.add_argument("--labels", required=True)
    parser.add_argument("--variant", choices=variants, default=variants[0])
    return Program(**vars(parser.parse_args()))


def read_data(program: Program) -> tuple[Any, Any]:
    """(inputs [rows, 784] float32 in 0..1, labels [rows] int32) from two raw IDX files of unsigned bytes."""
    import numpy

    # An IDX header is four bytes and a 32-bit length for each dimension: three for images, one for labels.
    pixels = numpy.fromfile(program.images, numpy.uint8, offset=16)
    labels = numpy.fromfile(program.labels, numpy.uint8, offset=8)
    inputs = pixels.reshape(len(labels), -1).astype(numpy.float32)
    inputs /= 255
    return inputs, labels.astype(numpy.int32)


def emit_start(parameters: int, versions: dict[str, str]) -> None:
    """Says what was built, before anything is trained."""
    _emit({"event": "start", "parameters": parameters, "versions": versions})


def emit_epoch(epoch: int, loss: float, accuracy: float, seconds: float) -> None:
    """Says how an epoch went; `epoch` counts from 1."""
    _emit({"event": "epoch", "epoch": epoch, "loss": loss, "accuracy": accuracy, "seconds": seconds})


def _emit(event: dict[str, Any]) -> None:
    print(json.dumps(event), flush=True)
