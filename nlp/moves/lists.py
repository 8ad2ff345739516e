"""Lists of names: numbered, bulleted, tabular, and the last candidates for a post."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nlp.moves.clauses import patterns
from nlp.moves.frames import CHAINED, TIGHT, Frames
from nlp.moves.markup import J, Marked, P
from nlp.patterns import either, whole
from nlp.text import data

BULLET = r"^\W*(?:\(?\d{1,3}\s*[.)]|[a-z][.)]|[-–•*·])?\s*"
ITEM = re.compile(rf"{BULLET}{P}")
POST_ITEM = re.compile(rf"{BULLET}{J}\s*(?:[:=–—-]|dijabat(?: oleh)?|diisi(?: oleh)?|kepada)?\s*{P}")
POST_LINE = re.compile(rf"{BULLET}(?:(?:untuk|calon|jabatan|posisi|formasi)\s+)*{J}\s*:?\s*$", re.IGNORECASE)
BULLETED = re.compile(r"^\W*(?:\(?\d{1,3}\s*[.)]|[a-z][.)]|[-–•*·])\s*\S")
RUN_ON = re.compile(r"(?:(?<=\s)|(?<=^))(?:\(?\d{1,2}\s*[.)])\s*(?=‹[PJ])|;\s*(?:dan\s+)?(?=‹P)")
OLD = re.compile(rf"(?i)\b{either('moves.lists.old')}\W*(?:jabatan\W*|sebagai\W*|menjabat\W*|\W)*$")
NEW = re.compile(rf"(?i)\b{either('moves.lists.new')}\W*(?:sebagai\W*|jabatan\W*)*$")
PAIR_GAP = 70


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "head": whole("moves.lists.head"),
        "candidates": whole("moves.lists.candidates"),
        "applicants": whole("moves.lists.applicants"),
        "new_first": re.compile(rf"(?i){data('moves')['lists']['new_first']}"),
        "done": whole("moves.status.article_done"),
    }


@dataclass
class ListState:
    """What the lines before said of the list that is being read."""

    candidates: bool = False
    default: bool = False
    applicants: bool = False
    installs: bool = False
    new_first: bool = False
    seat: int | None = None
    age: int = 0

    def hear(self, text: str) -> None:
        """A sentence outside a list: it may announce one."""
        found = _patterns()
        head = bool(found["head"].search(text)) or text.rstrip().endswith(":")
        candidates = bool(found["candidates"].search(text))
        if head or candidates or self.age > 6:
            self.candidates = candidates or self.default or (self.candidates and self.age <= 2)
            self.applicants = bool(found["applicants"].search(text)) and not re.search(
                r"(?i)tiga besar|3 besar|tiga nama", text
            )
            self.installs = bool(found["done"].search(text)) or (head and self.installs)
            self.new_first = bool(found["new_first"].search(text))
            self.seat, self.age = None, 0
        self.age += 1


def read_list(sentence: Marked, state: ListState, frames: Frames, *, planned: bool, installs: bool) -> bool:
    """Read a line of a list into `frames`; False where the sentence is none."""
    text = sentence.text
    if match := POST_LINE.match(text):
        if sentence.line_start:
            state.seat = int(match.group(1))
            state.age = 0
            return True
        return False
    pieces = [piece for piece in RUN_ON.split(text) if piece.strip()]
    if len(pieces) > 1 and sum(bool(re.match(rf"\s*{P}", piece)) for piece in pieces) >= 2:
        return any([_item(piece, state, frames, planned, installs, True) for piece in pieces])
    if not sentence.line_start:
        return False
    return _item(text, state, frames, planned, installs, bool(BULLETED.match(text)))


def _item(text: str, state: ListState, frames: Frames, planned: bool, installs: bool, bulleted: bool) -> bool:
    people, posts = re.findall(P, text), re.findall(J, text)
    if (
        len(people) != 1
        or len(posts) > 2
        or re.search(r"(?i)\b(?:mengatakan|menyebut|melantik|menambahkan)\b", text)
    ):
        return False
    person = int(people[0])
    if (match := ITEM.match(text)) is None:
        return _post_first(text, person, posts, state, frames, planned, installs, bulleted)
    if len(posts) == 1 and patterns()["leave"].search(re.sub(J, "", text)):
        frames.came_from(person, int(posts[0]))
        frames.leaves(person, CHAINED, planned=planned)
        return True
    if len(posts) == 2:
        first, second = (m for m in re.finditer(J, text))
        lead, gap = text[match.end() : first.start()], text[first.end() : second.start()]
        if (
            len(gap) > PAIR_GAP
            or len(lead) > PAIR_GAP
            or not (bulleted or re.fullmatch(r"[\s,–—:;/|()→>=-]*", lead + gap))
        ):
            return False
        old, new = int(first.group(1)), int(second.group(1))
        reverse = (
            (state.new_first and not NEW.search(gap))
            or bool(OLD.search(gap))
            or (bool(NEW.search(lead)) and not NEW.search(gap) and not OLD.search(lead))
        )
        if reverse:
            old, new = new, old
        frames.came_from(person, old)
        said = patterns()["planned"].search(lead + " " + gap) is not None
        frames.goes_to(person, new, TIGHT, planned=planned or said)
        return True
    if state.candidates and state.seat is not None and bulleted and not state.applicants:
        if posts and frames.article.key(int(posts[0])) != frames.article.key(state.seat):
            frames.came_from(person, int(posts[0]))
        frames.goes_to(person, state.seat, CHAINED, planned=True)
        return True
    if len(posts) == 1 and bulleted and not state.candidates and (installs or state.installs):
        place = next(re.finditer(J, text))
        lead = text[match.end() : place.start()]
        if OLD.search(lead) or len(lead) > PAIR_GAP or re.search(r"\(\s*$", lead):
            return False
        frames.goes_to(person, int(place.group(1)), CHAINED if state.installs else 0.65, planned=planned)
        return True
    return state.applicants and bulleted


def _post_first(
    text: str,
    person: int,
    posts: list[str],
    state: ListState,
    frames: Frames,
    planned: bool,
    installs: bool,
    bulleted: bool,
) -> bool:
    match = POST_ITEM.match(text)
    if match is None or not bulleted or state.candidates or not (installs or state.installs):
        return False
    new = int(match.group(1))
    if len(posts) == 2:
        second = list(re.finditer(J, text))[1]
        gap = text[match.end() : second.start()]
        if NEW.search(gap) and not OLD.search(gap):  # "Kepala X Fulan menjadi Kepala Y"
            frames.came_from(person, new)
            frames.goes_to(person, int(posts[1]), TIGHT, planned=planned)
            return True
        frames.came_from(person, int(posts[1]))
    elif not state.installs:
        return False
    frames.goes_to(person, new, CHAINED, planned=planned)
    return True


def read_candidates(text: str, state: ListState, frames: Frames) -> bool:
    """The last names for one post in running text ("tiga besar Kepala X yakni A, B dan C")."""
    found = _patterns()
    if (
        one := re.match(
            rf"(?i)^\W*(?:calon(?:nya)?|kandidat(?:nya)?)\b[^‹›]{{0,40}}?\b(?:ialah|adalah|yakni|yaitu)\s+{P}",
            text,
        )
    ) and frames.seat is not None:
        _candidate(frames, int(one.group(1)), frames.seat)
        return True
    if not found["candidates"].search(text) or found["applicants"].search(text):
        return False
    match = re.search(
        rf"{J}[^‹›]{{0,80}}?(?:yakni|yaitu|adalah|ialah|:|antara lain|masing-masing|,)\s*(?:masing-masing\s*)?"
        rf"((?:{P}[^‹›]{{0,14}}){{2,}})",
        text,
    )
    seat, named = (int(match.group(1)), match.group(2)) if match else (frames.seat, "")
    row = re.search(rf"(?:{P}\s*(?:,|dan|,\s*dan|serta)?\s*){{2,}}", text)
    if match is None and "‹J" not in text and row is not None:
        # "menetapkan A, B dan C sebagai peraih nilai tertinggi", of the seat last spoken of
        named = row.group()
    if not named or seat is None:
        return False
    for person in re.findall(P, named):
        _candidate(frames, int(person), seat)
    return True


def _candidate(frames: Frames, person: int, seat: int) -> None:
    holder = frames.article.holders[person]
    post = holder.current if holder.current is not None else holder.old
    if post is not None and frames.article.key(post) != frames.article.key(seat):
        frames.came_from(person, post)
    frames.goes_to(person, seat, CHAINED, planned=True)
