"""Which wordings name one post: abbreviations are written out, linking words left out, and the fullest form is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from nlp.patterns import listed
from nlp.posts.lexicon import lexicon

LINKING = frozenset(listed("posts.same.linking"))
ARABIC = {"1": "i", "2": "ii", "3": "iii", "4": "iv"}


@lru_cache(maxsize=4096)
def _tokens(post: str, own: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    text = re.sub(r"\(.*?\)", " ", post.lower())
    learnt, known = dict(own), lexicon().abbreviations
    found: list[str] = []
    for token in re.findall(r"[a-z0-9']+", re.sub(r"[-/]", " ", text)):
        full = learnt.get(token) or known.get(token, token)
        for part in re.findall(r"[a-z0-9']+", full.lower()):
            found += known.get(part, part).split() if part != token else [part]
    kept = [ARABIC.get(token, token) for token in found if token not in LINKING]
    return tuple(token for at, token in enumerate(kept) if not at or token != kept[at - 1])


def post_key(post: str, abbreviations: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The post's words, written out and in lower case; equal for wordings of one post.

    `abbreviations` are the article's own ("dkp" → "dinas ketahanan pangan").
    """
    return _tokens(post, tuple(sorted((abbreviations or {}).items())))


def same_post(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two keys name one post: the same words, or all of the shorter at the start of the longer."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if not short or short[0] in STAFF:
        return False
    if (
        len(short) >= 2
        and short[0] == long[0]
        and long[: len(short)] == short
        and set(long[len(short) :]) <= TAILS
    ):
        return True
    if long[: len(short)] == short and (
        (len(short) >= 3 and long[len(short)] in UNITS) or short[-1] in NAMED_UNITS
    ):
        return True
    return len(short) >= 3 and set(short) == set(long)


#: Words that may be left off a post's end without it being another post.
UNITS = frozenset(listed("posts.same.units_left_out"))
STAFF = frozenset(listed("posts.same.staff"))
NAMED_UNITS = frozenset(listed("posts.same.named_units"))
TAILS = frozenset(listed("posts.same.tails_left_out"))


def fullest(posts: Iterable[str]) -> str:
    """The longest of several wordings of one post, written out rather than abbreviated."""
    return max(posts, key=lambda post: (len(post.split()), len(post)))
