"""The rounds: [Lofting, each peer], again and again, every run a fresh process. Interleaved, so that a machine that slows
down for a while slows them all down.
"""

from __future__ import annotations

import dataclasses
import pathlib
import tempfile
from collections.abc import Sequence

from .child import ChildResult, run_child
from .contestants import Peer, environment, lofting_command
from .data import DataFiles
from .progress import STARTUP_SECONDS, Progress
from .ratios import warm_median
from .workloads import Workload

LOFTING = "lofting"


@dataclasses.dataclass(frozen=True)
class Setting:
    """What the whole benchmark is run with."""

    binary: str
    python: str
    data: DataFiles
    peers: tuple[Peer, ...]
    rounds: int
    epochs: int
    timeout: float
    folder: pathlib.Path


@dataclasses.dataclass
class Record:
    """What one contestant did with one workload, by round; a round that failed is absent."""

    epoch_seconds: dict[int, float] = dataclasses.field(default_factory=dict)
    first_epoch_seconds: dict[int, float] = dataclasses.field(default_factory=dict)
    wall_seconds: dict[int, float] = dataclasses.field(default_factory=dict)
    peak_bytes: dict[int, float] = dataclasses.field(default_factory=dict)
    accuracy: dict[int, float] = dataclasses.field(default_factory=dict)
    error: str | None = None


class LoftingFailed(Exception):
    """Without Lofting's figures there is nothing to compare with; the text says what it printed."""


def measure_epochs(setting: Setting, workloads: Sequence[Workload]) -> dict[str, dict[str, Record]]:
    """Seconds of warm epochs: workload -> contestant -> record."""
    programs = (None, *setting.peers)
    jobs = [
        ((workload.name, name_of(peer)), STARTUP_SECONDS * (peer is not None) + _expected(workload, peer, setting.epochs))
        for workload in workloads for _ in range(setting.rounds) for peer in programs
    ]  # fmt: skip
    progress = Progress(jobs)
    results: dict[str, dict[str, Record]] = {}
    for workload in workloads:
        records = results[workload.name] = {name_of(peer): Record() for peer in programs}
        for number in range(1, setting.rounds + 1):
            for peer in programs:
                epochs = 1 + setting.epochs if peer else workload.lofting_epochs(setting.epochs)
                progress.begin(f"{workload.name}, round {number} of {setting.rounds}, {name_of(peer)}")
                with tempfile.TemporaryDirectory(dir=setting.folder) as run:
                    # The caches are shared by the rounds: compiling is no part of a warm epoch.
                    child = _train(setting, workload, peer, epochs, pathlib.Path(run), setting.folder / "cache")
                record = records[name_of(peer)]
                keep_epochs(record, number, child, workload, 1 + setting.epochs)
                progress.end(_outcome(record, record.epoch_seconds.get(number), "an epoch"))
                _require_lofting(peer, record, workload)
    return results


def measure_first_epoch(setting: Setting, workload: Workload) -> dict[str, Record]:
    """From the start of a process to the end of its first epoch, with empty caches: contestant -> record."""
    programs = (None, *setting.peers)
    progress = Progress([(name_of(peer), STARTUP_SECONDS * (peer is not None)) for peer in programs] * setting.rounds)
    records = {name_of(peer): Record() for peer in programs}
    for number in range(1, setting.rounds + 1):
        for peer in programs:
            progress.begin(f"first epoch of {workload.name}, round {number} of {setting.rounds}, {name_of(peer)}")
            with tempfile.TemporaryDirectory(dir=setting.folder) as run:
                child = _train(setting, workload, peer, 1, pathlib.Path(run), pathlib.Path(run) / "cache")
            record = records[name_of(peer)]
            keep_first_epoch(record, number, child, workload)
            progress.end(_outcome(record, record.first_epoch_seconds.get(number), "to the end of the first epoch"))
            _require_lofting(peer, record, workload)
    return records


def name_of(peer: Peer | None) -> str:
    """A contestant's name; no peer is Lofting."""
    return peer.name if peer else LOFTING


def keep_epochs(record: Record, number: int, child: ChildResult, workload: Workload, epochs: int) -> None:
    """Puts a run's warm median into a record, or why there is none. Accuracies are those after `epochs` epochs."""
    found = child.named("epoch")
    median = warm_median([float(event.fields["seconds"]) for event in found])
    problem = child.error or _unequal(child, workload)
    if problem or median is None or len(found) < epochs:
        record.error = problem or f"printed {len(found)} of {epochs} epochs"
        return
    record.epoch_seconds[number] = median
    record.accuracy[number] = float(found[epochs - 1].fields["accuracy"])
    record.peak_bytes[number] = child.peak_bytes


def keep_first_epoch(record: Record, number: int, child: ChildResult, workload: Workload) -> None:
    """Puts a run of one epoch into a record, or why it cannot be."""
    found = child.named("epoch")
    problem = child.error or _unequal(child, workload) or (None if found else "printed no epoch")
    if problem:
        record.error = problem
        return
    record.first_epoch_seconds[number] = found[0].seconds
    record.wall_seconds[number] = child.wall_seconds
    record.peak_bytes[number] = child.peak_bytes


def _unequal(child: ChildResult, workload: Workload) -> str | None:
    """What is wrong with a network that has not as many parameters as it should; Lofting's is checked by its plan."""
    for event in child.named("start"):
        if event.fields.get("parameters") != workload.parameters:
            return f"built {event.fields.get('parameters')} parameters, not {workload.parameters}"
    return None


def _train(
    setting: Setting, workload: Workload, peer: Peer | None, epochs: int, run: pathlib.Path, cache: pathlib.Path
) -> ChildResult:
    """One process that trains; `run` is an empty folder for what it leaves."""
    if peer:
        command = peer.command(setting.python, workload, epochs, setting.data)
    else:
        command = lofting_command(setting.binary, workload, epochs, setting.data, str(run / "run"))
    return run_child(command, environment(cache), str(run), setting.timeout)


def _expected(workload: Workload, peer: Peer | None, epochs: int) -> float:
    """Seconds of training, before any were measured."""
    if peer:
        return (1 + epochs) * workload.expected_epoch
    return workload.lofting_epochs(epochs) * workload.expected_epoch / 8


def _outcome(record: Record, seconds: float | None, unit: str) -> str:
    """What to say of a run: its figure, or the first line of its error."""
    return f"{seconds:.4g} s {unit}" if seconds is not None else f"failed: {(record.error or '').splitlines()[0]}"


def _require_lofting(peer: Peer | None, record: Record, workload: Workload) -> None:
    if peer is None and record.error:
        raise LoftingFailed(f"lofting train {workload.spec.name}: {record.error}")
