"""The network: one encoder pass gives mentions, roles of posts, claims of sentences, acts, days and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoConfig, BertModel

from nlp.models.labels import ACTS, CATEGORIES, MANNERS, OCCASIONS, ROLES, STANCES, TAGS
from nlp.models.places import APART, BETWEEN, BUCKETS
from nlp.training.base import ATTENTION

WIDE = 256
#: The logit that answers which are mostly "no" begin with.
RARE = -3.5


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

    def __init__(self, encoder: nn.Module, hidden: int, dropout: float = 0.15) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(dropout)
        self.tags = nn.Linear(hidden, len(TAGS))
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
        for rare in (self.vacant, self.claims, self.acts, self.days, self.numbers, self.pairing.out):
            nn.init.constant_(rare.bias, RARE)

    def hidden(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Batch x tokens x hidden."""
        states: Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.drop(states)

    def mentions(self, states: Tensor, at: Mentions) -> Tensor:
        """Mentions x WIDE: first token, last token and the mean of all."""
        sums = torch.cat([torch.zeros_like(states[:, :1]), states.cumsum(1)], 1)
        mean = (sums[at.row, at.last + 1] - sums[at.row, at.first]) / (at.last - at.first + 1).unsqueeze(-1)
        return torch.tanh(
            self.mention(torch.cat([states[at.row, at.first], states[at.row, at.last], mean], -1))
        )

    def sentences(self, states: Tensor, at: Mentions) -> Tensor:
        """Sentences x WIDE: the mean and the greatest of each feature over the sentence's tokens."""
        length = states.shape[1]
        places = torch.arange(length, device=states.device)
        inside = (places >= at.first.unsqueeze(-1)) & (places <= at.last.unsqueeze(-1))
        tokens = states[at.row]
        mean = (tokens * inside.unsqueeze(-1)).sum(1) / inside.sum(1, keepdim=True)
        most = tokens.masked_fill(~inside.unsqueeze(-1), -1e4).amax(1)
        return torch.tanh(self.sentence(torch.cat([mean, most], -1)))

    def relevance(self, states: Tensor, mask: Tensor) -> Tensor:
        """One logit a window."""
        shown = mask.unsqueeze(-1)
        mean = (states * shown).sum(1) / shown.sum(1)
        return self.relevant(torch.cat([states[:, 0], mean], -1)).squeeze(-1)

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
