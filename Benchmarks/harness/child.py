"""Runs one program to its end: the events it prints, when each arrived, wall time and peak memory.

Every contestant is a fresh process that prints JSON lines; what is not JSON is passed over.
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

ERROR_LINES = 8
# ru_maxrss counts KiB on Linux and bytes on macOS.
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclasses.dataclass(frozen=True)
class Event:
    """A line that a child printed, and the seconds from the child's start until it arrived."""

    seconds: float
    fields: Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class ChildResult:
    """What became of a child. `error` is None when it ended well, else its last lines on stderr."""

    events: tuple[Event, ...]
    wall_seconds: float
    peak_bytes: int
    error: str | None

    def named(self, event: str) -> list[Event]:
        """The events of one kind, in order."""
        return [found for found in self.events if found.fields.get("event") == event]


def run_child(command: Sequence[str], environment: Mapping[str, str], folder: str, timeout: float) -> ChildResult:
    """Runs `command` in `folder`; ends it after `timeout` seconds, or with the driver."""
    with tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        try:
            process = subprocess.Popen(
                command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors
            )
        except OSError as failure:
            return ChildResult((), 0.0, 0, f"{command[0]}: {failure.strerror}")
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            process.kill()

        timer = threading.Timer(timeout, expire)
        timer.start()
        try:
            events = _read_events(process, start)
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            timer.cancel()
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        error = _describe(process.returncode, expired.is_set(), timeout, errors)
        return ChildResult(tuple(events), wall, usage.ru_maxrss * MAXRSS_UNIT, error)


def _read_events(process: subprocess.Popen[bytes], start: float) -> list[Event]:
    events: list[Event] = []
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            seconds = time.monotonic() - start
            fields = parse_object(line)
            if fields is not None:
                events.append(Event(seconds, fields))
    return events


def parse_object(line: bytes | str) -> dict[str, Any] | None:
    """The JSON object on a line, else None."""
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _describe(code: int, expired: bool, timeout: float, errors: Any) -> str | None:
    """None for a child that ended well."""
    if expired:
        return f"ended after {timeout:g} s (--timeout)"
    if code == 0:
        return None
    errors.seek(0)
    lines = [line.rstrip() for line in errors.read().decode(errors="replace").splitlines() if line.strip()]
    cause = f"exit status {code}" if code > 0 else f"signal {-code}"
    return "\n".join([cause, *lines[-ERROR_LINES:]])
