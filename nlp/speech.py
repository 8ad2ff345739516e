"""Who says what: the speaker of each sentence, from quotes, verbs of saying and "menurut".

A speaker is a person (the fullest form of the name in the article, as the people room gives it) or a body ("KASN").
None where the article speaks for itself, or where the speaker is unnamed or collective ("seorang sumber", "warga").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from nlp.patterns import either, listed, longest_first, whole
from nlp.quotes import quotes
from nlp.text import is_read, text_of

#: Between a verb of saying and the name stand at most posts, titles and places.
REACH = 150
#: Wordings that take up the last speaker: "ujar ibu tiga anak itu", "kata mantan camat tersebut".
TAKEN_UP = re.compile(r"(?i)\s*(?:[\w'’-]+\s+){1,7}?(?:itu|tersebut|ini)\b")
#: A verb between two names: what stands behind it is not the speaker's own apposition.
VERB = re.compile(rf"(?i)\b(?:yang\s+)?{either('speech.between.verb')}\b")


@dataclass(frozen=True)
class Saying:
    """A verb of saying at ``[start, end)`` and its speaker.

    `after` is True where the speech stands before it ('…," kata X'). `speaker` is None for unnamed ones.
    """

    start: int
    end: int
    speaker: str | None
    after: bool


@dataclass(frozen=True)
class Speech:
    """Who speaks in a sentence; `quoted` where it is (part of) a quote, `certain` where the verb is in the sentence."""

    speaker: str | None
    quoted: bool
    certain: bool


def _words(name: str) -> str:
    return longest_first(listed(f"speech.{name}"))


@cache
def _verbs() -> re.Pattern[str]:
    said, says, told, by = (_words(name) for name in ("said", "says", "told", "by"))
    return re.compile(
        rf"""(?ix)
        (?: (?<=[”"’'»,.!?–-]) \s* | ^\s* | (?<=\n) | (?<=[,;]\s) )
            (?: (?P<said>{said}) (?P<own>nya)? \b (?!-|\s+(?:lain|kunci|sandi|saja|mereka\s+yang)) )
        | \b(?P<says>{says})\b
        | \b(?P<told>{told})\b (?:\s+(?:pula|juga|lagi))? (?:\s+oleh)?
        | \b(?P<by>{by}) (?P<by_own>nya)?\b
        """
    )


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('bodies')})\b(?:\s+(?:[A-Z][a-z]+)(?:\s[A-Z][a-z]+)?)?")


@cache
def _unnamed() -> re.Pattern[str]:
    return re.compile(rf"(?i)\s*(?:{_words('unnamed')})\b")


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w-])(?:{_words('roles')})\b")


class Speakers:
    """The sayings of one article; built once and kept in ``doc.user_data``."""

    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)
        spans = [span for span in doc.spans.get("people", ()) if span._.person]
        self.people = sorted((span.start_char, span.end_char, span._.person) for span in spans)
        self._starts = [start for start, _, _ in self.people]
        self.quotes = quotes(self.text)
        self._quote_starts = [start for start, _ in self.quotes]
        self.roles = self._read_roles()
        self._read_offsets = [(sent.start_char, sent.end_char) for sent in doc.sents if is_read(sent)]
        self.sayings = self._read_sayings()
        self._saying_starts = [saying.start for saying in self.sayings]

    # --- the people and their posts ---------------------------------------------------------------

    def _people_between(self, start: int, end: int) -> list[tuple[int, int, str]]:
        return self.people[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _read_roles(self) -> dict[str, str]:
        """The person whom each role first stands beside: {"bupati": "Abdul Hafidz"}."""
        roles: dict[str, str] = {}
        for start, end, person in self.people:
            before = re.split(
                r"(?<=[a-z0-9)”\"]{2})[.;!?]\s|[\n“”\"]", self.text[max(0, start - 110) : start]
            )[-1]
            # nearest role before the name with no other name between
            for other in self._people_between(max(0, start - 110), start):
                cut = other[1] - (start - len(before))
                before = before[cut:] if 0 < cut <= len(before) else before
            found = [m for m in _roles().finditer(before) if not VERB.search(before[m.end() :])]
            lawyer = found and re.match(r"(?i)kuasa|pengacara", found[-1].group())
            if lawyer and re.match(r",\s*[A-Z]", self.text[end : end + 6]):
                continue  # "kuasa hukum Hendro, Agung Nugraha": the lawyer is who follows
            if found and not re.search(r"(?i)\b(?:mantan|eks)\s*$", before[: found[-1].start()]):
                roles.setdefault(
                    re.sub(r"\s+", " ", found[-1].group().casefold()).replace("walikota", "wali kota"), person
                )
            after = self.text[end : end + 60]
            apposed = re.match(r"(?:,\s*|\s+(?:selaku|sebagai)\s+|\s+)(?=[A-Z])", after)
            if apposed:
                role = _roles().match(after, apposed.end())
                if role:
                    roles.setdefault(
                        re.sub(r"\s+", " ", role.group().casefold()).replace("walikota", "wali kota"), person
                    )
        return roles

    def _by_role(self, words: str) -> str | None:
        match = _roles().match(words.lstrip())
        if not match:
            return None
        role = re.sub(r"\s+", " ", match.group().casefold()).replace("walikota", "wali kota")
        if role in self.roles:
            return self.roles[role]
        ends = [
            person
            for known, person in self.roles.items()
            if known.split()[0] == role.split()[0] or known.endswith(" " + role)
        ]
        return ends[0] if len(set(ends)) == 1 and role not in ("bupati", "wali kota", "gubernur") else None

    def _subject_before(self, at: int, since: int) -> str | None:
        """The person whom a sentence of the same paragraph before `at`, and after `since`, begins with."""
        line = self.text.rfind("\n", 0, at) + 1
        index = bisect_left(self._read_offsets, (max(line, since), 0))
        found: str | None = None
        while index < len(self._read_offsets) and self._read_offsets[index][0] < at:
            start, end = self._read_offsets[index]
            index += 1
            people = self._people_between(start, min(end, at))
            if not people or self.in_quote(people[0][0]):
                continue
            lead = self.text[start : people[0][0]]
            if (
                len(lead) > 110
                or (VERB.search(lead) and not re.search(r"(?i)\bdi[a-z]+(?:kan)?\s+(?:\S+\s+){0,9}$", lead))
                or whole("speech.between.about").search(lead)
            ):
                continue
            found = people[0][2]
        return found

    # --- sayings ----------------------------------------------------------------------------------

    def in_quote(self, at: int) -> tuple[int, int] | None:
        """The quote around the character at `at`, or None."""
        index = bisect_right(self._quote_starts, at) - 1
        return (
            self.quotes[index] if index >= 0 and self.quotes[index][0] <= at < self.quotes[index][1] else None
        )

    def _sentence_range(self, at: int) -> tuple[int, int]:
        index = bisect_right(self._read_offsets, (at, len(self.text) + 1)) - 1
        return self._read_offsets[index] if index >= 0 else (0, len(self.text))

    def _following(self, at: int, last: str | None) -> tuple[str | None, bool]:
        """(speaker, found) of the words that follow a verb of saying at `at`."""
        limit = min(at + REACH, len(self.text))
        stretch = self.text[at:limit]
        cut = re.search(r"[“”\"\n;]|(?<=[a-z]{4})\.\s", stretch)
        stretch = stretch[: cut.start()] if cut else stretch
        words = stretch.lstrip(" ,:")
        offset = at + len(stretch) - len(words)
        if re.match(rf"(?i)(?:{_words('pronouns')})\b", words):
            return last, True
        if _unnamed().match(words):
            return None, True
        people = self._people_between(offset, at + len(stretch))
        body = _bodies().match(words)
        if people:
            between = self.text[offset : people[0][0]]
            if not VERB.search(between) and not re.search(r"(?i)\byang\b", between):
                lawyer = re.match(rf"(?i){either('speech.between.somebodys')}\b", words)
                if lawyer and len(people) > 1 and re.search(r",\s*$", self.text[people[0][1] : people[1][0]]):
                    return people[1][2], True
                return people[0][2], True
        if body:
            return body.group(), True
        role = self._by_role(words)
        if role:
            return role, True
        if TAKEN_UP.match(words) and not re.match(rf"(?i)\s*{either('speech.between.no_person')}\b", words):
            return last, True
        return None, bool(re.match(r"[A-Z]", words))

    def _preceding(self, sentence_start: int, at: int, last: str | None) -> tuple[str | None, bool]:
        """(speaker, found) of the subject before a verb like "mengatakan" at `at`."""
        lead = self.text[sentence_start:at]
        quote_end = max(lead.rfind("”"), lead.rfind('"'))
        begin = sentence_start + quote_end + 1 if quote_end >= 0 else sentence_start
        lead = self.text[begin:at]
        people = self._people_between(begin, at)
        last_clause = re.split(r"(?i)\b(?:bahwa|karena|ketika|sementara itu)\b", lead)[-1]
        pronoun = re.search(
            rf"(?i)(?:^|\W)(?:{_words('pronouns')})(?:\s+{either('speech.between.small')})*\s*$",
            lead,
        )
        if pronoun:
            return last, True
        own = re.search(r"(?i)\b(?:dirinya|pihaknya)\s+(?:\w+\s+){0,2}$", lead)
        if own:
            return last, True
        if people:
            _, end, person = people[-1]
            gap = self.text[end:at]
            if (
                len(gap) < 90
                and not re.search(rf"(?i)[.!?]\s|\b{either('speech.between.clause')}\b", gap)
                and not _bodies().search(gap.split(",")[-1])
            ):
                return person, True
        if _unnamed().match(lead.lstrip(" ,")) or _unnamed().match(last_clause.lstrip(" ,")):
            return None, True
        bodies = list(_bodies().finditer(lead))
        if (
            bodies
            and len(lead) - bodies[-1].end() < 40
            and not re.search(rf"(?i)\b{either('speech.between.of_body')}\s+$", lead[: bodies[-1].start()])
        ):
            return bodies[-1].group(), True
        for match in reversed(list(_roles().finditer(lead))):
            role = self._by_role(match.group())
            if role and len(lead) - match.end() < 40:
                return role, True
        if re.search(r"(?i)\b(?:itu|tersebut|ini)\s*$", lead) and len(lead) < 60 and not people:
            return last, True
        return None, False

    def _read_sayings(self) -> list[Saying]:
        found: list[Saying] = []
        last: str | None = None
        taken_until = -1  # one indirect saying a sentence: what follows "X mengatakan" is what X says
        for match in _verbs().finditer(self.text):
            at = match.start() + len(match.group()) - len(match.group().lstrip())
            if self.in_quote(at):
                continue
            start, end = self._sentence_range(at)
            if at >= end:
                continue
            verb = match.lastgroup and match.groupdict()
            assert verb
            # "Bupati X naik pitam. …," tukasnya: who the paragraph has begun to speak of
            last = (
                self._subject_before(
                    start if self.in_quote(start) is None else at, found[-1].end if found else 0
                )
                or last
            )
            if verb["said"]:
                speaker, known = (last, True) if verb["own"] else self._following(match.end(), last)
                if not known:
                    continue
                found.append(Saying(at, match.end(), speaker, after=True))
            elif verb["told"] or verb["by"]:
                speaker, known = (last, True) if verb["by_own"] else self._following(match.end(), last)
                if not known or (
                    verb["by"]
                    and verb["by"].casefold() in ("bagi", "versi", "mengutip", "di mata")
                    and speaker is None
                ):
                    continue
                found.append(Saying(at, match.end(), speaker, after=False))
            else:
                if at < taken_until:
                    continue
                speaker, known = self._preceding(start, at, last)
                if not known:
                    continue
                taken_until = end
                found.append(Saying(at, match.end(), speaker, after=False))
            last = speaker if speaker else last
        return found

    # --- answers ----------------------------------------------------------------------------------

    def _sayings_between(self, start: int, end: int) -> list[Saying]:
        return self.sayings[bisect_left(self._saying_starts, start) : bisect_left(self._saying_starts, end)]

    def _of_quote(self, quote: tuple[int, int]) -> Speech:
        line_end = self.text.find("\n", quote[1])
        line_end = len(self.text) if line_end < 0 else line_end
        line_start = self.text.rfind("\n", 0, quote[0]) + 1
        behind = self._sayings_between(quote[1], min(line_end, quote[1] + 25))
        if behind and behind[0].after:
            return Speech(behind[0].speaker, True, True)
        before = self._sayings_between(line_start, quote[0])
        if before:
            return Speech(before[-1].speaker, True, True)
        # "X menepis tudingan itu." and the quote stands in the next paragraph
        begun = self._subject_before(quote[0], line_start)
        if begun:
            return Speech(begun, True, False)
        earlier = self.sayings[: bisect_left(self._saying_starts, line_start)]
        later = [saying for saying in self._sayings_between(quote[1], line_end) if saying.after]
        if later:
            return Speech(later[0].speaker, True, True)
        return Speech(earlier[-1].speaker if earlier else None, True, False)

    def at(self, start: int, end: int) -> Speech | None:
        """Who speaks in ``[start, end)`` (a sentence or a part of one); None where the article itself does."""
        index = bisect_right(self._quote_starts, start) - 1
        for quote in self.quotes[max(0, index) : index + 4]:
            shared = min(end, quote[1]) - max(start, quote[0])
            if shared > 0.5 * (end - start) or (shared > 25 and quote[0] <= start + 2):
                return self._of_quote(quote)
        inside = self._sayings_between(start, end)
        if inside:
            return Speech(inside[0].speaker, False, True)
        return None


def speakers(doc: Doc) -> Speakers:
    """The article's sayings, read once."""
    if "speakers" not in doc.user_data:
        doc.user_data["speakers"] = Speakers(doc)
    found: Speakers = doc.user_data["speakers"]
    return found


def speaker_of(doc: Doc, sent: Span) -> str | None:
    """The person or body that says the sentence; None where the article or an unnamed source does."""
    speech = speakers(doc).at(sent.start_char, sent.end_char)
    return speech.speaker if speech else None
