"""Gives ``doc.spans["posts"]``: public posts (`_.post`), the manner of holding (`_.acting`), past ones (`_.former`).

A span covers the post as written, with "Plt", a bracketed abbreviation and the region after it; `_.post` is the
fullest wording of that post in the article, without these. `_.post_key` is equal for two wordings of one post,
`_.post_region` the Kemendagri code of a region written after it. "memimpin Dinas Sosial" counts as "Kepala Dinas
Sosial". Words and their limits are in ``nlp/data/posts.toml``.
"""

from __future__ import annotations

import re
from collections import defaultdict

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.patterns import either, listed
from nlp.posts.extent import ExtentReader
from nlp.posts.lexicon import Word, is_abbreviation, lexicon, words_of
from nlp.posts.places import Extent
from nlp.posts.wording import fullest, post_key, same_post
from nlp.text import read_sents, span_at, text_of

for extension in ("post_key", "post_region", "post_kind"):
    if not Span.has_extension(extension):
        Span.set_extension(extension, default=None)

LEADS = re.compile(rf"(?i)\b{either('posts.leading.leads')}\s+(?=[A-Z])")
LED = re.compile(rf"(?i)^\s*(?:{either('posts.leading.before_led')}\s+)*{either('posts.leading.led')}\b")
#: "pindah ke Dinas Perhubungan sebagai kepala", "kursi BKPSDM diisi …"
HEADED = re.compile(
    r"(?i)^\s*,?\s*(?:sebagai|selaku|menjadi|dan menjabat(?: sebagai)?)\s+(kepala|sekretaris|direktur|inspektur)"
    r"(?:\s+(?:dinas|badan|biro|kantor))?\b(?!\s+[A-Z])"
)
SEAT = frozenset(listed("posts.leading.seat"))
#: Sentences longer than this are read in pieces, so that odd text costs no more than its length.
PIECE = 4000
NOT_BEFORE = frozenset(listed("posts.limits.no_person_after"))
KEEPS_REGION = frozenset(["region"])


@Language.factory("posts")
class Posts:
    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        if doc._.off_topic:
            return doc
        codes = frozenset(span._.code for span in doc.spans.get("regions", []) if span._.code)
        aliases = _aliases(doc)
        found: list[tuple[Extent, str]] = []
        for sentence in read_sents(doc):
            for start in range(sentence.start_char, sentence.end_char, PIECE):
                found += _read(text_of(doc), start, min(start + PIECE, sentence.end_char), codes, aliases)
        spans: list[Span] = []
        for extent, name in found:
            span = span_at(doc, extent.start, extent.end, "post")
            if span is None or (spans and span.start < spans[-1].end):
                continue
            _mark(span, extent, name, text_of(doc))
            spans.append(span)
        _write_out(spans, _abbreviations(found))
        doc.spans["posts"] = spans
        return doc


def _aliases(doc: Doc) -> dict[str, str]:
    """The article's own short names of governments: "Kabupaten Pesisir Barat (Pesbar)"."""
    found = {}
    for span in doc.spans.get("regions", []):
        match = re.match(r"\s*\((\w{3,14})\)", text_of(doc)[span.end_char : span.end_char + 20])
        if match and span._.code and match.group(1).lower() not in lexicon().names:
            found[match.group(1).lower()] = span._.code
    return found


def _read(
    text: str, start: int, end: int, codes: frozenset[str], aliases: dict[str, str]
) -> list[tuple[Extent, str]]:
    words = words_of(text, start, end)
    reader, found, j = ExtentReader(words, codes, aliases), [], 0
    led = {match.end() for match in LEADS.finditer(text, start, end)}
    while j < len(words):
        extent = reader.read(j)
        name = extent.name(text) if extent else ""
        if extent and extent.kind == "region" and j and words[j - 1].low in NOT_BEFORE:
            j = max(extent.next, j + 1)
            continue
        if extent is None:
            extent, name = _leading(reader, words, j, text, end, led)
        if extent is None:
            j += 1
            continue
        found.append((extent, name))
        j = max(extent.next, j + 1)
    return found


def _leading(
    reader: ExtentReader, words: list[Word], j: int, text: str, end: int, led: set[int]
) -> tuple[Extent | None, str]:
    """The post of who leads the agency at word `j`, where the article says that somebody does."""
    word, lex = words[j], lexicon()
    if not word.capital or not (
        word.low in lex.unit_fields
        or word.low in lex.unit_names
        or is_abbreviation(word)
        or word.low in lex.fields
    ):
        return None, ""
    extent = Extent(word.start, 0, 0, kind="unit", head="kepala")
    reader._lower, reader._first, reader._consumed = False, j, []
    after = reader._agency(j, extent)
    if after <= j:
        return None, ""
    tail = text[words[after - 1].end : min(end, words[after - 1].end + 60)]
    before = words[j - 1].low if j else ""
    headed = HEADED.match(tail) if before == "ke" else None
    seat = before in SEAT and after - j <= 8 and (is_abbreviation(word) or word.low in lex.unit_fields)
    if word.start not in led and not LED.match(tail) and headed is None and not seat:
        return None, ""
    agency = extent.name(text)
    low = agency.lower()
    if low in lex.generic or low in lex.not_agencies:
        return None, ""
    extent.next, extent.end = after, words[after - 1].end
    if headed is not None and headed.group(1).lower() != "kepala":
        return extent, f"{headed.group(1).capitalize()} {agency}"
    for unit, leader in lex.leaders.items():
        if low == unit:
            return extent, leader
        if low.startswith(unit + " "):
            return extent, f"{leader} {agency[len(unit) + 1 :] if leader in ('Camat', 'Lurah') else agency}"
    return extent, f"Kepala {agency}"


def _mark(span: Span, extent: Extent, name: str, text: str) -> None:
    region = extent.region_at if extent.kind in KEEPS_REGION else None
    span._.post = f"{name} {' '.join(text[slice(*region)].split())}" if region else name
    span._.acting, span._.post_region, span._.post_kind = extent.acting, extent.region, extent.kind
    lex = lexicon()
    before = re.findall(r"[\w-]+", text[max(0, extent.start - 20) : extent.start].lower())[-1:]
    after = re.match(r"\s+(?:yang\s+|yg\s+)?(\w+)", text[extent.end : extent.end + 30])
    span._.former = bool(before and before[0] in lex.former_before) or bool(
        after and after.group(1).lower() in lex.former_after
    )


def _abbreviations(found: list[tuple[Extent, str]]) -> dict[str, str]:
    """What the article itself abbreviates: "Kepala Dinas Ketahanan Pangan (DKP)" → dkp."""
    learnt: dict[str, str] = {}
    for extent, name in found:
        for short, at in extent.brackets:
            words = name.split()
            if (
                at == len(extent.parts)
                and len(words) > 2
                and words[0] in ("Kepala", "Sekretaris", "Direktur")
                and " " not in short
            ):
                learnt.setdefault(short.lower(), " ".join(words[1:]).lower())
    return learnt


def _write_out(spans: list[Span], learnt: dict[str, str]) -> None:
    """Give every mention its key and the fullest wording that the article has for its post."""
    groups: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    for span in spans:
        span._.post_key = post_key(span._.post, learnt)
        groups[span._.post_key].append(span)
    by_head: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in groups:
        by_head[key[0] if key else ""].append(key)
    for head, keys in by_head.items():
        bare = [
            key for key in keys if key == (head,) or key == ("wali", "kota") or key[-2:] == ("wali", "kota")
        ]
        for key in sorted(keys, key=len):
            if groups[key][0]._.post_kind == "region" and key in bare:
                wider = [k for k in keys if k != key and k[: len(key)] == key]
                if wider:  # "Bupati" alone is the one named most
                    best = max(wider, key=lambda k: len(groups[k]))
                    for span in groups[key]:
                        span._.post, span._.post_key, span._.post_region = (
                            groups[best][0]._.post,
                            best,
                            groups[best][0]._.post_region,
                        )
                continue
            longer = next(
                (k for k in sorted(keys, key=len, reverse=True) if len(k) > len(key) and same_post(k, key)),
                key,
            )
            posts = [span._.post for k in {key, longer} for span in groups[k]]
            for span in groups[key]:
                span._.post, span._.post_key = fullest(posts), longer
