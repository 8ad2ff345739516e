"""The facts contract as types: what the reader gives for one article.

The fields and their values are those of the contract in ``docs/contract.md``; every fact also says where it was
read (`Reading`). Everything here is plain data: no spaCy, nothing to install.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

STAGES = ("planned", "done", "postponed", "cancelled")
EVENT_KINDS = (
    "mutasi",
    "rotasi",
    "promosi",
    "demosi",
    "pelantikan",
    "pengukuhan",
    "seleksi_terbuka",
    "evaluasi",
    "nonjob",
    "pemberhentian",
    "penunjukan_plt",
)
ECHELONS = ("I", "II", "III", "IV", "V", "fungsional", "pelaksana")
ACTING = ("plt", "plh", "pj", "pjs")
MOVE_STATUSES = ("done", "planned")
CATEGORIES = (
    "jual_beli_jabatan",
    "suap_gratifikasi",
    "pungli_pemerasan",
    "nepotisme",
    "politisasi",
    "pelanggaran_prosedur",
    "lobi_jabatan",
    "lainnya",
)
STANCES = ("alleged", "denied", "warned", "investigated", "charged", "convicted", "acquitted")
DOCUMENT_KINDS = (
    "sk",
    "surat",
    "persetujuan",
    "pertek",
    "surat_tugas",
    "surat_edaran",
    "uu",
    "pp",
    "perpres",
    "permen",
    "perda",
    "perkada",
    "putusan",
)


@dataclass(kw_only=True)
class Fact:
    """Where a fact was read.

    `start`/`end` are character offsets into the article's text of the narrowest run that carries the fact;
    `sentence_start`/`sentence_end` those of the sentence around it. `confidence` is from 0 to 1; `extractor` is
    the component and its version, as ``"moves/1"``.
    """

    start: int
    end: int
    sentence: str = ""
    sentence_start: int = 0
    sentence_end: int = 0
    confidence: float = 0.5
    extractor: str = ""


@dataclass(kw_only=True)
class Government(Fact):
    name: str
    code: str | None


@dataclass(kw_only=True)
class Event(Fact):
    stage: str
    kinds: list[str] = field(default_factory=list)
    date: str | None = None
    count: int | None = None
    echelons: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class Move(Fact):
    person: str
    from_: str | None = None
    to: str | None = None
    acting: str | None = None
    status: str = "done"


@dataclass(kw_only=True)
class Official(Fact):
    person: str
    position: str


@dataclass(kw_only=True)
class Vacancy(Fact):
    position: str
    count: int = 1


@dataclass(kw_only=True)
class Allegation(Fact):
    category: str
    stance: str
    accused: list[str] = field(default_factory=list)
    source: str | None = None
    amount_min: int | None = None
    amount_max: int | None = None
    evidence: str = ""


@dataclass(kw_only=True)
class Document(Fact):
    kind: str
    number: str
    date: str | None = None
    issuer: str | None = None


@dataclass
class Facts:
    """All that was read in one article."""

    relevant: bool = False
    governments: list[Government] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    vacancies: list[Vacancy] = field(default_factory=list)
    allegations: list[Allegation] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The contract's JSON form (`from_` becomes ``"from"``)."""
        facts = asdict(self)
        for move in facts["moves"]:
            move["from"] = move.pop("from_")
        return facts
