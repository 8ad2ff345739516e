"""How synthetic articles tell moves: sentences, chains of them, lists in every layout."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from nlp.training.generator_people import Person
from nlp.training.generator_posts import Post
from nlp.training.generator_story import Story
from nlp.training.generator_text import choose_words, fill, grammar, in_words, sentence, slots

ACTING = {
    "plt": (
        "Plt",
        "Plt.",
        "Plt",
        "Pelaksana Tugas (Plt)",
        "pelaksana tugas (Plt)",
        "pelaksana tugas",
        "Pelaksana Tugas",
    ),
    "plh": ("Plh", "Plh", "pelaksana harian (Plh)", "Pelaksana Harian", "Plh."),
    "pj": ("Pj", "Penjabat", "Pj.", "penjabat (Pj)"),
    "pjs": ("Pjs", "penjabat sementara (Pjs)", "Pjs."),
}


def _templates(group: str) -> list[str]:
    found: list[str] = grammar("moves")[group]
    return found


def tell(
    story: Story,
    group: str,
    posts: dict[str, Post],
    people: dict[str, Person],
    later: dict[str, Person] | None = None,
    *,
    clear: bool = False,
    **more: str,
) -> str:
    """A sentence of the group; `people` are named in full, `later` by their short names."""
    values: dict[str, str | Callable[[], str]] = dict(more)
    missing = set()
    for name, post in posts.items():
        values[name] = story.say(post)
        if post.unit:
            values[f"{name}.u"] = post.in_unit
        else:
            missing.add(f"{name}.u")
    for name, person in people.items():
        values[name] = person.first
        values[f"{name}2"] = person.again
    for name, person in (later or {}).items():
        values[name] = person.again
    options = [t for t in _templates(group) if not slots(t) & missing]
    if clear:  # what says whose post it is
        options = [t for t in options if slots(t) & {"A", "S"}]
    template = story.rng.choice(options)
    connect = ""
    if template.startswith("<") and story.rng.random() < 0.3:
        connect = story.rng.choice(_templates("connectors"))
    return sentence(connect + story.render(template, **values))


def single(story: Story) -> None:
    """One person's move, from and to, or only to; with who comes after in the posts left."""
    rng, level = story.rng, story.level()
    person, old = story.person(), story.new_post(level)
    new = story.to_take(level, old)
    kind = rng.random()
    if kind < 0.5:
        story.move(person, old, new)
        text = tell(story, "from_to", {"A": old, "B": new}, {"P": person})
    elif kind < 0.65:
        gone = story.person()
        story.move(person, old, new)
        story.move(gone, new, None)
        text = tell(story, "predecessor_left", {"A": old, "B": new}, {"P": person, "X": gone})
    else:
        moved, other = story.person(), story.new_post(level)
        story.move(person, old, new)
        story.move(moved, new, other)
        text = tell(story, "predecessor_moved", {"A": old, "B": new, "D": other}, {"P": person, "X": moved})
    story.add(text)
    follow(story, person, old, clear=kind >= 0.5)


def follow(story: Story, person: Person, left: Post, chance: float = 0.5, *, clear: bool = False) -> None:
    """Who takes the post that a person told just now left, and so on."""
    rng = story.rng
    while rng.random() < chance:
        heir = story.person()
        if rng.random() < 0.6:
            origin = story.new_post(left.level if left.level in story.levels else None)
            story.move(heir, origin, left)
            text = tell(
                story, "chain_from", {"A": left, "C": origin}, {"P": heir}, {"S": person}, clear=clear
            )
            story.add(text, joined=0.8)
            person, left, clear = heir, origin, False
        else:
            story.move(heir, None, left)
            story.add(tell(story, "chain", {"A": left}, {"P": heir}, {"S": person}, clear=clear), joined=0.8)
            return
    story.vacated.append(left)


def arrival(story: Story) -> None:
    """Someone's new post, with nothing said of the old one."""
    person, level = story.person(), story.level()
    if story.rng.random() < 0.25:
        moved, other, new = story.person(), story.new_post(level), story.new_post(level)
        story.move(person, None, new)
        story.move(moved, new, other)
        story.add(tell(story, "predecessor_moved_to", {"B": new, "D": other}, {"P": person, "X": moved}))
        return
    new = story.to_take(level)
    story.move(person, None, new)
    story.add(tell(story, "only_to", {"B": new}, {"P": person}))


def exchange(story: Story) -> None:
    """Two who change places."""
    level = story.level()
    one, other, first, second = story.person(), story.person(), story.new_post(level), story.new_post(level)
    story.move(one, first, second)
    story.move(other, second, first)
    story.add(tell(story, "swap", {"A": first, "B": second}, {"P": one, "X": other}))


def departure(story: Story, *, heirs: bool = True) -> None:
    """One who only leaves."""
    person, old = story.person(), story.new_post()
    story.move(person, old, None)
    story.add(tell(story, "leave", {"A": old}, {"P": person}))
    if heirs and story.rng.random() < 0.3:
        follow(story, person, old, 0.9)
    else:
        story.vacated.append(old)


def demotion(story: Story) -> None:
    person, old, new = story.person(), story.new_post(), story.new_post("staff")
    story.move(person, old, new)
    story.add(tell(story, "demote", {"A": old, "B": new}, {"P": person}))
    story.vacated.append(old)


def confirmation(story: Story) -> None:
    person, post = story.person(), story.new_post()
    story.kinds.add("pengukuhan")
    story.move(person, post, post)
    story.add(tell(story, "same", {"B": post}, {"P": person}))


def acting(story: Story, post: Post | None = None, *, kind: str | None = None) -> None:
    """Someone who holds a post for the time being, at times on top of another."""
    rng = story.rng
    kind = kind or rng.choice(("plt", "plt", "plt", "plt", "plh", "pj"))
    post = post or story.new_post()
    person = story.person()
    story.move(person, None, post, acting=kind)
    word = rng.choice(ACTING[kind])
    if rng.random() < 0.6:
        kept = story.new_post()
        story.introduced((person, kept))
        text = tell(story, "acting", {"B": post, "K": kept}, {"P": person}, a=word)
    else:
        text = tell(story, "acting_only", {"B": post}, {"P": person}, a=word)
    story.add(text)


def planned(story: Story, post: Post | None = None) -> None:
    """A candidate or a rumour."""
    person = story.person()
    post = post or story.new_post()
    if story.rng.random() < 0.7:
        old = story.new_post()
        story.move(person, old, post, status="planned")
        story.add(tell(story, "planned", {"A": old, "B": post}, {"P": person}))
    else:
        story.move(person, None, post, status="planned")
        story.add(tell(story, "planned_to", {"B": post}, {"P": person}))


def prose(story: Story, number: int, *, to_only: bool = False) -> None:
    """About so many moves in sentences."""
    goal = len(story.moves) + number
    while len(story.moves) < goal:
        kind = story.rng.random()
        if to_only:
            arrival(story)
        elif kind < 0.56:
            single(story)
        elif kind < 0.72:
            arrival(story)
        elif kind < 0.8:
            exchange(story)
        elif kind < 0.9:
            departure(story)
        elif kind < 0.95 and not story.service:
            demotion(story)
        elif not story.service:
            confirmation(story)


def _row(story: Story, template: str, level: str, *, same: bool = False) -> str:
    person, values = story.person(), {}
    new = story.to_take(level)
    if "<A>" in template:
        old = new if same else story.new_post(level)
        if story.rng.random() < 0.07 and not same:
            old = story.new_post("fungsional") if not story.service else old
        if not same and old is not new:
            story.vacated.append(old)
        story.move(person, old, new)
        values = {"P": person.first(), "A": old.say(story.rng, short=story.shorten / 2), "B": ""}
    else:
        story.move(person, None, new)
        values = {"P": person.first()}
    values["B"] = new.say(story.rng, short=story.shorten / 2)
    return fill(choose_words(story.rng, template), values)


def _lines(rng: Random, rows: list[str], at: int, style: str) -> list[str]:
    end = rng.choice(("", "", "", ".", ";"))
    if end == "." and rows and rows[0].endswith("."):
        end = ""
    if style == "number":
        mark = rng.choice(("{}. ", "{}. ", "{}) ", "({}) "))
        return [mark.format(at + n) + row + end for n, row in enumerate(rows)]
    mark = rng.choice(("- ", "• ", "* ", "– ", "-")) if style == "bullet" else ""
    return [mark + row + end for row in rows]


def listed(story: Story, number: int, *, to_only: bool = False) -> None:
    """So many moves in a list."""
    rng = story.rng
    style = rng.choice(("number", "number", "number", "bullet", "bullet", "lines", "run", "run"))
    group = "rows_to" if to_only else rng.choice(("rows", "rows", "rows_new_first"))
    template = rng.choice(_templates(group))
    if style == "run":
        template = rng.choice([t for t in _templates(group) if not any(c in t for c in "|=:/.")])
    levels = story.levels if len(story.levels) > 1 and rng.random() < 0.35 else None
    parts = [(level, number // len(levels) or 1) for level in levels] if levels else [(None, number)]
    head = choose_words(rng, rng.choice(_templates("list_heads")))
    if style == "run":
        rows = [_row(story, template, story.level()) for _ in range(number)]
        story.paragraphs.append(_run(rng, rows, head))
        return
    lines = [head]
    at, subhead = 1, rng.choice(_templates("subheads"))
    for level, size in parts:
        rows = [_row(story, template, level or story.level()) for _ in range(size)]
        if rng.random() < 0.04 and not to_only and not story.service:
            rows.append(_row(story, template, level or story.level(), same=True))
            if story.moves[-1].left is story.moves[-1].taken:
                story.kinds.add("pengukuhan")
        if level in ("II", "III", "IV"):
            lines.append(fill(subhead, {"e": level}))
        lines += _lines(rng, rows, at, style)
        at += len(rows)
    story.paragraphs.append("\n".join(lines))


def _run(rng: Random, rows: list[str], head: str) -> str:
    if rng.random() < 0.3:
        rows = [f"({n}) {row}" for n, row in enumerate(rows, 1)]
    elif rng.random() < 0.2:
        rows = [f"{n}. {row}" for n, row in enumerate(rows, 1)]
    mark = rng.choice(("; ", "; ", "; ", ", ", ". "))
    last = rng.choice(("", "dan ", "serta ")) if mark != ". " else ""
    text = mark.join(rows[:-1]) + mark + last + rows[-1] if len(rows) > 1 else rows[0]
    return f"{head} {text}."


def seats(story: Story, posts: list[str]) -> str:
    """Posts as an enumeration."""
    if len(posts) == 1:
        return posts[0]
    mark = story.rng.choice((", ", ", ", "; "))
    last = story.rng.choice((", dan ", " dan ", " serta ", ", serta ", ", "))
    return mark.join(posts[:-1]) + last + posts[-1]


def vacancies(story: Story, group: str = "vacancies") -> int:
    """The posts left empty; how many the text tells."""
    rng = story.rng
    open_posts = [p for p in story.vacated if story.is_free(p) and p.level != "fungsional"]
    if not open_posts:
        return 0
    rng.shuffle(open_posts)
    chosen = open_posts[: rng.choice((1, 1, 2, 2, 3, 4))]
    for post in chosen:
        story.vacated.remove(post)
        story.vacancies.append((post, 1))
    table = grammar("events")
    figure = in_words(len(chosen)) if rng.random() < 0.8 else str(len(chosen))
    said = [story.say(p)() for p in chosen]
    options = (
        table["offered"]
        if group == "offered"
        else table["vacancies_one" if len(chosen) == 1 else "vacancies_more"]
    )
    story.add(story.render(rng.choice(options), V=seats(story, said), n=figure))
    return len(chosen)
