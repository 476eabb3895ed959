"""The share of the machine's peak that a training step reaches, as `lofting bench` reports it."""

from __future__ import annotations

import dataclasses
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

from .child import parse_object
from .contestants import data_settings
from .data import DataFiles
from .workloads import Workload

# None: the instruction set that Lofting chooses.
INSTRUCTION_SETS: tuple[str | None, ...] = (None, "avx2")


@dataclasses.dataclass(frozen=True)
class PeakShare:
    """A training step against the fp32 FMA peak that the same command measured. `share` counts the multiplications and
    additions of the matrix products only, and the time of all."""

    workload: str
    instruction_set: str
    threads: int
    step_seconds: float
    share: float
    peak_flops_per_second: float


def has_bench(binary: str) -> bool:
    """Whether this Lofting has the command. (`--help` of an unknown command shows the general help, with status 0.)"""
    return b"lofting bench" in subprocess.run([binary, "bench", "--help"], capture_output=True).stdout


def measure_peak(binary: str, workloads: Sequence[Workload], data: DataFiles) -> tuple[list[PeakShare], list[str]]:
    """(shares, problems). A set that the machine lacks, and one that was measured already, are left out."""
    shares: list[PeakShare] = []
    problems: list[str] = []
    for workload in workloads:
        for instruction_set in INSTRUCTION_SETS:
            command = [binary, "bench", str(workload.spec), "--format", "json", *data_settings(data)]
            chosen = ["--isa", instruction_set] if instruction_set else []
            result = subprocess.run(command + chosen, capture_output=True, text=True)
            share = read_peak(workload.name, parse_object(result.stdout) or {})
            if result.returncode != 0 or share is None:
                if instruction_set is None:
                    text = result.stderr.strip() or "no peak and no share in what lofting bench printed"
                    problems.append(f"{workload.name}: {text.splitlines()[-1]}")
            elif (share.workload, share.instruction_set) not in {(old.workload, old.instruction_set) for old in shares}:
                shares.append(share)
    return shares, problems


def read_peak(workload: str, report: Mapping[str, Any]) -> PeakShare | None:
    """The figures of `lofting bench --format json`; None when it holds others than those we know."""
    try:
        return PeakShare(
            workload,
            str(report["instruction_set"]),
            int(report["threads"]),
            float(report["training"]["median_seconds"]),
            float(report["training"]["product_peak_share"]),
            float(report["peak"]["flops_per_second"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
