"""The kinds of synthetic articles: what each tells, in which order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from nlp.training import generator_moves as moves
from nlp.training.generator_acts import act, earlier, finish_act, government
from nlp.training.generator_claims import claim
from nlp.training.generator_officials import new_official
from nlp.training.generator_posts import Post
from nlp.training.generator_story import Story
from nlp.training.generator_talk import empty_seats, evaluation, extras, speech, stand_ins, uncapital
from nlp.training.generator_text import counted, grammar


def shuffle(story: Story) -> str:
    """A mutation done: in sentences, in a list, or both."""
    rng = story.rng
    to_only = rng.random() < 0.2 or story.levels == ["village"]
    size = rng.choice((2, 3, 4, 5, 6, 8, 10, 12)) if rng.random() < 0.8 else rng.choice((15, 20, 25, 30, 40))
    style = rng.choice(("prose", "prose", "list", "list", "both")) if size <= 8 else "list"
    total = (
        size
        if style == "list"
        else size + rng.choice((0, 2, 5, 20) if story.levels == ["II"] else (0, 5, 20, 60, 110, 240))
    )
    day = act(story, "done", total, "pelantikan" if to_only and rng.random() < 0.7 else None)
    speech(story, rng.choice((0, 0, 1, 2)))
    if style in ("prose", "both"):
        moves.prose(story, size if style == "prose" else max(1, size // 2), to_only=to_only)
    if style in ("list", "both"):
        if rng.random() < 0.3:
            speech(story, rng.choice((1, 2, 3)))
        moves.listed(story, size if style == "list" else size // 2 + 1, to_only=to_only)
    rest: list[Callable[[], None]] = [
        lambda: speech(story, rng.choice((1, 1, 2, 3))),
        lambda: extras(story, day),
        lambda: empty_seats(story),
    ]
    rng.shuffle(rest)
    for part in rest:
        part()
    if not story.service and rng.random() < 0.3:
        stand_ins(story, rng.choice((1, 1, 2, 3)))
    if rng.random() < 0.15 and not story.service:
        before = story.published - timedelta(rng.randint(8, 80))
        wording, iso = story.past(before)
        story.add(story.render(rng.choice(grammar("events")["evaluation_done"]), d=wording))
        story.event("done", ["evaluasi"], iso, None)
    if rng.random() < 0.15:
        earlier(story)
    if rng.random() < 0.25 and not story.service:
        dispute(story, rng.choice((1, 1, 2)))
    finish_act(story)
    return "titles"


def confirmed(story: Story) -> str:
    """Officials are confirmed in their posts, as after a reorganisation."""
    rng = story.rng
    number = rng.choice((2, 3, 4, 6))
    day = act(story, "done", number + rng.choice((0, 0, 5, 30)), "pengukuhan")
    for _ in range(number):
        moves.confirmation(story)
    if rng.random() < 0.3:
        moves.prose(story, 1)
    speech(story, rng.choice((1, 2, 3)))
    extras(story, day)
    finish_act(story)
    return "titles"


def some_total(story: Story) -> int:
    """How many are moved: there are not many of eselon II."""
    return story.rng.randint(2, 30 if story.levels == ["II"] else 150)


#: What most claims are of.
CLAIMED = (
    "jual_beli_jabatan",
    "nepotisme",
    "politisasi",
    "pelanggaran_prosedur",
    "pungli_pemerasan",
    "lobi_jabatan",
)


def dispute(story: Story, number: int) -> None:
    rng = story.rng
    category = None
    for _ in range(number):
        stance = rng.choice(("alleged", "alleged", "alleged", "denied", "denied", "warned", "investigated"))
        category = (
            category
            if category and rng.random() < 0.6
            else rng.choice((*CLAIMED, "lainnya", "suap_gratifikasi"))
        )
        claim(story, stance, category)


def quarrel(story: Story) -> str:
    """Claims about a mutation: said, denied, looked into, tried."""
    rng = story.rng
    day = act(story, "done", some_total(story))
    if rng.random() < 0.5:
        moves.prose(story, rng.choice((1, 1, 2, 3)))
    course = rng.choice(
        (
            ("alleged", "denied"),
            ("alleged", "alleged", "denied", "denied"),
            ("investigated", "alleged", "denied"),
            ("charged", "investigated", "denied"),
            ("convicted", "charged"),
            ("acquitted", "alleged"),
            ("investigated", "denied", "warned"),
            ("alleged", "warned", "investigated", "denied"),
            ("convicted",),
            ("charged", "charged"),
            ("acquitted", "denied"),
        )
    )
    category = rng.choice(("jual_beli_jabatan", "jual_beli_jabatan", *CLAIMED, "suap_gratifikasi", "lainnya"))
    for stance in course:
        for _ in range(4):
            if claim(story, stance, category if rng.random() < 0.85 else None):
                break
        if rng.random() < 0.3:
            speech(story, 1)
    extras(story, day)
    finish_act(story)
    return "titles_claims"


def ahead(story: Story) -> str:
    """A mutation to come, put off or called off."""
    rng = story.rng
    stage = rng.choice(("planned", "planned", "postponed", "cancelled"))
    day = act(story, stage, some_total(story))
    if stage == "planned":
        for _ in range(rng.choice((0, 1, 2, 4))):
            moves.planned(story)
    speech(story, rng.choice((1, 2, 3)))
    if rng.random() < 0.4:
        story.vacated.append(story.new_post())
        empty_seats(story)
    if rng.random() < 0.3 and not story.service:
        evaluation(story)
    extras(story, day)
    story.kinds -= {"pelantikan"} if story.kinds & {"mutasi", "rotasi", "promosi"} else set()
    finish_act(story)
    return "titles"


def selection(story: Story) -> str:
    """An open selection: posts on offer, candidates."""
    rng, table = story.rng, grammar("events")
    story.levels, story.act = ["II"], ("planned", None, None, [])
    posts = [story.new_post("II") for _ in range(rng.choice((1, 2, 3, 4, 5)))]
    done = rng.random() < 0.65
    day = story.published - timedelta(rng.choice((0, 1, 1, 2, 4, 8)))
    wording, iso = story.past(day) if done else story.coming()
    number = counted(rng, len(posts), plain=True)
    story.add(
        story.render(
            rng.choice(table["selection_done" if done else "selection_coming"]),
            G=government(story),
            n=number,
            d=wording,
        )
    )
    story.event("done" if done else "planned", ["seleksi_terbuka"], iso, len(posts), ["II"])
    story.add(
        story.render(rng.choice(table["offered"]), V=moves.seats(story, [story.say(p)() for p in posts]))
    )
    story.vacancies += [(post, 1) for post in posts]
    speech(story, rng.choice((1, 2, 3)))
    kind = rng.random()
    if kind < 0.4:
        candidates(story, posts)
    elif kind < 0.7:
        for _ in range(rng.choice((1, 2, 3))):
            moves.planned(story, rng.choice(posts))
    if rng.random() < 0.35:
        claim(
            story,
            rng.choice(("warned", "alleged", "denied", "investigated")),
            rng.choice(("jual_beli_jabatan", "lobi_jabatan", "nepotisme", "lainnya")),
        )
    extras(story, day)
    return "titles_selection"


def candidates(story: Story, posts: list[Post]) -> None:
    """The best three for each post."""
    rng = story.rng
    story.add(rng.choice(grammar("events")["best_three"]), joined=0)
    style = rng.choice((1, 2, 3))
    sourced = rng.random() < 0.4
    for n, post in enumerate(posts, 1):
        names = []
        for _ in range(3):
            person, old = story.person(), story.new_post(rng.choice(("II", "III"))) if sourced else None
            story.move(person, old, post, status="planned")
            names.append(f"{person.first()} ({old.say(rng)})" if old else person.first())
        head = post.say(rng)
        if style == 1:
            block = f"{n}. {head}\n" + "\n".join(f"{'abc'[k]}. {name}" for k, name in enumerate(names))
        elif style == 2:
            block = f"{head}: " + rng.choice((", ", "; ")).join(names)
        else:
            block = f"{head}\n" + "\n".join(f"- {name}" for name in names)
        story.paragraphs.append(block)


def acting_only(story: Story) -> str:
    """Acting officials are named; or a region gets an acting head."""
    rng = story.rng
    if rng.random() < 0.3 and not story.service:
        return acting_head(story)
    if rng.random() < 0.5:
        moves.departure(story, heirs=False)
    stand_ins(story, rng.choice((1, 1, 2, 3, 5)))
    kind = rng.choice(("plh", "pj", "pjs", None))
    if kind:
        moves.acting(story, kind=kind)
    if story.dismissed:
        story.event("done", ["pemberhentian"], None, None)
    if story.kinds:
        story.event("done", story.kinds, None, None)
    speech(story, rng.choice((2, 3, 4)))
    extras(story, story.published)
    return "titles"


def acting_head(story: Story) -> str:
    rng, gov = story.rng, story.government
    day = story.published - timedelta(rng.choice((0, 1, 2)))
    wording, iso = story.past(day)
    person, post = story.person(long=True), Post([f"{gov.head} {gov.bare}"], "official", "")
    kept = story.new_post("II")
    template = rng.choice(grammar("events")["pj"])
    kind = rng.choice(("pj", "pj", "pjs"))
    if kind == "pjs":
        template = (
            template.replace("Penjabat (Pj) |Pj |Penjabat ", "Penjabat Sementara (Pjs) |Pjs ")
            .replace("Pj|Penjabat", "Pjs|Penjabat Sementara")
            .replace("Penjabat|Pj", "Pjs|Penjabat Sementara")
            .replace("Pj|penjabat", "Pjs|penjabat sementara")
        )
    story.move(person, None, post, acting=kind)
    if "<K>" in template:
        story.introduced((person, kept))
    story.add(story.render(template, P=person.first(), B=story.say(post), K=story.say(kept), d=wording))
    story.event("done", ["penunjukan_plt"], iso, None)
    story.posts.given.add(post.forms[0].casefold())
    story.head = (person, post)  # nobody else speaks as the head
    table = grammar("speech")
    for _ in range(rng.choice((2, 3, 4))):
        base = {
            "Q": story.render(story.once(table["quotes"])),
            "I": uncapital(story.render(story.once(table["indirect"]))),
            "R": uncapital(story.render(story.once(table["requests"]))),
        }
        pair = new_official(story, ["dprd", "sekda", "bkd"]) if rng.random() < 0.5 else None
        if pair:
            story.add(
                story.render(
                    story.option(table["speak"], without={"d"}),
                    J=story.say(pair[1]),
                    N=pair[0].first(),
                    **base,
                )
            )
        else:
            story.add(story.render(rng.choice(table["again"]), S=person.again(), **base))
    story.add(story.render(story.once(table["background"])))
    return "titles"


def annulled(story: Story) -> str:
    """A mutation done, annulled; some are given back their posts."""
    rng = story.rng
    day = act(story, "done", some_total(story), gap=rng.choice((6, 8, 12, 20, 35, 60)))
    finish_kinds = set(story.kinds)
    for _ in range(rng.choice((1, 2, 3))):
        staff = rng.random() < 0.3
        person, old, new = story.person(), story.new_post(), story.new_post("staff" if staff else None)
        story.move(person, old, new)
        story.add(moves.tell(story, "demote" if staff else "from_to", {"A": old, "B": new}, {"P": person}))
        if rng.random() < 0.6:
            story.move(person, new, old)
            back = rng.choice(grammar("events")["given_back"])
            story.add(story.render(back, S=person.again(), A=story.say(old)), joined=0.7)
    wording, iso = story.past(story.published - timedelta(rng.choice((0, 1, 2, 4))))
    told = rng.choice(grammar("events")["annulled"])
    story.add(story.render(told, G=government(story), d=wording))
    finish_act(story)
    story.event(
        "cancelled", [k for k in story.events[-1]["kinds"] if k in finish_kinds] or ["mutasi"], iso, None
    )
    claim(story, rng.choice(("alleged", "investigated", "warned", "convicted")), "pelanggaran_prosedur")
    speech(story, rng.choice((1, 2)))
    extras(story, day)
    return "titles_claims"


def retiring(story: Story) -> str:
    """People leave; who follows them, which posts are empty."""
    rng = story.rng
    for _ in range(rng.choice((1, 2, 3))):
        moves.departure(story)
    if rng.random() < 0.5:
        moves.prose(story, rng.choice((1, 2)))
    kinds = story.kinds
    empty_seats(story)
    speech(story, rng.choice((2, 3, 4)))
    if not story.service and rng.random() < 0.4:
        stand_ins(story, 1)
    arrived = [m for m in story.moves if m.taken and not m.acting]
    if arrived and not kinds & {"mutasi", "promosi"}:
        kinds.add("mutasi" if any(m.left for m in arrived) else "pelantikan")
    if kinds:
        story.event("done", kinds, None, None)
    if story.dismissed:
        story.event("done", ["pemberhentian"], None, None)
    extras(story, story.published)
    return "titles"
