"""Says on stderr what runs, what it gave and how long the rest will take."""

from __future__ import annotations

import sys
import time
from collections.abc import Hashable, Sequence

STARTUP_SECONDS = 8.0


class Progress:
    """The list of jobs to do. Jobs of one kind take about as long as the last of that kind did."""

    def __init__(self, jobs: Sequence[tuple[Hashable, float]]) -> None:
        """`jobs`: each one's kind, and the seconds expected of it before one of its kind was timed."""
        self.waiting = list(jobs)
        self.total = len(jobs)
        self.timed: dict[Hashable, float] = {}
        self.start = 0.0

    def begin(self, text: str) -> None:
        """The next job, called `text`, starts now."""
        left = self.seconds_left()
        done = self.total - len(self.waiting)
        print(f"[{done + 1}/{self.total}] {text} ({minutes(left)} left) ... ", end="", file=sys.stderr, flush=True)
        self.start = time.monotonic()

    def end(self, text: str) -> None:
        """The job that began last gave `text`."""
        kind, _ = self.waiting.pop(0)
        self.timed[kind] = time.monotonic() - self.start
        print(text, file=sys.stderr, flush=True)

    def seconds_left(self) -> float:
        """An estimate for all jobs that have not ended."""
        return sum(self.timed.get(kind, expected) for kind, expected in self.waiting)


def minutes(seconds: float) -> str:
    """`40 s` or `12 min`."""
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
