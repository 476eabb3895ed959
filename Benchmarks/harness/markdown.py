"""The results as Markdown: latest.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .contestants import PEERS
from .measure import LOFTING, Record
from .ratios import Spread, best_peer, figure
from .results import Results, median_of, ratios_of
from .workloads import FIRST_EPOCH, WORKLOADS

TITLES = {LOFTING: "Lofting"} | {peer.name: peer.title for peer in PEERS}
NONE = "-"


def to_markdown(results: Results) -> str:
    """latest.md."""
    parts = [
        "# Lofting and its peers",
        _conditions(results),
        *_epoch_tables(results),
        *_first_epoch_table(results),
        *_peak_table(results),
        *_contestant_table(results),
        *_problems(results),
    ]
    return "\n\n".join(parts) + "\n"


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, figures: bool = True) -> str:
    """A Markdown table whose columns are as wide as their widest cell; columns of figures, all but the first, align right."""
    lines = [list(header), *map(list, rows)]
    widths = [max(3, *(len(line[column]) for line in lines)) for column in range(len(header))]
    end = ":" if figures else "-"
    rule = ["-" * widths[0], *("-" * (width - 1) + end for width in widths[1:])]
    return "\n".join(
        "| "
        + " | ".join(
            _pad(cell, width, figures and column > 0) for column, (cell, width) in enumerate(zip(line, widths))
        )
        + " |"
        for line in (lines[0], rule, *lines[1:])
    )


def _pad(cell: str, width: int, right: bool) -> str:
    return cell.rjust(width) if right else cell.ljust(width)


def ratio_text(ratio: Spread | None) -> str:
    """`9.3 (8.8 to 9.9)`: the median over the rounds, the least and the greatest; `9.3` of a single round."""
    if ratio is None:
        return NONE
    if ratio.least == ratio.greatest:
        return figure(ratio.median)
    return f"{figure(ratio.median)} ({figure(ratio.least)} to {figure(ratio.greatest)})"


def seconds_text(value: float | None) -> str:
    """Three significant digits: 0.00612, 0.21, 5.70, 12.3."""
    if value is None:
        return NONE
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3g}"


def _conditions(results: Results) -> str:
    machine = results.machine
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    return "\n".join(
        [
            f"- Machine: {machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB, "
            f"{machine['system']}; load average at the start {machine['load_average']}",
            f"- Versions: {versions or 'no peer is installed'}",
            f"- Data: {results.data}; rounds: {results.rounds}; warm epochs a run: {results.warm_epochs}",
            f"- Date: {results.date}",
            f"- Command: `{results.command}`",
        ]
    )


def _epoch_tables(results: Results) -> list[str]:
    if not results.epochs:
        return []
    contestants = list(next(iter(results.epochs.values())))
    peers = [name for name in contestants if name != LOFTING]
    titles = {workload.name: workload for workload in WORKLOADS}
    ratio_rows, second_rows, accuracy_rows = [], [], []
    for name, records in results.epochs.items():
        ratios = ratios_of(records, "epoch_seconds")
        best = best_peer(ratios)
        first = [titles[name].title, str(titles[name].batch)]
        ratio_rows.append([*first, *(ratio_text(ratios[peer]) for peer in peers), TITLES[best] if best else NONE])
        second_rows.append([*first, *(seconds_text(median_of(records[one].epoch_seconds)) for one in contestants)])
        accuracy_rows.append([*first, *(_accuracy(records[one]) for one in contestants)])
    header = ["network", "batch"]
    contestant_titles = [TITLES[name] for name in contestants]
    return [
        "## A training epoch: how many times faster Lofting is",
        "A peer's seconds for an epoch of 50,000 rows over Lofting's: median over the rounds (least to greatest). In each "
        "round, a contestant's figure is the median of the epochs after the first; Lofting trains more of them where they take "
        "milliseconds.",
        table([*header, *(TITLES[peer] for peer in peers), "best peer"], ratio_rows),
        "Seconds an epoch, medians over the rounds (for orientation: compare the ratios, which are from runs side by side):",
        table([*header, *contestant_titles], second_rows),
        f"Training accuracy of epoch {1 + results.warm_epochs}, to see that all do the same work"
        + (" (the classes are random here: about 0.1 is all there is to learn):" if "random" in results.data else ":"),
        table([*header, *contestant_titles], accuracy_rows),
    ]


def _accuracy(record: Record) -> str:
    accuracy = median_of(record.accuracy)
    return NONE if accuracy is None else f"{accuracy:.3f}"


def _first_epoch_table(results: Results) -> list[str]:
    if not results.first_epoch:
        return []
    records = results.first_epoch
    time, memory = ratios_of(records, "first_epoch_seconds"), ratios_of(records, "peak_bytes")
    rows = [
        [
            TITLES[name],
            seconds_text(median_of(record.first_epoch_seconds)),
            seconds_text(median_of(record.wall_seconds)),
            ratio_text(time.get(name)),
            _megabytes(median_of(record.peak_bytes)),
            ratio_text(memory.get(name)),
        ]
        for name, record in records.items()
    ]
    header = ["", "to end of epoch 1, s", "to end of process, s", "times faster", "peak memory, MB", "times smaller"]
    return [
        f"## From the start of the process to the end of the first epoch: {FIRST_EPOCH.title}",
        "Each reads the raw IDX files itself and divides by 255; caches of compiled code are empty, files are in the "
        "system's cache. Times faster: to the end of the first epoch. Peak memory: the process's largest resident set.",
        table(header, rows),
    ]


def _megabytes(count: float | None) -> str:
    return NONE if count is None else f"{count / 1e6:.0f}"


def _peak_table(results: Results) -> list[str]:
    if not results.peak:
        return []
    titles = {workload.name: workload.title for workload in WORKLOADS}
    rows = [
        [
            titles[share.workload], share.instruction_set, str(share.threads), f"{share.step_seconds * 1e6:.0f}",
            f"{share.share * share.peak_flops_per_second / 1e9:.0f}", f"{share.peak_flops_per_second / 1e9:.0f}",
            f"{share.share * 100:.0f} %",
        ]
        for share in results.peak
    ]  # fmt: skip
    header = ["network", "instruction set", "threads", "step, us", "GFLOP/s", "peak GFLOP/s", "share of peak"]
    return [
        "## Lofting's training step against the machine's peak",
        "`lofting bench`: multiplications and additions of the matrix products over the whole step's time, and the fp32 FMA "
        "peak that the same process measured.",
        table(header, rows),
    ]


def _contestant_table(results: Results) -> list[str]:
    kept = "all 50,000, the last batch is shorter"
    rows = [["Lofting", "bytes in memory, divided by 255 in every step", kept, "`lofting train`"]]
    rows += [
        [peer.title, "float32 in memory, divided by 255 once", kept, peer.notes]
        for peer in PEERS
        if any(peer.name in records for records in (*results.epochs.values(), results.first_epoch))
    ]
    return [
        "## What each one does",
        "All: Adam (1e-3, 0.9, 0.999, 1e-7), softmax cross-entropy from logits, accuracy, a new order every epoch, no "
        "validation, all processors, loss and accuracy known at the end of each epoch.",
        table(["", "inputs", "rows of an epoch", "program"], rows, figures=False),
    ]


def _problems(results: Results) -> list[str]:
    lines = [
        f"- {TITLES.get(name, name)}: not installed ({', '.join(lacks)})" for name, lacks in results.missing.items()
    ]
    for workload, records in [*results.epochs.items(), ("first epoch", results.first_epoch)]:
        lines += _failures(workload, records)
    lines += [f"- {note}" for note in results.notes]
    return ["## What is not in the tables", "\n".join(lines)] if lines else []


def _failures(workload: str, records: Mapping[str, Record]) -> list[str]:
    lines = []
    for name, record in records.items():
        if record.error:
            first, *rest = record.error.splitlines()
            lines.append(f"- {TITLES[name]}, {workload}: failed ({first})")
            lines += ["", *(f"      {line}" for line in rest), ""] if rest else []
    return lines
