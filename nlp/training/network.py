"""The network: one encoder pass gives mentions, roles of posts, claims of sentences, acts, days and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoConfig, BertModel

from nlp.conll import NAME_TAGS
from nlp.models.labels import ACTS, CATEGORIES, EVENT_KINDS, MANNERS, OCCASIONS, ROLES, STAGES, STANCES, TAGS
from nlp.models.places import APART, BETWEEN, BUCKETS
from nlp.training.base import ATTENTION
from nlp.training.encoder import encode

WIDE = 256
#: The logit that answers which are mostly "no" begin with.
RARE = -3.5
INNER_DROPOUT = 0.1


@dataclass
class Mentions:
    """Mentions of a batch: row of the window, first and last token (both within)."""

    row: Tensor
    first: Tensor
    last: Tensor


class Pairing(nn.Module):
    """Scores pairs of representations with what stands between them."""

    def __init__(self, outputs: int, dropout: float) -> None:
        super().__init__()
        self.distance = nn.Embedding(BUCKETS, 32)
        self.people = nn.Embedding(BETWEEN + 1, 16)
        self.posts = nn.Embedding(BETWEEN + 1, 16)
        self.apart = nn.Embedding(APART + 1, 16)
        self.inner = nn.Linear(3 * WIDE + 80, WIDE)
        self.drop = nn.Dropout(dropout)
        self.out = nn.Linear(WIDE, outputs)

    def forward(self, a: Tensor, b: Tensor, features: Tensor) -> Tensor:
        known = torch.cat(
            [
                self.distance(features[:, 0]),
                self.people(features[:, 1]),
                self.posts(features[:, 2]),
                self.apart(features[:, 3]),
            ],
            -1,
        )
        return self.out(self.drop(torch.relu(self.inner(torch.cat([a, b, a * b, known], -1)))))


class Network(nn.Module):
    """`encoder` gives hidden states; the heads read them."""

    def __init__(self, encoder: BertModel, hidden: int, dropout: float = 0.15) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(dropout)
        self.tags = nn.Linear(hidden, len(TAGS))
        self.names = nn.Linear(hidden, len(NAME_TAGS))
        self.mention = nn.Linear(3 * hidden, WIDE)
        self.sentence = nn.Linear(2 * hidden, WIDE)
        self.pairing = Pairing(len(ROLES) + len(MANNERS) + 1, dropout)
        self.vacant = nn.Linear(WIDE, 1)
        self.claims = nn.Linear(WIDE, 1 + len(CATEGORIES) + len(STANCES))
        self.sources = Pairing(2, dropout)
        self.nobody = nn.Linear(WIDE, 1)
        self.acts = nn.Linear(WIDE, len(ACTS))
        self.days = nn.Linear(WIDE, len(OCCASIONS))
        self.numbers = nn.Linear(WIDE, len(OCCASIONS))
        self.relevant = nn.Linear(2 * hidden, 1)
        self.whole = nn.Linear(2 * hidden, len(ACTS) + len(EVENT_KINDS) + len(STAGES))
        for rare in (self.vacant, self.claims, self.acts, self.days, self.numbers, self.pairing.out):
            nn.init.constant_(rare.bias, RARE)
        nn.init.constant_(self.whole.bias[: len(ACTS)], RARE)

    def hidden(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Batch x tokens x hidden."""
        return self.drop(encode(self.encoder, ids, mask, INNER_DROPOUT if self.training else 0.0))

    def mentions(self, states: Tensor, at: Mentions) -> Tensor:
        """Mentions x WIDE: first token, last token and the mean of all."""
        sums = torch.cat([torch.zeros_like(states[:, :1]), states.cumsum(1)], 1)
        rows, wide = sums.flatten(0, 1), sums.shape[1]
        mean = rows.index_select(0, at.row * wide + at.last + 1) - rows.index_select(
            0, at.row * wide + at.first
        )
        mean = mean / (at.last - at.first + 1).unsqueeze(-1)
        flat = states.flatten(0, 1)
        first, last = (
            flat.index_select(0, at.row * states.shape[1] + place) for place in (at.first, at.last)
        )
        return torch.tanh(self.mention(torch.cat([first, last, mean], -1)))

    def sentences(self, states: Tensor, at: Mentions) -> Tensor:
        """Sentences x WIDE: the mean and the greatest of each feature over the sentence's tokens."""
        lengths = at.last - at.first + 1
        steps = torch.arange(int(lengths.max()))
        inside = steps < lengths.unsqueeze(-1)
        places = at.row.unsqueeze(-1) * states.shape[1] + (at.first.unsqueeze(-1) + steps).clamp(
            max=states.shape[1] - 1
        )
        tokens = states.flatten(0, 1).index_select(0, places.flatten()).view(*places.shape, -1)
        mean = (tokens * inside.unsqueeze(-1)).sum(1) / inside.sum(1, keepdim=True)
        most = tokens.masked_fill(~inside.unsqueeze(-1), -1e4).amax(1)
        return torch.tanh(self.sentence(torch.cat([mean, most], -1)))

    def windows(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Of each window one logit of relevance, and those of the acts that the window tells (`ACTS`).

        An act's logit is its own, its kind's and its stage's together, so that rare acts learn from likelier ones.
        """
        shown = mask.unsqueeze(-1)
        mean = (states * shown).sum(1) / shown.sum(1)
        seen = torch.cat([states[:, 0], mean], -1)
        own, kinds, stages = self.whole(seen).split([len(ACTS), len(EVENT_KINDS), len(STAGES)], -1)
        acts = own + (kinds.unsqueeze(-1) + stages.unsqueeze(-2)).flatten(-2)
        return self.relevant(seen).squeeze(-1), acts

    def heads(self) -> dict[str, np.ndarray]:
        """The weights of all that is not the encoder."""
        return {
            name: value.numpy()
            for name, value in self.state_dict().items()
            if not name.startswith("encoder.")
        }


def stored(folder: Path) -> Network:
    """The network that `nlp.training.train` left in the folder, ready to answer."""
    config = AutoConfig.from_pretrained(folder)
    config._attn_implementation = ATTENTION
    network = Network(BertModel(config, add_pooling_layer=False), config.hidden_size)
    network.load_state_dict(torch.load(folder / "network.pt"))
    return network.eval()
