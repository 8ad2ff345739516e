"""Where a post's wording begins and ends in the text, and what in it is name, bracket, region and manner of holding.

The hard part is the end: "Kepala Dinas Pemuda, Olahraga, Kebudayaan dan Pariwisata Marthen Kafiar" has to stop before
the person, "Camat Belang Jein Pongoh" too, though neither place nor person is in any list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nlp.posts.lexicon import JOINED_HEAD, ROMAN, Word, is_abbreviation, is_field, lexicon, region_names

#: Words before a post after which the whole capitalised run is a place: no person follows a post that is gone to.
SEAT_BEFORE = frozenset(
    ["sebagai", "menjadi", "jadi", "kursi", "jabatan", "posisi", "ke", "baru", "lama", "dari", "sebelumnya", "menjabat", "semula", "tadinya", "mantan", "eks", "selaku"]
)
#: Low-ranking posts name the unit they are in with "pada".
WITH_UNIT = frozenset(
    ["kabid", "kabag", "kasi", "kasie", "kasubag", "kasubbag", "kasubid", "kasubbid", "irban", "sekretaris", "inspektur", "kasubdit"]
)
BRACKET_WORDS = 8
SHORT_NAMES = frozenset(["muh", "moh", "mohd", "abd", "m", "a", "h", "st", "r"])
#: Kinds of school that are a field too ("Kabid Pembinaan SMP").
SCHOOLS = frozenset(["sd", "smp", "sma", "smk", "tk", "paud"])
#: Posts of which a government has one: clear without capitals after "kursi".
BARE = frozenset(
    [
        "sekda",
        "sekretaris daerah",
        "sekwan",
        "inspektur",
        "sekdaprov",
        "sekdakab",
        "sekretaris dprd",
        "sekretaris dewan",
    ]
)
#: Functional words that open too much else to stand without a grade ("Pengendalian", "Pengelola Pasar").
UNTITLED = frozenset(
    ["pengawas", "pengelola", "dokter", "perawat", "bidan", "dosen", "guru", "medik", "teknik", "pengendali", "penguji", "pengantar"]
)
#: Enterprises whose names hold no person's name.
ENTERPRISES = frozenset(["perumda", "perusda", "pdam", "pd", "bpr", "pt", "bank"])
RANK_OF_POLICE = frozenset(["jenderal", "polisi", "satu", "dua"])


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


class ExtentReader:
    """Reads posts in one run of words; `codes` are the governments that the article names anyway, `aliases` its
    own short names of governments ("Pesisir Barat (Pesbar)") with their codes."""

    def __init__(
        self, words: list[Word], codes: frozenset[str] = frozenset(), aliases: Mapping[str, str] | None = None
    ) -> None:
        self.words, self.codes, self.lex, self.aliases = words, codes, lexicon(), aliases or {}

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
        self._consumed: list[Word] = []
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
            if key in lex.staff:
                return "staff", length
        if words[j].low in lex.functional:
            return "functional", 1
        if JOINED_HEAD.match(words[j].text) and words[j].capital and words[j].low not in lex.names:
            return "closed", 1
        return None

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
        if head in ("staf ahli", "staf khusus") and self._low(j) in (
            "bupati",
            "wali",
            "walikota",
            "gubernur",
            "menteri",
        ):
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

    # --- the parts of a post ---------------------------------------------------------------------------------------

    def _capital(self, j: int) -> bool:
        return 0 <= j < len(self.words) and self.words[j].capital

    def _keep(self, j: int, extent: Extent) -> int:
        """Take word `j` into the name."""
        word = self.words[j]
        extent.parts.append((word.start, word.end))
        self._consumed.append(word)
        return j + 1

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
            return started or self.words[j - 1].low in (
                "kanit",
                "kasubdit",
                "kasubbid",
                "irban",
                "kabag",
                "paban",
            )
        if "/" in word.text and ROMAN.match(word.text.split("/")[0]):
            return True
        if word.text.isdigit():
            return bool(self._consumed) and self._consumed[-1].low in (
                "wilayah",
                "kelas",
                "komisi",
                "cabang",
                "tipe",
                "bidang",
            )
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

    def _is_name(self, j: int) -> bool:
        return self._capital(j) and self._low(j) in self.lex.names

    def _starts_post(self, j: int) -> bool:
        word = self.words[j]
        if not word.capital or word.low in self.lex.unit_fields or word.low in self.lex.fields:
            return False
        matched = self._head(j)
        return (matched is not None and matched[0] != "functional") or (word.low,) in self.lex.acting

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
        inside = []
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

    def _region(self, j: int) -> tuple[str, int] | None:
        """(code, index after) of a government's name at word `j`, with its kind before it if written."""
        start = j
        kind = self._low(j)
        if kind in ("kabupaten", "kab", "kota", "provinsi", "prov"):
            j += 1
            while self._text(j) == ".":
                j += 1
        named = region_names()
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


def is_field_at(words: list[Word], j: int, lower_too: bool = False) -> bool:
    return j < len(words) and is_field(words[j], lower_too)
