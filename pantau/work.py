"""What the commands do, one function a command: call the other packages, count, and say how it went."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from filelock import FileLock, Timeout

from pantau import tables
from pantau.failures import DONE, FAILED, Mistake
from pantau.inputs import Record, read_json_lines
from pantau.screen import log, progress

#: Articles read and loaded together by `run`: few enough that a stop costs seconds of reading, and no article.
BATCH = 32


@contextmanager
def only_run(db: Path) -> Iterator[bool]:
    """Hold the lock beside the database; gives False, with a line in the log, where another run holds it.

    The lock belongs to the process, so one that was killed never blocks the next.
    """
    lock = FileLock(f"{db}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        log.warning("another run is at work on %s; nothing done", db)
        yield False
        return
    except OSError as error:
        raise Mistake(f"{db}: cannot write beside it ({error.strerror or error})") from error
    try:
        yield True
    finally:
        lock.release()


def outlets(registry: list[Path] | None, names: list[str] | None) -> list[Any]:
    """The registered outlets with these names, or all that are switched on.

    Raises `Mistake` naming an unknown outlet and the nearest known names.
    """
    from difflib import get_close_matches

    from crawler.outlet import load_registry

    missing = next((p for p in registry or [] if not p.exists()), None)
    if missing:
        raise Mistake(f"{missing}: no such registry file or folder")
    known = load_registry(registry) if registry else load_registry()
    if not names:
        return [outlet for outlet in known.values() if outlet.active]
    unknown = next((name for name in names if name not in known), None)
    if unknown:
        near = get_close_matches(unknown, known, 3, 0.5)
        hint = f"; did you mean {', '.join(near)}?" if near else "; `pantau crawl --list` shows them"
        raise Mistake(f"--outlet {unknown}: not in the registry{hint}")
    return [known[name] for name in names]


def show_outlets(chosen: list[Any]) -> None:
    tables.show_outlets(chosen)


def crawl(
    db: Path, chosen: list[Any], *, since: date | None, limit: int | None, settings: dict | None = None
) -> int:
    """Crawl the outlets into the database; the exit code is 1 where an outlet could not be reached at all."""
    from crawler.run import crawl as run_spiders
    from db.crawlstate import CrawlStore

    store = CrawlStore(db)
    with progress(f"crawling {len(chosen)} outlet{'s' * (len(chosen) != 1)}") as steps:
        summaries = run_spiders(
            chosen,
            store,
            since=since,
            limit=limit,
            on_progress=lambda outlet, url: steps.step(1, f"{outlet} {url}"),
            settings_overrides=settings,
        )
    tables.show_crawl(summaries)
    for summary in summaries:
        if summary.error:
            log.error("%s: %s", summary.outlet, summary.error)
    if len(summaries) > 1 and all(summary.error for summary in summaries):
        log.error("no outlet could be reached; is this machine on the network?")
    return FAILED if any(summary.error for summary in summaries) else DONE


def reader_of(model: str) -> Any:
    """The reader with this model. Raises `Mistake` where it is no known word and no folder with a model."""
    from nlp.reader import Reader
    from nlp.tagger import NotAModel

    reader = Reader(model)
    if model in ("default", "fast"):
        return reader
    if not Path(model).is_dir() and not re.fullmatch(r"[\w.-]+/[\w.-]+", model):
        raise Mistake(f"--model {model}: not default, fast, a folder with a model or a name on a model hub")
    try:
        reader.nlp  # noqa: B018 - built here, so that a bad model is told before anything is read
    except NotAModel as error:
        raise Mistake(f"--model {error}") from error
    return reader


def extract(records: Iterable[Record], output: Path | None, jobs: int, model: str = "default") -> int:
    """Read the records and write one line each, in the same order; gives how many could not be read."""
    reader = reader_of(model)
    try:
        file: TextIO = output.open("w", encoding="utf-8") if output else sys.stdout
    except OSError as error:
        raise Mistake(f"{output}: {error.strerror or error}") from error
    done = failed = 0
    try:
        with progress("reading") as steps:
            for record in reader.read(records, jobs=jobs):
                json.dump(record, file, ensure_ascii=False)
                file.write("\n")
                file.flush()  # a stop loses at most the article in hand
                done += 1
                if "error" in record:
                    failed += 1
                    log.warning("%s: %s", record.get("id"), record["error"])
                steps.step(1, str(record.get("title") or record.get("id")))
    finally:
        if output:
            file.close()
    log.info("%d read, %d could not be%s", done - failed, failed, f"; written to {output}" if output else "")
    return failed


def evaluate(
    gold_path: Path,
    predicted_path: Path | None,
    *,
    errors: bool,
    as_json: bool,
    jobs: int,
    model: str = "default",
) -> None:
    """Print the contract's table for a gold file against predictions, or against a fresh reading of its texts."""
    from nlp import evaluation

    gold = [r for r in read_json_lines(gold_path) if _is_gold(r, gold_path)]
    if not gold:
        raise Mistake(f"{gold_path}: no annotated record in it")
    if predicted_path:
        predicted = list(read_json_lines(predicted_path))
    else:
        texts = [{k: v for k, v in record.items() if k != "facts"} for record in gold]
        with progress("reading", len(texts)) as steps:
            predicted = []
            for record in reader_of(model).read(texts, jobs=jobs):
                predicted.append(record)
                steps.step()
    found = [] if as_json and not errors else evaluation.errors(gold, predicted)
    if errors:
        for wrong in found:
            fact = json.dumps(wrong.fact, ensure_ascii=False)
            print(f"{wrong.id} {wrong.field} {wrong.error} ({wrong.cause}): {fact}")
    figures = evaluation.score(gold, predicted)
    if as_json:
        print(json.dumps({name: asdict(figure) for name, figure in figures.items()}))
    else:
        tables.show_figures(figures, len(gold))
        tables.show_causes(evaluation.causes(found))


def evaluate_names(file: Path, *, as_json: bool, model: str) -> None:
    """Print how well a model tags the names in a CoNLL file."""
    from nlp.conll import NotConll, read_conll, score_names
    from nlp.naming import naming
    from nlp.tagger import NotAModel

    try:
        told = read_conll(file)
        tag = naming(model)
    except NotConll as error:
        raise Mistake(str(error)) from error
    except OSError as error:
        raise Mistake(f"{file}: {error.strerror or error}") from error
    except NotAModel as error:
        raise Mistake(f"--model {error}") from error
    figures = score_names([tags for _, tags in told], tag([words for words, _ in told]))
    if as_json:
        print(json.dumps({name: asdict(figure) for name, figure in figures.items()}))
    else:
        tables.show_figures(figures, len(told), "sentences")


def _is_gold(record: Record, path: Path) -> bool:
    if isinstance(record.get("facts"), dict):
        return True
    log.warning("%s: left out, %s", record.get("id"), record.get("error") or f"no facts in {path}")
    return False


def load(files: list[Path], db: Path) -> int:
    """Load files that `extract` wrote; the exit code is 1 where a record had to be left out (and was recorded)."""
    from db.connect import open_database
    from db.load import load_records

    records = (record for file in files for record in read_json_lines(file))
    with progress("loading") as steps:
        summary = load_records(open_database(db), records, on_progress=steps.step)
    tables.show_load(summary)
    return FAILED if summary.failed else DONE


def read_stored(db: Path, jobs: int, model: str = "default") -> int:
    """Read every stored article that the present reader has not read, and load it, a batch at a time."""
    from db.connect import open_database
    from db.load import LoadSummary, load_records, unread_articles

    reader, database = reader_of(model), open_database(db)
    total = LoadSummary()
    with progress("reading") as steps:
        waiting = unread_articles(database, reader.name)
        while batch := list(islice(waiting, BATCH * jobs)):
            read = list(reader.read(batch, jobs=jobs))  # no transaction is open while a model works
            total += load_records(database, read)
            steps.step(len(batch), str(batch[-1].get("title") or ""))
    tables.show_load(total)
    return FAILED if total.failed else DONE


def export(db: Path, folder: Path, formats: list[str] | None) -> None:
    """Write the current facts as files; prints each with its number of rows."""
    from db.connect import open_database
    from db.export import FORMATS
    from db.export import export as write

    if not db.is_file():
        raise Mistake(
            f"{db}: no such database; make one with `pantau run` or `pantau load`, or try `pantau demo`"
        )
    unknown = next((f for f in formats or [] if f not in FORMATS), None)
    if unknown:
        raise Mistake(f"--format {unknown}: not one of {', '.join(FORMATS)}")
    tables.show_export(write(open_database(db, readonly=True), folder, tuple(formats or FORMATS)))
