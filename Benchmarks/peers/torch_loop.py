"""PyTorch: the training loop of its tutorials, eager or with `torch.compile`, without a DataLoader.

Batches are gathered from a tensor by a shuffled index, which is several times faster than a DataLoader; Adam is the fused
one; loss and accuracy add up in tensors, so that no step waits for them. The compiled variant compiles the forward pass, the
loss and the metric (and so the backward pass), once for whole batches and once for the last, shorter one.
"""

from __future__ import annotations

import time

import torch
from program import (
    BETA_1,
    BETA_2,
    CLASSES,
    EPSILON,
    LEARNING_RATE,
    Program,
    arguments,
    emit_epoch,
    emit_start,
    read_data,
)
from torch import nn


def build(program: Program, features: int) -> nn.Sequential:
    """The model; the last layer gives logits. Initialized as Keras does it."""
    layers: list[nn.Module] = []
    for units in program.hidden:
        layers += [nn.Linear(features, units), nn.ReLU()]
        if program.dropout:
            layers.append(nn.Dropout(program.dropout))
        features = units
    layers.append(nn.Linear(features, CLASSES))
    for layer in layers:
        if isinstance(layer, nn.Linear):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers)


def main(program: Program) -> None:
    inputs, labels = (torch.from_numpy(array) for array in read_data(program))
    labels = labels.long()
    rows = len(labels)
    model = build(program, inputs.shape[1])
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, betas=(BETA_1, BETA_2), eps=EPSILON, fused=True)
    cross_entropy = nn.CrossEntropyLoss()

    def forward(batch_inputs: torch.Tensor, batch_labels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(mean loss, count of hits)"""
        logits = model(batch_inputs)
        return cross_entropy(logits, batch_labels), (logits.argmax(1) == batch_labels).sum()

    if program.variant == "compiled":
        forward = torch.compile(forward, dynamic=False)

    emit_start(sum(p.numel() for p in model.parameters()), {"torch": torch.__version__})
    for epoch in range(1, program.epochs + 1):
        start = time.perf_counter()
        total, hits = torch.zeros(()), torch.zeros((), dtype=torch.long)
        for index in torch.randperm(rows).split(program.batch):
            optimizer.zero_grad(set_to_none=True)
            loss, batch_hits = forward(inputs[index], labels[index])
            loss.backward()
            optimizer.step()
            total += loss.detach() * len(index)
            hits += batch_hits
        figures = total.item() / rows, hits.item() / rows
        emit_epoch(epoch, *figures, time.perf_counter() - start)


main(arguments(("eager", "compiled")))
