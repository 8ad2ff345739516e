"""Where a post's wording begins and ends in the text, and what in it is name, bracket, region and manner of holding.

What may follow a post's head depends on the head ("Kepala" wants an agency, "Camat" a place, "Sekda" nothing); the
parts themselves are read in `nlp.posts.agencies` and `nlp.posts.places`.
"""

from __future__ import annotations

from nlp.patterns import listed
from nlp.posts.agencies import AgencyReader
from nlp.posts.lexicon import JOINED_HEAD, is_abbreviation, is_field, is_field_at
from nlp.posts.places import SEAT_BEFORE, Extent

BARE = frozenset(listed("posts.extent.bare"))
UNTITLED = frozenset(listed("posts.extent.untitled"))
RANK_OF_POLICE = frozenset(listed("posts.extent.rank_of_police"))
HEADS_OF_REGION = frozenset(listed("posts.extent.heads_of_region"))


class ExtentReader(AgencyReader):
    """Reads posts in one run of words."""

    def read(self, at: int) -> Extent | None:
        """The post that begins with word `at`, if one does."""
        words, lex = self.words, self.lex
        if words[at].low not in lex.first_words and not JOINED_HEAD.match(words[at].text):
            return None
        j, acting = self._acting(at)
        matched = self._head(j)
        if matched is None:
            return None
        kind, length = matched
        extent = Extent(words[at].start, 0, 0, acting=acting, kind=kind)
        extent.head = " ".join(w.low for w in words[j : j + length])
        self._lower = not words[j].capital
        self._first = j
        self._consumed = []
        extent.parts.append((words[j].start, words[j + length - 1].end))
        readers = {
            "unit": self._unit,
            "closed": self._closed,
            "place": self._place,
            "region": self._region_head,
        }
        readers |= {"functional": self._functional, "staff": self._staff}
        end = readers[kind](j + length, extent)
        if end is None:
            return None
        extent.next = end
        extent.end = words[end - 1].end
        return extent

    # --- what follows each kind of head; each gives the index after the post, or None where there is no post -------

    def _unit(self, j: int, extent: Extent) -> int | None:
        end = self._agency(j, extent)
        said = [w.low for w in self._consumed if w.text[0].isalnum()]
        if not said or all(w in self.lex.generic or w in ("dan", "di", "pada") for w in said):
            return None
        if said[0] in self.lex.organisations or set(said) & self.lex.organisations & {
            "partai",
            "lsm",
            "dpc",
            "dpw",
            "dpp",
        }:
            return None
        last = extent.head.split()[0] if extent.head.split()[0] != "wakil" else extent.head.split()[-1]
        if (
            last in ("hakim", "ketua", "anggota", "komisioner", "i", "ii", "iii")
            and not set(said) & self.lex.public_bodies
        ):
            return None
        return end

    def _closed(self, j: int, extent: Extent) -> int | None:
        head = extent.head
        if head == "inspektur" and self._low(j) in RANK_OF_POLICE:
            return None
        if head in ("staf ahli", "staf khusus") and self._low(j) in HEADS_OF_REGION:
            j = self._keep(j, extent)
            if self._low(j - 1) == "wali" and self._low(j) == "kota":
                j = self._keep(j, extent)
            found = self._region(j)
            if found and self._low(found[1]) == "bidang":
                j = found[1]
        if head.startswith("sahli") and self._low(j) == "kapolri":
            j = self._keep(j, extent)
        end = self._agency(j, extent)
        if (
            self._lower
            and head in BARE
            and self._low(self._first - 1) in SEAT_BEFORE | {"tugas", "calon", "kekosongan", "pelantikan"}
        ):
            return end
        if self._lower and head == "staf ahli" and self._low(self._first - 1) in SEAT_BEFORE:
            return end
        if self._lower and head in ("pamong belajar", "fungsional umum"):
            return end
        if (
            self._lower
            and not self._consumed
            and extent.region is None
            and not is_abbreviation(self.words[j - 1])
        ):
            return None
        if head in ("menteri", "wakil menteri", "asisten") and not self._consumed:
            return None
        return end

    def _region_head(self, j: int, extent: Extent) -> int | None:
        end = self._take_region(j, extent)
        if end is None:
            return None if self._lower else j
        return end

    def _place(self, j: int, extent: Extent) -> int | None:
        if self._low(j) == "distrik":
            j = self._keep(j, extent)
        end = self._take_region(j, extent, into_name=True)
        if end is not None:
            nxt = self._low(end)
            while nxt in self.lex.place_suffix and self._capital(end):
                end = self._keep(end, extent)
                nxt = self._low(end)
            extent.region = None
            if self._text(end) == "(" and (after := self._bracket(end, extent)) is not None:
                end = after
            return end
        end = self._place_name(j, extent)
        return end if end > j or (not self._lower and extent.head.startswith("kapol")) else None

    def _functional(self, j: int, extent: Extent) -> int | None:
        start = j
        while j < len(self.words) and is_field(self.words[j], lower_too=True) and self._low(j) != "ahli":
            j = self._keep(j, extent)
        if self._low(j) in ("dan", "di") and is_field_at(self.words, j + 1) and self._low(j) == "dan":
            j = self._keep(self._keep(j, extent), extent)
            while j < len(self.words) and is_field(self.words[j], lower_too=True):
                j = self._keep(j, extent)
        if self._low(j) == "ahli" and self._low(j + 1) in self.lex.grades:
            j = self._keep(self._keep(j, extent), extent)
        elif self._low(j) in self.lex.grades and j > start:
            j = self._keep(j, extent)
        elif extent.head == "guru" and self._low(j) in self.lex.unit_names:
            return self._agency(j, extent)
        else:
            said = [w for w in self.words[start:j] if w.text[0].isalnum()]
            titled = not self._lower and bool(said) and all(w.capital for w in said if w.low != "dan")
            return self._staff_unit(j, extent) or (j if titled and extent.head not in UNTITLED else None)
        return self._staff_unit(j, extent) or j

    def _staff(self, j: int, extent: Extent) -> int | None:
        if extent.head == "fungsional" and is_field_at(self.words, j):
            return self._agency(j, extent)
        return self._staff_unit(j, extent)

    def _staff_unit(self, j: int, extent: Extent) -> int | None:
        if self._low(j) not in ("di", "pada", "pd"):
            return None
        start, before = j, len(extent.parts)
        j = self._keep(j, extent)
        if self._low(j) in ("lingkungan", "lingkup"):
            j = self._keep(j, extent)
        if not (is_field_at(self.words, j, True) or self._low(j) in self.lex.unit_names):
            del extent.parts[before:]
            return None
        self._consumed = []
        end = self._agency(j, extent)
        if end <= start + 1:
            del extent.parts[before:]
            return None
        return end
