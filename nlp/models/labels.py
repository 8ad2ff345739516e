"""What the network's answers stand for, in the order of their columns."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.facts import ACTING, CATEGORIES, EVENT_KINDS, STAGES, STANCES

TAGS = ("O", "B-PER", "I-PER", "B-POST", "I-POST", "B-BODY", "I-BODY")
ROLES = ("from", "to", "holds")
MANNERS = (None, *ACTING)
#: Kinds that one ceremony may bring together, and the others, each a group of its own.
SHUFFLE = ("mutasi", "rotasi", "promosi", "demosi", "pelantikan", "pengukuhan", "nonjob")
GROUPS = ("shuffle", "pemberhentian", "seleksi_terbuka", "evaluasi", "penunjukan_plt")
ACTS = tuple((kind, stage) for kind in EVENT_KINDS for stage in STAGES)
OCCASIONS = tuple((group, stage) for group in GROUPS for stage in STAGES)


def group_of(kinds: Sequence[str]) -> str:
    """The group (of `GROUPS`) of an event's kinds: what one ceremony may bring together is one."""
    if "penunjukan_plt" in kinds and not set(kinds) - {"penunjukan_plt", "pelantikan", "pengukuhan"}:
        return "penunjukan_plt"
    for group in ("seleksi_terbuka", "evaluasi", "pemberhentian"):
        if group in kinds and not set(kinds) & {"mutasi", "rotasi", "promosi", "pelantikan"}:
            return group
    return "shuffle"


__all__ = [
    "ACTS",
    "CATEGORIES",
    "EVENT_KINDS",
    "GROUPS",
    "MANNERS",
    "OCCASIONS",
    "ROLES",
    "SHUFFLE",
    "STAGES",
    "STANCES",
    "TAGS",
    "group_of",
]
