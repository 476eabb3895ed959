"""The arithmetic: from epochs' seconds to ratios. A ratio is a peer's figure over Lofting's in the same round."""

from __future__ import annotations

import dataclasses
import statistics
from collections.abc import Mapping, Sequence


@dataclasses.dataclass(frozen=True)
class Spread:
    """The median of some figures, the least and the greatest."""

    median: float
    least: float
    greatest: float


def spread(figures: Sequence[float]) -> Spread | None:
    """None of no figures."""
    if not figures:
        return None
    return Spread(statistics.median(figures), min(figures), max(figures))


def warm_median(seconds: Sequence[float]) -> float | None:
    """The median of all epochs but the first, which pays for compilation and cold caches; None without a second."""
    return statistics.median(seconds[1:]) if len(seconds) > 1 else None


def ratio_spread(peer: Mapping[int, float], lofting: Mapping[int, float]) -> Spread | None:
    """The ratios of the rounds that both finished. Maps of round number to figure."""
    return spread([peer[number] / lofting[number] for number in peer if number in lofting])


def best_peer(ratios: Mapping[str, Spread | None]) -> str | None:
    """The peer that comes nearest to Lofting: the one of the least median ratio."""
    measured = {name: ratio.median for name, ratio in ratios.items() if ratio is not None}
    return min(measured, key=measured.__getitem__) if measured else None


def figure(ratio: float) -> str:
    """Two significant digits or more, for ratios above 0.1: 0.85, 9.3, 36, 114."""
    if ratio >= 9.95:
        return f"{ratio:.0f}"
    return f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"
