"""What the network's answers stand for, in the order of their columns."""

from __future__ import annotations

from nlp.facts import ACTING, CATEGORIES, EVENT_KINDS, STAGES, STANCES

TAGS = ("O", "B-PER", "I-PER", "B-POST", "I-POST", "B-BODY", "I-BODY")
ROLES = ("from", "to", "holds")
MANNERS = (None, *ACTING)
#: Kinds that one ceremony may bring together, and the others, each a group of its own.
SHUFFLE = ("mutasi", "rotasi", "promosi", "demosi", "pelantikan", "pengukuhan", "nonjob")
GROUPS = ("shuffle", "pemberhentian", "seleksi_terbuka", "evaluasi", "penunjukan_plt")
ACTS = tuple((kind, stage) for kind in EVENT_KINDS for stage in STAGES)
OCCASIONS = tuple((group, stage) for group in GROUPS for stage in STAGES)

__all__ = [
    "ACTS",
    "CATEGORIES",
    "GROUPS",
    "MANNERS",
    "OCCASIONS",
    "ROLES",
    "SHUFFLE",
    "STANCES",
    "TAGS",
]
