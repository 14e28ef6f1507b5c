"""The network: an encoder, a label for each piece, and two pointers, trained together."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from transformers import BertModel

from foedus.reading.tagger.labels import LABELS

WIDTH = 128
"""Width of what pointers ask and answer."""


class Network(nn.Module):
    """Scores of labels and pointers for windows of pieces."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager")
        hidden = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.labels = nn.Linear(hidden, len(LABELS))
        self.asks = nn.ModuleList(nn.Linear(hidden, WIDTH) for _ in range(2))
        self.answers = nn.ModuleList(nn.Linear(hidden, WIDTH) for _ in range(2))
        self.nobody = nn.Linear(hidden, 2)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """labels (B, T, 7), then asks and answers of each pointer (B, T, 128) by turns, then nobody (B, T, 2)."""
        states = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        pairs = [layer(states) for both in zip(self.asks, self.answers, strict=True) for layer in both]
        return (self.labels(states), *pairs, self.nobody(states))


def loss(outputs: tuple[Tensor, ...], labels: Tensor, pointers: list[tuple[int, int, int, int]]) -> Tensor:
    """The labels' cross entropy and the pointers': each span against the first pieces of all spans it could mean.

    labels: (B, T), -100 where nothing is learned; pointers: (row, which pointer, from piece, to piece or -1).
    """
    scores, *pairs, nobody = (output.float() for output in outputs)
    total = cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=-100)
    losses = []
    for row, which, start, target in pointers:
        begin = 3 if which == 0 else 5
        offered = (labels[row] == begin).nonzero().flatten()
        values = pairs[2 * which + 1][row, offered] @ pairs[2 * which][row, start]
        values = torch.cat([nobody[row, start, which][None], values])
        wanted = 0 if target < 0 else 1 + int((offered == target).nonzero()[0])
        losses.append(cross_entropy(values[None], torch.tensor([wanted])))
    return total + 0.2 * torch.stack(losses).mean() if losses else total
