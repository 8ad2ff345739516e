"""Mentions brought together into acts: what is told of one act in several sentences, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlp.occasions import Mention

#: Mentions from here on are background unless they tell a day or a number.
LEAD_SENTENCES = 4


@dataclass
class Act:
    """The mentions of one act."""

    group: str
    stage: str
    mentions: list[Mention] = field(default_factory=list)
    date: str | None = None
    count: int | None = None

    def takes(self, mention: Mention) -> bool:
        """Whether the mention may be of this act: its day and its count do not say otherwise."""
        if self.stage in ("postponed", "cancelled"):
            return True
        if (
            self.group == "seleksi_terbuka"
            and self.stage == "done"
            and (self.count == mention.count or None in (self.count, mention.count))
        ):
            return True  # opened one day, announced another
        if self.date and mention.date and not same_time(self.date, mention.date):
            return False
        differ = self.count is not None and mention.count is not None and self.count != mention.count
        apart = self.group in ("seleksi_terbuka", "penunjukan_plt") and mention.date and not self.date
        return not (differ and apart)

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        if mention.date and (
            self.date is None
            or len(mention.date) > len(self.date)
            or (self.stage == "postponed" and mention.date > self.date)
        ):
            self.date = mention.date
        if self.count is None:
            self.count = mention.count

    def total(self) -> int | None:
        """The count: a headline often counts a part only, the sentence that tells the act the whole."""
        lead = [
            m.count
            for m in self.mentions
            if m.verb and m.count is not None and not m.in_title and m.position < LEAD_SENTENCES
        ]
        if self.group == "shuffle" and self.in_title and self.count is not None and lead:
            return max(self.count, lead[0])
        return self.count

    @property
    def in_title(self) -> bool:
        return any(mention.in_title for mention in self.mentions)

    @property
    def lead(self) -> Mention:
        """The mention in the text that tells the act best."""
        told = [mention for mention in self.mentions if not mention.in_title]
        return min(
            told or self.mentions,
            key=lambda m: (not (m.verb and m.day_told), not m.verb, not m.day_told, m.position),
        )

    @property
    def weight(self) -> int:
        return 3 * self.in_title + sum(
            1 + m.verb + m.day_told + (m.count is not None) for m in self.mentions if not m.in_title
        )


def same_time(first: str, second: str) -> bool:
    """Whether two days or months may be one."""
    return first.startswith(second) or second.startswith(first)


def gather(mentions: list[Mention]) -> list[Act]:
    """The acts that the mentions tell: those of one group and stage together, unless days or counts differ."""
    acts: list[Act] = []
    loose: list[Mention] = []
    for mention in mentions:
        if mention.stage is None:
            loose.append(mention)
            continue
        act = next(
            (
                act
                for act in acts
                if (act.group, act.stage) == (mention.group, mention.stage) and act.takes(mention)
            ),
            None,
        )
        if act is None:
            act = Act(mention.group, mention.stage)
            acts.append(act)
        act.add(mention)
    for mention in loose:  # "mutasi itu …": more about an act told elsewhere
        act = next((act for act in acts if act.group == mention.group and act.takes(mention)), None)
        if act is not None and not (
            mention.count is not None and act.count is not None and mention.count != act.count
        ):
            act.mentions.append(mention)
            near = mention.in_title or mention.position < LEAD_SENTENCES
            act.date = act.date or (mention.date if near else None)
            act.count = act.count if act.count is not None else mention.count if near else None
    return acts


def settle_called_off(acts: list[Act]) -> list[Act]:
    """Postponed acts are not also planned; an annulled act that had taken place is a done one too."""
    groups = [act.group for act in acts if act.stage == "cancelled" and any(m.kinds for m in act.mentions)]
    for act in acts:  # "SK itu sudah ia batalkan": which act the decree was about is told elsewhere
        if act.stage == "cancelled" and not any(m.kinds for m in act.mentions):
            done = [one for one in acts if one.stage == "done" and one.group in ("shuffle", "pemberhentian")]
            group = (
                groups[0] if groups else max(done, key=lambda one: one.weight).group if done else "shuffle"
            )
            same = next(
                (one for one in acts if one is not act and one.group == group and one.stage == "cancelled"),
                None,
            )
            if same is not None:
                same.date = same.date or act.date
                act.mentions = []
            elif not act.date:
                act.mentions = []
            act.group = group
    acts = [act for act in acts if act.mentions]
    off = {act.group: act for act in acts if act.stage in ("postponed", "cancelled")}
    kept = []
    for act in acts:
        other = off.get(act.group)
        if other is not None and act.stage == "planned" and (other.stage == "postponed" or not act.date):
            other.count = other.count if other.count is not None else act.count
            other.mentions += act.mentions
            if act.date and other.stage == "postponed":
                other.date = act.date
            continue
        kept.append(act)
    for act in off.values():
        if not any(mention.kinds for mention in act.mentions):
            act.mentions += [
                m for one in kept if one.group == act.group and one.stage == "done" for m in one.mentions
            ]
        carried_out = next((one for one in kept if one.group == act.group and one.stage == "done"), None)
        if carried_out is not None and act.stage == "cancelled":
            act.count = act.count if act.count is not None else carried_out.count
            if act.date and carried_out.date and same_time(act.date, carried_out.date):
                act.date = None
    return kept
