"""The gate before storing: drops what is plainly not about public posts, before any model runs.

It asks for little (a word for moving or filling posts, and a word for a public post or body), so that nothing about
posts is lost; the reader decides the rest. The words are in ``data/topic.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

#: Characters at the head of a text that are looked at: a story that comes to posts only later is not about them.
HEAD = 6000


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    with (Path(__file__).parent / "data" / "topic.toml").open("rb") as file:
        words = tomllib.load(file)
    acts, posts, others = (
        re.compile(r"\b(?:" + "|".join(words[kind]) + r")\b", re.I) for kind in ("acts", "posts", "others")
    )
    return acts, posts, others


def about_posts(title: str, text: str) -> bool:
    """True unless the article is plainly not about filling, vacating or moving public posts."""
    acts, posts, others = _words()
    whole = f"{title}\n{text[:HEAD]}"
    n_acts, n_posts = len(acts.findall(whole)), len({match.lower() for match in posts.findall(whole)})
    if not n_acts or not n_posts:
        return False
    # Words of another kind of mutasi (virus, vehicle, player) need to be outweighed by those of posts.
    n_others = len(others.findall(whole))
    return n_others < 3 or n_posts >= 3 or n_acts + n_posts > n_others
