"""One search over names, posts, governments and the words of articles."""

from __future__ import annotations

import re
from typing import Any

from datasette.database import Database
from markupsafe import Markup

from db.site.pages import Rows, rows

LONGEST = 200


async def find(db: Database, question: str) -> dict[str, Rows]:
    """Rows for each kind of thing the words may mean; empty lists where there is none."""
    like = "%" + question.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    # each word in quotation marks, so that FTS5's operators are words like all others
    match = " ".join(f'"{word}"' for word in re.findall(r"\w+", question))
    found: dict[str, Rows] = {
        "officials": await rows(
            db,
            """select o.id, o.name, o.n_moves, o.n_mentions, g.name as government_name from officials o
               left join governments g on g.id = o.government where o.name like :q escape '\\' and o.n_mentions > 0
               order by o.n_mentions desc, o.name limit 12""",
            {"q": like},
        ),
        "governments": await rows(
            db,
            "select id, name from governments where name like :q escape '\\' order by name limit 12",
            {"q": like},
        ),
        "positions": await rows(
            db,
            """select p.id, p.title, g.name as government_name from positions p
               left join governments g on g.id = p.government where p.title like :q escape '\\'
               order by p.title limit 12""",
            {"q": like},
        ),
        "articles": await rows(
            db,
            """select a.id, a.title, a.published, o.name as outlet_name,
                      snippet(articles_fts, 1, char(2), char(3), ' … ', 24) as snippet
               from articles_fts join articles a on a.id = articles_fts.rowid left join outlets o on o.id = a.outlet
               where articles_fts match :q order by rank limit 15""",
            {"q": match},
        )
        if match
        else [],
    }
    for article in found["articles"]:
        article["snippet"] = highlighted(article["snippet"] or "")
    return found


def highlighted(snippet: Any) -> Markup:
    """A snippet whose hits stand between the control characters 2 and 3, escaped, the hits in <mark>."""
    return Markup(str(Markup.escape(snippet)).replace("\x02", "<mark>").replace("\x03", "</mark>"))
