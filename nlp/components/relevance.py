"""Gives ``doc._.facts.relevant``: whether the article is about filling, vacating or moving posts of public officials.

A score of weighted words against a threshold, all in ``nlp/data/relevance.toml``: words of moving beside words for
public posts in one sentence, tell-tale phrases, and against them what *mutasi* and *rotasi* mean elsewhere (vehicles,
viruses, players, crops). The rooms below read only what is relevant.

Also leaves ``doc._.relevance_score``, and ``doc._.off_topic`` where the article is about something else beyond doubt:
no room looks at it any more. A network, where there is one, decides of those in doubt (`nlp.components.network`).
"""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from nlp.text import data, read_sents

if not Doc.has_extension("relevance_score"):
    Doc.set_extension("relevance_score", default=0.0)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], list[tuple[re.Pattern[str], float]]]:
    """(words of moving, words for posts, weighted phrases)."""
    words = data("relevance")
    moving = re.compile(rf"(?i)\b(?:{'|'.join(words['together']['moving'])})\b")
    posts = re.compile(rf"(?i)\b(?:{'|'.join(words['together']['posts'])})(?!\w)")
    phrases = [(re.compile(rf"(?i){pattern}"), float(weight)) for pattern, weight in words["for"].items()]
    phrases += [
        (re.compile(rf"(?i){pattern}"), -float(weight)) for pattern, weight in words["against"].items()
    ]
    return moving, posts, phrases


def score(sentences: list[str], title: str = "") -> float:
    """How much an article of these sentences speaks of posts being filled, vacated or moved."""
    words = data("relevance")
    moving, posts, phrases = _patterns()
    together = sum(1 for sentence in sentences if moving.search(sentence) and posts.search(sentence))
    total = min(together, words["together"]["most"]) * words["together"]["weight"]
    if title and moving.search(title) and posts.search(title):
        total += words["together"]["weight"] * 2
    counts = [0] * len(phrases)
    for sentence in sentences:
        for number, (pattern, _) in enumerate(phrases):
            if counts[number] < words["cap"]:
                counts[number] += sum(1 for _ in pattern.finditer(sentence))
    for number, (pattern, weight) in enumerate(phrases):
        total += weight * min(counts[number], words["cap"])
        total += 2 * weight * bool(title and pattern.search(title))
    return total


@cache
def _doubtful() -> re.Pattern[str]:
    return re.compile(rf"(?i){data('relevance')['doubtful']}")


@Language.factory("relevance")
class Relevance:
    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        known = data("relevance")
        sentences = [sentence.text for sentence in read_sents(doc)]
        doc._.relevance_score = score(sentences, doc._.title or "")
        doc._.facts.relevant = doc._.relevance_score >= known["threshold"]
        doc._.off_topic = doc._.relevance_score < known["doubt"] or not (
            doc._.facts.relevant or any(_doubtful().search(sentence) for sentence in sentences)
        )
        return doc
