"""Gives ``doc._.facts.governments``: the government (usually one) whose posts the article is about.

Every mention of a government weighs by the word before it ("Pemkab" more than "Polres"), by its place and by what its
sentence tells; the names of namesakes and provinces around it weigh little. National bodies (Polri, TNI, Kejaksaan …)
are told by their own posts, listed in ``nlp/data/national_bodies.toml``. A fact's offsets are the strongest mention's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.facts import Government
from nlp.patterns import either
from nlp.regions import find_mentions, key, regions
from nlp.text import data, read_sents, text_of

EXTRACTOR = "governments/1"

#: What a mention weighs by the word of government before it; the first pattern that fits counts.
HEAD_WEIGHTS = [
    (re.compile("|".join(entry["words"])), float(entry["weight"]))
    for entry in data("region_aliases")["head_weights"]
]
BARE_WEIGHT = 1.0
TITLE_FACTOR = 2.0
LEAD_SENTENCES = 3
#: A province named right after a kabupaten or kota ("Kabupaten Buru, Maluku") says only where that is.
PROVINCE_AFTER = re.compile(r"[,(]\s*(?:Provinsi\s+|Prov\.?\s+)?$")
COURT_BEFORE = re.compile(
    r"(?i)(?:\bdi|pengadilan\b[^.]{0,40}|ptun|tipikor|gedung|jalan|asal|warga|kampus|universitas|dari)\s+$"
)
MOVING = re.compile(rf"(?i){either('region_aliases.words.moving')}")
#: "dilantik sebagai Pj Bupati X", "tunjuk Pj Wali Kota X": the region gets a head.
GETS_A_HEAD = re.compile(
    r"(?i)(?:sebagai|menjadi|jadi|men(?:jabat|unjuk)|ditunjuk|dilantik|(?:me)?lantik|tunjuk|kursi|posisi|calon|usul\w*"
    r"|nama|jabat|(?:me)?ngukuhkan|kukuhkan|dua|tiga|empat|lima|enam|\d+|(?:^|\n)\s*(?:\d+[.)]|[-•]))"
    r"\s+(?:sebagai\s+|jadi\s+)?(?:pj|pjs|plt|plh|penjabat(?: sementara)?|pelaksana (?:tugas|harian))\.?"
    r"(?:\s+\((?:pjs?|pl[th])\))?\s+(?:bupati|wali ?kota|gubernur)\s+$"
)
ENOUGH_FOR_BODY = 3


@dataclass
class _Weight:
    """What a government weighs so far, and its strongest mention."""

    total: float = 0.0
    headed: float = 0.0
    gets_head: int = 0
    best: tuple[float, int, int] = field(default=(-1.0, 0, 0))

    def add(self, weight: float, start: int, end: int) -> None:
        self.total += weight
        if weight > self.best[0]:
            self.best = (weight, start, end)


def _head_weight(head: str) -> float:
    return next((weight for pattern, weight in HEAD_WEIGHTS if head and pattern.match(head)), BARE_WEIGHT)


def weigh_regions(doc: Doc) -> dict[str, _Weight]:
    """Every government named in the article with what speaks for it being the one whose posts are told."""
    text, title = text_of(doc), doc._.title or ""
    weights: dict[str, _Weight] = defaultdict(_Weight)
    sentences = [sentence for sentence in read_sents(doc)]
    lead_end = sentences[min(LEAD_SENTENCES, len(sentences)) - 1].end_char if sentences else 0
    moving: dict[int, bool] = {}
    around = _sentences_around(list(doc.spans.get("regions", ())), sentences)
    for span, sentence in around:
        region = regions()[span._.code]
        before = text[max(0, span.start_char - 90) : span.start_char]
        weight = _head_weight(span._.head)
        gets_head = GETS_A_HEAD.search(before)
        if gets_head:
            weights[region.code].gets_head += 1 + (span.start_char < lead_end)
            weight += 2
        elif (
            region.kind == "provinsi"
            and span._.head in ("", "provinsi", "prov", "propinsi")
            and PROVINCE_AFTER.search(before)
        ):
            weight = 0.1
        elif not span._.head and COURT_BEFORE.search(before):
            weight *= 0.4
        elif (
            span._.head in ("gubernur", "wakil gubernur")
            and region.kind == "provinsi"
            and re.search(r"(?i)mantan\s+(?:wakil )?gubernur\s+$", before)
        ):
            weight = 0.3
        if sentence.start not in moving:
            moving[sentence.start] = bool(MOVING.search(sentence.text))
        weight *= 1.4 if moving[sentence.start] else 1.0
        weight *= 1.5 if span.start_char < lead_end else 1.0
        weights[region.code].add(weight, span.start_char, span.end_char)
        weights[region.code].headed += weight if span._.head else 0.0
    for mention in find_mentions(title, text[:2000], doc._.outlet or ""):
        code = _same_name(mention.region.code, weights)
        before = title[max(0, mention.start - 60) : mention.start]
        weights[code].gets_head += 2 * bool(
            GETS_A_HEAD.search(before)
            or (
                re.search(r"(?i)\b(?:pj|penjabat|pjs|plt)\.? (?:bupati|wali ?kota|gubernur)\s+$", before)
                and not weights[code].headed
            )
        )
        weights[code].total += _head_weight(mention.head) * TITLE_FACTOR
    outlet = key(doc._.outlet or "")
    for code, weighed in weights.items():
        if key(regions()[code].bare) in outlet:
            weighed.total += 0.5
    return weights


def _sentences_around(spans: list[Span], sentences: list[Span]) -> list[tuple[Span, Span]]:
    """Each span with its sentence, both in the order of the text (``span.sent`` would look for it each time)."""
    pairs, position = [], 0
    for span in spans:
        while position < len(sentences) - 1 and sentences[position].end <= span.start:
            position += 1
        if sentences:
            pairs.append((span, sentences[position]))
    return pairs


def _same_name(code: str, weights: dict[str, _Weight]) -> str:
    """A title's bare name means the namesake that the body speaks of."""
    if code in weights:
        return code
    name = key(regions()[code].bare)
    return next((other for other in weights if key(regions()[other].bare) == name), code)


@cache
def _bodies() -> tuple[re.Pattern[str], dict[str, tuple[re.Pattern[str], re.Pattern[str]]]]:
    words = data("national_bodies")
    return re.compile(rf"(?i){words['region']['posts']}"), {
        name: (re.compile(rf"(?i){body['posts']}"), re.compile(rf"(?i){body['moves']}"))
        for name, body in words["bodies"].items()
    }


def weigh_bodies(text: str, title: str) -> tuple[dict[str, tuple[int, tuple[int, int]]], int]:
    """For each national body (what speaks for it, its first telling words), and what speaks for a region's posts."""
    region_posts, bodies = _bodies()
    counts = {}
    for name, (posts, moves) in bodies.items():
        found = [match.span() for match in posts.finditer(text)]
        told = [match.span() for match in moves.finditer(text)]
        total = len(found) + 3 * len(told) + 4 * len(posts.findall(title)) + 4 * len(moves.findall(title))
        if found or told:
            counts[name] = (total, (told or found)[0])
    return counts, len(region_posts.findall(text)) + 4 * len(region_posts.findall(title))


def _dateline_region(doc: Doc) -> tuple[str, int, int] | None:
    """The kabupaten or kota whose capital opens the text ("Sampit - …"), where nothing else names a government."""
    match = re.match(r"\s*([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)\s*(?:,|\(|-|–|—)", text_of(doc))
    if match is None:
        return None
    place = key(match.group(1))
    found = [
        region for region in regions().values() if key(region.capital) == place and region.kind != "provinsi"
    ]
    return (found[0].code, match.start(1), match.end(1)) if len(found) == 1 else None


@Language.factory("governments")
class Governments:
    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        if doc._.facts.relevant:
            doc._.facts.governments = self._choose(doc)
        return doc

    def _choose(self, doc: Doc) -> list[Government]:
        weights = weigh_regions(doc)
        heads = [code for code, weight in weights.items() if weight.gets_head >= 2]
        read = "\n".join(sentence.text for sentence in read_sents(doc))
        bodies, for_region = weigh_bodies(read, doc._.title or "")
        if bodies and not heads:
            name, (total, _) = max(bodies.items(), key=lambda item: item[1][0])
            if total >= ENOUGH_FOR_BODY and total >= 2 * for_region:
                start, end = _first_telling(doc, name)
                return [_fact(name, None, start, end, min(0.97, 0.6 + total / 60))]
        if not weights:
            place = _dateline_region(doc)
            return [_fact(regions()[place[0]].name, place[0], place[1], place[2], 0.4)] if place else []
        best = max(weights, key=lambda code: weights[code].total)
        if heads:
            ordered = sorted(heads, key=lambda code: -weights[code].gets_head)
            chosen = [
                code for code in ordered if weights[code].gets_head * 2 >= weights[ordered[0]].gets_head
            ]
            if best not in chosen and weights[best].headed > 2.5 * weights[chosen[0]].total:
                chosen = [best]
        else:
            chosen = [best]
        everything = sum(weight.total for weight in weights.values())
        facts = []
        for code in chosen:
            _, start, end = weights[code].best
            share = weights[code].total / everything if everything else 0
            facts.append(_fact(regions()[code].name, code, start, end, round(0.5 + 0.45 * share, 2)))
        return facts


def _first_telling(doc: Doc, body: str) -> tuple[int, int]:
    posts, moves = _bodies()[1][body]
    spans: list[Span] = [sentence for sentence in read_sents(doc)]
    for pattern in (moves, posts):
        for sentence in spans:
            match = pattern.search(sentence.text)
            if match:
                return sentence.start_char + match.start(), sentence.start_char + match.end()
    return 0, 0


def _fact(name: str, code: str | None, start: int, end: int, confidence: float) -> Government:
    return Government(start=start, end=end, confidence=confidence, extractor=EXTRACTOR, name=name, code=code)
