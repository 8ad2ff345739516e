"""What synthetic articles tell beside the moves: who speaks, what is empty, who stands in, papers, background."""

from __future__ import annotations

from datetime import date, timedelta

from nlp.training import generator_moves as moves
from nlp.training.generator_acts import government, officers
from nlp.training.generator_officials import new_official
from nlp.training.generator_papers import document, law
from nlp.training.generator_story import Story
from nlp.training.generator_text import counted, grammar, in_words


def speech(story: Story, number: int) -> None:
    """Officials and others say something that is no claim."""
    rng, table = story.rng, grammar("speech")
    last: str | None = None
    for _ in range(number):
        kind = rng.random()
        day = story.past(story.published - timedelta(rng.choice((0, 1))))[0]
        base = {
            "Q": story.render(story.once(table["quotes"])),
            "I": uncapital(story.render(story.once(table["indirect"]))),
            "R": uncapital(story.render(story.once(table["requests"]))),
            "d": day,
        }
        if kind < 0.3 and last:
            story.add(story.render(story.once(table["again"]), S=last, **base))
            continue
        if kind < 0.4:
            person = story.person(long=True, civil=True)
            story.add(story.render(story.once(table["outsiders"]), N=person.first(), **base))
            continue
        if kind < 0.47 and story.moves and story.moves[-1].taken:
            move = rng.choice([m for m in story.moves if m.taken])
            assert move.taken
            options = [
                t for t in table["moved"] if "<B>" not in t or (move.status == "done" and not move.acting)
            ]
            story.add(story.render(rng.choice(options), S=move.person.again(), B=story.say(move.taken)))
            continue
        known = [pair for pair in (story.head,) if pair in story.officials]
        if known and rng.random() < 0.4:
            last = known[0][0].again()
            story.add(story.render(story.once(table["again"]), S=last, **base))
            continue
        pair = story.introduced(story.head) if rng.random() < 0.3 else new_official(story)
        if pair is None:
            continue
        person, post = pair
        last = person.again()
        story.add(story.render(story.once(table["speak"]), J=story.say(post), N=person.first(), **base))


def uncapital(text: str) -> str:
    return text[0].lower() + text[1:]


def extras(story: Story, day: date) -> None:
    """Background, documents, those who were there, those of former posts."""
    rng, table = story.rng, grammar("speech")
    if rng.random() < 0.3 and story.act[0] == "done":
        pairs = [p for p in (new_official(story) for _ in range(rng.randint(1, 4))) if p]
        if pairs:
            names = [
                f"{post.say(rng)}{rng.choice((' ', ' ', ', '))}{person.first()}" for person, post in pairs
            ]
            mark = "; " if any("," in n for n in names) else ", "
            text = (
                names[0]
                if len(names) == 1
                else mark.join(names[:-1])
                + f"{mark if len(names) > 2 else ' '}{rng.choice(('dan', 'serta'))} {names[-1]}"
            )
            story.add(story.render(story.once(table["witness"]), L=text))
    if rng.random() < 0.4:
        document(story, day)
    if rng.random() < 0.15:
        document(story, day - timedelta(20))
    if rng.random() < 0.25:
        law(story)
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        story.add(story.render(story.once(table["background"])))
    if rng.random() < 0.12:
        story.add(
            story.render(
                story.once(table["former"]),
                J=story.new_post("II").forms[0] if not story.service else "Kapolres",
                N=story.person().first(),
            )
        )
    if rng.random() < 0.2:
        story.add(story.render(story.once(grammar("claims")["others"]["sentences"])))


def empty_seats(story: Story) -> None:
    """Vacancies and what will be done about them."""
    rng, table = story.rng, grammar("events")
    told = moves.vacancies(story) if rng.random() < 0.6 else 0
    if story.service or "II" not in story.levels:
        return
    if told and rng.random() < 0.45:
        wording, iso = story.coming()
        speaker = story.introduced(story.head) if rng.random() < 0.7 else None
        said = any("<S>" not in t for t in table["selection_planned"])
        options = [
            t
            for t in table["selection_planned"]
            if "<S>" not in t or (speaker and any(speaker[0].name in p for p in story.paragraphs))
        ]
        if speaker and not any(speaker[0].name in p for p in story.paragraphs) and said:
            story.officials.remove(speaker)
        story.add(story.render(rng.choice(options), G=government(story), d=wording, S=story.head[0].again()))
        story.event("planned", ["seleksi_terbuka"], iso, None)
    elif rng.random() < 0.15:
        n = rng.randint(2, 40)
        group = rng.choice(table["groups"])
        story.add(story.render(rng.choice(table["vacancies_group"]), nn=str(n), g=group, G=government(story)))
        story.vacancies.append((group, n))


def stand_ins(story: Story, number: int) -> None:
    """Acting officials named, and the event of their naming."""
    rng, table = story.rng, grammar("events")
    day = story.published - timedelta(rng.choice((0, 1, 2)))
    wording, iso = story.past(day)
    template = rng.choice(table["plt_event"])
    values = {
        "G": government(story),
        "n": in_words(number) if rng.random() < 0.8 else str(number),
        "d": wording,
    }
    if "<J>" in template:
        person, post = story.introduced(story.head)
        values["J"], values["N"] = post.say(rng), person.first()
    story.add(story.render(template, **values))
    story.event(
        "done", ["penunjukan_plt"], iso if "<d>" in template else None, number if "<n>" in template else None
    )
    open_posts = [p for p in story.vacated if story.is_free(p)]
    for _ in range(number):
        vacant = open_posts.pop() if open_posts and rng.random() < 0.6 else None
        if vacant:
            story.vacated.remove(vacant)
        moves.acting(story, vacant, kind="plt")


def evaluation(story: Story) -> None:
    rng = story.rng
    wording, iso = story.coming()
    who, echelons = officers(story)
    n = rng.randint(3, 60)
    template = rng.choice(grammar("events")["evaluation_planned"])
    story.add(
        story.render(
            template, G=government(story), n=counted(rng, n, plain=True), nn=str(n), e=who, d=wording
        )
    )
    story.event("planned", ["evaluasi"], iso, n, echelons)
