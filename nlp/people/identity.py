"""Who is who in one article: short forms and small misspellings belong to the fullest name."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from nlp.patterns import listed
from nlp.people.mentions import Mention

CLOSE = 0.84
#: Shorter tokens must be equal: "Rudi" is not "Rudy", but "Rosmiani" may be "Rosmini".
SHORTEST_FUZZY = 5
SAME_START = frozenset(listed("titles.within.muhammad"))


def close(a: str, b: str, fuzzy: bool = True) -> bool:
    """Whether two name words may be one: equal, an initial, a form of Muhammad, or a small misspelling."""
    if a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)):
        return True
    if a in SAME_START and b in SAME_START:
        return True
    return fuzzy and min(len(a), len(b)) >= SHORTEST_FUZZY and a[0] == b[0] and alike(a, b) >= CLOSE


def alike(a: str, b: str) -> float:
    """Likeness of two words from 0 to 1."""
    return SequenceMatcher(None, a, b).ratio()


def within(short: Sequence[str], long: Sequence[str], fuzzy: bool = True) -> bool:
    """Whether the words of `short` occur in `long` in their order."""
    at = 0
    for word in short:
        while at < len(long) and not close(word, long[at], fuzzy):
            at += 1
        if at == len(long):
            return False
        at += 1
    return bool(short)


def cased(name: str) -> str:
    """A name in capitals is written as names are."""
    return name.title() if name.isupper() and len(name) > 3 else name


class Identities:
    """Groups mentions; `of` gives each mention's fullest one."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.groups: list[list[Mention]] = []
        self._of: dict[int, int] = {}
        # Which groups' full names hold a word, or one that begins so: only these can hold a mention of that word.
        self._words: dict[str, list[int]] = {}
        self._letters: dict[str, list[int]] = {}
        for mention in sorted(
            mentions, key=lambda m: (-len([t for t in m.tokens if len(t) > 1]), -len(m.tokens), m.start)
        ):
            group = self._group(mention)
            if group is None:
                self.groups.append([])
                group = len(self.groups) - 1
                for token in set(mention.tokens):
                    self._words.setdefault(token, []).append(group)
                for letter in {token[0] for token in mention.tokens}:
                    self._letters.setdefault(letter, []).append(group)
            self.groups[group].append(mention)
            self._of[mention.start] = group

    def _group(self, mention: Mention) -> int | None:
        for fuzzy in (False, True):
            fits = [
                n
                for n in self._candidates(mention.tokens, fuzzy)
                if within(mention.tokens, self.groups[n][0].tokens, fuzzy)
            ]
            if fuzzy and len(mention.tokens) == 1 and len(fits) > 1:
                return None
            if fits:
                return min(fits, key=lambda n: self._distance(n, mention))
        return None

    def _candidates(self, tokens: Sequence[str], fuzzy: bool) -> list[int]:
        """The groups whose name may hold these words, in order."""
        longest = max(tokens, key=len, default="")
        if not longest:
            return []
        if fuzzy or len(longest) == 1 or longest in SAME_START:
            return self._letters.get(longest[0], [])
        return sorted({*self._words.get(longest, ()), *self._words.get(longest[0], ())})

    def _distance(self, group: int, mention: Mention) -> tuple[bool, int]:
        """Nearest full mention before; only then those after."""
        starts = [m.start for m in self.groups[group] if m.start <= mention.start]
        return (False, mention.start - max(starts)) if starts else (True, self.groups[group][0].start)

    def of(self, mention: Mention) -> Mention:
        return self.groups[self._of[mention.start]][0]

    def full_names(self) -> list[Mention]:
        return [group[0] for group in self.groups]
