"""The results as one value: what latest.json holds, and what the tables and the chart are drawn from."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from .measure import LOFTING, Record
from .peak import PeakShare
from .ratios import Spread, ratio_spread, spread

SCHEMA = 1


@dataclasses.dataclass
class Results:
    """Everything that a run of the benchmark found. `epochs` is workload -> contestant -> record."""

    date: str
    command: str
    machine: Mapping[str, Any]
    versions: Mapping[str, str]
    data: str
    rounds: int
    warm_epochs: int
    # Peer -> the packages that it lacks.
    missing: Mapping[str, list[str]]
    epochs: dict[str, dict[str, Record]] = dataclasses.field(default_factory=dict)
    first_epoch: dict[str, Record] = dataclasses.field(default_factory=dict)
    peak: list[PeakShare] = dataclasses.field(default_factory=list)
    # Why a table is absent or incomplete.
    notes: list[str] = dataclasses.field(default_factory=list)


def ratios_of(records: Mapping[str, Record], figure: str) -> dict[str, Spread | None]:
    """Each peer's ratio to Lofting; `figure` is a field of Record that maps rounds to figures."""
    lofting = getattr(records[LOFTING], figure)
    return {name: ratio_spread(getattr(record, figure), lofting) for name, record in records.items() if name != LOFTING}


def to_json(results: Results) -> str:
    """latest.json. Times in seconds, memory in bytes, lists in the order of the rounds that succeeded."""
    document = {
        "schema": SCHEMA,
        "date": results.date,
        "command": results.command,
        "machine": results.machine,
        "versions": results.versions,
        "data": results.data,
        "rounds": results.rounds,
        "warm_epochs": results.warm_epochs,
        "not_installed": results.missing,
        "epochs": {name: _records(records, ("epoch_seconds",)) for name, records in results.epochs.items()},
        "first_epoch": _records(results.first_epoch, ("first_epoch_seconds", "wall_seconds", "peak_bytes")),
        "peak": [dataclasses.asdict(share) for share in results.peak],
        "notes": results.notes,
    }
    return json.dumps(document, indent=2) + "\n"


def _records(records: Mapping[str, Record], compared: tuple[str, ...]) -> dict[str, Any]:
    """Contestant -> figures by round, and the ratios of those that are compared."""
    ratios = {figure: ratios_of(records, figure) for figure in compared} if records else {}
    return {name: _record(name, record, ratios) for name, record in records.items()}


def _record(name: str, record: Record, ratios: Mapping[str, Mapping[str, Spread | None]]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for field in dataclasses.fields(Record):
        value = getattr(record, field.name)
        if isinstance(value, dict):
            if value:
                figures[field.name] = list(value.values())
        elif value is not None:
            figures[field.name] = value
    found = {figure: _spread(by_peer.get(name)) for figure, by_peer in ratios.items()}
    return figures | {f"{figure}_ratio": ratio for figure, ratio in found.items() if ratio}


def _spread(ratio: Spread | None) -> dict[str, float] | None:
    return dataclasses.asdict(ratio) if ratio else None


def median_of(figures: Mapping[int, float]) -> float | None:
    """The median over the rounds."""
    found = spread(list(figures.values()))
    return found.median if found else None
