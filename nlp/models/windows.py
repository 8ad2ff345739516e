"""Articles as the encoder sees them: windows of whole sentences, the title in front of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

#: Tokens of a window, the title's included; the position table ends at 512.
MOST = 352
#: Sentences that a window shares with the one before, so that what leans on them can be read.
SHARED = 2
#: Tokens of the title that are taken in front.
TITLE = 48


@dataclass
class Window:
    """`offsets` are characters of the text, (-1, -1) for the title and marks; `sentence` numbers sentences.

    The title is sentence -1, a mark is -2.
    """

    ids: list[int]
    offsets: list[tuple[int, int]]
    sentence: list[int]
    #: Whether a token goes on with the word of the one before it.
    inner: list[bool] = field(default_factory=list)

    @property
    def body(self) -> tuple[int, int]:
        """The text's tokens ``[first, end)``, between the title and the closing mark."""
        return self.sentence.index(-2, 1) + 1, len(self.ids) - 1


def windows(
    tokenizer: Any, title: str, text: str, sentences: Sequence[tuple[int, int]], shared: int = SHARED
) -> list[Window]:
    """The windows of an article; a sentence longer than a window is cut into several."""
    head = tokenizer(title or "-", add_special_tokens=False)["input_ids"][:TITLE]
    begin, end = tokenizer.cls_token_id, tokenizer.sep_token_id
    room = MOST - len(head) - 3
    coded: list[tuple[int, list[int], list[tuple[int, int]]]] = []
    for n, (start, stop) in enumerate(sentences):
        piece = tokenizer(text[start:stop], add_special_tokens=False, return_offsets_mapping=True)
        ids, offsets = (
            piece["input_ids"],
            [_stripped(text, start + a, start + b) for a, b in piece["offset_mapping"]],
        )
        for at in range(0, max(1, len(ids)), room):
            coded.append((n, ids[at : at + room], offsets[at : at + room]))
    found: list[Window] = []
    for group in _groups([len(ids) for _, ids, _ in coded], room, shared):
        window = Window([begin, *head, end], [(-1, -1)] * (len(head) + 2), [-2, *[-1] * len(head), -2])
        for n, ids, offsets in coded[group[0] : group[1]]:
            window.ids += ids
            window.offsets += offsets
            window.sentence += [n] * len(ids)
        window.ids.append(end)
        window.offsets.append((-1, -1))
        window.sentence.append(-2)
        window.inner = [False, *(_inner(text, a, b) for a, b in pairwise(window.offsets))]
        found.append(window)
    return found


def _inner(text: str, before: tuple[int, int], here: tuple[int, int]) -> bool:
    if here[0] < 0 or before[1] != here[0] or here[0] == here[1] or before[0] == before[1]:
        return False
    return text[here[0]].isalnum() and text[before[1] - 1].isalnum()


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _groups(lengths: Sequence[int], room: int, shared: int) -> Iterator[tuple[int, int]]:
    """Runs ``[first, last)`` of pieces that fit into `room`; each begins `shared` pieces before the last one's end."""
    first = 0
    while first < len(lengths):
        last, used = first, 0
        while last < len(lengths) and used + lengths[last] <= room:
            used += lengths[last]
            last += 1
        last = max(last, first + 1)
        yield first, last
        if last >= len(lengths):
            return
        back = last
        while back > first + 1 and last - back < shared and sum(lengths[back - 1 : last]) < room // 3:
            back -= 1
        first = back
