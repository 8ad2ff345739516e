"""Where people are named: runs of capitalised words judged by titles, degrees, posts and verbs around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nlp.patterns import either, listed
from nlp.posts.lexicon import Word, is_abbreviation, lexicon, words_of
from nlp.text import data

SHORTENED = frozenset(listed("titles.within.shortened"))
PARTICLES = frozenset(listed("titles.within.particles"))
SURNAMES_TOO = frozenset(listed("titles.surnames_too"))
LONGEST = 7
NEEDED = 2.0
#: Less is enough beside a sure name ("Fulan, Fulanah dan …").
ENOUGH_BESIDE = 1.0
JOINED = re.compile(r"\s*(?:,|,?\s*dan|,?\s*serta)\s*")
ROUND = 80
#: From a post to the name of its holder, and from a name to the post.
GAP_BEFORE = re.compile(rf"[\s,(:;–—-]*(?:{either('titles.within.after_post')}\s*[,:]?\s*)?$")
GAP_AFTER = re.compile(rf"[\s,(:;/–—→>-]*(?:(?:yang\s+)?{either('titles.within.before_post')}\s*:?\s*)*")


@dataclass(frozen=True)
class Mention:
    """``[start, end)`` is the bare name, ``[full_start, full_end)`` with titles and degrees; `tokens` in lower case."""

    start: int
    end: int
    full_start: int
    full_end: int
    name: str
    tokens: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class _Cues:
    before: re.Pattern[str]
    after: re.Pattern[str]
    degrees: re.Pattern[str]
    after_rank: frozenset[str]
    things: frozenset[str]


@cache
def _cues() -> _Cues:
    titles = data("titles")
    cues = titles["cues"]
    after = "|".join(cue.replace("~", cues["between"]) for cue in cues["after"])
    degree = "|".join(sorted(titles["degrees"].split(), key=len, reverse=True))
    return _Cues(
        before=re.compile(rf"(?i)(?:^|[^\w])(?:{'|'.join(cues['before'])})\s*[,:]?\s*$"),
        after=re.compile(rf"(?i)\s*,?\s*(?:{after})\b"),
        degrees=re.compile(rf"(?:\s*,\s*|\s+|(?<=\.))(?=[A-Z]|d[re])(?i:{degree})(?![\w])\.?"),
        after_rank=frozenset(titles["after_rank"].split()),
        things=frozenset(cues["things"].split()),
    )


class MentionFinder:
    """Finds people in one article's sentences.

    `posts` are (start, end) of posts, in order; `places` and `dates` likewise. `common` are the words that the
    article also writes in lower case: at a sentence's start they are no names.
    """

    def __init__(
        self,
        text: str,
        posts: Sequence[tuple[int, int]],
        places: Sequence[tuple[int, int]],
        dates: Sequence[tuple[int, int]],
        outlet: str,
    ) -> None:
        self.text = text
        self.lex, self.cues = lexicon(), _cues()
        self.post_starts, self.post_ends = {a for a, _ in posts}, {b for _, b in posts}
        self.blocked = _cover([*posts, *dates])
        self.place = _cover(places)
        self.common = frozenset(re.findall(r"(?<![\w.])[a-z]{3,}\b", text))
        self.outlet = tuple(w.low for w in words_of(outlet)) if outlet else ()

    def find(self, start: int, end: int) -> list[Mention]:
        """The mentions in the sentence ``[start, end)``."""
        words, j = words_of(self.text, start, end), 0
        found: list[Mention] = []
        pending: list[Mention] = []  # not sure alone, but a sure one may follow: "A, B dan C"
        while j < len(words):
            run = self._run(words, j)
            if run is None:
                j += 1
                continue
            mention, after = run
            beside = (
                bool(found)
                and JOINED.fullmatch(self.text[found[-1].full_end : mention.full_start]) is not None
            )
            if mention.score >= (ENOUGH_BESIDE if beside else NEEDED):
                while pending and JOINED.fullmatch(self.text[pending[-1].full_end : mention.full_start]):
                    mention_before = pending.pop()
                    found.append(mention_before)
                found.append(mention)
                pending = []
            elif mention.score >= ENOUGH_BESIDE and len(mention.tokens) > 1:
                pending.append(mention)
            j = max(after, j + 1)
        return sorted(found, key=lambda m: m.start)

    def _run(self, words: list[Word], at: int) -> tuple[Mention, int] | None:
        lex = self.lex
        j, titled, ranked = at, False, False
        while j < len(words) and not self._is_blocked(words[j]):
            low = words[j].low
            if low in lex.ranks and words[j].capital:
                ranked = True
            elif low in lex.honorifics and (
                words[j].capital or low in ("dr", "drg", "drh", "ir", "pak", "bu", "ibu", "bapak")
            ):
                titled = True
            else:
                of_rank = ranked and (low in self.cues.after_rank or words[j].text in "()")
                if not of_rank and not (words[j].text == "." and j > at):
                    break
            j += 1
        name_at = j
        tokens: list[int] = []
        degree_end = 0
        while j < len(words) and len(tokens) < LONGEST:
            word = words[j]
            if self._is_blocked(word):
                break
            if tokens and (match := self.cues.degrees.match(self.text, words[j - 1].end)):
                degree_end = match.end()
                break
            if (
                word.text == "."
                and tokens
                and tokens[-1] == j - 1
                and (len(words[j - 1].text) == 1 or words[j - 1].low in SHORTENED)
            ):
                j += 1
                continue
            if not self._is_name_word(word, words, j, bool(tokens), titled or ranked):
                break
            tokens.append(j)
            j += 1
        while tokens and words[tokens[-1]].low in PARTICLES:
            tokens.pop()
        if tokens and not (titled or ranked) and self._opens_sentence(words, tokens[0]):
            first = words[tokens[0]]
            if first.low not in lex.names and (first.low in self.common or first.low in lex.not_names):
                tokens = tokens[1:]
        if not tokens or all(len(words[t].text) == 1 for t in tokens):
            return None
        first, last = words[tokens[0]], words[tokens[-1]]
        start, end = first.start, last.end
        if degree_end < end:
            match = self.cues.degrees.match(self.text, end)
            degree_end = match.end() if match else end
        while degree_end > end and (match := self.cues.degrees.match(self.text, degree_end)):
            degree_end = match.end()
        full_start = words[at].start if name_at == tokens[0] else start
        name = " ".join(self.text[start:end].split())
        score = self._score(
            words, tokens, full_start, degree_end, titled and name_at == tokens[0], ranked, degree_end > end
        )
        after = next(
            (k for k in range(tokens[-1] + 1, len(words)) if words[k].start >= degree_end), len(words)
        )
        lowered = tuple(words[t].low for t in tokens)
        return Mention(start, end, full_start, degree_end, name, lowered, score), after

    def _is_blocked(self, word: Word) -> bool:
        return word.start in self.blocked

    def _opens_sentence(self, words: list[Word], j: int) -> bool:
        return j == 0 or words[j - 1].text in '.:!?"“‘-–—•' or (j == 1 and not words[0].text[0].isalpha())

    def _is_name_word(self, word: Word, words: list[Word], j: int, inside: bool, titled: bool) -> bool:
        low, text = word.low, word.text
        if not text[0].isalpha():
            return False
        if low in PARTICLES and inside and j + 1 < len(words) and words[j + 1].capital:
            return True
        if not word.capital:
            return False
        if len(text) == 1:
            return inside or (j + 1 < len(words) and (words[j + 1].text == "." or words[j + 1].capital))
        if low in self.lex.not_names and not (inside and (low in self.lex.names or low in SURNAMES_TOO)):
            return (
                low == "lalu"
                and not self._opens_sentence(words, j)
                and j + 1 < len(words)
                and words[j + 1].capital
            )
        if low in self.lex.ranks or (low in self.lex.honorifics and not inside):
            return False
        if is_abbreviation(word) and low not in self.lex.names:
            if inside and len(text) == 2:
                return True
            return text.isupper() and len(text) > 3 and (inside or titled) and low not in self.lex.fields
        if (
            low in self.lex.fields or low in self.lex.unit_fields or low in self.lex.unit_names
        ) and low not in self.lex.names:
            return False
        return low not in self.cues.things or inside

    def _score(
        self,
        words: list[Word],
        tokens: list[int],
        start: int,
        end: int,
        titled: bool,
        ranked: bool,
        degrees: bool,
    ) -> float:
        text, lex = self.text, self.lex
        lows = [words[t].low for t in tokens]
        score = 2.0 * (titled or ranked) + 2.0 * degrees
        known = [low in lex.names for low in lows]
        score += 1.0 * known[0] + 0.5 * any(known[1:]) + (0.5 if len(lows) > 1 else -0.5)
        before, after = text[max(0, start - ROUND) : start], text[end : end + ROUND]
        gap = GAP_BEFORE.search(before)
        beside = gap is not None and max(0, start - ROUND) + gap.start() in self.post_ends
        score += 2.0 * beside
        ahead = GAP_AFTER.match(after)
        if ahead is not None and end + ahead.end() in self.post_starts:
            score += 2.0
        if beside and len(lows) == 1 and re.match(r"\s*(?:[,.;)]|dan\b|serta\b|$)", after):
            score += 0.5
        if beside and len(lows) == 1 and not known[0] and not (titled or ranked):
            follower = re.match(r"\s*,\s*(?=[A-Z])", after)
            if follower and end + follower.end() not in self.post_starts:
                score -= 2.0  # "Kepala BKPSDM Pesbar, Sri Agustini": a place's short name
        score += 0.5 * (len(lows) > 2)
        if self.cues.before.search(before):
            score += 1.5
        if self.cues.after.match(after):
            score += 1.5
        if re.search(r"(?:^|\n)\s*(?:[-–•*]|\(?\d{1,3}[.)])\s*$", before):
            score += 1.0
        if re.search(r",\s*$", before) and re.match(r"\s*,", after):
            score += 0.5
        if all(words[t].start in self.place for t in tokens):
            score -= 3.0
        previous = words[tokens[0] - 1].low if tokens[0] else ""
        if previous in self.cues.things and not (titled or ranked):
            score -= 3.0
        if self.outlet and tuple(lows) == self.outlet[: len(lows)]:
            score -= 4.0
        if re.match(r"\s*\.\s*(?:com|id|co|net|example)\b", after):
            score -= 4.0
        if re.match(r"\s*[\w,.]*\s*\((?:\d|[A-Z]{3,})", after) and not (titled or ranked or any(known)):
            score -= 1.0
        return score


def _cover(spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end))
