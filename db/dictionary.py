"""The data dictionary: what every table, column and coded value means, read from `dictionary.toml`.

The site takes Datasette's metadata from it, the export its descriptor, the loader the values it accepts, and
``docs/data-dictionary.md`` is written from it (``python -m db.dictionary``).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DOCUMENT = HERE.parent / "docs" / "data-dictionary.md"
GROUPS = {
    "fakta": "Fakta yang dibaca dari berita",
    "entitas": "Siapa dan di mana",
    "sumber": "Sumber",
    "kerja": "Catatan kerja",
}


@dataclass(frozen=True)
class Column:
    """One column: its meaning, its unit or format, and its coded values with their meanings (empty: any)."""

    name: str
    description: str
    unit: str | None = None
    values: dict[str, str] = field(default_factory=dict)

    @property
    def full_description(self) -> str:
        """The description with the unit in brackets."""
        return f"{self.description} ({self.unit})" if self.unit else self.description


@dataclass(frozen=True)
class Table:
    """One table. `sort` is a column, with a minus in front where the highest comes first."""

    name: str
    title: str
    description: str
    group: str
    columns: dict[str, Column]
    label: str | None = None
    sort: str | None = None
    facets: tuple[str, ...] = ()
    fact: bool = False
    hidden: bool = False


@cache
def _toml() -> dict[str, Any]:
    return tomllib.loads((HERE / "dictionary.toml").read_text(encoding="utf-8"))


def _columns(entries: dict[str, Any]) -> dict[str, Column]:
    return {
        name: Column(name, entry) if isinstance(entry, str) else Column(name, **entry)
        for name, entry in entries.items()
    }


@cache
def tables() -> dict[str, Table]:
    """Every table by name, in the dictionary's order."""
    raw = _toml()
    found = {}
    for name, entry in raw.items():
        if name in ("internal", "fact_columns"):
            continue
        rest = {key: value for key, value in entry.items() if key not in ("columns", "facets")}
        common = raw["fact_columns"] if entry.get("fact") else {}
        columns = _columns({**common, **entry["columns"]})
        found[name] = Table(name=name, columns=columns, facets=tuple(entry.get("facets", ())), **rest)
    return found


def values(table: str, column: str) -> frozenset[str]:
    """The coded values a column accepts. Raises KeyError for a column the dictionary lacks."""
    return frozenset(tables()[table].columns[column].values)


def is_internal(table: str) -> bool:
    """Whether a table is SQLite's own workings (search index, migrations) and no data."""
    return any(fnmatch(table, pattern) for pattern in _toml()["internal"]["tables"])


def table_metadata() -> dict[str, dict[str, Any]]:
    """Datasette 0.65 metadata for each table, internal ones (by pattern) left to Datasette.

    Keys: title, description, columns (name → description), label_column, sort or sort_desc, facets, hidden.
    """
    metadata: dict[str, dict[str, Any]] = {}
    for table in tables().values():
        entry: dict[str, Any] = {
            "title": table.title,
            "description": table.description,
            "columns": {column.name: column.full_description for column in table.columns.values()},
        }
        if table.label:
            entry["label_column"] = table.label
        if table.sort:
            entry["sort_desc" if table.sort.startswith("-") else "sort"] = table.sort.lstrip("-")
        if table.facets:
            arrays = {c.name for c in table.columns.values() if c.unit == "larik JSON"}
            entry["facets"] = [{"array": name} if name in arrays else name for name in table.facets]
        if table.hidden:
            entry["hidden"] = True
        metadata[table.name] = entry
    return metadata


def render_markdown() -> str:
    """The whole dictionary as the Markdown of ``docs/data-dictionary.md``."""
    lines = [
        "# Kamus data",
        "",
        "Dibuat dari `db/dictionary.toml` oleh `python -m db.dictionary`; jangan disunting.",
        "",
    ]
    for group, heading in GROUPS.items():
        lines += [f"## {heading}", ""]
        for table in tables().values():
            if table.group == group:
                lines += _table_markdown(table)
    lines += ["## Tabel dalam", "", f"{_toml()['internal']['description']}", ""]
    lines += [f"- `{pattern}`" for pattern in _toml()["internal"]["tables"]]
    return "\n".join(lines) + "\n"


def _table_markdown(table: Table) -> list[str]:
    lines = [
        f"### `{table.name}` — {table.title}",
        "",
        table.description,
        "",
        "| Kolom | Arti | Satuan atau format |",
    ]
    lines.append("|---|---|---|")
    for column in table.columns.values():
        lines.append(f"| `{column.name}` | {column.description} | {column.unit or ''} |")
    lines.append("")
    for column in table.columns.values():
        if column.values:
            lines += [f"Nilai `{column.name}`:", ""]
            lines += [f"- `{value}`: {meaning}" for value, meaning in column.values.items()]
            lines.append("")
    return lines


if __name__ == "__main__":
    DOCUMENT.write_text(render_markdown(), encoding="utf-8")
