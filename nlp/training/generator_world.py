"""What a synthetic article is about: a government, its places and people."""

from __future__ import annotations

from random import Random

from nlp.regions import Region, regions
from nlp.text import data
from nlp.training.generator_people import Person, some_name, weak_names, with_titles
from nlp.training.generator_text import grammar


class Government:
    """The government of an article: a region, or a national body with its seat in a region."""

    def __init__(self, rng: Random, body: str | None = None) -> None:
        known = list(regions().values())
        region = rng.choice(known)
        if body is None and region.kind == "provinsi" and rng.random() < 0.3:
            region = rng.choice(known)
        while body is not None and region.kind == "provinsi":
            region = rng.choice(known)
        self.region, self.body, self.rng = region, body, rng
        self.province: Region = regions()[region.province_code]
        aliases = data("region_aliases")["aliases"].get(region.code, [])
        good = [a for a in aliases if len(a) > 3]
        self.alias = rng.choice(good) if good and rng.random() < 0.3 else region.bare
        bare = region.bare.removeprefix("Daerah Istimewa ").replace("Daerah Khusus Ibukota", "DKI")
        self.bare = bare
        self.head = {"provinsi": "Gubernur", "kabupaten": "Bupati", "kota": "Wali Kota"}[region.kind]
        if self.head == "Wali Kota" and rng.random() < 0.25:
            self.head = "Walikota"
        self.short = {"provinsi": "Pemprov", "kabupaten": "Pemkab", "kota": "Pemkot"}[region.kind]
        self.kind = {"provinsi": "Provinsi", "kabupaten": "Kabupaten", "kota": "Kota"}[region.kind]
        self.dprd = "DPRK" if region.province_code == "11" and region.kind != "provinsi" else "DPRD"
        self.full = f"{self.kind} {bare}"
        self.peoples = grammar("names")["peoples"][region.province_code].split()
        self.district = (
            "Distrik" if region.province_code in ("91", "92", "93", "94", "95", "96") else "Kecamatan"
        )
        self.districts = list(dict.fromkeys(self._place() for _ in range(14)))

    @property
    def fact(self) -> dict[str, str | None]:
        if self.body:
            return {"name": self.body, "code": None}
        return {"name": self.region.name, "code": self.region.code}

    def _place(self) -> str:
        rng, places = self.rng, grammar("posts")["places"]
        code = self.region.province_code
        if code in ("33", "34", "35", "18") and rng.random() < 0.8:
            name = rng.choice(places["java"]) + rng.choice(places["java_end"])
        elif code in ("32", "36") and rng.random() < 0.7:
            name = rng.choice(places["sunda"]) + rng.choice(places["sunda_end"])
        elif code[0] == "9" and rng.random() < 0.7:
            name = rng.choice(places["papua"]) + rng.choice(places["papua_end"])
        else:
            name = f"{rng.choice(places['first'])} {rng.choice(places['second'])}"
        if rng.random() < 0.22:
            name += f" {rng.choice(places['compass'])}"
        return name

    def named(self) -> str:
        """A wording for it in running text."""
        rng = self.rng
        if rng.random() < 0.2:
            return f"{self.short} {self.alias}"
        return rng.choice(
            (
                f"{self.short} {self.bare}",
                f"{self.short} {self.bare}",
                f"Pemerintah {self.full}",
                self.full,
                f"Pemerintah {self.full} ({self.short})",
            )
        )

    def person(
        self, *, rate: float = 0.5, taken: set[str], rank: str | None = None, long: bool = False
    ) -> Person:
        """Someone whose names no other has in the article."""
        rng = self.rng
        for attempt in range(60):
            female = rank is None and rng.random() < 0.28
            people = rng.choice(
                self.peoples if rng.random() < 0.9 else ["muslim", "javanese", "batak", "kristen"]
            )
            name = some_name(rng, people, female)
            tokens = {w for w in name.split() if w not in weak_names()}
            if not tokens & taken and tokens and (len(name.split()) > 1 or not long) and (len(name) > 4):
                break
            if attempt > 30 and name not in taken and len(name.split()) > 1 and len(tokens - taken) > 0:
                break
        unique = [w for w in name.split() if w in tokens - taken and len(w) > 3]
        short = rng.choice(unique) if unique else name
        if len(name.split()) > 2 and rng.random() < 0.12:
            short = " ".join(name.split()[:2])
        taken |= {*tokens, name}
        titled = f"{rank} {name}" if rank else with_titles(rng, name, female, rate)
        if rank and rng.random() < 0.25:
            titled += rng.choice((" SIK", " S.I.K", ", S.I.K., M.H.", " SH", " S.H., M.H."))
        return Person(name, titled, short, female)
