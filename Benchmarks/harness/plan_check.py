"""Holds the specs to the workloads: `lofting plan` must report the network that the peers build."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from .child import parse_object
from .contestants import data_settings
from .data import DataFiles
from .workloads import Workload


def check_specs(binary: str, workloads: Sequence[Workload], data: DataFiles) -> list[str]:
    """What is wrong with the specs, one line each."""
    return [problem for workload in workloads if (problem := _check(binary, workload, data))]


def _check(binary: str, workload: Workload, data: DataFiles) -> str | None:
    command = [binary, "plan", str(workload.spec), "--format", "json", *data_settings(data)]
    try:
        result = subprocess.run(command, capture_output=True, text=True)
    except OSError as failure:
        return f"{binary}: {failure.strerror}; build it with 'make build'"
    if result.returncode != 0:
        return f"{workload.spec}: {result.stderr.strip() or result.stdout.strip()}"
    plan = parse_object(result.stdout) or {}
    found = (plan.get("parameters"), plan.get("batch"))
    wanted = (workload.parameters, workload.batch)
    return None if found == wanted else f"{workload.spec}: (parameters, batch) is {found}, not {wanted}"
