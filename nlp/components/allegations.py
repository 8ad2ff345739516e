"""Gives ``doc._.facts.allegations``: each claim of wrongdoing, denial, warning, probe or verdict, with who says it.

What a sentence claims is read by `nlp.claims`, who says it by `nlp.speech`, how much by `nlp.sums`, the run of words
that is kept by `nlp.evidence`. Precision first: a claim needs a speaker or a cue of its stance in its own sentence;
what a speaker denies is never given as what he alleges; people are accused only where the words say so of them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.claims import Topic, cues, is_negated, stance_of, topics
from nlp.evidence import LEAST_WORDS, MOST_WORDS, cut, trim, words_in
from nlp.facts import Allegation
from nlp.patterns import either, whole
from nlp.speech import Speakers, Speech, speakers
from nlp.sums import Sum, prices
from nlp.text import data, read_sents, text_of

EXTRACTOR = "allegations/1"
#: Stances that the state gives: they need no speaker, and a sum in them is the one in the charge.
OFFICIAL = ("investigated", "charged", "convicted", "acquitted")
#: What one is charged with or convicted of; PTUN's verdicts are on procedure.
CRIMES = ("jual_beli_jabatan", "suap_gratifikasi", "pungli_pemerasan", "pelanggaran_prosedur")
WITH_SUMS = ("alleged", "charged", "convicted", "acquitted")
COURT = re.compile(
    rf"(?<![/\w])(?:PTUN(?!\.)|Pengadilan {either('allegations.bodies.courts')})"
    r"(?:\s\((?:PTUN|PT TUN|PTTUN)\))?(?:\s(?!Nomor)[A-Z][a-z]+)?|\bMahkamah Agung"
)
INVESTIGATOR = re.compile(rf"\b{either('allegations.bodies.investigators')}\b")
OVERSIGHT = re.compile(rf"\b{either('allegations.bodies.oversight')}\b")
LAW_OFFICE = re.compile(rf"\b{either('allegations.bodies.law_offices')}\b")
ACCUSED_BEFORE = re.compile(rf"(?i)^[^.;]{{0,60}}?\b{either('allegations.people.accused_before')}\b")
ACCUSED_AFTER = re.compile(rf"(?i)\b{either('allegations.people.accused_after')}\b[^.;]{{0,60}}$")
CLEARED = whole("allegations.people.cleared")


@dataclass
class _Claim:
    """A claim as read in one sentence, before the claims of an article are brought together."""

    category: str
    stance: str
    speech: Speech | None
    source: str | None
    start: int
    end: int
    sent: Span
    confidence: float
    sums: list[Sum] = field(default_factory=list)
    accused: list[str] = field(default_factory=list)
    person: bool = False  # the source is a named person, not a body


class _Reading:
    """The claims of one article."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, text_of(doc)
        self.speakers: Speakers = speakers(doc)
        self.sents = list(read_sents(doc))
        self.known = self._categories_spoken_of()
        self.posts_of = {person: role for role, person in reversed(list(self.speakers.roles.items()))}
        self.last_topic: str | None = self._main_category()
        self.last_court: str | None = None
        read = " ".join(sent.text for sent in self.sents)
        self.charged = bool(cues("charged").search(read)) and not cues("not_charged").search(read)
        self.probed = bool(re.search(r"(?i)\b(?:penyidik|penyelidik|jaksa|polisi)", read))

    def _categories_spoken_of(self) -> Counter[str]:
        spoken: Counter[str] = Counter()
        for stretch in [self.doc._.title or "", *(sent.text for sent in self.sents)]:
            spoken.update(topic.category for topic in topics(stretch) if topic.strong)
        return spoken

    def _main_category(self) -> str | None:
        in_title = [topic.category for topic in topics(self.doc._.title or "") if topic.strong]
        if in_title:
            return in_title[0]
        return self.known.most_common(1)[0][0] if self.known else None

    # --- one sentence -----------------------------------------------------------------------------

    def read(self) -> list[_Claim]:
        claims: list[_Claim] = []
        for sent in self.sents:
            court = COURT.search(sent.text)
            if court and " " in court.group():
                self.last_court = _short(court.group())
            speech = self.speakers.at(sent.start_char, sent.end_char)
            start, end = self._said_part(sent, speech)
            for topic, stance in self._stances(self.text[start:end], speech):
                claim = self._claim(sent, speech, start, end, topic, stance)
                if claim is not None:
                    claims.append(claim)
            strong = [topic.category for topic in topics(sent.text) if topic.strong]
            if strong:
                self.last_topic = strong[0]
        return claims

    def _said_part(self, sent: Span, speech: Speech | None) -> tuple[int, int]:
        """The sentence without the '…," kata X, Kamis' around a quote."""
        start, end = sent.start_char, sent.end_char
        if speech and speech.quoted:
            inside = [
                (max(start, q[0]), min(end, q[1]))
                for q in self.speakers.quotes
                if q[0] < end and q[1] > start
            ]
            if inside:
                best = max(inside, key=lambda part: part[1] - part[0])
                if words_in(self.text, *best) >= 3:
                    return best
        return start, end

    def _stances(self, said: str, speech: Speech | None) -> list[tuple[Topic | None, str]]:
        judge = bool(speech and speech.speaker and "hakim" in self.posts_of.get(speech.speaker, ""))
        if cues("other_matter").search(said) and not whole("allegations.beside.posts").search(said):
            return []
        found: list[tuple[Topic | None, str]] = []
        for topic in topics(said, set(self.known)):
            stance = stance_of(said, topic, judge=judge)
            if stance and not (stance in ("alleged", "warned") and not topic.strong and stance == "alleged"):
                found.append((topic, stance))
        if found:
            return found
        stance = stance_of(said, None, judge=judge)
        if stance in ("denied", "investigated", "charged", "convicted", "acquitted") and self.last_topic:
            return [(None, stance)]
        return []

    def _claim(
        self, sent: Span, speech: Speech | None, start: int, end: int, topic: Topic | None, stance: str
    ) -> _Claim | None:
        said = self.text[start:end]
        category = topic.category if topic else self.last_topic
        assert category is not None
        if (
            stance in ("convicted", "acquitted")
            and COURT.search(said)
            and re.search(r"(?i)ptun|tun\b|gugatan|keputusan|sk\b", said)
        ):
            category = "pelanggaran_prosedur"
        if stance == "investigated" and not self._is_probe(said, category, topic):
            return None
        if stance not in OFFICIAL and (
            speech is None or (speech.speaker is None and not (stance == "alleged" and speech.certain))
        ):
            return None
        source = _short(speech.speaker) if speech and speech.speaker else None
        if stance in ("charged", "convicted", "acquitted") and category not in CRIMES:
            return None
        if stance == "investigated" and OVERSIGHT.search(said) and self.known["pelanggaran_prosedur"]:
            category = "pelanggaran_prosedur"
        if stance == "alleged" and self._is_law_officer(source):
            stance = "charged" if self.charged else "investigated" if self.probed else stance
        if stance == "alleged" and not self._may_allege(said, speech, category, topic):
            return None
        if stance in OFFICIAL and source is None and speech is None:
            source = self._official_source(said, stance)
        if stance == "denied" and topic is None and cues("denied").search(said) is None:
            return None
        focus = start + (topic.start if topic else 0)
        at, to = self._evidence(sent, start, end, focus)
        if words_in(self.text, at, to) < LEAST_WORDS:
            return None
        confidence = 0.8 if topic and topic.strong else 0.6
        confidence -= 0.15 if speech and not speech.certain else 0.0
        confidence -= 0.1 if stance == "alleged" else 0.0
        confidence -= 0.1 if source is None else 0.0
        claim = _Claim(category, stance, speech, source, at, to, sent, round(confidence, 2))
        if stance in WITH_SUMS:
            claim.sums = prices(self._passage(start, end))
        claim.accused = self._accused(sent, stance, source)
        claim.person = source is not None and any(person == source for _, _, person in self.speakers.people)
        return claim

    def _is_probe(self, said: str, category: str, topic: Topic | None) -> bool:
        """A probe is of this claim: it names the claim, or an investigator acts where the article is about one."""
        if topic is not None and topic.strong:
            return not cues("no_claim").search(said) or bool(cues("investigators").search(said))
        return bool(cues("investigators").search(said)) and self.known[category] > 0

    def _may_allege(self, said: str, speech: Speech | None, category: str, topic: Topic | None) -> bool:
        if speech is None or topic is None or not topic.strong or is_negated(said, topic):
            return False
        role = self.posts_of.get(speech.speaker or "", "")
        own_side = {role, (speech.speaker or "").casefold()} & set(data("allegations")["stance"]["own_side"])
        if category == "lobi_jabatan":
            return True
        if own_side or re.search(r"(?i)\?\s*$", said):
            return False
        if speech.quoted:
            return True
        # told in other words, it must be told as a charge: "ia menilai …", "menurut dia …"
        charge = cues("accusing").search(said) is not None
        return charge or (topic.strong and speech.certain and speech.speaker is not None)

    def _official_source(self, said: str, stance: str) -> str | None:
        if stance in ("convicted", "acquitted"):
            court = COURT.search(said)
            return _short(court.group()) if court else self.last_court
        if stance == "investigated":
            body = INVESTIGATOR.search(said)
            return _short(body.group()) if body else None
        return None

    def _is_law_officer(self, person: str | None) -> bool:
        """Whether the article names the person beside a body that prosecutes or investigates."""
        for start, end, name in self.speakers.people:
            if name == person and LAW_OFFICE.search(
                self.text, max(0, start - 90), min(len(self.text), end + 50)
            ):
                return True
        return False

    def _passage(self, start: int, end: int) -> str:
        """The whole quote around ``[start, end)``: a sum often stands in its next sentence."""
        quote = self.speakers.in_quote(start + 1)
        return self.text[quote[0] : quote[1]] if quote else self.text[start:end]

    def _evidence(self, sent: Span, start: int, end: int, focus: int) -> tuple[int, int]:
        quote = self.speakers.in_quote(focus)
        if quote and words_in(self.text, *quote) <= MOST_WORDS:
            return trim(self.text, *quote)
        at, to = cut(self.text, start, end, focus)
        if words_in(self.text, at, to) < LEAST_WORDS:
            outer = quote or (sent.start_char, sent.end_char)
            at, to = cut(self.text, outer[0], outer[1], focus)
        if words_in(self.text, at, to) < LEAST_WORDS:
            at, to = cut(self.text, sent.start_char, sent.end_char, focus)
        return at, to

    def _accused(self, sent: Span, stance: str, source: str | None) -> list[str]:
        """People of whom the sentence itself says it, or the one who denies for himself."""
        if stance == "warned":
            return []
        named: list[str] = []
        begin, end = sent.start_char, sent.end_char
        for start, stop, person in self.speakers.people:
            if not begin <= start < end or person in named:
                continue
            before, after = self.text[begin:start], self.text[stop:end]
            told_before = ACCUSED_BEFORE.search(after)
            told = told_before or ACCUSED_AFTER.search(before)
            if told and person != source and not CLEARED.search(told.group()):
                named.append(person)
        return named


def _short(body: str) -> str:
    """A body by its usual short name: "Komisi Aparatur Sipil Negara" is KASN."""
    for long, short in data("speech")["short"].items():
        if body.startswith(long):
            rest = body[len(long) :].replace(f"({short})", "").strip()
            return f"{short} {rest}".strip()
    return body


def _bring_together(claims: list[_Claim]) -> list[_Claim]:
    """One claim a category, stance and source; what is told twice, or told of oneself both ways, is told once."""
    merged: dict[tuple[str, str, str | None], _Claim] = {}
    for claim in claims:
        key = (claim.category, claim.stance, claim.source)
        first = merged.setdefault(key, claim)
        if first is not claim:
            first.sums += [one for one in claim.sums if one not in first.sums]
            first.accused += [person for person in claim.accused if person not in first.accused]
            if claim.confidence > first.confidence:
                first.start, first.end, first.sent, first.confidence = (
                    claim.start,
                    claim.end,
                    claim.sent,
                    claim.confidence,
                )
    kept = list(merged.values())

    def has(category: str, stance: str, source: str | None) -> bool:
        return (category, stance, source) in merged

    named = {(claim.stance, claim.category) for claim in kept if claim.person}
    stances = {claim.stance for claim in kept if claim.source}

    def superseded(claim: _Claim) -> bool:
        c, s, who = claim.category, claim.stance, claim.source
        if s == "alleged" and any(has(c, told, who) for told in ("denied", *OFFICIAL)):
            return True
        if s == "warned" and has(c, "denied", who):
            return merged[c, "denied", who].start <= claim.start
        if s not in OFFICIAL:
            return False
        # "Kejari menetapkan dua tersangka" is told again, in full, by its named officer
        if (not claim.person and (s, c) in named) or (who is None and s in stances):
            return True
        return who is None and (
            (s == "charged" and "convicted" in stances) or (s == "investigated" and "charged" in stances)
        )

    dropped = [claim for claim in kept if superseded(claim)]
    for claim in dropped:
        heirs = [
            one
            for one in kept
            if one not in dropped and (one.category, one.stance) == (claim.category, claim.stance)
        ]
        for heir in heirs if claim.stance in OFFICIAL else ():
            heir.sums = heir.sums or claim.sums
            heir.accused += [person for person in claim.accused if person not in heir.accused]
    return [claim for claim in kept if claim not in dropped]


@Language.factory("allegations")
class Allegations:
    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        if not doc._.facts.relevant:
            return doc
        for claim in _bring_together(_Reading(doc).read()):
            doc._.facts.allegations.append(
                Allegation(
                    category=claim.category,
                    stance=claim.stance,
                    accused=claim.accused,
                    source=claim.source,
                    amount_min=min((one.low for one in claim.sums), default=None),
                    amount_max=max((one.high for one in claim.sums), default=None),
                    evidence=text_of(doc)[claim.start : claim.end],
                    start=claim.start,
                    end=claim.end,
                    sentence=claim.sent.text.strip(),
                    sentence_start=claim.sent.start_char,
                    sentence_end=claim.sent.end_char,
                    confidence=max(0.1, claim.confidence),
                    extractor=EXTRACTOR,
                )
            )
        return doc
