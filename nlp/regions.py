"""The gazetteer of Indonesian governments, and which of them a wording in a text names.

A name alone may belong to two governments ("Pasuruan" is a kota and a kabupaten, "Gorontalo" a province too): the
word before it decides ("Pemkot", "Bupati"), then how the article names the place elsewhere, then what the article
mostly speaks of (wali kota or bupati), its outlet and its province.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from nlp.patterns import listed, whole
from nlp.text import DATA, data

KINDS = ("provinsi", "kabupaten", "kota")


@dataclass(frozen=True)
class Region:
    """A government: `code` is Kemendagri's, `province` the province's name ("" for a province)."""

    code: str
    kind: str
    name: str
    province: str
    capital: str

    @property
    def province_code(self) -> str:
        return self.code[:2]

    @property
    def bare(self) -> str:
        """The name without its kind: "Pasuruan"."""
        return re.sub(r"^(?:Provinsi|Kabupaten|Kota)(?: Administrasi)? ", "", self.name)


@dataclass(frozen=True)
class Mention:
    """A wording that names a government; `head` is the word of government before it ("pemkot", "bupati"), or ""."""

    start: int
    end: int
    region: Region
    head: str


def key(name: str) -> str:
    """The form names are compared in: small letters only."""
    return re.sub(r"[^a-z0-9]", "", name.casefold())


@cache
def regions() -> dict[str, Region]:
    """All provinces, kabupaten and kota by code."""
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Region(**row) for row in csv.DictReader(file)}


@cache
def by_name() -> dict[str, tuple[Region, ...]]:
    """Every name and alias, as `key` gives it, with the governments it may mean."""
    names: defaultdict[str, list[Region]] = defaultdict(list)
    for region in regions().values():
        for name in (
            region.bare,
            region.bare.replace("Kep. ", "Kepulauan "),
            region.bare.replace("Kepulauan ", "Kep "),
        ):
            if region not in names[key(name)]:
                names[key(name)].append(region)
    for code, aliases in data("region_aliases")["aliases"].items():
        for alias in aliases:
            if regions()[code] not in names[key(alias)]:
                names[key(alias)].append(regions()[code])
    return {name: tuple(found) for name, found in names.items()}


@cache
def _needs_head() -> frozenset[str]:
    return frozenset(data("region_aliases")["only_with_head"])


@cache
def _head() -> re.Pattern[str]:
    """A word of government at the end of a text, its kind as the group's name ("neutral" tells none)."""
    heads = data("region_aliases")["heads"]
    kinds = "|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in heads.items())
    return re.compile(
        rf"(?i)(?<![\w-])(?:{kinds})\.?(?:\s+\((?:pemkab|pemkot|pemprov|pemko|prov|kab)\.?\))?\s+$"
    )


@cache
def _no_government() -> re.Pattern[str]:
    """A word at the end of a text after which a name is a court's, school's, street's or village's place."""
    words = "|".join(data("region_aliases")["not_a_government_after"])
    return re.compile(rf"(?i)\b(?:{words})\.?\s+(?:negeri\s+|swasta\s+)?(?:\d+\s+)?$")


DIRECTIONS = frozenset(listed("region_aliases.words.directions"))
WORD = re.compile(r"[^\W_]+(?:['’`.](?=[^\W_]))?[^\W_]*")
LONGEST_NAME = 5


def _candidates(text: str) -> Iterable[tuple[int, int, str]]:
    """(start, end, key) of the longest runs of capitalised words that are some government's name."""
    names = by_name()
    words = [(match.start(), match.end(), match.group()) for match in WORD.finditer(text)]
    position = 0
    while position < len(words):
        start, _, first = words[position]
        if not (first[0].isupper() or first[0].isdigit()):
            position += 1
            continue
        joined, found = "", None
        for offset in range(min(LONGEST_NAME, len(words) - position)):
            begin, end, word = words[position + offset]
            if offset and text[words[position + offset - 1][1] : begin] not in (" ", "-", "  ", " - ", ". "):
                break
            if offset and not word[0].isupper() and word != "dan":
                break
            joined += key(word)
            if joined in names and word != "dan":
                found = (offset + 1, end, joined)
        if found is None:
            position += 1
            continue
        length, end, joined = found
        position += length
        # "Singkawang Barat" is a kecamatan where no government has that name
        after = words[position] if position < len(words) else None
        if (
            after
            and text[end : after[0]] == " "
            and after[2][0].isupper()
            and after[2].casefold() in DIRECTIONS
        ):
            continue
        yield start, end, joined


@dataclass(frozen=True)
class _Raw:
    start: int
    end: int
    name: str
    head: str
    kind: str


def _raw_mentions(text: str) -> list[_Raw]:
    found = []
    for start, end, name in _candidates(text):
        before = text[max(0, start - 60) : start]
        head = _head().search(before)
        if head is None:
            if _no_government().search(before):
                continue
            found.append(_Raw(start, end, name, "", ""))
            continue
        kind = head.lastgroup or ""
        kind = "" if kind == "neutral" else kind
        word = head.group().strip().casefold()
        if (
            word.startswith(("polda", "kapolda", "kejati", "kajati", "kanwil", "korem", "kodam", "pangdam"))
            and name == "metro"
        ):
            continue
        # "Kabupaten X", "Pemkot X" are one mention; "Bupati X" is a post with a mention in it
        inside = bool(
            re.fullmatch(
                r"(?:kab|kabupaten|kota|prov|provinsi|propinsi|pemkab|pemko|pemkot|pemprov|pemerintah.*)\b.*",
                word,
            )
        )
        begin = start - (len(before) - head.start()) if inside else start
        found.append(_Raw(begin, end, name, word.split("(")[0].strip(" ."), kind))
    return found


def _of_kind(name: str, kind: str) -> list[Region]:
    return [region for region in by_name()[name] if not kind or region.kind == kind]


def find_mentions(text: str, title: str = "", outlet: str = "", capital_of: str = "") -> list[Mention]:
    """The governments named in `text`, in order.

    `title` and `outlet` help to decide between namesakes; `capital_of` is the place of the dateline, if known.
    """
    raw = _raw_mentions(text)
    around = _raw_mentions(title)
    headed: Counter[tuple[str, str]] = Counter()  # (name, kind) as named with a word of government
    provinces: Counter[str] = Counter()
    for mention in [*raw, *around]:
        regions_meant = _of_kind(mention.name, mention.kind)
        if mention.kind and regions_meant:
            headed[mention.name, mention.kind] += 1
        if len({region.province_code for region in regions_meant}) == 1:
            provinces[regions_meant[0].province_code] += 1
    speaks_of = _kinds_spoken_of(f"{title}\n{text}")
    outlet_key = key(outlet)
    mentions = []
    for mention in raw:
        allowed = _of_kind(mention.name, mention.kind) or _of_kind(mention.name, "")
        if mention.kind and not _of_kind(mention.name, mention.kind) and mention.name in _needs_head():
            continue
        known = [kind for kind in KINDS if headed[mention.name, kind]]
        if (
            not mention.head
            and mention.name in _needs_head()
            and not known
            and mention.name not in outlet_key
        ):
            continue
        region = max(
            allowed,
            key=lambda region: (
                headed[mention.name, region.kind] if not mention.kind else 0,
                provinces[region.province_code] > 1,
                speaks_of[region.kind],
                key(capital_of) == key(region.capital),
                region.kind != "provinsi",
                region.kind == "kota",
            ),
        )
        mentions.append(Mention(mention.start, mention.end, region, mention.head))
    return mentions


def _kinds_spoken_of(text: str) -> dict[str, int]:
    return {kind: len(whole(f"region_aliases.spoken.{kind}").findall(text)) for kind in KINDS}
