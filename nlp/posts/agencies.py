"""Where an agency's name ends in a post's wording.

"Kepala Dinas Pemuda, Olahraga, Kebudayaan dan Pariwisata Marthen Kafiar" has to stop before the person: an agency's
name runs on through words of fields, joined by commas and "dan", and takes brackets and regions on its way.
"""

from __future__ import annotations

from nlp.patterns import listed
from nlp.posts.lexicon import JOINED_HEAD, ROMAN, Word, is_abbreviation, is_field, is_field_at
from nlp.posts.places import Extent, PlaceReader

WITH_UNIT = frozenset(listed("posts.extent.with_unit"))
SCHOOLS = frozenset(listed("posts.extent.schools"))
NUMBERED = frozenset(listed("posts.extent.numbered"))
COUNTED = frozenset(listed("posts.extent.counted"))
BRACKET_WORDS = 8


class AgencyReader(PlaceReader):
    """Reads the parts of a post of an agency."""

    def _agency(self, j: int, extent: Extent) -> int:
        """Read on through an agency's name from word `j`; gives the index after it."""
        words, lex = self.words, self.lex
        while j < len(words):
            word, low = words[j], words[j].low
            if word.text == "(":
                after = self._bracket(j, extent)
                if after is None:
                    break
                j = after
                continue
            started = bool(self._consumed) or extent.kind == "closed"
            if started and (end := self._take_region(j, extent)) is not None:
                j = end
                if self._text(j) == "(" and (after := self._bracket(j, extent)) is not None:
                    j = after
                break
            of_schools = low in SCHOOLS and bool(self._consumed) and self._consumed[-1].low in lex.fields
            if low in lex.unit_names and (word.capital or self._lower) and not of_schools:
                j = self._keep(j, extent)
                j = self._place_name(j, extent, unit=low)
                continue
            if self._starts_post(j):
                break
            if self._takes(j, started):
                j = self._keep(j, extent)
            elif low in ("dan", "serta", "&") and self._joins(j + 1, low):
                j = self._keep(self._keep(j, extent), extent)
            elif word.text == "," and (self._enumerates(j) or self._ends_enumeration(j, extent)):
                extent.parts.append((word.start, word.end))
                j += 1
            elif low in ("pada", "di") and self._consumed_or_low_rank(extent, low) and self._unit_at(j + 1):
                j = self._keep(j, extent)
            else:
                break
        return j

    def _takes(self, j: int, started: bool) -> bool:
        word = self.words[j]
        if word.low == "ri" and self._consumed:
            return True
        if word.low in self.lex.not_agencies or word.low in self.lex.ranks or word.low in self.lex.honorifics:
            return False
        if word.low in SCHOOLS and word.capital:
            return started
        if ROMAN.match(word.text):
            return started or self.words[j - 1].low in NUMBERED
        if "/" in word.text and ROMAN.match(word.text.split("/")[0]):
            return True
        if word.text.isdigit():
            return bool(self._consumed) and self._consumed[-1].low in COUNTED
        after_unit = bool(self._consumed) and self._consumed[-1].low in self.lex.unit_fields
        if is_field(word, lower_too=self._lower or after_unit):
            if self._consumed and self._consumed[-1].low == "daya":
                return True
            return not (word.low in self.lex.names and self._is_name(j + 1) and started and not after_unit)
        return (
            after_unit
            and len(self._consumed) == 1
            and word.capital
            and word.low not in self.lex.names
            and word.low not in self.lex.not_names
            and word.low not in self.lex.honorifics
            and word.low not in self.lex.ranks
            and self._consumed[-1].capital
        )

    def _unit_at(self, j: int) -> bool:
        low = self._low(j)
        return (
            low in self.lex.unit_fields
            or low in self.lex.unit_names
            or (j < len(self.words) and is_abbreviation(self.words[j]) and low not in self.lex.not_agencies)
        )

    def _consumed_or_low_rank(self, extent: Extent, low: str) -> bool:
        head = extent.head.split()
        if extent.kind in ("staff", "functional") or extent.head in ("pamong belajar", "fungsional umum"):
            return True
        low_rank = head[0] in WITH_UNIT or (
            self._consumed
            and self._consumed[0].low in ("bidang", "seksi", "subbagian", "sub", "upt", "uptd", "bagian")
        )
        return low == "pada" and bool(low_rank)

    def _joins(self, j: int, conjunction: str) -> bool:
        """Whether the agency's name goes on with word `j` after "dan"."""
        if j >= len(self.words) or self._starts_post(j) or self._low(j) in self.lex.not_agencies:
            return False
        word = self.words[j]
        if not (self._consumed and is_field(word, lower_too=self._lower)):
            return False
        if is_abbreviation(word) and word.low not in self.lex.fields:
            return self._consumed[-1].low in self.lex.fields and len(word.text) <= 5
        if conjunction == "serta" and word.low in self.lex.unit_fields:
            return False
        return (
            not (
                word.low in ("dinas", "badan", "bagian", "kantor", "inspektorat", "satuan")
                and len(self._consumed) > 1
            )
            or word.low == "pelatihan"
        )

    def _enumerates(self, j: int) -> bool:
        """Whether the comma at `j` is inside "Pemuda, Olahraga dan Pariwisata": fields up to a joined last one."""
        k, seen = j + 1, 0
        while k < len(self.words) and k < j + 16:
            word = self.words[k]
            if word.low in ("dan", "&", "serta"):
                return (
                    seen > 0
                    and k + 1 < len(self.words)
                    and is_field(self.words[k + 1], self._lower)
                    and not self._starts_post(k + 1)
                )
            if word.text == ",":
                if not seen:
                    return False
                k += 1
                if self._low(k) == "dan":
                    return is_field_at(self.words, k + 1) and self._low(k + 1) not in self.lex.unit_fields
                continue
            fits = is_field(word, self._lower) and (word.low in self.lex.fields or not is_abbreviation(word))
            if (
                not fits
                or self._starts_post(k)
                or word.low in ("dinas", "badan", "bagian", "kantor", "sekretaris", "inspektorat", "dprd")
            ):
                return False
            seen += 1
            k += 1
        return False

    def _ends_enumeration(self, j: int, extent: Extent) -> bool:
        """Whether the comma at `j` is the last of "Pengembangan, Data, dan Pembinaan"."""
        told = any(b - a == 1 for a, b in extent.parts[1:])
        follower = self._low(j + 2)
        return (
            told
            and self._low(j + 1) in ("dan", "serta")
            and is_field_at(self.words, j + 2)
            and (
                follower not in self.lex.unit_fields
                and follower in self.lex.fields
                and not self._starts_post(j + 2)
            )
        )

    def _bracket(self, j: int, extent: Extent) -> int | None:
        """The index after a bracket that holds an abbreviation of what went before; None for any other bracket."""
        inside: list[Word] = []
        for k in range(j + 1, min(j + 2 + BRACKET_WORDS, len(self.words))):
            if self.words[k].text == ")":
                short = bool(inside) and len(inside) <= 4
                if not short or not all(self._abbreviating(w) for w in inside):
                    return None
                extent.brackets.append((" ".join(w.text for w in inside), len(extent.parts)))
                return k + 1
            inside.append(self.words[k])
        return None

    def _abbreviating(self, word: Word) -> bool:
        if word.text in "-/&.":
            return True
        return word.low not in self.lex.names and (
            is_abbreviation(word)
            or is_field(word, True)
            or JOINED_HEAD.match(word.text) is not None
            or word.low in self.lex.first_words
            or (
                word.capital
                and len(word.text) > 4
                and word.low not in self.lex.honorifics
                and word.low not in self.lex.not_names
            )
        )
