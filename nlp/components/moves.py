"""Gives ``doc._.facts.moves``: who moves from which post to which, planned or done, and in which manner it is held.

Reads the people and posts that earlier rooms marked, never the words of names themselves. The constructions are in
`nlp.moves`: posts beside a person (`nouns`), clauses that move somebody (`clauses`), seats and successions (`seats`),
lists (`lists`). Also leaves ``doc._.move_article`` for the officials room: the marked text with what was read in it.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.facts import Facts
from nlp.moves.clauses import apply_clauses
from nlp.moves.frames import LOOSE, Frames
from nlp.moves.groups import Groups
from nlp.moves.lists import ListState, read_candidates, read_list
from nlp.moves.markup import Article, P
from nlp.moves.nouns import reduce_sentence
from nlp.moves.seats import apply_seats, note_seats
from nlp.patterns import either, whole
from nlp.text import text_of

EXTRACTOR = "moves/1"
#: Sentences after which "ia" no longer points back.
MEMORY = 3
#: Sentences at an article's start that, with the title, tell its stage.
LEAD = 3
#: "Bakal Dimutasi" in a title is to come.
TO_COME = re.compile(
    rf"(?i)\b{either('moves.status.article_planned')}\s+(?:\w+\s+){{0,2}}?{either('moves.status.article_done')}\b"
)
NOT_YET = re.compile(
    r"(?i)\b(?:"
    + "|".join(either(f"moves.status.{name}") for name in ("planned", "article_planned", "not_yet"))
    + r")\b"
)

for extension in ("move_article", "move_frames"):
    if not Doc.has_extension(extension):
        Doc.set_extension(extension, default=None)


@Language.factory("moves")
class Moves:
    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        if doc._.off_topic:
            return doc
        if doc._.facts is None:
            doc._.facts = Facts()
        article = Article(doc)
        frames = Frames(article)
        doc._.move_article, doc._.move_frames = article, frames
        reduced = _reduce(article)
        if not doc._.facts.relevant:
            return doc
        planned, done_always = stage(doc, article)
        state = ListState()
        state.default = planned and is_selection(doc, article)
        state.hear(doc._.title or "")
        groups = Groups(frames)
        told = False
        installs = not planned and whole("moves.status.article_done").search(text_of(doc)[:1500]) is not None
        for sentence, text in zip(article.sentences, reduced, strict=True):
            if (sentence.people or sentence.posts) and read_list(
                sentence, state, frames, planned=planned, installs=installs
            ):
                continue
            state.hear(text)
            note_seats(text, frames)
            if not read_candidates(text, state, frames):
                for clause in [text, *groups.read(text, planned=planned)]:
                    apply_clauses(clause, frames, planned=planned, done_always=done_always, pairs_told=told)
            apply_seats(text, frames, planned=planned, done_always=done_always)
            told = bool(re.search(r"(?i)\b(?:dilantik|melantik|dirotasi|dimutasi|pejabat)\b", text))
        _fill_origins(article, frames)
        doc._.facts.moves = frames.moves(EXTRACTOR)
        return doc


def stage(doc: Doc, article: Article) -> tuple[bool, bool]:
    """(whether the article speaks of moves to come, whether a signed telegram makes all of them done)."""
    lead = " ".join(s.text for s in article.sentences[:LEAD])
    title = doc._.title or ""
    telegram = re.search(rf"(?i){either('moves.status.telegram')}", text_of(doc)) is not None
    planned, done = whole("moves.status.article_planned"), whole("moves.status.article_done")
    title = TO_COME.sub("akan", title)
    title_planned, title_done = planned.search(title), done.search(title)
    told_done = any(_tells_done(sentence.text) for sentence in article.sentences[:LEAD])
    if title_planned and not title_done and not told_done:
        return not telegram, telegram
    lead_only = planned.search(lead) and not done.search(lead)
    return bool(lead_only and not title_done) and not telegram, telegram


def _tells_done(sentence: str) -> bool:
    """Whether a sentence of the lead tells an act that took place, with no word of plan before it."""
    match = whole("moves.status.took_place").search(sentence)
    return match is not None and NOT_YET.search(sentence[: match.start()]) is None


def is_selection(doc: Doc, article: Article) -> bool:
    """Whether title or lead announce the last candidates of an open selection."""
    lead = f"{doc._.title or ''} " + " ".join(s.text for s in article.sentences[:LEAD])
    return bool(
        re.search(r"(?i)\b(?:tiga|3) (?:besar|nama|nama teratas|kandidat|calon)\b", lead)
    ) and not whole("moves.lists.applicants").search(lead)


def _reduce(article: Article) -> list[str]:
    """Every sentence reduced, with pronouns resolved to the person last in focus."""
    reduced, focus, age = [], None, 0
    for sentence in article.sentences:
        text = reduce_sentence(article, sentence, focus if age <= MEMORY else None)
        reduced.append(text)
        people = re.findall(P, text)
        age += 1
        if people:
            first_stays = re.search(rf"(?i)menggantikan\s*{P}[^‹›]*$", text)
            focus, age = int(people[0] if first_stays else people[-1]), 0
    return reduced


def _fill_origins(article: Article, frames: Frames) -> None:
    """Posts told beside a person in other sentences are where they came from."""
    for n in sorted(article.holders):
        holder, frame = article.holders[n], frames.frames.get(article.person(n))
        if holder.old is not None and holder.current is not None and (frame is None or not frame.told):
            _installed(article, frames, n)
            continue
        if frame is None or not frame.told or frame.from_ is not None:
            continue
        for post, sure in ((holder.old, True), (holder.current, False)):
            if post is None or (frame.to is not None and article.key(post) == article.key(frame.to)):
                continue
            if not sure and frame.acting:
                continue
            frames.came_from(n, post)
            break


def _installed(article: Article, frames: Frames, n: int) -> None:
    """ "Sekretaris DPRD Fulan diambil sumpahnya. Sebelumnya ia Kabid …": the post beside the name is the new one."""
    holder, span = article.holders[n], article.people[n]
    if holder.old is None or holder.current is None or article.key(holder.old) == article.key(holder.current):
        return
    if re.search(r"(?i)\b(?:dilantik|diambil sumpah\w*|disumpah)\b", span[0].sent.text):
        frames.came_from(n, holder.old)
        frames.goes_to(n, holder.current, LOOSE, planned=False)
