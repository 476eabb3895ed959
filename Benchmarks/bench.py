#!/usr/bin/env python3
"""Compares Lofting with the peers that are installed, side by side in one run. Benchmarks/README.md says how and how fair.

python3 Benchmarks/bench.py                                                     # what `make bench` runs
python3 Benchmarks/bench.py --only mlp-2x10 --peers keras-tf,jax-scan --rounds 1 --epochs 2 --results /tmp/results
"""

from __future__ import annotations

import argparse
import datetime
import os
import pathlib
import shlex
import shutil
import sys
import tempfile

from harness.contestants import PEERS, Peer, installed_packages, missing_packages
from harness.data import DataError, find_mnist, prepare_data
from harness.machine import describe_machine
from harness.markdown import to_markdown
from harness.measure import LoftingFailed, Setting, measure_epochs, measure_first_epoch
from harness.peak import has_bench, measure_peak
from harness.plan_check import check_specs
from harness.ratio_chart import ratio_chart
from harness.results import Results, to_json
from harness.workloads import FIRST_EPOCH, WORKLOADS, Workload

FOLDER = pathlib.Path(__file__).resolve().parent
TABLES = ("epochs", "first-epoch", "peak")
BUSY = 0.5


def names(known: tuple[str, ...]):
    """An argparse type: a comma-separated choice of `known`, in the order of `known`."""

    def parse(text: str) -> tuple[str, ...]:
        wanted = text.split(",")
        for name in wanted:
            if name not in known:
                raise argparse.ArgumentTypeError(f"no '{name}'; choose from {', '.join(known)}")
        return tuple(name for name in known if name in wanted)

    return parse


def positive(text: str) -> int:
    """An argparse type: an integer of at least 1."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not an integer of at least 1")
    return int(text)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    workloads, peers = tuple(one.name for one in WORKLOADS), tuple(peer.name for peer in PEERS)
    parser.add_argument("--only", type=names(workloads), default=workloads, help=f"workloads: {', '.join(workloads)}")
    parser.add_argument("--peers", type=names(peers), default=peers, help=f"peers: {', '.join(peers)}")
    parser.add_argument("--tables", type=names(TABLES), default=TABLES, help=f"what to measure: {', '.join(TABLES)}")
    parser.add_argument("--rounds", type=positive, default=3, help="rounds of [Lofting, each peer] (default: 3)")
    parser.add_argument("--epochs", type=positive, default=5, help="warm epochs of a peer's run (default: 5)")
    parser.add_argument("--data", metavar="DIR", help="MNIST's raw IDX files; else LOFTING_DATA, else random data")
    parser.add_argument("--python", default=str(FOLDER / ".venv" / "bin" / "python"), help="the peers' Python")
    parser.add_argument("--lofting", default=str(FOLDER.parent / ".build" / "release" / "lofting"), metavar="BINARY")
    parser.add_argument(
        "--results", type=pathlib.Path, default=FOLDER / "results", metavar="DIR", help="where to write"
    )
    parser.add_argument(
        "--timeout", type=float, default=1800, help="seconds after which a run is ended (default: 1800)"
    )
    return parser.parse_args()


def command_text(arguments: list[str]) -> str:
    """The command as someone else would type it: without what depends on where things are on this machine."""
    kept, skip = [], False
    for argument in arguments:
        if skip or argument.split("=")[0] in ("--python", "--lofting", "--results", "--data"):
            skip = not skip and "=" not in argument
            continue
        kept.append(argument)
    return shlex.join(["python3", "Benchmarks/bench.py", *kept])


def choose_peers(wanted: tuple[str, ...], versions: dict[str, str]) -> tuple[tuple[Peer, ...], dict[str, list[str]]]:
    """(those that can run, what the others lack)"""
    chosen = [peer for peer in PEERS if peer.name in wanted]
    missing = {peer.name: lacks for peer in chosen if (lacks := missing_packages(peer, versions))}
    return tuple(peer for peer in chosen if peer.name not in missing), missing


def measure(setting: Setting, workloads: list[Workload], tables: tuple[str, ...], results: Results) -> None:
    """Fills `results`."""
    if "epochs" in tables:
        results.epochs = measure_epochs(setting, workloads)
    if "first-epoch" in tables:
        results.first_epoch = measure_first_epoch(setting, FIRST_EPOCH)
    if "peak" in tables and not has_bench(setting.binary):
        results.notes.append("the share of the peak: this Lofting has no 'bench' command")
    elif "peak" in tables:
        message("lofting bench ...")
        results.peak, problems = measure_peak(setting.binary, workloads, setting.data)
        results.notes += [f"the share of the peak: {problem}" for problem in problems]


def write(results: Results, folder: pathlib.Path) -> None:
    """latest.json, latest.md, and ratios.svg where there is a ratio."""
    texts = {"latest.json": to_json(results), "latest.md": to_markdown(results), "ratios.svg": ratio_chart(results)}
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        if text is None:
            # One of an earlier run would not belong to the tables beside it.
            (folder / name).unlink(missing_ok=True)
        else:
            (folder / name).write_text(text, encoding="utf-8")
            message(f"written: {folder / name}")


def message(text: str) -> None:
    """Progress and problems go to stderr."""
    print(text, file=sys.stderr, flush=True)


def run(options: argparse.Namespace) -> int:
    """The exit status."""
    # Contestants run in folders of their own. A virtual environment's Python is a link that must not be followed.
    python = os.path.abspath(shutil.which(options.python) or options.python)
    versions = installed_packages(python)
    peers, missing = choose_peers(options.peers, versions)
    for name, lacks in missing.items():
        message(f"{name}: skipped, not installed: {', '.join(lacks)} (make bench-peers)")
    machine = describe_machine()
    if float(machine["load_average"]) > BUSY:
        message(f"warning: the machine is busy (load average {machine['load_average']}); the ratios will be unsteady")
    workloads = [workload for workload in WORKLOADS if workload.name in options.only]
    with tempfile.TemporaryDirectory(prefix="lofting-bench-") as folder:
        data = prepare_data(find_mnist(options.data), pathlib.Path(folder))
        binary = os.path.abspath(options.lofting)
        if problems := check_specs(binary, workloads, data):
            message("\n".join(problems))
            return 1
        setting = Setting(
            binary, python, data, peers, options.rounds, options.epochs, options.timeout, pathlib.Path(folder)
        )
        date = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
        results = Results(
            date,
            command_text(sys.argv[1:]),
            machine,
            versions,
            data.description,
            options.rounds,
            options.epochs,
            missing,
        )
        measure(setting, workloads, options.tables, results)
    write(results, options.results)
    print(to_markdown(results), end="")
    return 0


def main() -> int:
    try:
        return run(parse_arguments())
    except (DataError, LoftingFailed) as failure:
        message(f"error: {failure}")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
