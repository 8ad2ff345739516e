"""Trains the network on the corpus: ``python -m nlp.training.train OUT`` (extra ``[train]``)."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from nlp.conll import read_conll
from nlp.models.labels import ACTS, CATEGORIES, MANNERS, OCCASIONS, ROLES, STANCES
from nlp.models.places import pairs_of, sentence_finder
from nlp.training.alignment import Claim, Example
from nlp.training.base import load
from nlp.training.batches import IGNORED, Batch, Sentences, batch_of, cut, places, sentences_batch
from nlp.training.network import Network
from nlp.training.variation import varied

#: Articles of a step.
ARTICLES = 4
#: Tagged sentences of a step.
SENTENCES = 64
SEED = 20261125
#: Temperature of the smooth maximum.
SOFT = 0.4


def greatest(logits: Tensor, group: Sequence[int], groups: int) -> Tensor:
    """The greatest of each column within each group, smoothly, so that more than one place of each learns."""
    index = torch.tensor(group).unsqueeze(-1).expand(-1, logits.shape[-1])
    most = torch.full((groups, logits.shape[-1]), -30.0).scatter_reduce(0, index, logits.detach(), "amax")
    near = torch.exp((logits - most.gather(0, index)) / SOFT)
    return most + SOFT * torch.log(torch.zeros_like(most).scatter_add(0, index, near))


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of every head over a batch."""
    states = network.hidden(batch.ids, batch.mask)
    found: dict[str, Tensor] = {}
    found["tags"] = F.cross_entropy(
        network.tags(states).flatten(0, 1), batch.tags.flatten(), ignore_index=-100
    )
    wanted = torch.tensor([float(batch.examples[n].relevant) for n in batch.article])
    relevance, acts = network.windows(states, batch.mask)
    found["relevant"] = F.binary_cross_entropy_with_logits(relevance, wanted)
    sentences = network.sentences(states, places(batch.sentences))
    found["acts"] = _acts(batch, network.acts(sentences), [s.article for s in batch.sentences])
    found["whole"] = _acts(batch, acts, batch.article)
    for name, spans, head in (
        ("days", batch.days, network.days),
        ("numbers", batch.numbers, network.numbers),
    ):
        if spans:
            answers = torch.tensor([[float(one in span.of) for one in OCCASIONS] for span in spans])
            logits = head(network.mentions(states, places(spans)))
            found[name] = F.binary_cross_entropy_with_logits(logits, answers, reduction="sum") / len(spans)
    if batch.mentions:
        mentions = network.mentions(states, places(batch.mentions))
        _posts(network, batch, mentions, found)
        _claims(network, batch, sentences, mentions, found)
    else:
        _claims(network, batch, sentences, None, found)
    return found


def _acts(batch: Batch, logits: Tensor, article: Sequence[int]) -> Tensor:
    """The loss of what sentences or windows say of acts: the greatest over each article's counts."""
    most = greatest(logits, article, len(batch.examples))
    answers = torch.tensor([[float(act in example.acts) for act in ACTS] for example in batch.examples])
    return F.binary_cross_entropy_with_logits(most, answers, reduction="sum") / len(batch.examples)


def _posts(network: Network, batch: Batch, mentions: Tensor, found: dict[str, Tensor]) -> None:
    numbered = list(enumerate(batch.mentions))
    people = [(n, m) for n, m in numbered if m.label == "PER" and m.entity != -1]
    posts = [(n, m) for n, m in numbered if m.label == "POST" and m.entity != -1]
    chosen, between = pairs_of(people, posts, batch.mentions, sentence_finder(batch.sentences))
    if chosen:
        first, second = torch.tensor([a for a, _ in chosen]), torch.tensor([b for _, b in chosen])
        logits = network.pairing(
            mentions.index_select(0, first), mentions.index_select(0, second), torch.from_numpy(between)
        )
        keys = [
            (batch.mentions[a].article, batch.mentions[a].entity, batch.mentions[b].entity) for a, b in chosen
        ]
        order = {key: n for n, key in enumerate(dict.fromkeys(keys))}
        pooled = greatest(logits, [order[key] for key in keys], len(order))
        told = [batch.examples[n].pairs.get((a, b)) for n, a, b in order]
        roles = torch.tensor([[float(bool(pair and role in pair.roles)) for role in ROLES] for pair in told])
        found["roles"] = F.binary_cross_entropy_with_logits(
            pooled[:, : len(ROLES)], roles, reduction="sum"
        ) / (roles.sum() + 4)
        taking = [n for n, pair in enumerate(told) if pair and "to" in pair.roles]
        if taking:
            manners = torch.tensor([MANNERS.index(told[n].acting) for n in taking])  # type: ignore[union-attr]
            found["manners"] = F.cross_entropy(pooled[taking, len(ROLES) : -1], manners)
        moving = [n for n, pair in enumerate(told) if pair and pair.roles & {"to", "from"}]
        if moving:
            planned = torch.tensor([float(told[n].planned) for n in moving])  # type: ignore[union-attr]
            found["planned"] = F.binary_cross_entropy_with_logits(pooled[moving, -1], planned)
    if posts:
        keys2 = [(m.article, m.entity) for _, m in posts]
        order2 = {key: n for n, key in enumerate(dict.fromkeys(keys2))}
        logits = network.vacant(mentions[torch.tensor([n for n, _ in posts])])
        pooled = greatest(logits, [order2[key] for key in keys2], len(order2))
        answers = torch.tensor([[float(e in batch.examples[n].vacant)] for n, e in order2])
        found["vacant"] = F.binary_cross_entropy_with_logits(pooled, answers, reduction="sum") / (
            answers.sum() + 4
        )


def _claims(
    network: Network, batch: Batch, sentences: Tensor, mentions: Tensor | None, found: dict[str, Tensor]
) -> None:
    logits = network.claims(sentences)
    told: dict[int, list[Claim]] = {}
    for place, span in enumerate(batch.sentences):
        claims = [c for c in batch.examples[span.article].claims if c.sentence == span.entity]
        if claims:
            told[place] = claims
    there = torch.tensor([float(place in told) for place in range(len(batch.sentences))])
    found["claims"] = F.binary_cross_entropy_with_logits(logits[:, 0], there, reduction="sum") / (
        there.sum() + 4
    )
    if not told:
        return
    rows = list(told)
    categories = torch.tensor(
        [[float(any(c.category == k for c in told[r])) for k in CATEGORIES] for r in rows]
    )
    stances = torch.tensor([[float(any(c.stance == k for c in told[r])) for k in STANCES] for r in rows])
    answers = torch.cat([categories, stances], -1)
    found["kinds"] = F.binary_cross_entropy_with_logits(logits[rows, 1:], answers, reduction="sum") / len(
        rows
    )
    if mentions is None:
        return
    sentence_of = sentence_finder(batch.sentences)
    total: list[Tensor] = []
    for row in rows:
        span = batch.sentences[row]
        named = [
            (n, m)
            for n, m in enumerate(batch.mentions)
            if m.label in ("PER", "BODY") and m.row == span.row and m.entity != -1
        ]
        chosen, between = pairs_of([(row, span)], named, batch.mentions, sentence_of)
        nobody = network.nobody(sentences[row : row + 1])
        if not chosen:
            continue
        others = torch.tensor([b for _, b in chosen])
        scores = network.sources(
            sentences[row].expand(len(chosen), -1), mentions[others], torch.from_numpy(between)
        )
        order = {e: n for n, e in enumerate(dict.fromkeys(batch.mentions[b].entity for _, b in chosen))}
        pooled = greatest(scores, [order[batch.mentions[b].entity] for _, b in chosen], len(order))
        claim = told[row][0]
        if claim.source is not None and (claim.source < 0 or claim.source in order):
            right = order.get(claim.source, len(order))
            total.append(
                F.cross_entropy(torch.cat([pooled[:, 0], nobody[0]]).unsqueeze(0), torch.tensor([right]))
            )
        accused = torch.tensor([float(e in claim.accused) for e in order])
        total.append(F.binary_cross_entropy_with_logits(pooled[:, 1], accused))
    if total:
        found["sources"] = torch.stack(total).mean()


def name_loss(network: Network, some: Sentences) -> Tensor:
    """The loss of the head that tags names of people, organisations and places."""
    logits = network.names(network.hidden(some.ids, some.mask))
    return F.cross_entropy(logits.flatten(0, 1), some.tags.flatten(), ignore_index=IGNORED)


#: What each head's loss counts for: sums over many answers are large, means over tokens small.
WEIGHTS = {
    "tags": 8.0,
    "names": 4.0,
    "roles": 3.0,
    "vacant": 1.5,
    "acts": 0.2,
    "whole": 0.3,
    "kinds": 0.5,
    "numbers": 0.7,
}


def train(
    examples: Sequence[Example],
    texts: Sequence[str],
    *,
    layers: int,
    epochs: int,
    made: Sequence[Example] = (),
    names: Sequence[tuple[list[str], list[str]]] = (),
    report: Callable[[str], None] = print,
    keep: Callable[[Network, Any], None] = lambda network, tokenizer: None,
) -> tuple[Network, Any]:
    """The trained network and its tokenizer; `keep` gets them after every epoch.

    The articles are varied anew in every epoch (`nlp.training.variation`). Of the `made` ones each is seen once: most
    of them in the first epochs, none in the last. `names` are tagged sentences (`nlp.conll`), seen in every epoch.
    """
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    encoder, tokenizer = load(texts, layers)
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    network = Network(encoder, encoder.config.hidden_size)
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    inner = [p for p in encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": 1.5e-4}, {"params": heads, "lr": 1e-3}], weight_decay=0.01
    )
    shares = [max(0, epochs - 1 - epoch) for epoch in range(epochs)]
    ends = [round(len(made) * sum(shares[: n + 1]) / max(1, sum(shares))) for n in range(epochs)]
    parts = [made[start:end] for start, end in pairwise([0, *ends])]
    steps = sum(-(-(len(examples) + len(part)) // ARTICLES) + -(-len(names) // SENTENCES) for part in parts)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, (n + 1) / (0.08 * steps)) * max(0.0, 1 - n / steps)
    )
    began = time.monotonic()
    for epoch in range(epochs):
        network.train()
        order = [*examples, *parts[epoch]]
        chance.shuffle(order)
        sums: dict[str, float] = {}
        tagged = list(names)
        chance.shuffle(tagged)
        portions: list[list[Example] | list[tuple[list[str], list[str]]]] = [
            *(order[at : at + ARTICLES] for at in range(0, len(order), ARTICLES)),
            *(tagged[at : at + SENTENCES] for at in range(0, len(tagged), SENTENCES)),
        ]
        chance.shuffle(portions)
        for some in portions:
            if isinstance(some[0], Example):
                new = [varied(example, chance) for example in some]
                batch = batch_of(new, [cut(e, tokenizer) for e in new], tokenizer.pad_token_id)
                found = losses(network, batch)
            else:
                found = {"names": name_loss(network, sentences_batch(tokenizer, some))}
            loss = torch.stack([WEIGHTS.get(name, 1.0) * value for name, value in found.items()]).sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            for name, value in found.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
        n = -(-len(order) // ARTICLES)
        of = {"names": -(-len(names) // SENTENCES)}
        told = " ".join(f"{name} {value / of.get(name, n):.3f}" for name, value in sums.items())
        keep(network, tokenizer)
        report(f"epoch {epoch + 1} of {epochs}, {time.monotonic() - began:.0f} s: {told}")
    return network, tokenizer


def main() -> None:
    from nlp.training.examples import examples_of, made_examples, texts_of

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--made", type=int, default=2000, help="synthetic articles (nlp.training.generator)")
    parser.add_argument("--conll", type=Path, nargs="*", default=[], help="files of tagged names (nlp.conll)")
    args = parser.parse_args()
    names = [sentence for file in args.conll for sentence in read_conll(file)]
    examples = examples_of("train")
    args.out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()

    def keep(network: Network, tokenizer: Any) -> None:
        torch.save(network.state_dict(), args.out / "network.part")
        (args.out / "network.part").replace(args.out / "network.pt")
        network.encoder.config.save_pretrained(args.out)
        tokenizer.save_pretrained(args.out)

    train(
        examples,
        texts_of(),
        layers=args.layers,
        epochs=args.epochs,
        made=made_examples(args.made, SEED),
        names=names,
        report=lambda line: print(line, flush=True),
        keep=keep,
    )
    said = {
        "articles": len(examples),
        "synthetic": args.made,
        "sentences": len(names),
        "layers": args.layers,
        "epochs": args.epochs,
        "seed": SEED,
        "minutes": round((time.monotonic() - began) / 60),
    }
    lines = [f"{key} = {value}" for key, value in said.items()]
    (args.out / "training.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
