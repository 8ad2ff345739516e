"""The words of posts (``nlp/data/posts.toml``) in the form that the extent reader wants, and the names of regions."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from nlp.patterns import either
from nlp.text import DATA, data

WORD = re.compile(
    r"\bYa['’`](?=\s[A-Z])|[^\W\d_][^\W_]*(?:['’`][^\W\d_]+)?(?:[-/][^\W\d_][^\W_]*)*|\d+|[^\w\s]"
)
#: Words in capitals are read as abbreviations of agencies up to this length.
LONGEST_ABBREVIATION = 12
JOINED_HEAD = re.compile(r"(?i)^(?:ka|sek|kasub)(?:dis|din|ban|bid|bag|biro|kan|sat|pol|sie?)[a-z]{2,}$")
JOINED_UNIT = re.compile(rf"(?i)^{either('posts.joined.units')}$")
ROMAN = re.compile(r"^(?:I{1,3}|IV|VI{0,3}|IX|X)$")


@dataclass(frozen=True)
class Word:
    """One word or mark of the text with its place in it."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words and marks of ``text[start:end]``."""
    return [
        Word(m.group(), m.start(), m.end())
        for m in WORD.finditer(text, start, len(text) if end is None else end)
    ]


@dataclass(frozen=True)
class Lexicon:
    heads: dict[tuple[str, ...], str]
    longest_head: int
    first_words: frozenset[str]
    functional: frozenset[str]
    grades: frozenset[str]
    staff: dict[tuple[str, ...], str]
    acting: dict[tuple[str, ...], str]
    former_before: frozenset[str]
    former_after: frozenset[str]
    unit_fields: frozenset[str]
    unit_names: frozenset[str]
    fields: frozenset[str]
    place_prefix: frozenset[str]
    place_suffix: frozenset[str]
    abbreviations: dict[str, str]
    leaders: dict[str, str]
    not_names: frozenset[str]
    honorifics: frozenset[str]
    ranks: frozenset[str]
    names: frozenset[str]
    not_agencies: frozenset[str]
    public_bodies: frozenset[str]
    generic: frozenset[str]
    organisations: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """All words of posts, read once."""
    posts, titles = data("posts"), data("titles")
    heads = {
        tuple(h.split()): kind for kind in ("unit", "place", "region", "closed") for h in posts["heads"][kind]
    }
    names = {
        name
        for line in (DATA / "names.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for name in line.split()
    }
    staff = {tuple(s.split()): "staff" for s in posts["heads"]["staff"]}
    functional = frozenset(posts["heads"]["functional"])
    acting = {tuple(w.split()): kind for kind, wordings in posts["acting"].items() for w in wordings}
    return Lexicon(
        heads=heads,
        longest_head=max(map(len, heads)),
        first_words=frozenset(h[0] for h in (*heads, *staff, *acting)) | functional,
        functional=functional,
        grades=frozenset(posts["heads"]["grades"]),
        staff=staff,
        acting=acting,
        former_before=frozenset(posts["former"]["before"]),
        former_after=frozenset(posts["former"]["after"]),
        unit_fields=frozenset(posts["units"]["field"]),
        unit_names=frozenset(posts["units"]["named"]),
        fields=frozenset((posts["fields"]["words"] + posts["fields"]["short"]).split()),
        place_prefix=frozenset(posts["places"]["prefix"].split()),
        place_suffix=frozenset(posts["places"]["suffix"].split()),
        abbreviations=posts["abbreviations"],
        leaders=posts["leaders"],
        not_names=frozenset(titles["not_names"].split()),
        honorifics=frozenset(titles["honorifics"].split()),
        ranks=frozenset(titles["ranks"].split()),
        names=frozenset(names) - frozenset(posts["units"]["field"]) - frozenset(["agama"]),
        not_agencies=frozenset(posts["limits"]["not_agencies"]),
        public_bodies=frozenset(posts["limits"]["public_bodies"]),
        generic=frozenset(posts["limits"]["generic"]),
        organisations=frozenset(o.lower() for o in titles["not_official"]["organisations"]),
    )


@cache
def region_names(kind: str = "") -> dict[tuple[str, ...], str]:
    """Short names and aliases of governments (as lower-case words) → code; "kota"/"kabupaten" left out.

    Where two share a name it is the kabupaten; with `kind` ("kota", "provinsi") it is the one of this kind.
    """
    found: dict[tuple[str, ...], str] = {}
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            name = re.sub(r"(?i)^(kabupaten|kota|provinsi)( administrasi)?\s+", "", row["name"])
            key = tuple(word.low for word in words_of(name))
            if key not in found or row["kind"] == (kind or "kabupaten"):
                found[key] = row["code"]
    for code, aliases in data("region_aliases").get("aliases", {}).items():
        for alias in aliases:
            found.setdefault(tuple(word.low for word in words_of(alias)), code)
    return found


def is_field(word: Word, lower_too: bool = False) -> bool:
    """Whether the word is part of an agency's name rather than a person's or a place's."""
    lex, text = lexicon(), word.text
    if not text[0].isalpha() or not (text[0].isupper() or lower_too):
        return False
    parts = [part for part in re.split(r"[-/]", word.low) if part]
    if all(part in lex.fields or part in lex.unit_fields for part in parts) or JOINED_UNIT.match(text):
        return True
    return is_abbreviation(word) and word.low not in lex.names


def is_field_at(words: list[Word], j: int, lower_too: bool = False) -> bool:
    return j < len(words) and is_field(words[j], lower_too)


def is_abbreviation(word: Word) -> bool:
    """In capitals and short: an agency or a part of its name ("PUPR", "PM-PTSP", "DP3AP2KB")."""
    letters = re.sub(r"[^A-Za-z]", "", word.text)
    return 2 <= len(letters) <= LONGEST_ABBREVIATION and letters.isupper()
