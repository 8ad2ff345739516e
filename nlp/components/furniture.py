"""Gives ``doc.spans["furniture"]``: what in the body is page furniture, and the token flag ``token._.furniture``.

Related headlines, share lines, credits, captions' credits, comment forms, tails of other news, repeated titles and
sentences. The other rooms ask `nlp.text.is_read`. The words are in ``nlp/data/furniture.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from nlp.patterns import listed, whole
from nlp.text import data, span_at, text_of

if not Token.has_extension("furniture"):
    Token.set_extension("furniture", default=False)

#: A repeated line counts as furniture from this many characters on: shorter ones may be list items.
REPEAT_LENGTH = 30
#: A headline is at most this long; a longer rest of a line holds article text too.
HEADLINE_LENGTH = 160

DATE_LINE = re.compile(
    r"""(?ix) \s* (?:[^\n]{0,40}?[-–—|•:,·]\s*)? (?:(?:senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu|ahad)\s*,?\s*)?
    \d{1,2} (?:\s+[a-z]{3,9}\.?\s+|[-/]\d{1,2}[-/]) \d{4} [\s,|–—-]*
    (?:pukul\s*)? (?:\d{1,2}\s*[:.]\s*\d{2}(?:\s*[:.]\s*\d{2})?)?
    \s*(?:wib|wita|wit|am|pm)? [^\n]{0,40}"""
)
#: "(Baca: HEADLINE)" inside a paragraph.
BRACKETED = re.compile(r"\((?:[Bb]aca|BACA)(?: [Jj]uga| JUGA)?\s*:[^()\n]{5,160}\)")
WORD = re.compile(r"\S+")
ENDS_LIKE_TEXT = re.compile(r"[.!?…:;,][\"”’')\]]*\s*$|[\"”]\s*$")
LIST_ITEM = re.compile(r"\s*(?:[-–—•*]|\d{1,3}[.)]|[a-z][.)])\s*\S")
POST_WORD = whole("furniture.headlines.post_words")
SMALL_WORDS = frozenset(listed("furniture.headlines.small_words"))


@dataclass(frozen=True)
class _Patterns:
    line: re.Pattern[str]
    credit: re.Pattern[str]
    end: re.Pattern[str]
    tail: re.Pattern[str]
    head: re.Pattern[str]
    related: re.Pattern[str]
    related_at_start: re.Pattern[str]
    initials: re.Pattern[str]
    caption_credit: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = data("furniture")
    either = {key: "|".join(value) for key, value in words.items() if isinstance(value, list)}
    credit = rf"(?:{either['credits']})\b[^:\n]{{0,25}}:\s*\S?[^\n]*|(?:{either['credit_lines']})"
    return _Patterns(
        line=re.compile(rf"(?i)\s*(?:{either['lines']})\s*$"),
        credit=re.compile(rf"(?i)\s*(?:{credit})\s*$"),
        end=re.compile(rf"(?i)\s*(?:{either['ends']})\s*$"),
        tail=re.compile(rf"(?i)[\s•]*(?:{either['tails']})\s*:?\s*$"),
        head=re.compile(rf"\s*(?:{either['head']})\s*$"),
        # "Baca juga" in running text ("baca juga aturan ini") is article: glued labels want a colon or capitals
        related=re.compile(
            rf"(?i)\b(?:{either['related']})\s*[:»>]|(?-i:\b(?:BACA JUGA|BACA LAINNYA|WAJIB\s?DIBACA|Bacaan Lainnya)\b)"
        ),
        related_at_start=re.compile(
            rf"(?i)[\s•*\[(-]*(?:(?:{either['related']})(?![a-z])\s*[:»>-]?|(?:{either['related_with_colon']})\s*:)"
        ),
        initials=re.compile(rf"(?<=[.!?…”\"’'*)\]])\s*(?:{words['initials']})\s*$"),
        caption_credit=re.compile(rf"(?i)(?<=[.\w)])\s*{words['caption_credit']}\s*$"),
    )


def _key(line: str) -> str:
    return re.sub(r"\W+", " ", line.casefold()).strip()


def _is_headline(line: str) -> bool:
    """A line that reads as a headline of another article: mostly capitalised words, no closing stop."""
    words = line.split()
    if (
        not 5 <= len(words) <= 18
        or ENDS_LIKE_TEXT.search(line)
        or LIST_ITEM.match(line)
        or POST_WORD.search(line)
    ):
        return False
    heavy = [word for word in words if word.casefold() not in SMALL_WORDS and word[0].isalpha()]
    return len(heavy) >= 4 and sum(word[0].isupper() for word in heavy) >= 0.85 * len(heavy)


def _headline_end(rest: str) -> int:
    """Where a headline glued into a long line ends: before the capitalised word that opens the running text."""
    last_capital = 0
    for number, match in enumerate(WORD.finditer(rest)):
        word = match.group()
        if number and (word[0].islower() and word.casefold() not in SMALL_WORDS):
            return last_capital or match.start()
        if number and word[0].isupper():
            last_capital = match.start()
        if match.end() > HEADLINE_LENGTH:
            return match.start()
    return len(rest)


def find_furniture(text: str, title: str = "") -> list[tuple[int, int]]:
    """The character ranges of `text` that are page furniture, in order and apart from each other."""
    patterns, words = _patterns(), data("furniture")
    lines = [(match.start(), match.end(), match.group()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    found: list[tuple[int, int]] = []
    seen: dict[str, int] = {}
    title_key = _key(title)
    tail_from = len(text) * (1 - words["tail_share"])
    headlines_due = 0  # lines after a label that stood alone
    body_after = [0] * (len(lines) + 1)  # lines of article text from each line on
    for number in range(len(lines) - 1, -1, -1):
        long = len(lines[number][2]) > HEADLINE_LENGTH and bool(ENDS_LIKE_TEXT.search(lines[number][2][-80:]))
        body_after[number] = body_after[number + 1] + long
    for number, (start, end, line) in enumerate(lines):
        in_tail = start >= tail_from and body_after[number + 1] <= 1
        if patterns.end.match(line) or (in_tail and patterns.tail.match(line)):
            found.append((start, len(text)))
            break
        key = _key(line)
        repeated = key in seen and len(key) >= REPEAT_LENGTH
        seen.setdefault(key, number)
        if repeated or (title_key and key == title_key):
            found.append((start, end))
            continue
        label = patterns.related_at_start.match(line)
        if label:
            rest_of_line = line[label.end() :].strip()
            headlines_due = 0 if rest_of_line else 1
            cut = end
            if len(rest_of_line) > HEADLINE_LENGTH:
                cut = start + label.end() + _headline_end(line[label.end() :])
            found.append((start, cut))
            if cut == end:
                continue
        elif headlines_due and len(line) <= HEADLINE_LENGTH and not ENDS_LIKE_TEXT.search(line):
            headlines_due -= not line.lstrip().startswith("•")
            found.append((start, end))
            continue
        headlines_due = 0 if not label else headlines_due
        if _is_furniture_line(line, number, lines, patterns, words):
            # a source or photo label alone takes the name below it along
            headlines_due = int(line.strip().rstrip(": ").casefold() in ("sumber", "photo", "foto", "source"))
            found.append((start, end))
            continue
        found += _inline(line, start, patterns)
    return _apart(text, found)


def _is_furniture_line(
    line: str, number: int, lines: list[tuple[int, int, str]], patterns: _Patterns, words: dict
) -> bool:
    if patterns.line.match(line):
        return True
    if (
        len(line) <= words["credit_length"]
        and patterns.credit.match(line)
        and not ENDS_LIKE_TEXT.search(line)
    ):
        return True
    if number < words["head_lines"]:
        if patterns.head.match(line) or (
            len(line) < 110 and DATE_LINE.fullmatch(line) and not ENDS_LIKE_TEXT.search(line)
        ):
            return True
        # a byline: two to four capitalised words right above the date line
        after = lines[number + 1][2] if number + 1 < len(lines) else ""
        if (
            re.fullmatch(r"\s*(?:[A-Z][\w.']*\s*){2,4}(?<!\.)", line)
            and len(after) < 110
            and DATE_LINE.fullmatch(after)
        ):
            return True
    before = lines[number - 1][2] if number else ""
    after = lines[number + 1][2] if number + 1 < len(lines) else "."
    between_paragraphs = bool(before and ENDS_LIKE_TEXT.search(before)) and bool(ENDS_LIKE_TEXT.search(after))
    return between_paragraphs and not before.rstrip().endswith(":") and _is_headline(line)


def _inline(line: str, start: int, patterns: _Patterns) -> list[tuple[int, int]]:
    """Furniture inside a line of article: a glued related headline, closing initials, a caption's credit."""
    found = []
    end = len(line)
    label = patterns.related.search(line)
    if label and line[label.start() - 1 : label.start()] != "(":
        rest = line[label.end() :]
        cut = len(line) if len(rest) <= HEADLINE_LENGTH else label.end() + _headline_end(rest)
        found.append((start + label.start(), start + cut))
        end = label.start()
    found += [(start + match.start(), start + match.end()) for match in BRACKETED.finditer(line, 0, end)]
    closing = patterns.initials.search(line, 0, end)
    if closing:
        found.append((start + closing.start(), start + end))
    elif len(line) < 250:
        credit = patterns.caption_credit.search(line, 0, end)
        if credit and credit.start() > 15:
            found.append((start + credit.start(), start + end))
    return found


def _apart(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


@Language.factory("furniture")
class Furniture:
    """Marks page furniture; also sees to it that the tokenizer breaks where sentences are glued."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        spans = [
            span_at(doc, start, end, "furniture")
            for start, end in find_furniture(text_of(doc), doc._.title or "")
        ]
        doc.spans["furniture"] = [span for span in spans if span is not None]
        for span in doc.spans["furniture"]:
            for token in span:
                token._.furniture = True
        return doc
