"""Patterns from the word lists of ``nlp/data``: the one place where a list becomes a regular expression.

A list is called by its file and keys ("moves.status.planned"). Most hold patterns ("nama(?:nya)?"), some plain words;
where a list's own comment says nothing else, a blank in it is one blank and case does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from nlp.text import data


@cache
def listed(name: str) -> tuple[str, ...]:
    """The entries of a list: ``listed("posts.former.after")`` is ``("lama", "sebelumnya", …)``."""
    file, *keys = name.split(".")
    found: Any = data(file)
    for key in keys:
        found = found[key]
    return tuple(found)


@cache
def either(name: str, *, longest: bool = False) -> str:
    """A group of a list's patterns, tried in the list's order, or the longest first: ``(?:lama|sebelumnya|…)``."""
    patterns = listed(name)
    return f"(?:{'|'.join(sorted(patterns, key=len, reverse=True) if longest else patterns)})"


@cache
def whole(name: str) -> re.Pattern[str]:
    """A list's patterns as whole words in any case."""
    return re.compile(rf"(?i)\b{either(name)}\b")


def longest_first(words: Iterable[str], blank: str = r"\s+") -> str:
    """Alternatives for plain words (no patterns), so that "wakil bupati" is tried before "wakil"."""
    ordered = sorted(dict.fromkeys(words), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", blank) for word in ordered)
