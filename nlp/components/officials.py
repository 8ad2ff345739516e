"""Gives ``doc._.facts.officials``: named people with the public post they hold as the article speaks.

A post stands beside its holder; people whose move is told are listed only with another, present post. Heads of
regions keep their region ("Bupati Rembang"), other posts stand without it.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.facts import Official
from nlp.moves.markup import Article
from nlp.posts.wording import same_post

EXTRACTOR = "officials/1"
BESIDE, KEPT = 0.9, 0.75


@Language.factory("officials")
class Officials:
    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        article: Article | None = doc._.move_article
        if article is None or not doc._.facts.relevant:
            return doc
        moved: dict[str, list[int]] = {}
        for frame in [*doc._.move_frames.frames.values(), *doc._.move_frames.second]:
            if frame.told and frame.confidence:
                moved.setdefault(frame.person, []).extend(p for p in (frame.to, frame.from_) if p is not None)
        found: dict[tuple[str, tuple[str, ...]], Official] = {}
        for n in sorted(article.holders):
            holder, person = article.holders[n], article.person(n)
            if person in moved:
                _kept(doc, article, n, found)
                continue
            for post in (holder.current, holder.also):
                if post is not None and not article.posts[post]._.former:
                    _add(doc, article, n, post, BESIDE, found)
        doc._.facts.officials = sorted(found.values(), key=lambda o: o.start)
        return doc


def _kept(doc: Doc, article: Article, n: int, found: dict) -> None:
    """The posts that somebody whose move is told holds besides: a post kept beside one as Plt, or "merangkap"."""
    holder, person = article.holders[n], article.person(n)
    frames = [
        f
        for f in [*doc._.move_frames.frames.values(), *doc._.move_frames.second]
        if f.person == person and f.told
    ]
    taken = [article.key(p) for f in frames for p in ([f.to] if f.to is not None else [])]
    left = [article.key(f.from_) for f in frames if f.from_ is not None and not f.acting]
    acting = any(f.acting for f in frames)
    posts = [holder.also]
    if acting:
        posts += [holder.current] + [f.from_ for f in frames if f.acting]
    for post in posts:
        if post is not None and article.key(post) not in taken and article.key(post) not in left:
            _add(doc, article, n, post, KEPT, found)


def _add(doc: Doc, article: Article, n: int, post: int, confidence: float, found: dict) -> None:
    person, span = article.person(n), article.posts[post]
    for name, key in found:
        if name == person and same_post(key, article.key(post)):
            return
    start = min(span.start_char, article.people[n].start_char)
    end = max(span.end_char, article.people[n].end_char)
    sentence = article.people[n][0].sent
    title = f"{span._.acting.capitalize()} {span._.post}" if span._.acting else span._.post
    found[(person, article.key(post))] = Official(
        person=person,
        position=title,
        start=start,
        end=end,
        sentence=sentence.text,
        sentence_start=sentence.start_char,
        sentence_end=sentence.end_char,
        confidence=confidence,
        extractor=EXTRACTOR,
    )
