"""CoNLL files of names (a word a line, its tag last, an empty line between sentences) and how their tags are scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from nlp.evaluation import Counts, Figure, figure_of, resamplings

#: What is tagged, in the order of the network's columns.
NAMES = ("PER", "ORG", "LOC")
NAME_TAGS = ("O", *(f"{prefix}-{name}" for name in NAMES for prefix in "BI"))
#: A run of words ``[first, end)`` of a sentence and what it names.
Run = tuple[int, int, str]


class NotConll(ValueError):
    """A file that is no CoNLL file of names; the message names file and line."""


def read_conll(file: Path) -> list[tuple[list[str], list[str]]]:
    """The sentences as words and tags (``O``, ``B-…``, ``I-…``). Raises `NotConll`, or OSError for the file."""
    found: list[tuple[list[str], list[str]]] = []
    words: list[str] = []
    tags: list[str] = []
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise NotConll(f"{file}: not UTF-8 ({error.reason} at byte {error.start})") from error
    for number, line in enumerate([*lines, ""], 1):
        fields = line.split()
        if not fields or fields[0] == "-DOCSTART-":
            if words:
                found.append((words, tags))
            words, tags = [], []
            continue
        if len(fields) < 2 or not (fields[-1] == "O" or fields[-1][:2] in ("B-", "I-")):
            raise NotConll(f"{file}, line {number}: {line[:60]!r} does not end in a tag (O, B-…, I-…)")
        words.append(fields[0])
        tags.append(fields[-1])
    if not found:
        raise NotConll(f"{file}: no sentence in it")
    return found


def runs_of(tags: Sequence[str]) -> Iterator[Run]:
    """The tagged runs; an I- tag that goes on with nothing begins one, as in conlleval."""
    first, label = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        prefix, _, name = tag.partition("-")
        if label and (prefix != "I" or name != label):
            yield first, at, label
            label = ""
        if name and not label:
            first, label = at, name


def tokens_of(words: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """The words as one text, a blank between, and the characters of each."""
    places, at = [], 0
    kept = list(words)
    for word in kept:
        places.append((at, at + len(word)))
        at += len(word) + 1
    return " ".join(kept), places


def score_names(gold: Sequence[Sequence[str]], tagged: Sequence[Sequence[str]]) -> dict[str, Figure]:
    """Figures of exact runs, each kind of name and "all", with 95 % intervals from resampling the sentences."""
    rows: dict[str, list[Counts]] = {name: [] for name in (*NAMES, "all")}
    for right, said in zip(gold, tagged, strict=True):
        ours, theirs = set(runs_of(right)), set(runs_of(said))
        for name in NAMES:
            a, b = ({run for run in runs if run[2] == name} for runs in (ours, theirs))
            rows[name].append((len(a & b), len(a), len(b)))
        rows["all"].append((len(ours & theirs), len(ours), len(theirs)))
    draws = list(resamplings(len(gold)))
    return {name: figure_of(counts, draws) for name, counts in rows.items()}
