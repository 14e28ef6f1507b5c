"""One run of training: examples in, a network out."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from training.attribution.network import Network, loss
from training.attribution.records import Example

CLS, SEP, PAD = 101, 102, 0


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that a run can be repeated by."""

    seed: int = 7
    epochs: int = 7
    batch: int = 16
    rate: float = 1e-4
    head_rate: float = 1e-3
    warmup: float = 0.1


def train(base: Path, examples: Sequence[Example], recipe: Recipe, say: Callable[[str], None]) -> Network:
    """A network trained on examples; the same recipe and machine give the same weights."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)  # noqa: S311 - shuffling
    network = Network(base)
    encoder = list(network.encoder.parameters())
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}], weight_decay=0.01
    )
    steps = recipe.epochs * -(-len(examples) // recipe.batch)
    warm = max(1, int(recipe.warmup * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
    )
    network.train()
    for epoch in range(recipe.epochs):
        began, total = time.monotonic(), 0.0
        batches = _batches(examples, recipe.batch, chance)
        for batch in batches:
            ids, mask, labels, pointers = tensors(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = network(ids, mask)
            value = loss(outputs, labels, pointers)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(value.detach())
        say(f"epoch {epoch + 1} of {recipe.epochs}: loss {total / len(batches):.4f}, {time.monotonic() - began:.0f} s")
    network.eval()
    return network


def _batches(examples: Sequence[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Batches of windows of about one length, in random order, so that little is padded."""
    order = sorted(examples, key=lambda example: len(example.labels) + chance.random() * 20)
    batches = [order[at : at + size] for at in range(0, len(order), size)]
    chance.shuffle(batches)
    return batches


def tensors(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, list[tuple[int, int, int, int]]]:
    """A batch as the network takes it: ids, mask, labels, and pointers moved by the mark at the window's start."""
    width = max(len(example.labels) for example in batch) + 2
    ids = torch.full((len(batch), width), PAD)
    mask = torch.zeros((len(batch), width), dtype=torch.long)
    labels = torch.full((len(batch), width), -100)
    pointers: list[tuple[int, int, int, int]] = []
    for row, example in enumerate(batch):
        pieces = [CLS, *example.window.ids, SEP]
        ids[row, : len(pieces)] = torch.tensor(pieces)
        mask[row, : len(pieces)] = 1
        labels[row, 1 : len(pieces) - 1] = torch.tensor(example.labels)
        for which, pairs in enumerate(example.pointers):
            pointers.extend((row, which, a + 1, b + 1 if b >= 0 else -1) for a, b in pairs)
    return ids, mask, labels, pointers
