"""Reads article records into records with facts: ``Reader().read(records)``.

A record is a dict with at least ``text`` (see ``docs/contract.md``); every other key travels along. What cannot be
read comes back as ``{"id": …, "error": why, …}`` and never stops the rest; the order is kept.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date, datetime, timedelta, timezone
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nlp.facts import Fact, Facts
from nlp.models import SHIPPED, network
from nlp.models.network import name_of
from nlp.pipeline import READER, ROOMS, VERSION, build, new_doc
from nlp.text import data, sentence_at, text_of

#: Longer texts are cut here: no article is a megabyte, an index page or a dump may be.
LONGEST_TEXT = 1_000_000
#: A run of characters without a blank that no prose has (a file's bytes in the body, a broken page).
LONGEST_RUN = 3000
UNBROKEN = re.compile(rf"\S{{{LONGEST_RUN}}}")
FACT_FIELDS = ("governments", "events", "moves", "officials", "vacancies", "allegations", "documents")
WIB = timezone(timedelta(hours=7))


class UnreadableRecord(ValueError):
    """A record that holds no text to read; the message says why."""


def day_of(published: Any) -> date | None:
    """The day of publication in Indonesia, from "YYYY-MM-DD" or an ISO 8601 time; None where there is none.

    A time with a local offset keeps its day as printed; a time in UTC is taken to Western Indonesian Time. Raises
    ValueError for anything else.
    """
    if published is None or published == "":
        return None
    if isinstance(published, datetime):
        moment = published
    elif isinstance(published, date):
        return published
    elif isinstance(published, str):
        moment = datetime.fromisoformat(published.strip())
    else:
        raise ValueError(f"published is {type(published).__name__}, not a date")
    if moment.tzinfo is not None and moment.utcoffset() == timedelta(0):
        moment = moment.astimezone(WIB)
    return moment.date()


def is_indonesian(text: str) -> bool:
    """Whether the text's function words are Indonesian or at least no other language's; short texts pass."""
    spelt = re.findall(r"[^\W\d_]+", text[:20_000])
    words = [word.casefold() for word in spelt]
    told = data("language")
    if len(words) < told["least_words"]:
        return True
    ours = sum(word in set(told["indonesian"]) for word in words)
    others = sum(word in set(told["other"]) for word in words)
    if others >= told["other_share"] * len(words) and others > 2 * ours:
        return False
    prose = sum(word[0].islower() for word in spelt) >= told["prose_share"] * len(words)
    return not prose or len(words) < told["long_words"] or ours >= told["least_share"] * len(words)


class Reader:
    """The pipeline of `nlp.pipeline` over article records.

    `model` is "default" for the shipped network over the rules, "fast" for the rules alone, or a folder: of a network
    of ours (see `nlp.models.network`), or of a token-classification model that adds people (see `nlp.tagger`). `rooms`
    leaves rooms out, for tests of one part; the default is then "fast".
    """

    def __init__(self, model: str = "default", rooms: tuple[str, ...] | None = None) -> None:
        if model == "default":
            model = "fast" if rooms is not None or not SHIPPED.is_dir() else str(SHIPPED)
        self.model, self.rooms = model, ROOMS if rooms is None else rooms
        self._nlp: Language | None = None

    @property
    def name(self) -> str:
        """What `reader` says in a record: the rules' version, and the model's name and version where one was added."""
        return READER if self.model == "fast" else f"{READER}+{name_of(Path(self.model))}"

    @property
    def nlp(self) -> Language:
        """The pipeline, built at first use (each worker process builds its own)."""
        if self._nlp is None:
            ours = self.model != "fast" and (Path(self.model) / "encoder.onnx").is_file()
            self._nlp = build(
                self.rooms,
                tagger=None if self.model == "fast" or ours else self.model,
                network=self.model if ours else None,
            )
        return self._nlp

    def read(
        self, records: Iterable[dict[str, Any]], *, jobs: int = 1, batch_size: int = 32
    ) -> Iterator[dict[str, Any]]:
        """Each record with its ``facts``, ``reader`` and ``notes``, or with its ``error``; in the order given.

        `jobs` processes read batches of `batch_size` records; at most two batches a process are held at a time.
        """
        batches = _batches(records, max(1, batch_size))
        if jobs <= 1:
            for batch in batches:
                yield from self._read_batch(batch)
            return
        yield from _in_processes(batches, self.model, self.rooms, jobs)

    def read_text(
        self, text: str, title: str = "", published: date | str | None = None, outlet: str = ""
    ) -> Facts:
        """The facts of one text. Raises `UnreadableRecord` where there is nothing to read, ValueError for a bad day."""
        _check(text)
        return self._finished(
            self.nlp(new_doc(self.nlp, text[:LONGEST_TEXT], title, outlet, day_of(published)))
        )

    def _read_batch(self, batch: list[dict[str, Any]]) -> list[dict[str, Any]]:
        prepared = [self._prepare(record) for record in batch]
        docs = [doc for doc in prepared if isinstance(doc, Doc)]
        read: list[Doc | str]
        try:
            read = list(self.nlp.pipe(docs))
        except (
            Exception
        ):  # one article's failure must not cost its neighbours: find it by reading them one by one
            read = [
                self._read_alone(record)
                for record, doc in zip(batch, prepared, strict=True)
                if isinstance(doc, Doc)
            ]
        results = iter(read)
        return [
            self._answer(record, next(results) if isinstance(doc, Doc) else doc)
            for record, doc in zip(batch, prepared, strict=True)
        ]

    def _read_alone(self, record: dict[str, Any]) -> Doc | str:
        doc = self._prepare(record)
        if isinstance(doc, str):
            return doc
        try:
            return self.nlp(doc)
        except Exception as error:
            return f"reading failed: {type(error).__name__}: {error}"

    def _prepare(self, record: dict[str, Any]) -> Doc | str:
        """The record's unread doc, or why there is none."""
        if not isinstance(record, dict):
            return f"a record is an object, not {type(record).__name__}"
        text, notes = record.get("text"), []
        if text is None and isinstance(record.get("error"), str):
            return str(record["error"])  # what could not even be fetched or parsed keeps its own reason
        try:
            _check(text)
        except UnreadableRecord as error:
            return str(error)
        assert isinstance(text, str)
        if len(text) > LONGEST_TEXT:
            cut = max(
                text.rfind("\n", 0, LONGEST_TEXT), text.rfind(" ", 0, LONGEST_TEXT), LONGEST_TEXT - 10_000
            )
            notes.append(f"text cut at {cut} of {len(text)} characters")
            text = text[:cut]
        try:
            published = day_of(record.get("published"))
        except ValueError as error:
            published = None
            notes.append(f"published not understood: {error}")
        title, outlet = record.get("title"), record.get("outlet")
        doc = new_doc(
            self.nlp,
            text,
            title if isinstance(title, str) else "",
            outlet if isinstance(outlet, str) else "",
            published,
        )
        doc._.notes = notes
        return doc

    def _answer(self, record: dict[str, Any], doc: Doc | str) -> dict[str, Any]:
        if isinstance(doc, str):
            known = record if isinstance(record, dict) else {}
            return {**known, "id": known.get("id"), "error": doc, "reader": self.name}
        facts = self._finished(doc)
        notes = [*(record.get("notes") or []), *doc._.notes]
        return {**record, "facts": facts.as_json(), "reader": self.name, "notes": notes}

    def _finished(self, doc: Doc) -> Facts:
        """The doc's facts with sentence and extractor filled in; none but `relevant` where it is not relevant."""
        facts: Facts = doc._.facts
        for field in FACT_FIELDS:
            kept = [fact for fact in getattr(facts, field) if _placed(fact, doc)] if facts.relevant else []
            lost = len(getattr(facts, field)) - len(kept)
            if lost and facts.relevant:
                doc._.notes.append(f"left out {lost} of the {field}: no place in the text")
            for fact in kept:
                _fill(fact, doc, field)
            setattr(facts, field, kept)
        return facts


def _check(text: Any) -> None:
    if not isinstance(text, str):
        raise UnreadableRecord("no text" if text is None else f"text is {type(text).__name__}, not a string")
    if not text.strip():
        raise UnreadableRecord("text is empty")
    run = UNBROKEN.search(text)
    if run:
        raise UnreadableRecord(
            f"text is no prose: {LONGEST_RUN} characters without a blank from {run.start()} on"
        )
    if not is_indonesian(text):
        raise UnreadableRecord("text is not Indonesian")


def _placed(fact: Fact, doc: Doc) -> bool:
    return 0 <= fact.start < fact.end <= len(text_of(doc))


def _fill(fact: Fact, doc: Doc, field: str) -> None:
    if not fact.sentence:
        sentence = sentence_at(doc, fact.start)
        if sentence is not None:
            start, end = min(sentence.start_char, fact.start), max(sentence.end_char, fact.end)
            raw = text_of(doc)[start:end]
            fact.sentence_start = start + len(raw) - len(raw.lstrip())
            fact.sentence_end = fact.sentence_start + len(raw.strip())
            fact.sentence = raw.strip()
    if not fact.extractor:
        fact.extractor = f"{field}/{VERSION}"
    fact.confidence = round(min(1.0, max(0.0, fact.confidence)), 2)


def _batches(records: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    iterator = iter(records)
    while batch := list(islice(iterator, size)):
        yield batch


_worker: Reader | None = None


def _start_worker(model: str, rooms: tuple[str, ...]) -> None:
    global _worker
    network.THREADS = 1
    _worker = Reader(model, rooms)


def _read_in_worker(batch: list[dict[str, Any]]) -> list[dict[str, Any]]:
    assert _worker is not None
    return _worker._read_batch(batch)


def _in_processes(
    batches: Iterator[list[dict[str, Any]]], model: str, rooms: tuple[str, ...], jobs: int
) -> Iterator[dict[str, Any]]:
    """The batches read by `jobs` processes, in order, two batches a process in flight at most.

    Processes of our own instead of ``nlp.pipe(n_process=)``: that one carries docs back as bytes, which facts are not.
    """

    def pool() -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            jobs, get_context("spawn"), initializer=_start_worker, initargs=(model, rooms)
        )

    executor = pool()
    waiting: deque[tuple[list[dict[str, Any]], Future[list[dict[str, Any]]]]] = deque()
    try:
        while True:
            for batch in islice(batches, 2 * jobs - len(waiting)):
                waiting.append((batch, executor.submit(_read_in_worker, batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:  # a process was killed (memory, a crash): find the record that did it
                later = [other for other, _ in waiting]
                waiting.clear()
                executor = _renewed(executor, pool)
                for record in batch:
                    try:
                        yield from executor.submit(_read_in_worker, [record]).result()
                    except BrokenProcessPool:
                        executor = _renewed(executor, pool)
                        known = record if isinstance(record, dict) else {}
                        yield {
                            **known,
                            "id": known.get("id"),
                            "error": "the reading process died",
                            "reader": READER,
                        }
                waiting.extend((other, executor.submit(_read_in_worker, other)) for other in later)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _renewed(executor: ProcessPoolExecutor, pool: Callable[[], ProcessPoolExecutor]) -> ProcessPoolExecutor:
    executor.shutdown(wait=False, cancel_futures=True)
    return pool()
