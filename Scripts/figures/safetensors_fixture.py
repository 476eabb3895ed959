"""Writes Tests/RuntimeTests/Fixtures/PythonSafetensors.swift: files written by Python's safetensors library, as bytes.

    python Scripts/figures/safetensors_fixture.py > Tests/RuntimeTests/Fixtures/PythonSafetensors.swift

Made with safetensors 0.8.0 and numpy.
"""

import numpy
from safetensors.numpy import save


def values(*shape):
    count = int(numpy.prod(shape))
    return (numpy.arange(count, dtype=numpy.float32).reshape(shape) - 2) / 4


plain = {
    "dense_1.kernel": values(3, 2),
    "dense.kernel": values(2, 3),
    "dense.bias": values(3),
    "dense_1.bias": values(2),
    "Ä.scale": values(1),
}
half = {"x": numpy.array([0, 1, -2.5, 65504, 6e-8], dtype=numpy.float16)}
double = {"x": numpy.array([0, 1, -2.5, 1e-3, 3e38], dtype=numpy.float64)}
mixed = {
    "a": numpy.array([1, 2, 3], dtype=numpy.int64),
    "b": values(2, 2),
    "c": numpy.array([7], dtype=numpy.uint8),
    "empty": values(0, 4),
}


def show(name, doc, data):
    print()
    print(f"  /// {doc}")
    print(f"  static let {name}: [UInt8] = [")
    for start in range(0, len(data), 16):
        print("    " + ", ".join(f"0x{byte:02X}" for byte in data[start : start + 16]) + ",")
    print("  ]")


print("// Made by Scripts/figures/safetensors_fixture.py with safetensors 0.8.0: files as Python's library writes them.")
print()
print("enum PythonSafetensors {", end="")
show("plain", "F32 tensors `i / 4 - 1/2`, metadata `format: pt`.", save(plain, {"format": "pt"}))
show("withoutMetadata", "One F32 tensor `a` [2, 2], no metadata.", save({"a": values(2, 2)}))
show("half", "F16: 0, 1, -2.5, 65504, 6e-8.", save(half))
show("double", "F64: 0, 1, -2.5, 1e-3, 3e38.", save(double))
show("mixed", "I64 `a`, F32 `b` [2, 2], U8 `c`, an empty F32.", save(mixed))
print("}")
