"""Gives ``doc.sents``: sentences by lines, punctuation, closing quotes and the abbreviations of Indonesian news.

A line's end always ends a sentence and so does an edge of page furniture. The words are in
``nlp/data/abbreviations.txt`` and ``sentences.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from nlp.text import data, text_of, word_list

#: A stop (or several) with the quotes and brackets that close after it.
STOP = re.compile(r"[.!?…]+[\"”’')\]]*")
LAST_WORD = re.compile(r"[^\s,;:()\[\]\"“”‘’/–—]+$")
LIST_NUMBER = re.compile(r"(?:^|[\n.;:,!?”\")]\s*|\bdan\s+)\(?(?:\d{1,3}|[a-z])$")
#: Titles written small even at the head of a sentence.
LOWER_TITLE = re.compile(r"(?:dr|drg|drh|drs|ir|hj?)\. ?[A-Z]")
#: "Kabag Umum Setda itu naik …": a post taken up again opens a sentence.
TAKEN_UP = re.compile(r"[^,.;:]{3,60}?\b(?:itu|tersebut)\b")
#: Inside a letter's number: "800/ 323/ III. BKPP/ 2019".
IN_NUMBER = re.compile(r"/\s?[\w-]{1,12}$")
LINE = re.compile(r"[^\n]*\S[^\n]*")


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """(never the end of a sentence, may be its end), without their last stop."""
    words = word_list("abbreviations")
    never = frozenset(word for word in words if not word.startswith("~"))
    return never, frozenset(word[1:] for word in words if word.startswith("~"))


@cache
def _openers() -> frozenset[str]:
    return frozenset(data("sentences")["openers"])


@cache
def _domains() -> frozenset[str]:
    return frozenset(data("sentences")["domains"])


def _ends_sentence(line: str, stop: re.Match[str]) -> bool:
    """Whether the stop, somewhere inside `line`, ends a sentence."""
    after = line[stop.end() : stop.end() + 70]
    rest = after.lstrip()
    glued = len(rest) == len(after)
    if not rest:
        return True
    lead = rest.lstrip("\"“‘'([-–—•")
    if not lead or not (lead[0].isupper() or lead[0].isdigit() or LOWER_TITLE.match(lead)):
        return False
    marks = stop.group()
    if glued and not (marks[-1] in "\"”’')]" or re.match(r"[\"“‘(]?[A-Z]", rest)):
        return False
    if marks == "." and "/" in after[:20] and IN_NUMBER.search(line, max(0, stop.start() - 16), stop.start()):
        return False
    if marks[0] in "!?…" or marks.startswith(".."):
        return True
    before = LAST_WORD.search(line[max(0, stop.start() - 40) : stop.start()])
    word = before.group() if before else ""
    never, may = _abbreviations()
    follower = re.match(r"\w+", lead)
    opener = follower is not None and follower.group() in _openers()
    if len(marks) == 1:
        if word.casefold() in never or (len(word) == 1 and word.isupper()):
            return False
        if word.casefold() in may or re.fullmatch(r"(?:[A-Z][a-z]{0,3}\.)+[A-Z][A-Za-z]{0,3}", word):
            return opener or bool(TAKEN_UP.match(lead))
        if glued:
            # "Setda.Jabatan" is two sentences, "S.Sos", "KlikKaltim.Com" and "3.Drs" are not
            letters = re.match(r"[A-Z]+[a-z]*", lead)
            tail = letters.group() if letters else ""
            if len(word) < 3 or word.isdigit() or len(tail) < 2 or tail.casefold() in _domains():
                return False
            return (
                word[-1].islower()
                if tail.isupper()
                else "/" not in line[max(0, stop.start() - 12) : stop.start()]
            )
        if re.fullmatch(r"\d{1,3}|[a-z]", word) and LIST_NUMBER.search(
            line[max(0, stop.start() - 12) : stop.start()]
        ):
            return False
    return True


def find_sentences(text: str, breaks: list[int] | None = None) -> list[tuple[int, int]]:
    """The character ranges of the sentences of `text`, without the white space around them.

    `breaks` are offsets where a sentence ends in any case (the edges of page furniture).
    """
    forced = sorted(set(breaks or ()))
    sentences = []
    position = 0
    for line_match in LINE.finditer(text):
        begin, line = line_match.start(), line_match.group()
        cuts = {stop.end() for stop in STOP.finditer(line) if _ends_sentence(line, stop)}
        while position < len(forced) and forced[position] < line_match.end():
            if forced[position] > begin:
                cuts.add(forced[position] - begin)
            position += 1
        edges = [0, *sorted(cuts), len(line)]
        for left, right in pairwise(edges):
            part = line[left:right]
            stripped = part.strip()
            if stripped:
                start = begin + left + len(part) - len(part.lstrip())
                sentences.append((start, start + len(stripped)))
    return sentences


@Language.factory("sentences")
class Sentences:
    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        breaks = [
            edge for span in doc.spans.get("furniture", ()) for edge in (span.start_char, span.end_char)
        ]
        starts = iter([start for start, _ in find_sentences(text_of(doc), breaks)])
        due = next(starts, None)
        # all at once: setting token.is_sent_start looks through the whole doc each time
        marks = np.full((len(doc), 1), -1, dtype="int64")
        for token in doc:
            if token.i == 0:
                marks[0] = 1
            while due is not None and token.idx + len(token) > due:
                marks[token.i], due = 1, next(starts, None)
        if len(doc):
            doc.from_array([SENT_START], marks.astype("uint64"))  # type: ignore[arg-type]
        return doc
