"""The word lists of ``nlp/data``: every file parses, every pattern compiles, and what the code asks for is there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nlp.patterns import either, listed, longest_first, whole
from nlp.text import DATA

FILES = sorted(DATA.glob("*.toml"))
#: `either("moves.lists.head")` and the like; names with braces are put together from the data itself.
ASKED = re.compile(r"""\b(?:either|listed|whole)\(\s*f?["']([\w.-]+)["']""")
#: Tables whose keys are the patterns, with what each weighs.
KEYS_ARE_PATTERNS = {("relevance", "for"), ("relevance", "against")}


def strings(name: str, value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(where, string) of all strings of a file that may be patterns."""
    if isinstance(value, str):
        yield ".".join(path), value
    elif isinstance(value, list):
        for one in value:
            yield from strings(name, one, path)
    elif isinstance(value, dict):
        for key, one in value.items():
            if (name, *path[:1]) in KEYS_ARE_PATTERNS:
                yield ".".join(path), key
            yield from strings(name, one, (*path, key))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_pattern_compiles(file: Path):
    words = tomllib.loads(file.read_text(encoding="utf-8"))
    assert words
    for where, pattern in strings(file.stem, words):
        for flags in ("(?i)", "(?i:", ""):  # as the rooms use it: in any case, in a group, as it stands
            closing = ")" if flags.endswith(":") else ""
            try:
                re.compile(f"{flags}{pattern}{closing}")
            except re.error as error:
                pytest.fail(f"{file.name}: {where}: {pattern!r} is no pattern: {error}")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_entry_of_a_list_is_empty(file: Path):
    """An empty alternative matches everywhere."""

    def lists(value: Any) -> Iterator[list[Any]]:
        if isinstance(value, list):
            yield value
        elif isinstance(value, dict):
            for one in value.values():
                yield from lists(one)

    words = tomllib.loads(file.read_text(encoding="utf-8"))
    assert [entries for entries in lists(words) if "" in entries] == []


def asked_for() -> list[str]:
    sources = [path.read_text(encoding="utf-8") for path in DATA.parent.rglob("*.py")]
    return sorted({name for source in sources for name in ASKED.findall(source)})


@pytest.mark.parametrize("name", asked_for())
def test_every_list_that_the_code_asks_for_is_there(name):
    assert listed(name)
    re.compile(either(name))


def test_a_list_becomes_a_pattern():
    assert either("posts.former.after") == "(?:lama|sebelumnya|terdahulu|sebelum)"
    assert whole("moves.acting.words").fullmatch("Pelaksana Tugas")
    assert not whole("moves.acting.words").search("pltu")
    assert longest_first(["wakil", "wakil bupati", "wakil"]) == r"wakil\s+bupati|wakil"
