"""Results to draw from, with ratios that are easy to see: Keras/TF is 4, 8 and 6 times slower, JAX scan twice."""

from harness.measure import Record
from harness.results import Results


def results() -> Results:
    """Three rounds; JAX scan failed in the second."""
    return Results(
        date="2026-01-01",
        command="python3 Benchmarks/bench.py",
        machine={
            "processor": "A <fast> one",
            "cores": 2,
            "memory_gib": 8.0,
            "system": "Linux x86_64",
            "load_average": 0.0,
        },
        versions={"keras": "3.0"},
        data="random pixels",
        rounds=3,
        warm_epochs=5,
        missing={"torch-eager": ["torch"]},
        epochs={
            "mlp-2x10": {
                "lofting": Record(epoch_seconds={1: 0.25, 2: 0.5, 3: 0.5}, accuracy={1: 0.9}),
                "keras-tf": Record(epoch_seconds={1: 1.0, 2: 4.0, 3: 3.0}, accuracy={1: 0.9}),
                "jax-scan": Record(epoch_seconds={1: 0.5, 3: 1.0}, error="exit status 1\nout of | memory"),
            }
        },
        first_epoch={
            "lofting": Record({}, {1: 0.05}, {1: 0.06}, {1: 50e6}),
            "keras-tf": Record({}, {1: 5.0}, {1: 6.0}, {1: 1000e6}),
        },
        notes=["the share of the peak: this Lofting has no 'bench' command"],
    )
