"""People told of together: "Mereka adalah …", "Di antaranya …", "Keduanya …" after what happened to all."""

from __future__ import annotations

import re
from functools import cache

from nlp.moves.clauses import patterns
from nlp.moves.frames import CHAINED, Frames
from nlp.moves.markup import P
from nlp.patterns import either, whole

MEMBERS = re.compile(rf"(?i)^\W*{either('moves.groups.members')}\b")
ALL_OF_THEM = re.compile(
    r"(?i)^\W*(?:kedua|ketiga|keempat|kelima|keenam|mereka)(?:nya| pejabat itu| orang itu| nama itu)?\b"
    r"(?!\s+(?:itu )?(?:adalah|ialah|yakni|yaitu))"
)
SAME_FATE = re.compile(r"(?i)^\W*(?:nasib|hal) (?:yang )?(?:serupa|sama)\b")
INCLUDING = whole("moves.groups.including")
CONFIRMED = whole("moves.groups.confirmed")
SAME_POST = whole("moves.groups.same_post")
#: How many sentences a group stays open.
OPEN = 2


@cache
def _left() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{either('moves.leave.verbs')}|{either('moves.groups.left')})\b")


class Groups:
    """What was last said of several people at once, and who they were."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.left = self.confirmed = self.fate = 0
        self.planned = False
        self.members: list[int] = []

    def read(self, text: str, *, planned: bool) -> list[str]:
        """Read one reduced sentence; gives the sentences in which "Keduanya" is spelt out, one for each member."""
        people = [int(n) for n in re.findall(P, text)]
        alone = re.split(INCLUDING, text, maxsplit=1)
        spelt: list[str] = []
        if people and SAME_FATE.match(text) and self.fate:
            self._leave(people, planned)
        elif (
            people
            and MEMBERS.match(text)
            and not re.search(rf"{P}[^‹›]*\b(?:me\w+kan|kata|ujar|mengaku|menilai)\b", text)
        ):
            self._apply(people)
        elif people and len(alone) == 2 and "‹P" not in alone[0]:
            if _left().search(alone[0]) and not re.search(r"(?i)\b(?:bila|jika|kalau)\b", alone[0]):
                self._leave(people, bool(patterns()["planned"].search(alone[0])) or planned)
            elif CONFIRMED.search(alone[0]):
                self._confirm(people)
        elif not people and self.members and (match := ALL_OF_THEM.match(text)):
            spelt = [f"‹P{person}› {text[match.end() :]}" for person in self.members]
            if _left().search(text):
                self._leave(self.members, planned)
        self.fate = OPEN + 1 if _left().search(text) else max(0, self.fate - 1)
        if not people:
            self.left = (
                OPEN
                if _left().search(text) and whole("moves.groups.officials").search(text)
                else max(0, self.left - 1)
            )
            self.confirmed = (
                OPEN if CONFIRMED.search(text) and SAME_POST.search(text) else max(0, self.confirmed - 1)
            )
            self.planned = planned or (self.left == OPEN and bool(patterns()["planned"].search(text)))
        else:
            self.left, self.confirmed = max(0, self.left - 1), max(0, self.confirmed - 1)
        if people:
            self.members = people
        return spelt

    def _apply(self, people: list[int]) -> None:
        if self.left:
            self._leave(people, self.planned)
        elif self.confirmed:
            self._confirm(people)

    def _post(self, person: int) -> int | None:
        holder = self.frames.article.holders[person]
        return holder.current if holder.current is not None else holder.old

    def _leave(self, people: list[int], planned: bool) -> None:
        for person in people:
            post = self._post(person)
            if post is None or self.frames.article.posts[post]._.post_kind == "region":
                continue  # the head of a region is who dismisses
            if self.frames.to_of(person) is None:
                self.frames.came_from(person, post)
                self.frames.leaves(person, CHAINED, planned=planned)

    def _confirm(self, people: list[int]) -> None:
        for person in people:
            post = self._post(person)
            if post is not None and self.frames.to_of(person) is None:
                self.frames.came_from(person, post)
                self.frames.goes_to(person, post, CHAINED, planned=False)
