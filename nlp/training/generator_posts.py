"""The posts of an invented government, no one given twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from nlp.regions import regions
from nlp.training.generator_text import grammar
from nlp.training.generator_world import Government


class UsedUp(Exception):
    """No post of that level is left."""


@dataclass(eq=False)
class Post:
    """A post and its forms, the fullest first; `used` are those that the article has."""

    forms: list[str]
    kind: str
    level: str
    unit: str | None = None
    used: set[int] = field(default_factory=set)
    region: str = ""

    def say(self, rng: Random, *, short: float = 0.0) -> str:
        n = rng.randrange(len(self.forms)) if rng.random() < short else 0
        self.used.add(n)
        return self.forms[n] + self.region

    def in_unit(self) -> str:
        """The body of its head: "Dinas Sosial" ("memimpin Dinas Sosial")."""
        self.used.add(0)
        assert self.unit
        return self.unit

    @property
    def fact(self) -> str:
        return self.forms[min(self.used, default=0)]

    @property
    def said(self) -> bool:
        return bool(self.used)


class Posts:
    """Gives the posts of a government, no one twice."""

    def __init__(self, rng: Random, government: Government) -> None:
        self.rng, self.government = rng, government
        self.given: set[str] = set()
        self.makers: dict[str, Callable[[], Post]] = {
            "II": self._head, "III": self._third, "IV": self._fourth, "staff": self._staff,
            "fungsional": self._functional, "school": self._school, "village": self._village,
            "police": self._police, "army": self._army, "attorney": self._attorney, "kemenag": self._kemenag,
            "camat": self._camat, "director": self._director,
        }  # fmt: skip

    def take(self, level: str) -> Post:
        """A post of that level which the article has not yet."""
        for attempt in range(120):
            post = self.makers[level]()
            keys = {form.casefold() for form in post.forms}
            if post.kind == "head" and post.unit and attempt < 70:  # no second Dinas Pertanian dan …
                keys.add("head " + " ".join(re.findall(r"\w+", post.unit)[:2]).casefold())
            if not keys & self.given:
                self.given |= keys
                return post
        raise UsedUp(level)

    def _of(self, full: str, kind: str, level: str) -> Post:
        return Post(full.split("|"), kind, level)

    def _district(self) -> str:
        return self.rng.choice(self.government.districts)

    def _agency(self) -> list[str]:
        table, rng = grammar("posts"), self.rng
        province = self.government.region.kind == "provinsi"
        if rng.random() < 0.25:
            return rng.choice(table["province_badan" if province else "badan"]).split("|")
        if self.government.region.province_code == "11" and rng.random() < 0.12:
            return rng.choice(table["dinas_aceh"]).split("|")
        return rng.choice(table["dinas"]).split("|")

    def _head(self) -> Post:
        table, rng = grammar("posts"), self.rng
        kind = rng.random()
        if kind < 0.62:
            names = self._agency()
            forms = [f"Kepala {name}" for name in names]
            if names[0].startswith("Dinas "):
                forms.append(f"Kadis {names[0][6:]}")
            if rng.random() < 0.2 and len(forms) > 1:  # the abbreviation alone
                forms = forms[1:] if not forms[1].startswith("Kadis") else forms
            unit = (
                forms[0].removeprefix("Kepala ").removeprefix("Kadis ")
                if forms[0].startswith("Kepala")
                else None
            )
            return Post(forms, "head", "II", unit)
        if kind < 0.72:
            return self._of(rng.choice(table["asisten"]), "asisten", "II")
        if kind < 0.84:
            head = rng.choice(
                (f"Staf Ahli {self.government.head}", "Staf Ahli", f"Staf Ahli {self.government.head}")
            )
            field_ = rng.choice(table["ahli"])
            return Post(
                [f"{head} Bidang {field_}", f"Staf Ahli Bidang {field_}"][: 1 if head == "Staf Ahli" else 2],
                "ahli",
                "II",
            )
        if kind < 0.9 and self.government.region.kind == "provinsi":
            names = rng.choice(table["biro"]).split("|")
            return Post([f"Kepala Biro {names[0]}", f"Karo {names[-1]}"], "biro", "II")
        if kind < 0.93:
            return Post(["Sekretaris Daerah", "Sekda"], "sekda", "II")
        return self._of(rng.choice(table["single2"]).replace("DPRD", self.government.dprd), "single", "II")

    def _camat(self) -> Post:
        place = self._district()
        head = "Kepala Distrik" if self.government.district == "Distrik" else "Camat"
        return Post([f"{head} {place}"], "camat", "III")

    def _third(self) -> Post:
        table, rng = grammar("posts"), self.rng
        kind = rng.random()
        if kind < 0.2 and self.government.region.kind != "provinsi":
            return self._camat()
        if kind < 0.42:
            names = self._agency()
            forms = [f"Sekretaris {name}" for name in names]
            return Post(forms, "sekdis", "III")
        if kind < 0.55:
            names = rng.choice(table["bagian"]).split("|")
            tail = rng.choice(("", " Setda", " Sekretariat Daerah", ""))
            return Post(
                [f"Kepala Bagian {names[0]}{tail}", f"Kabag {names[-1]}{tail}", f"Kabag {names[-1]}"],
                "bagian",
                "III",
            )
        if kind < 0.92:
            names = rng.choice(table["bidang"]).split("|")
            link = rng.choice((" ", " ", " pada ", " di "))
            forms = [
                f"Kepala Bidang {names[0]}{link}{names[1]}",
                f"Kabid {names[0]} {names[-1]}",
                f"Kabid {names[0]}",
            ]
            return Post(forms[1:] if rng.random() < 0.3 else forms, "bidang", "III")
        if kind < 0.96:
            return Post(
                [
                    f"Inspektur Pembantu {rng.choice(('I', 'II', 'III', 'IV', 'Wilayah I', 'Wilayah II', 'Khusus'))}"
                ],
                "irban",
                "III",
            )
        return self._director()

    def _director(self) -> Post:
        rng = self.rng
        forms = rng.choice(grammar("posts")["directors"]).split("|")
        if forms[-1].endswith("RSUD") or forms[-1] == "Direktur PDAM":
            own = rng.choice(("", f" {self.government.bare}", ""))
            return Post([forms[0] + own], "director", "III")
        if forms[0].startswith("Direktur Utama"):
            own = rng.choice((" Tirta Sari", " Tirta Mulia", " Tirta Jaya", "")) if "Air" in forms[0] else ""
            return Post([forms[0] + own, forms[1] + own], "director", "III")
        return Post(forms, "director", "III")

    def _fourth(self) -> Post:
        table, rng = grammar("posts"), self.rng
        kind, place = rng.random(), self._district()
        if kind < 0.18:
            return Post([f"Lurah {place}"], "lurah", "IV")
        if kind < 0.3:
            return Post(
                [f"{rng.choice(('Sekretaris Camat', 'Sekcam', 'Sekretaris Kecamatan'))} {place}"],
                "sekcam",
                "IV",
            )
        if kind < 0.6:
            field_, unit = rng.choice(table["seksi"]).split("|")
            unit = f"Kecamatan {place}" if unit == "Kecamatan" else unit
            forms = [f"Kepala Seksi {field_} {unit}", f"Kasi {field_} {unit}", f"Kasi {field_}"]
            return Post(forms[1:] if rng.random() < 0.4 else forms, "seksi", "IV")
        if kind < 0.78:
            field_, unit = rng.choice(table["subbag"]), self._agency()[-1]
            forms = [
                f"Kepala Subbagian {field_} {unit}",
                f"Kasubbag {field_} {unit}",
                f"Kasubag {field_} {unit}",
            ]
            return Post(forms[rng.randrange(3) :], "subbag", "IV")
        if kind < 0.9:
            return Post([rng.choice(table["upt"])], "upt", "IV")
        return Post(
            [f"Kepala {rng.choice(('Puskesmas', 'UPT Puskesmas', 'UPTD Puskesmas'))} {place}"],
            "puskesmas",
            "IV",
        )

    def _staff(self) -> Post:
        template = self.rng.choice(grammar("posts")["staff"])
        text = template.replace("<d>", self.rng.choice(self._agency()[:1])).replace("<k>", self._district())
        return Post([text.replace("<n>", str(self.rng.randint(1, 9)))], "staff", "pelaksana")

    def _functional(self) -> Post:
        return Post([self.rng.choice(grammar("posts")["functional"])], "functional", "fungsional")

    def _school(self) -> Post:
        rng = self.rng
        template = rng.choice(grammar("posts")["schools"])
        name = template.replace("<n>", str(rng.randint(1, 12))).replace("<k>", self._district())
        head = "Kepsek" if rng.random() < 0.2 else "Kepala"
        return Post(
            [f"{head} {name}", f"Kepsek {name}"], "school", "school", name if head == "Kepala" else None
        )

    def _village(self) -> Post:
        heads = grammar("posts")["village_heads"]
        code = self.government.region.province_code
        forms = self.rng.choice(heads.get(code, heads["default"])).split("|")
        place = self.government._place()
        return Post([f"{form} {place}" for form in forms], "village", "V")

    def _city(self) -> str:
        return self.rng.choice(
            [
                r.bare
                for r in regions().values()
                if r.kind != "provinsi" and r.province == self.government.province.name
            ]
            or [self.government.bare]
        )

    def _police(self) -> Post:
        table, rng = grammar("posts"), self.rng
        kind, polda = rng.random(), self.government.province.bare
        if kind < 0.2:
            return Post([f"Kapolsek {self._district()}"], "police", "")
        if kind < 0.4:
            return Post([f"{rng.choice(table['polda'])} {polda}"], "police", "")
        return Post([f"{rng.choice(table['police'])} {self._city()}"], "police", "")

    def _army(self) -> Post:
        rng = self.rng
        text = rng.choice(grammar("posts")["army"])
        for slot, value in (
            ("<c>", f"{rng.randint(1, 17):02d}{rng.randint(1, 30):02d}"),
            ("<r>", self._city()),
            ("<k>", self._district()),
            ("<b>", f"{rng.randint(1, 18):02d}{rng.randint(1, 4)}"),
            ("<n>", str(rng.randint(1, 9))),
        ):
            text = text.replace(slot, value)
        return Post([text], "army", "")

    def _attorney(self) -> Post:
        text = self.rng.choice(grammar("posts")["attorney"]).replace("<r>", self._city())
        return Post(
            [text.replace("<k>", self._district()).replace("<p>", self.government.province.bare)],
            "attorney",
            "",
        )

    def _kemenag(self) -> Post:
        text = self.rng.choice(grammar("posts")["kemenag"]).replace("<r>", self._city())
        return Post(
            [text.replace("<k>", self._district()).replace("<n>", str(self.rng.randint(1, 5)))], "kemenag", ""
        )

    def official(self, forms: Sequence[str]) -> Post | None:
        """The post of one who speaks, if no other has it in the article."""
        keys = {form.casefold() for form in forms}
        if keys & self.given:
            return None
        self.given |= keys
        return Post(list(forms), "official", "")
