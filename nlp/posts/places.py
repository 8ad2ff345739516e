"""Where the name of a region, place, school or hospital ends in a post's wording, and the words that the readers share.

The hard part is the end: "Camat Belang Jein Pongoh" has to stop before the person, though neither place nor person is
in any list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nlp.patterns import listed
from nlp.posts.lexicon import JOINED_HEAD, Word, lexicon, region_names

SEAT_BEFORE = frozenset(listed("posts.extent.seat_before"))
SHORT_NAMES = frozenset(listed("posts.extent.short_names"))
ENTERPRISES = frozenset(listed("posts.extent.enterprises"))
#: How a government's kind is written before its name.
KINDS = {
    "kabupaten": "kabupaten",
    "kab": "kabupaten",
    "kota": "kota",
    "provinsi": "provinsi",
    "prov": "provinsi",
}


@dataclass
class Extent:
    """A post read at ``start``: `parts` are the character ranges of its name, in order."""

    start: int
    end: int
    next: int
    parts: list[tuple[int, int]] = field(default_factory=list)
    acting: str | None = None
    region: str | None = None
    region_at: tuple[int, int] | None = None
    brackets: list[tuple[str, int]] = field(default_factory=list)
    kind: str = "unit"
    head: str = ""

    def name(self, text: str) -> str:
        """The post's words without brackets, manner of holding and region."""
        said = " ".join(" ".join(text[a:b].split()) for a, b in self.parts)
        return said.replace(" ,", ",").strip(" ,.")


class PlaceReader:
    """Reads on from a word of a run of words.

    `codes` are the governments that the article names anyway, `aliases` its own short names of governments ("Pesisir
    Barat (Pesbar)") with their codes.
    """

    def __init__(
        self, words: list[Word], codes: frozenset[str] = frozenset(), aliases: Mapping[str, str] | None = None
    ) -> None:
        self.words, self.codes, self.lex, self.aliases = words, codes, lexicon(), aliases or {}
        self._lower = False  # the post's head is not capitalised
        self._first = 0  # the head's first word
        self._consumed: list[Word] = []  # the words after the head that are in the name so far

    def _acting(self, j: int) -> tuple[int, str | None]:
        words = self.words
        for length in (2, 1):
            key = tuple(w.low for w in words[j : j + length])
            if len(key) == length and key in self.lex.acting:
                j += length
                if self._text(j) == "(" and self._text(j + 2) == ")":
                    j += 3
                while self._text(j) in (".", ","):
                    j += 1
                return j, self.lex.acting[key]
        return j, None

    def _text(self, j: int) -> str:
        return self.words[j].text if 0 <= j < len(self.words) else ""

    def _low(self, j: int) -> str:
        return self._text(j).lower()

    def _head(self, j: int) -> tuple[str, int] | None:
        words, lex = self.words, self.lex
        if j >= len(words):
            return None
        for length in range(min(lex.longest_head, len(words) - j), 0, -1):
            key = tuple(w.low for w in words[j : j + length])
            if key in lex.heads:
                return lex.heads[key], length
        for length in (2, 1):
            key = tuple(w.low for w in words[j : j + length])
            if len(key) == length and key in lex.staff:
                return "staff", length
        if words[j].low in lex.functional:
            return "functional", 1
        if JOINED_HEAD.match(words[j].text) and words[j].capital and words[j].low not in lex.names:
            return "closed", 1
        return None

    def _capital(self, j: int) -> bool:
        return 0 <= j < len(self.words) and self.words[j].capital

    def _keep(self, j: int, extent: Extent) -> int:
        """Take word `j` into the name."""
        word = self.words[j]
        extent.parts.append((word.start, word.end))
        self._consumed.append(word)
        return j + 1

    def _is_name(self, j: int) -> bool:
        return self._capital(j) and self._low(j) in self.lex.names

    def _starts_post(self, j: int) -> bool:
        word = self.words[j]
        if not word.capital or word.low in self.lex.unit_fields or word.low in self.lex.fields:
            return False
        matched = self._head(j)
        return (matched is not None and matched[0] != "functional") or (word.low,) in self.lex.acting

    def _region(self, j: int) -> tuple[str, int] | None:
        """(code, index after) of a government's name at word `j`, with its kind before it if written."""
        start = j
        kind = self._low(j)
        if kind in KINDS:
            j += 1
            while self._text(j) == ".":
                j += 1
        named = region_names(KINDS.get(kind, "") if j > start else "")
        if self._low(j) in self.aliases and self._capital(j):
            return self.aliases[self._low(j)], j + 1
        for length in (4, 3, 2, 1):
            key = tuple(w.low for w in self.words[j : j + length])
            if len(key) < length or key not in named or not self._capital(j):
                continue
            code = named[key]
            if (
                j == start
                and length == 1
                and key[0] in self.lex.names
                and code not in self.codes
                and self._capital(j + 1)
            ):
                continue
            return code, j + length
        return None

    def _take_region(self, j: int, extent: Extent, into_name: bool = False) -> int | None:
        found = self._region(j) if j < len(self.words) else None
        if found is None:
            return None
        code, end = found
        extent.region, extent.region_at = code, (self.words[j].start, self.words[end - 1].end)
        if into_name:
            extent.parts.append(extent.region_at)
            self._consumed.extend(self.words[j:end])
        return end

    def _place_name(self, j: int, extent: Extent, unit: str = "") -> int:
        """Take the name of a place, school or hospital from word `j`, leaving a person's name that follows it."""
        words, lex = self.words, self.lex
        if unit in ("camat", "lurah", "kantor") and self._low(j) in ("di", "pada"):
            return j
        run: list[int] = []
        k = j
        while k < len(words) and len(run) < 7:
            word = words[k]
            hospital = unit.startswith("rs") and not run
            title = (word.low in lex.honorifics or word.low in lex.ranks) and not hospital
            if title or word.text.startswith("Rp") or self._starts_post(k) or word.low in lex.acting:
                break
            if word.text == "." and run and words[k - 1].low in ("dr", "prof", "h", "hj", "r", "rd"):
                k += 1
                continue
            if not (
                word.capital or word.text.isdigit() or (unit.startswith("rs") and word.low in ("dr", "prof"))
            ):
                break
            if unit.startswith("rs") and len(word.text) == 1 and self._text(k + 1) == ".":
                run.append(k)  # "RSUD dr. R. Soedjono"
                k += 2
                continue
            if word.low in SHORT_NAMES and self._text(k + 1) == "." and run:
                break
            if word.text.isdigit() and self._text(k + 1) == "/" and self._capital(k + 2):
                run += [k, k + 1, k + 2]  # a military unit: "1407/Bone"
                k += 3
                break
            if len(word.text) == 1 and word.text not in "IVX" and not word.text.isdigit():
                break
            if (
                word.low in lex.not_names
                and word.low not in lex.place_suffix
                and word.low not in lex.place_prefix
            ):
                break
            run.append(k)
            k += 1
        if not run:
            return j
        after = self._text(k)
        follows = self._text(k + 1)
        before = self._low(self._first - 1)
        whole = (
            len(run) == 1
            or before in SEAT_BEFORE
            or after in ("(", ")", ".", ";", ":", "-", "–", "—", "/", "")
            or after.lower() in lex.public_bodies
            or (after == "," and (follows[:1].isupper() and not self._starts_post(k + 1)))
        )
        if self._text(run[-2] if len(run) > 1 else run[-1]) == "/":
            whole = True
        elif after == "." and before not in SEAT_BEFORE and len(run) > 2:
            whole = self._split(run, unit) == 1 and not self._is_name(run[1])
        elif unit in ENTERPRISES:
            whole = True
        cut = len(run) if whole else self._split(run, unit)
        if unit.startswith("rs") and self._low(run[0]) in ("dr", "prof", "h"):
            cut = len(run) if whole else min(len(run), 3)
        for index in run[:cut]:
            self._keep(index, extent)
        return run[cut - 1] + 1

    def _split(self, run: list[int], unit: str) -> int:
        """How many words of a capitalised run are the place; the rest is a person."""
        lex, words = self.lex, self.words
        cut = 1
        if words[run[0]].low in lex.place_prefix and len(run) > 2:
            cut = 2
        while cut < len(run) and (words[run[cut]].low in lex.place_suffix or words[run[cut]].text.isdigit()):
            cut += 1
        if (
            unit
            and words[run[0]].text.isdigit()
            and cut < len(run) - 1
            and words[run[cut]].low not in lex.names
        ):
            cut += 1
        return cut
