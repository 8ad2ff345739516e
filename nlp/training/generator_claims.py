"""Claims of wrongdoing in synthetic articles, and their denials, probes and verdicts."""

from __future__ import annotations

from typing import Any

from nlp.training.generator_officials import new_official
from nlp.training.generator_papers import judgment
from nlp.training.generator_people import Person
from nlp.training.generator_posts import Post
from nlp.training.generator_story import Story
from nlp.training.generator_text import choose_words, fill, grammar, rupiah, slots, some_sum

OFFICIAL = {"denied", "warned"}


def _court_place(story: Story, name: str) -> str:
    values = {"r": story.government.bare, "p": story.government.province.bare, "N": ""}
    return fill(name, values)


def _speaker(story: Story, stance: str) -> tuple[Person, str, str] | None:
    """Who makes the claim, as a sentence's opening and within it."""
    rng = story.rng
    if stance in OFFICIAL or rng.random() < 0.4:
        if stance in OFFICIAL and rng.random() < 0.4:
            pair: tuple[Person, Post] | None = story.introduced(story.head)
        else:
            pair = new_official(story, ["dprd"] if stance == "alleged" else None)
        if pair is None:
            return None
        person, post = pair
        said = post.say(rng)
        return person, *_named(story, said, person)
    person = story.person(long=True, civil=True)
    words = fill(
        choose_words(rng, rng.choice(grammar("claims")["speakers"]["outsiders"])), {"N": person.first()}
    )
    return person, words[0].upper() + words[1:], words


def _named(story: Story, post: str, person: Person) -> tuple[str, str]:
    if story.told(person) and story.rng.random() < 0.5:
        return (person.again(),) * 2  # type: ignore[return-value]
    name = person.first()
    if story.rng.random() < 0.25:
        return f"{name} selaku {post}", f"{name} selaku {post}"
    return (f"{post} {name}",) * 2  # type: ignore[return-value]


def _accused(story: Story) -> tuple[Person, str]:
    rng = story.rng
    if rng.random() < 0.45:
        person, post = story.introduced(story.head)
    else:
        pair = new_official(story, ["other", "bkd", "sekda"])
        if pair is None:
            pair = story.introduced(story.head)
        person, post = pair
    return person, story.call((person, post))


def claim(story: Story, stance: str, category: str | None = None) -> bool:
    """One claim into the text; False where nobody is there to make it."""
    rng, table = story.rng, grammar("claims")
    if category not in table[stance]:
        category = rng.choice([c for c in table[stance] for _ in range(3 if c == "jual_beli_jabatan" else 1)])
    form, template = rng.choice(table[stance][category]).split(" ", 1)
    made: dict[str, Any] = {
        "category": category,
        "stance": stance,
        "accused": [],
        "source": None,
        "amount_min": None,
        "amount_max": None,
    }
    values: dict[str, str] = {"G": story.government.named()}
    template = choose_words(rng, template)
    needed = slots(template)
    before = len(story.officials)
    if "x" in needed:
        person, values["x"] = _accused(story)
        made["accused"] = [person.name]
    if needed & {"rp", "rr"}:
        low, high = sorted((some_sum(rng), some_sum(rng)))
        if "rp" in needed:
            high = low
        if low == high:
            values["rp"] = values["rr"] = rupiah(rng, low)
        else:
            link = rng.choice((" sampai ", " hingga ", " - ", " hingga ", " sampai "))
            values["rr"] = f"{rupiah(rng, low)}{link}{rupiah(rng, high)}"
        made["amount_min"], made["amount_max"] = low, high
    number = len(story.claims)
    if form == "b":
        kind = {
            "investigated": "probers",
            "charged": "chargers",
            "convicted": "courts",
            "acquitted": "courts",
        }.get(stance, "overseers")
        if stance == "convicted" and category == "pelanggaran_prosedur":
            kind = "admin_courts"
        body = _court_place(story, rng.choice(table["speakers"][kind]))
        values["o"] = body
        made["source"] = body.removeprefix("Majelis hakim ")
    elif form in "qis":
        if stance in ("convicted", "acquitted"):
            judge = story.person(long=True, civil=True)
            post = Post([rng.choice(("Hakim Ketua", "Ketua Majelis Hakim"))], "official", "")
            if post.forms[0].casefold() in story.posts.given:
                return False
            story.posts.given.add(post.forms[0].casefold())
            story.introduced((judge, post))
            speaker: tuple[Person, str, str] | None = (judge, *_named(story, post.say(rng), judge))
        else:
            speaker = _speaker(story, stance)
        if speaker is None or speaker[0].name in made["accused"]:
            if len(story.officials) > before:  # who was named for nothing
                del story.officials[before:]
            return False
        made["source"] = speaker[0].name
        values["W"], values["w"] = speaker[1], speaker[2]
    content = fill(template, values)
    if form in "qi":
        content = content[0].upper() + content[1:] if form == "q" else content
        if len(content.split()) < 5:
            content += rng.choice((" di daerah ini", " selama ini", " belakangan ini"))
        frames = table["forms"][
            f"{stance}_{form}" if f"{stance}_{form}" in table["forms"] else f"alleged_{form}"
        ]
        mark = f"⟦{number}:{content}⟧"
        text = story.render(rng.choice(frames), Q=mark, I=mark, W=values["W"], w=values["w"])
    else:
        text = story.render(content.replace("⟦", f"⟦{number}:"))
    inside = text[text.index("⟦") : text.index("⟧")].split(":", 1)[1]
    if not 5 <= len(inside.split()) <= 40:
        del story.officials[before:]
        return False
    story.claims.append(made)
    story.add(text, joined=0.2)
    if form == "b" and stance in ("convicted", "acquitted") and rng.random() < 0.6:
        judgment(story, str(made["source"]), admin=category == "pelanggaran_prosedur")
    return True
