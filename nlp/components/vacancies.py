"""Gives ``doc._.facts.vacancies``: posts said to be empty, to be filled, or open for selection, with how many.

A post counts where the sentence says so of it or lists it after saying so; posts that stand beside a person, or that
a told move fills for good, do not. Where only a number is told, the position is the article's words ("jabatan eselon
II").
"""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from nlp.facts import Vacancy
from nlp.moves.lists import POST_LINE
from nlp.moves.markup import Article, J, Marked
from nlp.moves.nouns import reduce_sentence
from nlp.patterns import either, listed, whole
from nlp.posts.wording import same_post
from nlp.text import data, text_of

EXTRACTOR = "vacancies/1"
NAMED, LISTED, COUNTED = 0.85, 0.75, 0.6
#: Lines that may carry on a list after the sentence that opened it.
LINES = 20
BOUND = re.compile(rf"(?i)\b{either('moves.vacant.bound')}\s*$")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    vacant = {name: either(f"moves.vacant.{name}") for name in ("predicate", "list", "goes_on", "ranks")}
    number = "|".join([*listed("moves.vacant.numbers"), r"\d{1,3}"])
    return {
        "cue": whole("moves.vacant.cue"),
        "never": whole("moves.vacant.never"),
        "predicate": re.compile(rf"(?i){J}(?P<gap>[^‹›.;]{{0,60}}?)\b{vacant['predicate']}\b"),
        "list": re.compile(
            rf"(?i)(?:\b|(?=:)){vacant['list']}\s*[:,]?\s*"
            rf"(?:(?:{number})\s+)?(?:(?:jabatan|posisi|kursi)\s+)?(?=‹J)"
        ),
        "goes_on": re.compile(rf"(?i)^\W*{vacant['goes_on']}\b"),
        "number": re.compile(rf"(?i)\b({number})\s+(?:orang\s+|kursi\s+|jabatan\s+|posisi\s+|formasi\s+)*$"),
        "counted": re.compile(
            rf"(?i)\b(?P<n>{number})\s+"
            rf"(?P<what>(?:kursi |posisi )?(?:jabatan |pejabat )?{vacant['ranks']}(?: pratama)?)"
        ),
        "acting": re.compile(r"(?i)\b(?:diisi|dipegang|dijabat)\s+(?:oleh\s+)?(?:plt|pelaksana tugas)\b"),
    }


@Language.factory("vacancies")
class Vacancies:
    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        article: Article | None = doc._.move_article
        if article is None or not doc._.facts.relevant:
            return doc
        reader = _Reader(doc, article)
        for sentence in article.sentences:
            reader.read(sentence)
        reader.leavers()
        doc._.facts.vacancies = sorted(reader.found.values(), key=lambda v: v.start)
        return doc


class _Reader:
    def __init__(self, doc: Doc, article: Article) -> None:
        self.doc, self.article, self.frames = doc, article, doc._.move_frames
        self.found: dict[tuple[str, ...], Vacancy] = {}
        self.open = 0
        frames = [*self.frames.frames.values(), *self.frames.second]
        self.filled = {
            article.key(f.to)
            for f in frames
            if f.told and f.to is not None and not f.acting and not f.planned
        }
        self.acting = [f.to for f in frames if f.told and f.to is not None and f.acting == "plt"]

    def read(self, sentence: Marked) -> None:
        found = _patterns()
        text = reduce_sentence(self.article, sentence, None)
        cue = bool(found["cue"].search(text)) and not found["never"].search(text)
        if not sentence.posts:
            if cue and (match := found["counted"].search(text)):
                self._counted(sentence, match)
            self.open = (
                LINES
                if cue
                and (
                    text.endswith(":")
                    or found["counted"].search(text)
                    or re.search(r"(?i)\b(?:kursi|jabatan|posisi|pos)\b", text)
                )
                else max(0, min(self.open, 2) - 1)
            )
            if cue and found["acting"].search(text) and re.search(r"(?i)\blelang|seleksi", text):
                self._plt(sentence)
            return
        posts = [int(m.group(1)) for m in re.finditer(J, text)]
        if POST_LINE.match(text) and sentence.line_start:
            if self.open and not BOUND.search(text):
                self._add(posts[0], LISTED, text, sentence)
            return
        free = set(posts)
        for match in found["predicate"].finditer(text):
            filled = whole("moves.vacant.no_opening").search(match.group("gap"))
            if not filled and not found["never"].search(match.group()):
                self._run_before(text, match.start(), int(match.group(1)), sentence, free)
        carries = self.open > 0 and found["goes_on"].match(text) is not None and "‹P" not in text
        if cue or carries:
            opener = found["list"].search(text)
            if opener is not None:
                self._run_after(text, opener.end(), sentence, free)
            elif carries and (first := re.search(J, text)):
                self._run_after(text, first.start(), sentence, free)
        if cue and found["acting"].search(text) and re.search(r"(?i)\blelang|seleksi", text):
            self._plt(sentence)
            for post in posts:
                self._add(post, LISTED, text, sentence)
        self.open = LINES if cue or carries else max(0, min(self.open, 2) - 1)

    def _run_before(self, text: str, at: int, post: int, sentence: Marked, free: set[int]) -> None:
        """The post before the predicate and those joined to it ("Kepala A, Kepala B dan Kepala C masih kosong")."""
        if BOUND.search(text[:at]):
            return
        self._add(post, NAMED, text, sentence)
        while match := re.search(
            rf"{J}\s*(?:,|dan|serta|,\s*dan|,\s*serta)\s*(?:kursi |jabatan |posisi )?$", text[:at]
        ):
            if BOUND.search(text[: match.start()]):
                return
            self._add(int(match.group(1)), NAMED, text, sentence)
            at = match.start()

    def _run_after(self, text: str, at: int, sentence: Marked, free: set[int]) -> None:
        """Posts listed from `at` on, up to the first that is bound to a person or verb."""
        rest = text[at:]
        for match in re.finditer(J, rest):
            before = rest[: match.start()]
            gap = before[before.rfind("›") + 1 :]
            if len(gap) > 60 or "‹P" in before or whole("moves.vacant.elsewhere").search(gap):
                break
            if int(match.group(1)) in free:
                self._add(int(match.group(1)), LISTED, text, sentence)

    def _plt(self, sentence: Marked) -> None:
        """ "Kursi yang diisi plt itu akan dilelang": the posts for which a Plt was told."""
        for post in self.acting:
            self._add(post, COUNTED, "", sentence)

    def leavers(self) -> None:
        """The post that somebody will leave by retiring, and that nobody is told to take."""
        for frame in self.frames.frames.values():
            if (
                frame.leaves
                and frame.to is None
                and frame.planned
                and frame.from_ is not None
                and frame.confidence
            ):
                span = self.article.posts[frame.from_]
                taken = {self.article.key(f.to) for f in self.frames.frames.values() if f.to is not None}
                if self.article.key(frame.from_) not in taken:
                    sentence = next(s for s in self.article.sentences if s.span.end_char >= span.end_char)
                    self._add(frame.from_, COUNTED, "", sentence)

    def _add(self, post: int, confidence: float, text: str, sentence: Marked) -> None:
        span, key = self.article.posts[post], self.article.key(post)
        acting_ok = confidence != NAMED or not span._.acting
        if any(same_post(key, k) for k in self.found) or not acting_ok or span._.post_kind == "region":
            return
        if any(same_post(key, k) for k in self.filled):
            return
        before = text[: text.find(f"‹J{post}›")] if f"‹J{post}›" in text else ""
        number = _patterns()["number"].search(before)
        count = _number(number.group(1)) if number else 1
        if number and count > 1 and re.search(r"(?i)(?:yakni|yaitu|:)\s*$", before):
            count = 1
        self.found[key] = self._vacancy(
            span._.post, count, span.start_char, span.end_char, sentence, confidence
        )

    def _counted(self, sentence: Marked, match: re.Match[str]) -> None:
        if self.found:
            return
        start = text_of(self.doc).find(match.group(), sentence.span.start_char, sentence.span.end_char)
        if start < 0:
            return
        what = " ".join(match.group("what").split())
        vacancy = self._vacancy(
            what, _number(match.group("n")), start, start + len(match.group()), sentence, COUNTED
        )
        self.found[("#", what.lower())] = vacancy

    def _vacancy(
        self, position: str, count: int, start: int, end: int, sentence: Marked, confidence: float
    ) -> Vacancy:
        span = sentence.span
        return Vacancy(
            position=position,
            count=count,
            start=start,
            end=end,
            sentence=span.text,
            sentence_start=span.start_char,
            sentence_end=span.end_char,
            confidence=confidence,
            extractor=EXTRACTOR,
        )


def _number(word: str) -> int:
    return int(word) if word.isdigit() else data("moves")["vacant"]["numbers"].get(word.lower(), 1)
