"""The networks that are trained. Each has a spec for Lofting of the same name in specs/; peers get the figures below."""

from __future__ import annotations

import dataclasses
import pathlib

SPECS = pathlib.Path(__file__).resolve().parents[1] / "specs"
ROWS = 50_000
FEATURES = 784
CLASSES = 10


@dataclasses.dataclass(frozen=True)
class Workload:
    """A multilayer perceptron with relu, and how much of it is trained."""

    name: str
    title: str
    hidden: tuple[int, ...]
    batch: int
    dropout: float = 0.0
    # Lofting's epochs of a small network take milliseconds: it trains this many times the peers' warm epochs, so that its
    # median stands on more than a few hundredths of a second.
    lofting_factor: int = 1
    # Seconds that an epoch is expected to take, before one was measured; for the estimate of the time left only.
    expected_epoch: float = 1.0

    @property
    def spec(self) -> pathlib.Path:
        return SPECS / f"{self.name}.yaml"

    @property
    def parameters(self) -> int:
        """Kernels and biases of all layers: what every contestant must report."""
        widths = (FEATURES, *self.hidden, CLASSES)
        return sum((inputs + 1) * units for inputs, units in zip(widths, widths[1:]))

    def lofting_epochs(self, epochs: int) -> int:
        """Lofting's epochs where peers train one and then `epochs` warm ones."""
        return 1 + epochs * self.lofting_factor


WORKLOADS: tuple[Workload, ...] = (
    Workload("mlp-2x10", "784-10-10-10", (10, 10), 256, lofting_factor=10, expected_epoch=0.2),
    Workload("mlp-10x10", "784, ten layers of 10, 10", (10,) * 10, 256, lofting_factor=10, expected_epoch=0.3),
    Workload("mlp-2x100", "784-100-100-10", (100, 100), 256, lofting_factor=4, expected_epoch=0.4),
    Workload("mlp-2x512", "784-512-512-10, dropout 0.2", (512, 512), 128, 0.2, lofting_factor=2, expected_epoch=2),
    Workload("mlp-2x2048", "784-2048-2048-10", (2048, 2048), 512, expected_epoch=10),
)

# The one whose first epoch is timed from the start of the process.
FIRST_EPOCH = WORKLOADS[0]
