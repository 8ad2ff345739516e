"""How results look on a terminal: small tables, plain where nobody watches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.table import Table

from pantau.screen import err, log, out


def _table(*columns: str, title: str | None = None, numbers: Iterable[str] = ()) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    right = set(numbers)
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return table


def show_outlets(outlets: Iterable[Any]) -> None:
    """One line an outlet: slug, name, platform, where it is."""
    table = _table("slug", "name", "platform", "url")
    for outlet in outlets:
        table.add_row(outlet.slug, outlet.name, outlet.platform, outlet.url)
    out.print(table)


COUNTS = ("found", "fetched", "new", "changed", "same", "off_topic", "blocked", "failed", "gone")


def show_crawl(summaries: Iterable[Any]) -> None:
    """What each outlet gave; plain log lines where nobody watches."""
    if not err.is_terminal:
        for summary in summaries:
            log.info(
                "%s: %s",
                summary.outlet,
                ", ".join(f"{n} {k}" for k, n in summary.counts.items() if n) or "nothing",
            )
        return
    table = _table("outlet", *COUNTS, numbers=COUNTS)
    for summary in summaries:
        table.add_row(summary.outlet, *(str(summary.counts.get(name, 0) or "·") for name in COUNTS))
    err.print(table)


def show_load(summary: Any) -> None:
    """What loading changed."""
    log.info("loaded: %s", summary)


def show_figures(figures: Mapping[str, Any], articles: int) -> None:
    """The contract's table, with a 95 % bootstrap interval over articles."""
    columns = ("precision", "recall", "F1", "95 %", "gold")
    table = _table("", *columns, numbers=columns)
    for name, figure in figures.items():
        interval = f"{figure.low:.3f}–{figure.high:.3f}"
        table.add_row(
            name,
            f"{figure.precision:.3f}",
            f"{figure.recall:.3f}",
            f"{figure.f1:.3f}",
            interval,
            str(figure.gold),
        )
    out.print(table)
    out.print(f"{articles} articles")


def show_export(files: Mapping[str, Any]) -> None:
    """The files written, with their rows."""
    for name, rows in files.items():
        log.info("%s%s", name, f": {rows} rows" if isinstance(rows, int) else "")


def show_status(db: Path, seen: Mapping[str, Any]) -> None:
    """What the database holds, part by part."""
    out.print(f"[bold]{db}[/bold]")
    for part, value in seen.items():
        if isinstance(value, Mapping):
            table = _table(part, "", numbers=("",))
            for key, number in value.items():
                table.add_row(f"  {key}", str(number))
            out.print(table)
        elif isinstance(value, list):
            out.print(f"[bold]{part}[/bold]" + ("" if value else ": none"))
            if value:
                keys = list(value[0])
                table = _table(*keys)
                for row in value:
                    table.add_row(*("" if row[key] is None else str(row[key]) for key in keys))
                out.print(table)
        else:
            out.print(f"{part}: {value}")
