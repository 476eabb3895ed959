"""Horizontal bars on a logarithmic axis, as a self-contained SVG that reads on white and on dark pages.

A bar goes from 1 (as fast as Lofting) to the ratio; a thin line spans the least and the greatest round.
"""

from __future__ import annotations

import dataclasses
import html
import math
from collections.abc import Sequence

from .ratios import Spread, figure

WIDTH = 860
LABEL_RIGHT = 150  # where the labels end and the axis begins
AXIS_RIGHT = 730  # room for the figures beyond
BAR, GAP, GROUP_GAP, TOP = 16, 5, 34, 72
# Middle tones: at least 3:1 against white and against near-black.
INK = "#7a828c"
COLOURS = ("#e0702f", "#3a8fd0", "#c2569b", "#8a6fd6", "#2f9e6b")
FONT = "font-family=\"system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif\""


@dataclasses.dataclass(frozen=True)
class Bar:
    """A ratio and whose it is; `colour` is an index that means the same peer in every group."""

    label: str
    ratio: Spread
    colour: int


@dataclasses.dataclass(frozen=True)
class Group:
    """The bars of one comparison."""

    title: str
    bars: tuple[Bar, ...]


def bar_chart(title: str, subtitle: str, groups: Sequence[Group]) -> str:
    """The chart as SVG text."""
    groups = [group for group in groups if group.bars]
    axis = Axis([edge for group in groups for bar in group.bars for edge in (bar.ratio.least, bar.ratio.greatest)])
    body: list[str] = []
    top = TOP
    for group in groups:
        body.append(_text(0, top + 12, group.title, size=14, bold=True))
        top += 24
        body += _grid(axis, top - 4, top + len(group.bars) * (BAR + GAP) - GAP + 4)
        for bar in group.bars:
            body += _bar(bar, axis, top)
            top += BAR + GAP
        top += GROUP_GAP - GAP
    bottom = top - GROUP_GAP + 8
    height = bottom + 30
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 0 {WIDTH + 32} {height}" width="{WIDTH + 32}" '
        f'height="{height}" role="img" aria-label="{html.escape(title, quote=True)}" {FONT} fill="{INK}">',
        _text(0, 26, title, size=18, bold=True),
        _text(0, 48, subtitle, size=13),
    ]
    return "\n".join([*head, *body, *_tick_labels(axis, bottom), "</svg>"]) + "\n"


class Axis:
    """A logarithmic axis that holds 1 and all figures."""

    def __init__(self, figures: Sequence[float]) -> None:
        self.ticks = ticks(min([1.0, *figures]), max([2.0, *figures]))
        self.low, self.high = math.log(self.ticks[0]), math.log(self.ticks[-1])

    def x(self, figure: float) -> float:
        """Where a figure stands, in the picture's units."""
        return LABEL_RIGHT + (math.log(figure) - self.low) / (self.high - self.low) * (AXIS_RIGHT - LABEL_RIGHT)


def ticks(least: float, greatest: float) -> list[float]:
    """1, 2, 5, 10, 20, 50, ... from the last at or below `least` to the first at or above `greatest`."""
    exponents = range(math.floor(math.log10(least)) - 1, math.ceil(math.log10(greatest)) + 2)
    steps = [float(f"{digit}e{exponent}") for exponent in exponents for digit in (1, 2, 5)]
    first = max(step for step in steps if step <= least)
    last = min(step for step in steps if step >= greatest)
    return [step for step in steps if first <= step <= last]


def times(ratio: float) -> str:
    """`9.3x` or `36x`, as in the tables."""
    return f"{figure(ratio)}x"


def _bar(bar: Bar, axis: Axis, top: float) -> list[str]:
    one, end = axis.x(1), axis.x(bar.ratio.median)
    left, middle = min(one, end), top + BAR / 2
    least, greatest = axis.x(bar.ratio.least), axis.x(bar.ratio.greatest)
    colour = COLOURS[bar.colour % len(COLOURS)]
    return [
        _text(LABEL_RIGHT - 10, top + 12.5, bar.label, size=13, anchor="end"),
        f'<rect x="{left:.1f}" y="{top}" width="{max(abs(end - one), 1):.1f}" height="{BAR}" rx="2" fill="{colour}"/>',
        f'<path d="M{least:.1f} {middle}H{greatest:.1f}" stroke="{INK}" stroke-width="1.5"/>',
        _text(max(end, greatest, one) + 8, top + 12.5, times(bar.ratio.median), size=13, bold=True),
    ]


def _grid(axis: Axis, top: float, bottom: float) -> list[str]:
    return [
        f'<path d="M{axis.x(tick):.1f} {top}V{bottom}" stroke="{INK}" stroke-opacity="{0.9 if tick == 1 else 0.3}"/>'
        for tick in axis.ticks
    ]


def _tick_labels(axis: Axis, top: float) -> list[str]:
    return [_text(axis.x(tick), top + 14, f"{tick:g}x", size=12, anchor="middle") for tick in axis.ticks]


def _text(x: float, y: float, text: str, *, size: int, bold: bool = False, anchor: str = "start") -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}"{weight} text-anchor="{anchor}">{html.escape(text)}</text>'
