"""What opens a synthetic article: the act it tells, who does it, where, when and to how many."""

from __future__ import annotations

from datetime import date, timedelta

from nlp.training.generator_officials import new_official
from nlp.training.generator_story import Story
from nlp.training.generator_text import counted, full_day, grammar

PLACES = {
    "police": ("Polda <p>", "Polres <r>"),
    "army": ("Korem <p>", "Kodam <p>"),
    "attorney": ("Kejati <p>", "Kejaksaan Tinggi <p>"),
    "kemenag": ("Kanwil Kemenag <p>", "Kemenag <r>"),
}


OFFICERS = {
    "police": ("perwira", "perwira menengah", "pejabat utama", "kapolres dan pejabat utama"),
    "army": ("perwira", "perwira menengah", "pejabat"),
    "attorney": ("pejabat", "jaksa", "kajari dan asisten"),
    "kemenag": ("pejabat", "pejabat eselon III", "kepala madrasah dan kepala KUA"),
}


def government(story: Story) -> str:
    gov = story.government
    if story.service:
        return str(
            story.rng.choice(PLACES[story.service]).replace("<p>", gov.province.bare).replace("<r>", gov.bare)
        )
    return gov.named()


def hall(story: Story) -> str:
    seat = (
        f"Kantor {story.government.head}"
        if not story.service
        else "Mapolda"
        if story.service == "police"
        else "kantor itu"
    )
    return str(story.rng.choice(grammar("events")["halls"]).replace("<c>", seat))


def officers(story: Story) -> tuple[str, list[str]]:
    """Who is moved, in general words, and the echelons that the words state."""
    rng = story.rng
    if story.service:
        word = rng.choice(OFFICERS[story.service])
        return word, ["III"] if word.endswith("III") else []
    if story.levels == ["school"]:
        return rng.choice(("kepala sekolah", "kepala SD dan SMP", "kepala sekolah negeri")), []
    if story.levels == ["camat"]:
        word = "kepala distrik" if story.government.district == "Distrik" else "camat"
        return rng.choice(
            ((word, []), (word, []), ("pejabat administrator", ["III"]), ("pejabat eselon III", ["III"]))
        )
    if story.levels == ["village"]:
        return "kepala desa", []
    if rng.random() < 0.35:
        return rng.choice(("pejabat", "pejabat", "ASN", "pejabat struktural")), []
    known = {"II", "III", "IV"} & set(story.levels)
    options = [o.split(" = ") for o in grammar("events")["echelons"]]
    if story.government.kind != "Provinsi":  # eselon I is a province's and the state's
        options = [o for o in options if "I" not in o[1].split()]
    fitting = [o for o in options if {"II", "III", "IV"} & set(o[1].split()) == known] or [["pejabat", ""]]
    word, told = rng.choice(fitting)
    return word, told.split()


def act(story: Story, stage: str, total: int | None, groups: str | None = None, *, gap: int = 0) -> date:
    """The sentence that opens an article, and its event; the day it names."""
    rng, table = story.rng, grammar("events")
    days = (0, 0, 1, 1, 1, 2, 3, 5, 9, 45) if stage == "done" else (0, 1, 1, 2)
    day = story.published - timedelta(gap or rng.choice(days))
    story.act = (stage, None, None, [])
    options = [
        a for a in table["acts"] if (groups or "") in a and ("pengukuhan" not in a or groups == "pengukuhan")
    ]
    kinds, active, passive, noun = (part.strip() for part in rng.choice(options).split(" = "))
    who, echelons = officers(story)
    wording, iso = story.past(day) if stage in ("done", "cancelled") else story.coming()
    if iso is None and stage != "planned":
        wording, iso = story.past(day) if stage == "cancelled" else ("pekan depan", None)
    template = story.option(
        table[stage], without={"J2", "N2"} if story.service or rng.random() < 0.8 else frozenset()
    )
    count = total
    if "<nn>" in template:
        number = str(total) if total else ""
        if not total:
            template = story.option([t for t in table[stage] if "<nn>" not in t and "<J2>" not in t])
    if "<nn>" not in template:
        number = ""
    vague = total is None or (rng.random() < 0.15 and "<nn>" not in template and "<n> orang" not in template)
    plain = counted(rng, total, plain="orang" in template) if total else ""
    if vague and "<nn>" not in template:
        plain, count = (
            rng.choice(("sejumlah", "puluhan" if not total or total > 15 else "sejumlah", "beberapa")),
            None,
        )
    values: dict[str, object] = {
        "G": government(story),
        "n": plain,
        "nn": number,
        "e": who,
        "d": wording,
        "v": rng.choice(active.split("|")),
        "p": rng.choice(passive.split("|")),
        "m": noun,
        "h": hall(story),
    }
    if "<J2>" in template:
        pair = new_official(story, ["deputy", "sekda"])
        if pair is None:
            template = story.option([t for t in table[stage] if "<J2>" not in t and "<nn>" not in t])
        else:
            values["J2"], values["N2"] = pair[1].say(rng), pair[0].first()
    if "<J>" in template:
        person, post = story.introduced(story.head)
        values["J"], values["N"] = post.say(rng), person.first()
    if "<h>" not in template and "<nn>" not in template and "<n>" not in template:
        count = None
    if "<n>" not in template and "<nn>" not in template:
        count = None
    if "<e>" not in template:
        echelons = []
    text = story.render(template, **values)  # type: ignore[arg-type]
    story.add(text)
    story.kinds |= set(kinds.split())
    story.act = (stage, iso, count, echelons)
    return day


def earlier(story: Story) -> None:
    """An act of some time ago, told with its day and number."""
    rng, table = story.rng, grammar("events")
    day = story.published - timedelta(rng.randint(50, 400))
    options = [a for a in table["acts"] if "pelantikan" not in a and "pengukuhan" not in a]
    kinds, active, passive, noun = (part.strip() for part in rng.choice(options).split(" = "))
    who, echelons = officers(story)
    number = rng.randint(3, 90)
    values = {"v": active.split("|")[0], "p": passive.split("|")[0], "m": noun, "e": who, "nn": str(number)}
    text = story.render(rng.choice(table["earlier"]), G=government(story), d=full_day(day), **values)
    story.add(text)
    story.event("done", kinds.split(), day.isoformat(), number, echelons)


def finish_act(story: Story, extra: list[str] | None = None) -> None:
    """The event of the opening, once it is known which moves the text tells."""
    stage, iso, count, echelons = story.act
    kinds = set(story.kinds)
    changed = any(
        m.left and m.taken and m.left is not m.taken and not m.acting and m.status == "done"
        for m in story.moves
    )
    if "pelantikan" in kinds and (changed or kinds & {"mutasi", "rotasi", "promosi"}):
        kinds.discard("pelantikan")
        if not kinds & {"mutasi", "rotasi", "promosi"}:
            kinds.add("mutasi")
    story.event(stage, kinds, iso, count, echelons)
    if story.dismissed and stage == "done":
        story.event("done", ["pemberhentian"], None, None)
