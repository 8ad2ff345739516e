"""Synthetic annotated articles for training: ``python -m nlp.training.generator N [--seed S]`` prints JSON lines.

Invented people move between invented governments' posts in sentences put together from the word lists and templates
of ``grammar/``; since the facts come first and the words after, the facts are exactly those of the text. Records have
the form of the corpus (``docs/contract.md``); one in eight is about something else.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from nlp.corpus import lint
from nlp.training import generator_stories as stories
from nlp.training.generator_people import some_name, with_titles
from nlp.training.generator_posts import UsedUp
from nlp.training.generator_story import Story, address
from nlp.training.generator_text import (
    QUOTES,
    choose_words,
    fill,
    grammar,
    past_day,
    quoted,
    sentence,
    untidy,
)
from nlp.training.generator_world import Government

#: Kinds of articles and how often they are met.
KINDS: tuple[tuple[Callable[[Story], str], int], ...] = (
    (stories.shuffle, 12),
    (stories.quarrel, 4),
    (stories.selection, 3),
    (stories.ahead, 3),
    (stories.acting_only, 2),
    (stories.annulled, 1),
    (stories.retiring, 2),
    (stories.confirmed, 1),
)
LEVELS = tuple(
    levels.split()
    for levels in (
        "II",
        "II",
        "II",
        "II III",
        "III IV",
        "III",
        "II III IV",
        "IV",
        "school",
        "camat",
        "village",
    )
)
SERVICES = ("police", "police", "army", "attorney", "kemenag")
NEGATIVE = 8
FEW, MANY = 80, 400


def generate(number: int, seed: int) -> Iterator[dict[str, Any]]:
    """So many records; the same seed gives the same."""
    for n in range(number):
        for attempt in range(40):
            rng = Random(f"{seed}/{n}/{attempt}")
            try:
                record = _negative(rng, n) if n % NEGATIVE == NEGATIVE - 1 else _article(rng, n)
            except UsedUp:  # a list of posts is used up
                continue
            if not any(problem for problem in lint.problems(record)):
                break
        yield record


def _article(rng: Random, number: int) -> dict[str, Any]:
    service = rng.choice(SERVICES) if rng.random() < 0.1 else None
    story = Story(rng, number, [service] if service else list(rng.choice(LEVELS)), service)
    kinds = [
        (kind, weight) for kind, weight in KINDS if not service or kind in (stories.shuffle, stories.retiring)
    ]
    if set(story.levels) & {"school", "village", "camat"}:
        kinds = [(stories.shuffle, 3), (stories.quarrel, 1)]
    kind = rng.choices([k for k, _ in kinds], [w for _, w in kinds])[0]
    group = kind(story)
    while _words(story.paragraphs) < FEW:
        stories.speech(story, 1)
        if rng.random() < 0.5:
            story.add(story.render(rng.choice(grammar("speech")["background"])))
    _furnish(story)
    table = grammar("events")
    gov = story.government
    title = fill(choose_words(rng, rng.choice(table[group])), {"j": gov.head, "b": gov.bare})
    outlet = _outlet(rng, gov.bare)
    story.paragraphs[0] = (
        _dateline(rng, gov.region.capital or gov.bare, outlet["outlet"]) + story.paragraphs[0]
    )
    return story.record(title, outlet)


def _words(paragraphs: list[str]) -> int:
    return sum(len(p.split()) for p in paragraphs)


def _outlet(rng: Random, place: str) -> dict[str, str]:
    name = f"{rng.choice(grammar('speech')['outlets'])} {place.split()[-1]}"
    return {"outlet": name, "outlet_kind": rng.choice(lint.OUTLET_KINDS)}


def _dateline(rng: Random, city: str, outlet: str) -> str:
    bare = re.sub(r"\W", "", outlet)
    values = {"c": city, "C": city.upper(), "o": outlet, "O": outlet.upper(), "b": bare, "l": bare.lower()}
    return fill(rng.choice(grammar("speech")["datelines"]), values)


def _furnish(story: Story) -> None:
    """What pages have between and after the paragraphs of news."""
    rng, table = story.rng, grammar("speech")
    for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 3))):
        if len(story.paragraphs) > 1:
            line = rng.choice(table["related_heads"]) + rng.choice(table["related"])
            story.paragraphs.insert(rng.randrange(1, len(story.paragraphs)), line)
    if rng.random() < 0.12:
        story.paragraphs.insert(
            rng.choice((0, 1)) if len(story.paragraphs) > 1 else 0, rng.choice(table["captions"])
        )
    if rng.random() < 0.6:
        letters = "".join(rng.choice("abdefhiklmnrstuy") for _ in range(6))
        person = some_name(rng, rng.choice(story.government.peoples), False)
        credit = fill(
            rng.choice(table["credits"]), {"x": letters[:3], "y": letters[3:], "F": person.split()[0]}
        )
        if credit.startswith(("(", "*", "[")) and rng.random() < 0.6:
            story.paragraphs[-1] += " " + credit
        else:
            story.paragraphs.append(credit)


def _negative(rng: Random, number: int) -> dict[str, Any]:
    """An article with the words of mutasi about something else."""
    gov = Government(rng)
    published = date(2016, 2, 1) + timedelta(rng.randrange(3850))
    topic = rng.choice(grammar("negatives")["topics"])
    marks, typos = rng.choice(QUOTES), rng.choice((0.0, 0.05))

    def name() -> str:
        female = rng.random() < 0.3
        return with_titles(rng, some_name(rng, rng.choice(gov.peoples), female), female, 0.2)

    def said(template: str) -> str:
        values: dict[str, str | Callable[[], str]] = {
            "N": name, "n": str(rng.randint(2, 60)), "c": gov.bare,
            "d": past_day(rng, published - timedelta(rng.choice((0, 1, 2))), published)[0],
        }  # fmt: skip
        return sentence(fill(choose_words(rng, template), values))

    paragraphs = [said(rng.choice(topic["lead"]))]
    body = list(topic["body"])
    rng.shuffle(body)
    while body and (_words(paragraphs) < FEW or rng.random() < 0.6):
        text = said(body.pop())
        if rng.random() < 0.4:
            paragraphs[-1] += " " + text
        else:
            paragraphs.append(text)
    if rng.random() < 0.3:
        paragraphs.insert(
            1, rng.choice(grammar("speech")["related_heads"]) + rng.choice(grammar("speech")["related"])
        )
    outlet = _outlet(rng, gov.bare)
    paragraphs[0] = _dateline(rng, gov.region.capital or gov.bare, outlet["outlet"]) + paragraphs[0]
    kinds: dict[str, Any] = {"relevant": False, **{kind: [] for kind in lint.KINDS}}
    return {
        "id": f"gen-{number}", **outlet, "province": gov.region.province_code,
        "url": address(outlet["outlet"], published, number),
        "title": said(rng.choice(topic["titles"])), "published": published.isoformat(),
        "text": "\n".join(untidy(rng, quoted(p, marks), typos) for p in paragraphs), "facts": kinds,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for record in generate(args.number, args.seed):
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
