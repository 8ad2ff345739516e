"""How results look on a terminal: small tables, plain where nobody watches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
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


def show_figures(figures: Mapping[str, Any], texts: int, of: str = "articles") -> None:
    """The contract's table, with a 95 % bootstrap interval over so many articles (or sentences)."""
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
    out.print(f"{texts} {of}")


def show_causes(causes: Iterable[tuple[str, str, str, int]]) -> None:
    """How many facts were missed and made up, and in what they differ from the likest fact of the other side."""
    table = _table("", "error", "differs in", "facts", numbers=("facts",))
    for field, error, cause, number in causes:
        table.add_row(field, error, cause, str(number))
    if table.row_count:
        _under("Errors by cause", table)


def show_export(files: Mapping[str, Any]) -> None:
    """The files written, with their rows."""
    for name, rows in files.items():
        log.info("%s%s", name, f": {rows} rows" if isinstance(rows, int) else "")


def show_status(db: Path, seen: Mapping[str, Any]) -> None:
    """What the database holds, how each outlet and the last runs went, and what failed."""
    out.print(f"[bold]{db}[/bold]")
    articles, pages = seen["articles"], seen["pages"]
    out.print(
        f"{articles['total']} articles: {articles['read']} read, {articles['unread']} waiting, "
        f"{articles['failed']} failed; {articles['relevant']} about posts"
    )
    out.print(f"pages: {_listed(pages)}")
    current, superseded = seen["facts_current"], seen["facts_superseded"]
    out.print(f"facts: {_listed(current)}; superseded: {sum(superseded.values())}")
    out.print(
        f"{seen['officials']} officials, {seen['positions']} positions, "
        f"{seen['governments_covered']} of {seen['governments_of']} governments covered"
    )
    if seen["outlets"]:
        table = _table(
            "outlet", "articles", "last success", "failures since", numbers=("articles", "failures since")
        )
        for row in seen["outlets"]:
            failures = str(row["failures"] or "·")
            table.add_row(row["id"], str(row["articles"]), _when(row["last_success"]) or "never", failures)
        _under("Outlets", table)
    if seen["runs"]:
        table = _table("started", "outlet", "took", "what came", numbers=("took",))
        for row in seen["runs"]:
            table.add_row(
                _when(row["started_at"]), row["outlet"], _took(row), row["error"] or _counts(row["counts"])
            )
        _under("Last runs", table)
    if seen["problems"]:
        table = _table("at", "stage", "what", "why")
        for row in seen["problems"]:
            table.add_row(_when(row["at"]), row["stage"], row["subject"], row["message"])
        _under("Last problems", table)


def _under(title: str, table: Table) -> None:
    out.print(f"\n[bold]{title}[/bold]")
    out.print(table)


def _listed(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in numbers.items() if n) or "none"


def _counts(counts: str | None) -> str:
    return _listed(json.loads(counts)) if counts else ""


def _when(moment: str | None) -> str:
    """2026-11-25 13:55, in the database's own clock (UTC)."""
    return moment[:16].replace("T", " ") if moment else ""


def _took(run: Mapping[str, Any]) -> str:
    if not run["finished_at"]:
        return "unfinished"
    began, ended = (datetime.fromisoformat(run[key]) for key in ("started_at", "finished_at"))
    return f"{(ended - began).total_seconds():.0f} s"
