"""What a stretch of text claims of wrongdoing in the filling of posts: its category, and how the claim stands.

Pure pattern work over ``nlp/data/allegations.toml``; who says it and where it is kept are the allegations room's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nlp.facts import CATEGORIES
from nlp.patterns import either
from nlp.text import data

#: "~" in the patterns: up to five words, none of them behind a full stop.
GAP = r"(?:[^\s.!?;]+\s+){0,5}?"
#: A negation reaches a category word at most this many words behind it.
NEGATION_REACH = 8
#: The same for a bare "tidak" or "bukan", which mostly denies the word next to it.
NEAR_REACH = 2
#: "balas jasa juga tidak ada", "uang sepeser pun tak pernah".
DENIED_BEHIND = re.compile(
    r"(?i)(?:\W+\w+){0,3}?\W+(?:(?:juga|pun|itu|sama sekali)\s+)?"
    r"(?:tidak|tak|nggak|gak) (?:ada|benar|pernah|saya)\b"
)


@dataclass(frozen=True)
class Topic:
    """A category's wording at ``[start, end)`` of the stretch; `strong` where it tells the category by itself."""

    category: str
    start: int
    end: int
    strong: bool


def _compiled(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(
        "(?i)(?<![\\w-])(?:"
        + "|".join(pattern.replace("~", GAP).replace(" ", r"\s+") for pattern in patterns)
        + ")"
    )


@cache
def cues(name: str) -> re.Pattern[str]:
    """The pattern of one list of ``[stance]``."""
    ends = r"(?!\w)" if name not in ("investigated", "charged") else ""
    compiled = _compiled(data("allegations")["stance"][name])
    return re.compile(compiled.pattern + ends)


@cache
def _categories() -> dict[str, tuple[re.Pattern[str], re.Pattern[str] | None]]:
    table = data("allegations")["category"]
    return {
        name: (
            re.compile(_compiled(table[name]["strong"]).pattern + r"(?!\w)"),
            re.compile(_compiled(table[name]["weak"]).pattern) if table[name]["weak"] else None,
        )
        for name in CATEGORIES
        if name in table
    }


def topics(text: str, known: frozenset[str] | set[str] = frozenset()) -> list[Topic]:
    """The categories that `text` speaks of, each once; weak wordings count for the categories in `known`.

    A bribe or levy for which a post is named is jual_beli_jabatan alone (the contract's rule).
    """
    found: dict[str, Topic] = {}
    for category, (strong, weak) in _categories().items():
        match = strong.search(text)
        if match:
            found[category] = Topic(category, match.start(), match.end(), True)
        elif weak is not None and category in known:
            match = weak.search(text)
            if match:
                found[category] = Topic(category, match.start(), match.end(), False)
    buying = found.get("jual_beli_jabatan")
    if buying and buying.strong:
        found.pop("suap_gratifikasi", None)
    elif buying and ("suap_gratifikasi" in found or "pungli_pemerasan" in found):
        found.pop("jual_beli_jabatan")
    if "lobi_jabatan" in found and found.get("nepotisme") and not cues("accusing").search(text):
        found.pop("nepotisme")
    return list(found.values())


def is_negated(text: str, topic: Topic) -> bool:
    """Whether a negation reaches the category's wording ("tidak ada …", "… juga tidak ada")."""
    before = text[: topic.start]
    clause = re.split(
        r"[.;!?]\s|,\s(?:tapi|tetapi|melainkan|namun|padahal|sehingga)\b|\b(?:tapi|tetapi|melainkan)\b",
        before,
    )[-1]
    for name, reach in (("negation", NEGATION_REACH), ("negation_near", NEAR_REACH)):
        for match in cues(name).finditer(clause + " "):
            if cues("not_denied").match(clause + text[topic.start : topic.end], match.start()):
                continue
            if len(clause[match.end() :].split()) <= reach:
                return True
    # a wording that holds its own negation ("setor satu rupiah pun tidak ada")
    behind = text[topic.end :]
    if DENIED_BEHIND.match(behind):
        return True
    inside = text[topic.start : topic.end]
    denial = cues("negation").search(inside)
    return bool(
        denial
        and topic.category not in ("pelanggaran_prosedur", "politisasi")
        and not cues("not_denied").search(inside)
    )


def is_probed(text: str, topic: Topic | None) -> bool:
    """Whether somebody looks into it: a probe that is not merely asked for, denied or part of the claim itself."""
    for match in cues("investigated").finditer(text):
        if (
            topic is not None
            and topic.strong
            and topic.start < match.end()
            and match.start() < topic.end
            and topic.category == "pelanggaran_prosedur"
        ):
            continue  # "dicopot tanpa pernah diperiksa"
        lead = re.split(r"[.;!?,]\s", text[: match.start()])[-1]
        if not cues("not_probed").search(" ".join(lead.split()[-6:])):
            return True
    return False


def stance_of(text: str, topic: Topic | None, *, judge: bool = False) -> str | None:
    """How the claim stands in `text` by its cue words; None where it is not even alleged (a wish, the law, advice).

    `judge` is True for the words of a court.
    """
    if cues("acquitted").search(text):
        return "acquitted"
    if cues("convicted").search(text) and not re.search(
        r"(?i)\b(?:kalau|jika|bila|apabila)\s+(?:\w+\s+){0,3}terbukti", text
    ):
        return "convicted"
    if cues("charged").search(text) and not cues("not_charged").search(text):
        return "convicted" if judge else "charged"
    if judge and topic is not None and topic.strong:
        return "convicted"
    if cues("warned").search(text) and not re.search(r"(?i)\bditabrak|\bdilanggar", text):
        imposed = not is_negated(text, topic) if topic else True
        if imposed or re.search(rf"(?i)\b(?:tidak|jangan) {either('allegations.beside.warned_off')}", text):
            return "warned"
    if topic is not None and is_negated(text, topic):
        return "denied"
    if cues("denied").search(text):
        return "denied"
    if is_probed(text, topic):
        return "investigated"
    if topic is None or not topic.strong or cues("no_claim").search(text):
        return None
    return "alleged"
