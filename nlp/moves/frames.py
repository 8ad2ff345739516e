"""What is known of each person's move, gathered clause by clause, and given out as moves at the end."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from nlp.facts import Move
from nlp.moves.markup import Article
from nlp.text import text_of

#: Confidence of a construction that names person, verb and post; of one that leans on the sentence before; of a loose
#: one.
TIGHT, CHAINED, LOOSE = 0.9, 0.75, 0.55


@dataclass
class Frame:
    """A person's move so far; posts are indices of the article's post mentions."""

    person: str
    to: int | None = None
    from_: int | None = None
    leaves: bool = False
    acting: str | None = None
    planned: bool = False
    confidence: float = 0.0
    start: int = 0
    end: int = 0
    order: int = 0

    @property
    def told(self) -> bool:
        return self.to is not None or (self.leaves and self.from_ is not None)


class Frames:
    """The article's moves by person; `seat` is the post last spoken of as a seat, `mover` the person last moved."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.frames: dict[str, Frame] = {}
        self.second: list[Frame] = []
        self.seat: int | None = None
        self.mover: int | None = None
        self.kept: list[tuple[int, int]] = []

    def of(self, person: int) -> Frame:
        name = self.article.person(person)
        if name not in self.frames:
            self.frames[name] = Frame(name, order=len(self.frames))
        return self.frames[name]

    def came_from(self, person: int, post: int, span: Span | None = None) -> None:
        """The person held the post before; the first saying of it stays."""
        frame = self.of(person)
        if frame.from_ is None:
            frame.from_ = post
            self._covers(frame, person, post)

    def goes_to(
        self, person: int, post: int, confidence: float, *, planned: bool, acting: str | None = None
    ) -> None:
        """The person takes the post; what was said first stays, except that a sure word beats a loose one."""
        frame = self.of(person)
        acting = acting or self.article.acting(post)
        if frame.to is not None and self.article.key(frame.to) != self.article.key(post):
            if confidence > frame.confidence + 0.2:
                frame.to = None
            elif acting and not frame.acting:
                other = Frame(
                    frame.person,
                    to=post,
                    acting=acting,
                    planned=planned,
                    confidence=confidence,
                    order=len(self.frames),
                )
                self._covers(other, person, post)
                if all(
                    self.article.key(o.to) != self.article.key(post)
                    for o in self.second
                    if o.person == other.person and o.to is not None
                ):
                    self.second.append(other)
                return
            else:
                return
        if frame.to is None or confidence > frame.confidence:
            frame.to, frame.confidence, frame.planned = post, confidence, planned
            frame.acting = acting or frame.acting
            frame.start = frame.end = 0
        self._covers(frame, person, post)
        self.seat, self.mover = post, person

    def leaves(self, person: int, confidence: float, *, planned: bool) -> None:
        frame = self.of(person)
        frame.leaves = True
        if frame.to is None:
            frame.confidence, frame.planned = max(frame.confidence, confidence), planned
        self._covers(frame, person, frame.from_)

    def from_of(self, person: int) -> int | None:
        frame = self.frames.get(self.article.person(person))
        return frame.from_ if frame else None

    def to_of(self, person: int) -> int | None:
        frame = self.frames.get(self.article.person(person))
        return frame.to if frame else None

    def _covers(self, frame: Frame, person: int, post: int | None) -> None:
        spans = [self.article.people[person]] + ([self.article.posts[post]] if post is not None else [])
        start, end = min(s.start_char for s in spans), max(s.end_char for s in spans)
        if not frame.end or end - start < frame.end - frame.start:
            frame.start, frame.end = start, end

    def moves(self, extractor: str) -> list[Move]:
        """The moves told, in the order of the article, each with the run of text that carries it."""
        article, doc, found = self.article, self.article.doc, []
        for frame in [*self.frames.values(), *self.second]:
            if not frame.told or not frame.confidence:
                continue
            from_ = None if frame.acting and not self._gave_up(frame) else frame.from_
            if frame.acting and frame.from_ is not None and from_ is None:
                self.kept.append((frame.order, frame.from_))
            move = Move(
                person=frame.person,
                from_=article.post(from_) if from_ is not None else None,
                to=article.post(frame.to) if frame.to is not None else None,
                acting=frame.acting if frame.to is not None else None,
                status="planned" if frame.planned else "done",
                start=frame.start,
                end=frame.end,
                confidence=round(frame.confidence, 2),
                extractor=extractor,
            )
            span = doc.char_span(frame.start, frame.end, alignment_mode="expand")
            if span is not None and len(span):
                first, last = span[0].sent, span[-1].sent
                move.sentence_start, move.sentence_end = first.start_char, last.end_char
                move.sentence = text_of(doc)[first.start_char : last.end_char]
            found.append(move)
        return sorted(found, key=lambda m: m.start)

    def _gave_up(self, frame: Frame) -> bool:
        """Whether who takes a post as Plt or Pj has left the old one: only where the same post was held before."""
        return (
            frame.from_ is not None
            and frame.to is not None
            and self.article.key(frame.from_) == self.article.key(frame.to)
        )
