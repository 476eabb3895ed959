"""Who takes part: Lofting and its peers, each with the command that trains a workload and the packages it needs."""

from __future__ import annotations

import dataclasses
import json
import os
import pathlib
import subprocess
from collections.abc import Mapping

from .data import DataFiles
from .workloads import Workload

PEERS_FOLDER = pathlib.Path(__file__).resolve().parents[1] / "peers"


@dataclasses.dataclass(frozen=True)
class Peer:
    """A program in peers/, run in one of its variants."""

    name: str
    title: str
    program: str
    variant: str
    packages: tuple[str, ...]
    # What it does with the rows, for the table of conditions.
    notes: str

    def command(self, python: str, workload: Workload, epochs: int, data: DataFiles) -> list[str]:
        """The command line that trains `workload` for `epochs` epochs."""
        return [
            python, str(PEERS_FOLDER / self.program), "--variant", self.variant,
            "--hidden", ",".join(map(str, workload.hidden)), "--dropout", str(workload.dropout),
            "--batch", str(workload.batch), "--epochs", str(epochs),
            "--images", str(data.images), "--labels", str(data.labels),
        ]  # fmt: skip


PEERS: tuple[Peer, ...] = (
    Peer("keras-tf", "Keras/TF", "keras_fit.py", "tensorflow", ("keras", "tensorflow"), "`fit`, compilation as Keras chooses"),
    Peer("keras-jax", "Keras/JAX", "keras_fit.py", "jax", ("keras", "jax"), "`fit`, compilation as Keras chooses"),
    Peer("torch-eager", "PyTorch eager", "torch_loop.py", "eager", ("torch", "numpy"),
         "a loop without DataLoader, fused Adam"),
    Peer("torch-compiled", "PyTorch compiled", "torch_loop.py", "compiled", ("torch", "numpy"),
         "the same; forward, loss and backward through `torch.compile`"),
    Peer("jax-scan", "JAX scan", "jax_scan.py", "scan", ("jax", "numpy"),
         "written by hand: a whole epoch is one compiled function"),
)  # fmt: skip


def lofting_command(binary: str, workload: Workload, epochs: int, data: DataFiles, run: str) -> list[str]:
    """The command line that trains `workload` with Lofting; its run is saved in the folder `run`."""
    return [
        binary, "train", str(workload.spec), "--format", "json", "--epochs", str(epochs), "--run", run, *data_settings(data)
    ]  # fmt: skip


def data_settings(data: DataFiles) -> list[str]:
    """The options that tell a spec of specs/ where the data is."""
    return ["--set", f"images={data.images}", "--set", f"labels={data.labels}"]


def environment(cache: pathlib.Path) -> dict[str, str]:
    """The environment of every contestant: processors only, no tuning of a BLAS, caches of its own in `cache`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("OPENBLAS_")}
    return kept | {
        "CUDA_VISIBLE_DEVICES": "",
        "JAX_PLATFORMS": "cpu",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TORCHINDUCTOR_CACHE_DIR": str(cache / "torchinductor"),
        "XDG_CACHE_HOME": str(cache),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def installed_packages(python: str) -> dict[str, str]:
    """The versions of the packages that `python` has; empty without such a Python."""
    try:
        result = subprocess.run([python, str(PEERS_FOLDER / "installed.py")], capture_output=True, text=True)
    except OSError:
        return {}
    if result.returncode != 0:
        return {}
    return {name: version for name, version in json.loads(result.stdout).items() if version}


def missing_packages(peer: Peer, versions: Mapping[str, str]) -> list[str]:
    """What `peer` needs and is not installed."""
    return [package for package in peer.packages if package not in versions]
