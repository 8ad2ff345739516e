"""The visitors' queries: ``db/queries/*.sql``, each with a sentence above it.

A file's leading comment says what it is::

    -- Riwayat jabatan seorang pejabat
    -- Mutasi dan jabatan yang disebut berita, terlama dahulu.
    -- :nama Nama pejabat, boleh sebagian (contoh: Siti)
    -- :sikap Sikap [alleged|denied]
    select ...

First line: title. Lines until the first ``:parameter`` line: description. A parameter line gives the words beside its
box and, in square brackets, the values it may take. The file's name is the query's address.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from db.site.labels import site

QUERIES = Path(__file__).parent.parent / "queries"
PARAMETER = re.compile(r"^:(?P<name>\w+)\s+(?P<words>.+?)(?:\s*\[(?P<choices>[^\]]+)\])?$")
USED = re.compile(r"(?<![:\w]):([A-Za-z]\w*)")


class QueryHeaderError(ValueError):
    """A query file has no title or description, or its parameters are not those its SQL uses."""


def read_query(path: Path) -> dict[str, Any]:
    """One query as Datasette's canned-query metadata, with `param_words` {name: {words, choices}} for the form."""
    header: list[str] = []
    body: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not body and line.startswith("--"):
            header.append(line[2:].strip())
        elif body or line.strip():
            body.append(line)
    sql = "\n".join(body).strip().rstrip(";")
    param_words: dict[str, dict[str, Any]] = {}
    prose: list[str] = []
    for line in header[1:]:
        match = PARAMETER.match(line)
        if match:
            choices = match["choices"].split("|") if match["choices"] else []
            param_words[match["name"]] = {"words": match["words"], "choices": choices}
        elif line:
            prose.append(line)
    if not header or not header[0] or not prose or not sql:
        raise QueryHeaderError(f"{path.name}: a title, a description and SQL are needed")
    plain = re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", sql)
    used = list(dict.fromkeys(USED.findall(plain)))
    if set(used) != set(param_words):
        raise QueryHeaderError(
            f"{path.name}: the SQL uses {sorted(used)}, the header names {sorted(param_words)}"
        )
    return {
        "sql": sql,
        "title": header[0],
        "description": " ".join(prose),
        "hide_sql": True,
        "params": list(param_words),
        "param_words": param_words,
    }


def read_queries(folder: Path = QUERIES) -> dict[str, dict[str, Any]]:
    """Every query of the folder by its address (the file's name), in the order that ``site.toml`` gives."""
    order = {name: place for place, name in enumerate(site()["query_order"])}
    paths = sorted(folder.glob("*.sql"), key=lambda path: (order.get(path.stem, len(order)), path.stem))
    return {path.stem: read_query(path) for path in paths}
