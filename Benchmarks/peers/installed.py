"""Prints which of the peers' packages this Python has, as {"keras": "3.15.1", "torch": null}. Imports none of them."""

import importlib.metadata
import importlib.util
import json

PACKAGES = ("keras", "tensorflow", "jax", "jaxlib", "torch", "numpy")


def version(module: str) -> "str | None":
    """The version of the distribution that provides a module (tensorflow-cpu provides tensorflow); None without it."""
    if importlib.util.find_spec(module) is None:
        return None
    names = importlib.metadata.packages_distributions().get(module, [])
    return importlib.metadata.version(names[0]) if names else "unknown"


print(json.dumps({package: version(package) for package in PACKAGES}))
