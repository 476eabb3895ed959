"""The first 50 losses of SGD in PyTorch, plain and with momentum: Tests/Figures/Generated/LossCurveFigures.swift.

A model 64-10-10-10 on unshuffled digits in batches of 32: 45 batches are an epoch, the last of them of 29 rows.
"""

import sys

import numpy as np
import torch

import common

STEPS = 50
# Those of `mlp-2x10` in keras_models.py.
TENSORS = [
    common.Tensor("dense.kernel", (64, 10), 1, 0.5),
    common.Tensor("dense.bias", (10,), 2, 0.25),
    common.Tensor("dense_1.kernel", (10, 10), 3, 1.0),
    common.Tensor("dense_1.bias", (10,), 4, 0.25),
    common.Tensor("dense_2.kernel", (10, 10), 5, 1.0),
    common.Tensor("dense_2.bias", (10,), 6, 0.25),
]
CURVES = [("sgd", 0.25, 0.0), ("momentum", 0.125, 0.9)]


def losses(data, learning_rate, momentum, dtype):
    layers = [torch.nn.Linear(64, 10), torch.nn.ReLU(), torch.nn.Linear(10, 10), torch.nn.ReLU(),
              torch.nn.Linear(10, 10)]
    model = torch.nn.Sequential(*layers).to(dtype)
    with torch.no_grad():
        # A torch kernel is [out, in].
        for parameter, tensor in zip(model.parameters(), TENSORS, strict=True):
            parameter.copy_(torch.from_numpy(np.ascontiguousarray(tensor.values().T)))
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=momentum)
    result = []
    for inputs, labels in data:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(torch.from_numpy(inputs).to(dtype)), torch.from_numpy(labels))
        loss.backward()
        optimizer.step()
        result.append(loss.item())
    return np.array(result)


def main(path):
    inputs, labels = common.digits(path)
    data = list(common.batches(inputs, labels, STEPS))
    items = []
    for name, learning_rate, momentum in CURVES:
        exact = losses(data, learning_rate, momentum, torch.float64)
        single = losses(data, learning_rate, momentum, torch.float32)
        print(name, exact[0], exact[-1], "float32 differs by", np.max(np.abs(single / exact - 1)))
        items.append(
            f"""LossCurveFigures(
    name: "{name}", learningRate: {learning_rate}, momentum: {momentum},
    initial: {common.array([tensor.swift() for tensor in TENSORS], 4)},
    float32Deviation: {np.max(np.abs(single / exact - 1)):.2g},
    losses: {common.literal(exact, 4)})""")
    text = ("extension LossCurveFigures {\n  /// PyTorch's curves of plain SGD and of SGD with momentum.\n"
            "  public static let all: [LossCurveFigures] = [\n" + ",\n".join("  " + item for item in items)
            + ",\n  ]\n}\n")
    common.write("LossCurveFigures", "pytorch_losses.py", f"PyTorch {torch.__version__}, float64", text)


if __name__ == "__main__":
    main(sys.argv[1])
