"""The data: two raw IDX files of exactly 50,000 rows, which every contestant reads for itself.

They are the first 50,000 rows of MNIST's training files where those are at hand, else random bytes: how long a step takes
does not depend on the pixels. The files are written piece by piece, since the driver must stay small: on Linux the peak
memory that the kernel reports of a child is at least what its parent had in memory when it started it.
"""

from __future__ import annotations

import dataclasses
import os
import pathlib
import random
import struct
from collections.abc import Callable
from typing import BinaryIO

from .workloads import CLASSES, ROWS

SIDE = 28
PIECE = 1 << 20
IMAGES, LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"


@dataclasses.dataclass(frozen=True)
class DataFiles:
    """Where the data is, and what it is."""

    images: pathlib.Path
    labels: pathlib.Path
    description: str


class DataError(Exception):
    """Files that are not what they should be; the text says which and why."""


def find_mnist(folder: str | None) -> pathlib.Path | None:
    """The folder of MNIST's raw training files: `folder` or `folder`/mnist, else in LOFTING_DATA, else nowhere."""
    places = [folder] if folder else [os.environ.get("LOFTING_DATA")]
    for place in filter(None, places):
        for candidate in (pathlib.Path(place), pathlib.Path(place) / "mnist"):
            if (candidate / IMAGES).is_file() and (candidate / LABELS).is_file():
                return candidate
    if folder:
        raise DataError(f"{folder}: no {IMAGES} and {LABELS} here or in {folder}/mnist; they must be uncompressed")
    return None


def prepare_data(mnist: pathlib.Path | None, target: pathlib.Path) -> DataFiles:
    """Writes the two files to the folder `target`."""
    images, labels = target / IMAGES, target / LABELS
    image_header = struct.pack(">4B3I", 0, 0, 8, 3, ROWS, SIDE, SIDE)
    label_header = struct.pack(">4BI", 0, 0, 8, 1, ROWS)
    if mnist:
        _copy_rows(mnist / IMAGES, images, image_header, SIDE * SIDE)
        _copy_rows(mnist / LABELS, labels, label_header, 1)
        return DataFiles(images, labels, "MNIST, the first 50,000 training rows")
    generator = random.Random(0)
    _write(images, image_header, ROWS * SIDE * SIDE, generator.randbytes)
    _write(labels, label_header, ROWS, lambda count: bytes(generator.choices(range(CLASSES), k=count)))
    return DataFiles(images, labels, "random pixels and classes of MNIST's shape")


def _copy_rows(source: pathlib.Path, target: pathlib.Path, header: bytes, row_bytes: int) -> None:
    """The first 50,000 rows of an IDX file of bytes, under a header that says so."""
    with source.open("rb") as file:
        found = file.read(len(header))
        rows = int.from_bytes(found[4:8], "big")
        # The magic number, and all dimensions but the first.
        if found[:4] != header[:4] or found[8:] != header[8:] or rows < ROWS:
            raise DataError(f"{source}: not a raw IDX file of MNIST's shape with {ROWS} rows or more")
        if source.stat().st_size < len(header) + ROWS * row_bytes:
            raise DataError(f"{source}: the file is shorter than its header says")
        _write(target, header, ROWS * row_bytes, file.read)


def _write(target: pathlib.Path, header: bytes, count: int, take: Callable[[int], bytes]) -> None:
    with target.open("wb") as file:
        file.write(header)
        _write_pieces(file, count, take)


def _write_pieces(file: BinaryIO, count: int, take: Callable[[int], bytes]) -> None:
    while count > 0:
        piece = take(min(count, PIECE))
        file.write(piece)
        count -= len(piece)
