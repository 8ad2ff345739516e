"""When two names are one official, and two titles one post: keys without titles, degrees, case, short forms.

An official is joined across articles by `name_key` and government, a post by `title_key` and government. Both
keys are exact on purpose: a person wrongly split is a nuisance, two people wrongly made one may ruin them.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ")


@cache
def _titles() -> dict[str, Any]:
    return tomllib.loads((DATA / "person_titles.toml").read_text(encoding="utf-8"))


@cache
def _posts() -> dict[str, Any]:
    return tomllib.loads((DATA / "post_abbreviations.toml").read_text(encoding="utf-8"))


def _plain(text: str) -> str:
    """Without diacritics and apostrophes: "Ma'ruf" and "Maruf" are one name."""
    letters = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def name_key(name: str) -> str:
    """The bare name: "Drs. H. Moch. Ma'ruf, M.Si" gives "muhammad maruf"."""
    titles, degrees = set(_titles()["titles"]), set(_titles()["degrees"])
    bare, comma, _ = name.strip().partition(",")  # degrees follow the first comma
    if comma and not bare.strip(" ."):
        bare = name
    words = _plain(bare).split()
    while len(words) > 1:
        apart = len(words) > 2 and re.fullmatch(r"[A-Za-z]\.", words[-2])  # "S. Sos"
        if _is_degree(words[-1], degrees):
            words.pop()
        elif apart and _is_degree(words[-2] + words[-1], degrees):
            del words[-2:]
        else:
            break
    tokens = [token for word in words for token in re.findall(r"\w+", word.casefold())]
    while len(tokens) > 1 and tokens[0] in titles:
        tokens.pop(0)
    spellings = _titles()["spellings"]
    return " ".join([spellings.get(tokens[0], tokens[0]), *tokens[1:]]) if tokens else ""


def _is_degree(word: str, degrees: set[str]) -> bool:
    written_as_one = "." in word or word.isupper() or not (word.istitle() or word.islower())
    return written_as_one and re.sub(r"[^a-z]", "", word.casefold()) in degrees


def fuller_name(one: str, other: str) -> str:
    """The fuller of two forms of one name: more letters, then the one not all in capitals; else the first."""

    def rank(name: str) -> tuple[int, bool]:
        return sum(letter.isalpha() for letter in name), not name.isupper()

    return other if rank(other) > rank(one) else one


@dataclass(frozen=True)
class Region:
    """A row of `regions`, as far as posts need it."""

    code: str
    kind: str
    name: str

    @property
    def bare(self) -> str:
        """The name without Kabupaten, Kota or Provinsi, in lower case."""
        return self.name.partition(" ")[2].casefold()


@dataclass(frozen=True)
class Post:
    """A title taken apart.

    `region` is set where the title itself says whose post it is; `other_body` where the post is of a court, a
    ministry, the police… or an unknown region, and so not to the government an article is about.
    """

    key: str
    region: Region | None = None
    other_body: bool = False


class Posts:
    """Takes titles of posts apart, with the regions to know their heads by."""

    def __init__(self, regions: list[Region]) -> None:
        posts = _posts()
        by_code = {region.code: region for region in regions}
        self._regions = {(region.kind, region.bare): region for region in regions}
        for alias, code in posts["province_aliases"].items():
            if code in by_code:
                self._regions.setdefault(("provinsi", alias), by_code[code])
        self._expand: dict[str, str] = posts["expand"]
        self._idle = set(posts["idle"])
        self._heads: dict[str, str] = posts["heads"]
        self._unique = tuple(self._tokens(title) for title in posts["posts"]["one_of_a_kind"])
        self._others = set(posts["posts"]["of_other_bodies"])
        self._other_phrases = tuple(posts["posts"]["of_other_bodies_phrases"])
        acting = "|".join(sorted(map(re.escape, posts["acting"]), key=len, reverse=True))
        self._acting = re.compile(rf"\b(?:{acting})\b\.?")
        self._head = re.compile(rf"^(?:wakil )?({'|'.join(map(re.escape, self._heads))})\b *(.*)$")

    def read(self, title: str, government: Region | None = None) -> Post:
        """The post that `title` names in an article about `government` (None where that is not known)."""
        text = self._text(title)
        if head := self._head.match(text):
            return self._head_of_region(text, head, government)
        region = self._named_region(text)
        if region is None and (
            self._others & set(text.split()) or any(p in text for p in self._other_phrases)
        ):
            return Post(self._key(text), None, other_body=True)
        return Post(self._key(self._without_government(text, region or government)), region)

    def _text(self, title: str) -> str:
        """Lower case, without brackets, acting words and punctuation; "walikota" as two words."""
        text = re.sub(r"\(.*?\)", " ", _plain(title).casefold())
        text = self._acting.sub(" ", re.sub(r"[/\-–]", " ", text))
        words = re.findall(r"[\w&]+", re.sub(r"\blingkungan (?!hidup)", " ", text))
        heads = ("walikota", "wawali", "wawako", "wabup", "wagub")
        return " ".join(self._expand[word] if word in heads else word for word in words)

    def _head_of_region(self, text: str, head: re.Match[str], government: Region | None) -> Post:
        kind, place = self._heads[head[1]], re.sub(r"^(?:kabupaten|kab|kota|provinsi|prov) ", "", head[2])
        region = self._regions.get((kind, place))
        if region:  # the government says which; the region in the title would make two posts of one
            return Post(text[: head.end(1)], region)
        if not place and government and government.kind == kind:
            return Post(text, government)
        return Post(self._key(text), None, other_body=True)

    def _named_region(self, text: str) -> Region | None:
        """The region a title ends with, named in full: "… Provinsi Jawa Tengah"."""
        found = re.search(r"\b(kabupaten|kab|kota|provinsi|prov|pemkab|pemkot|pemprov) ([a-z ]+)$", text)
        if not found:
            return None
        kinds = {
            "kab": "kabupaten",
            "pemkab": "kabupaten",
            "pemkot": "kota",
            "prov": "provinsi",
            "pemprov": "provinsi",
        }
        return self._regions.get((kinds.get(found[1], found[1]), found[2]))

    def _without_government(self, text: str, government: Region | None) -> str:
        if government is None:
            return text
        bare = re.escape(government.bare)
        full = re.sub(
            rf" (?:pemerintah )?(?:{government.kind}|kab|prov|pemkab|pemkot|pemprov) {bare}$", "", text
        )
        if full != text:
            return full
        short = re.sub(rf" {bare}$", "", text)
        # "Camat Rembang" needs its place, "Sekda Rembang" does not
        if short != text and any(self._tokens(short)[: len(start)] == start for start in self._unique):
            return short
        return text

    def _tokens(self, text: str) -> list[str]:
        words = (self._expand.get(word, word) for word in text.split())
        return [token for word in words for token in word.split() if token not in self._idle]

    def _key(self, text: str) -> str:
        return " ".join(self._tokens(text)) or text
