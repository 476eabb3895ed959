"""The chart of a run's results: one group of bars for each table's row."""

from __future__ import annotations

from collections.abc import Mapping

from .chart import Bar, Group, bar_chart
from .contestants import PEERS
from .ratios import Spread
from .results import Results, ratios_of
from .workloads import FIRST_EPOCH, WORKLOADS


def ratio_chart(results: Results) -> str | None:
    """ratios.svg; None when no peer was measured."""
    workloads = {workload.name: workload for workload in WORKLOADS}
    groups = [
        _group(f"Epoch: {workloads[name].title}, batch {workloads[name].batch}", ratios_of(records, "epoch_seconds"))
        for name, records in results.epochs.items()
    ]
    if results.first_epoch:
        times = ratios_of(results.first_epoch, "first_epoch_seconds")
        memory = ratios_of(results.first_epoch, "peak_bytes")
        groups.append(_group(f"Start of the process to the end of its first epoch: {FIRST_EPOCH.title}", times))
        groups.append(_group(f"How many times less memory that takes at its peak: {FIRST_EPOCH.title}", memory))
    if not any(group.bars for group in groups):
        return None
    machine = results.machine
    subtitle = f"median of {results.rounds} rounds side by side; {machine['processor']}, {machine['cores']} cores"
    return bar_chart("How many times faster Lofting is (logarithmic scale)", subtitle, groups)


def _group(title: str, ratios: Mapping[str, Spread | None]) -> Group:
    bars = tuple(
        Bar(peer.title, ratio, number)
        for number, peer in enumerate(PEERS)
        if (ratio := ratios.get(peer.name)) is not None
    )
    return Group(title, bars)
