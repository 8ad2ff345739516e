"""Those who speak, attend or are accused in a synthetic article: people of posts that are not moved."""

from __future__ import annotations

from nlp.training.generator_people import Person
from nlp.training.generator_posts import Post, UsedUp
from nlp.training.generator_story import Story
from nlp.training.generator_text import fill, grammar

ROLES = ("deputy", "sekda", "sekda", "bkd", "bkd", "dprd", "dprd", "other", "other")
#: Of these an article has one, however it is called: what tells that it has it.
ONE = {
    "sekda": ("sekda", "sekretaris daerah"),
    "bkd": ("bkpsdm", "kepegawaian", "bkd", "bkpp"),
    "deputy": ("wakil bupati", "wakil wali", "wakil gub", "wabup", "wagub", "wawali"),
}
SHORT_DEPUTY = {"Bupati": "Wabup", "Gubernur": "Wagub", "Wali Kota": "Wawali", "Walikota": "Wawali"}
SEKDA = {"Provinsi": "Sekdaprov", "Kota": "Sekdako", "Kabupaten": "Sekdakab"}


def new_official(story: Story, roles: list[str] | None = None) -> tuple[Person, Post] | None:
    """Someone with a post that moves have nothing to do with; None where the article has that post's holder."""
    gov, rng = story.government, story.rng
    place = rng.choice(("", f" {gov.bare}", f" {gov.full}", f" {gov.alias}", f" {gov.bare}"))
    role = story.service or rng.choice(roles or ROLES)
    if role == "other":
        try:
            post = story.posts.take(rng.choice(("II", "III")))
        except UsedUp:
            return None
        post.region = place if post.kind in ("head", "sekdis", "single") else ""
        return story.introduced((gov.person(rate=story.degrees, taken=story.taken), post))
    if any(sign in form for sign in ONE.get(role, ()) for form in story.posts.given if "bidang" not in form):
        return None
    values = {
        "H": gov.head, "b": gov.bare, "p": gov.province.bare, "D": gov.dprd, "W": SHORT_DEPUTY[gov.head],
        "s": SEKDA[gov.kind], "n": f"{rng.randint(1, 18):02d}{rng.randint(1, 4)}",
    }  # fmt: skip
    made = story.posts.official([fill(rng.choice(grammar("speech")["roles"][role]), values)])
    if made is None:
        return None
    made.region = "" if story.service or role == "deputy" else place
    person = gov.person(rate=story.degrees, taken=story.taken, rank=story.rank(), long=rng.random() < 0.6)
    return story.introduced((person, made))
