"""The commands. Each is thin: check what the user named, call one function of another package, show what came."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

import pantau
from pantau import inputs
from pantau.failures import DONE, FAILED, Mistake
from pantau.screen import log, out, set_up_logging

app = typer.Typer(
    name="pantau",
    help="Who was moved from which public post to which: crawl Indonesian regional news, read it, publish it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Db = Annotated[Path, typer.Option("--db", help="The SQLite database.", envvar="PANTAU_DB", show_default=True)]
Outlets = Annotated[
    list[str] | None, typer.Option("--outlet", "-o", help="Only this outlet; may be given several times.")
]
Registry = Annotated[
    list[Path] | None,
    typer.Option("--registry", help="Outlet file(s) or folder to use instead of the shipped ones."),
]
Since = Annotated[
    str | None, typer.Option(help="Only articles dated on or after this day (YYYY-MM-DD), where lists say.")
]
Limit = Annotated[int | None, typer.Option(min=1, help="At most this many articles an outlet.")]
Jobs = Annotated[int, typer.Option(min=1, max=64, help="Processes that read side by side.")]
Model = Annotated[
    str,
    typer.Option(
        help="default (the shipped network), fast (rules alone), a folder with a model, or a name on a model hub.",
        envvar="PANTAU_MODEL",
    ),
]
DEFAULT_DB = Path("pantau.db")


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"pantau {pantau.__version__}")
        raise typer.Exit()


@app.callback()
def options(
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say more about what is being done.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Options that come before the command."""
    set_up_logging(verbose)


@app.command()
def crawl(
    outlet: Outlets = None,
    db: Db = DEFAULT_DB,
    registry: Registry = None,
    since: Since = None,
    limit: Limit = None,
    list_outlets: Annotated[bool, typer.Option("--list", help="List the known outlets and stop.")] = False,
) -> None:
    """Fetch new articles about posts from the outlets into the database.

    Obeys robots.txt, asks a site for one page at a time, and goes on where an earlier run was cut off.

    \b
    Examples:
      pantau crawl --list
      pantau crawl --outlet antara-jateng --limit 20
      pantau crawl --db /srv/pantau/pantau.db --since 2026-11-01
    """
    from pantau import work

    first_day, chosen = _day(since), work.outlets(registry, outlet)
    if list_outlets:
        work.show_outlets(chosen)
        return
    with work.only_run(db) as alone:
        if alone:
            raise typer.Exit(work.crawl(db, chosen, since=first_day, limit=limit))


@app.command()
def extract(
    input: Annotated[
        list[str],
        typer.Argument(
            help="Text, HTML or .jsonl files, folders, http(s) addresses, or - for standard input."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write here, one record a line; standard output if left out."),
    ] = None,
    jobs: Jobs = 1,
    model: Model = "default",
) -> None:
    """Read articles and write what they say as facts, one JSON record a line, in the order given.

    Needs no database. Every fact carries the sentence it was read in, its place in the text, a confidence and the
    component that read it. A record that cannot be read becomes a line with an "error" that says why.

    \b
    Examples:
      pantau extract article.txt
      pantau extract news/ more.jsonl -o facts.jsonl --jobs 2
      pantau extract https://example.org/2026/06/mutasi-pejabat -o facts.jsonl
      cat article.txt | pantau extract -
    """
    from pantau import work

    inputs.check(input)
    failed = work.extract(inputs.records(input), output, jobs, model)
    raise typer.Exit(FAILED if failed else DONE)


@app.command()
def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(help="Annotated records (.jsonl) in the contract's form.")
    ] = None,
    predicted: Annotated[
        Path | None, typer.Argument(help="Records to score; left out, the gold texts are read afresh.")
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed and what was made up.")
    ] = False,
    conll: Annotated[
        Path | None,
        typer.Option(help="Score names of people, organisations and places on a CoNLL file instead."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    jobs: Jobs = 1,
    model: Model = "default",
) -> None:
    """Score the reader (or a file of its output) against annotated articles: the contract's table.

    \b
    Examples:
      pantau evaluate nlp/corpus/contract_dev.jsonl
      pantau evaluate nlp/corpus/contract_dev.jsonl --model fast
      pantau evaluate gold.jsonl facts.jsonl --errors
      pantau evaluate --conll test.txt
    """
    from pantau import work

    if (gold is None) == (conll is None):
        raise Mistake("name either a file of annotated records or --conll FILE")
    if conll:
        work.evaluate_names(conll, as_json=as_json, model=model)
        return
    assert gold is not None
    work.evaluate(gold, predicted, errors=errors, as_json=as_json, jobs=jobs, model=model)


@app.command()
def load(
    file: Annotated[list[Path], typer.Argument(help="Files that `pantau extract` wrote.")],
    db: Db = DEFAULT_DB,
) -> None:
    """Load read records into the database. Loading the same thing twice changes nothing.

    \b
    Examples:
      pantau load facts.jsonl
      pantau load facts-*.jsonl --db archive.db
    """
    from pantau import work

    missing = next((f for f in file if not f.is_file()), None)
    if missing:
        raise Mistake(f"{missing}: no such file")
    raise typer.Exit(work.load(file, db))


@app.command()
def run(
    outlet: Outlets = None,
    db: Db = DEFAULT_DB,
    registry: Registry = None,
    since: Since = None,
    limit: Limit = None,
    jobs: Jobs = 1,
    model: Model = "default",
) -> None:
    """Crawl, read and load in one go: what cron calls.

    Reads every stored article that the present reader has not read yet, also those of an earlier run that was cut
    off. A second run that starts while one is at work on the same database leaves at once.

    \b
    Examples:
      pantau run
      pantau run --db /srv/pantau/pantau.db --jobs 2
      pantau run --outlet antara-jateng --limit 50
    """
    from pantau import work

    first_day, chosen = _day(since), work.outlets(registry, outlet)
    with work.only_run(db) as alone:
        if alone:
            crawled = work.crawl(db, chosen, since=first_day, limit=limit)
            raise typer.Exit(max(crawled, work.read_stored(db, jobs, model)))


@app.command()
def serve(
    db: Db = DEFAULT_DB,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 picks a free one.")
    ] = 8001,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the site in a browser.")] = False,
    contact: Annotated[
        str | None,
        typer.Option(help="Where corrections and hak jawab go; shown on the site.", envvar="PANTAU_CONTACT"),
    ] = None,
    base_url: Annotated[
        str | None, typer.Option(help="Path the site lives under behind a proxy, as /pantau/.")
    ] = None,
) -> None:
    """Publish the database with Datasette, read-only, in Indonesian.

    \b
    Examples:
      pantau serve
      pantau serve --db /srv/pantau/pantau.db --port 8080
    """
    from db.site.app import serve as serve_site

    if not db.is_file():
        raise Mistake(
            f"{db}: no such database; make one with `pantau run` or `pantau load`, or try `pantau demo`"
        )
    serve_site(
        db,
        host,
        port,
        open_browser=open_browser,
        on_ready=lambda url: log.info("serving %s at %s (Ctrl-C stops it)", db, url),
        base_url=base_url,
        contact=contact,
    )


@app.command()
def export(
    db: Db = DEFAULT_DB,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write into.")] = Path("export"),
    format: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", help="csv, jsonl or sqlite; all of them if left out."),
    ] = None,
) -> None:
    """Write the current facts with their provenance as files to download and cite.

    \b
    Examples:
      pantau export -o export/
      pantau export --db pantau.db -f csv -f jsonl
    """
    from pantau import work

    work.export(db, output, format)


@app.command()
def status(
    db: Db = DEFAULT_DB,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Say what the database holds, how the last runs went and what failed.

    \b
    Examples:
      pantau status
      pantau status --json | jq .articles
    """
    from db.connect import open_database
    from db.status import status as look
    from pantau import tables

    if not db.is_file():
        raise Mistake(
            f"{db}: no such database; make one with `pantau run` or `pantau load`, or try `pantau demo`"
        )
    seen = look(open_database(db, readonly=True))
    if as_json:
        _print_json(seen)
    else:
        tables.show_status(db, seen)


@app.command()
def demo(
    db: Db = Path("demo.db"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the site; 0 picks a free one.")] = 8001,
    serve_site: Annotated[bool, typer.Option("--serve/--no-serve", help="Open the site at the end.")] = True,
) -> None:
    """Show the whole way on a sample newsroom: six invented news sites on this machine, no network.

    \b
    Examples:
      pantau demo
      pantau demo --port 8080
      pantau demo --no-serve --db /tmp/demo.db
    """
    from pantau.demo import demonstrate

    raise typer.Exit(demonstrate(db, port, serve_site))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise Mistake(f"--since {text}: not a day in the form YYYY-MM-DD") from error


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")
