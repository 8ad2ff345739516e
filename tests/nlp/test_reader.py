"""Records in, records with facts out: what travels along, what cannot be read, several processes."""

from __future__ import annotations

import json
import os
import signal
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from nlp.facts import Government
from nlp.pipeline import READER
from nlp.reader import LONGEST_TEXT, Reader, UnreadableRecord, day_of, is_indonesian

CORPUS = Path(__file__).parents[2] / "nlp" / "corpus" / "contract_dev.jsonl"
ROOMS = ("furniture", "sentences", "dates", "regions", "relevance", "governments", "documents")
TEXT = (
    "Bupati Buru melantik delapan pejabat eselon III Pemkab Buru, Kamis lalu. "
    "Dasarnya SK Bupati Buru Nomor 821.2/45/2024 tanggal 1 Mei 2024."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(rooms=ROOMS)


@Language.factory("failing_room")
class FailingRoom:
    """Breaks on one text: by an exception, or by killing its process."""

    def __init__(self, nlp: Language, name: str) -> None:
        pass

    def __call__(self, doc):
        if "MELEDAK" in doc.text:
            raise RuntimeError("boom")
        return doc


def record(number: int, text: str = TEXT, **more) -> dict:
    return {
        "id": f"r{number}",
        "outlet": "Anu",
        "title": "Pejabat Dilantik",
        "published": "2024-05-07",
        "text": text,
        **more,
    }


def test_a_record_read(reader: Reader) -> None:
    (read,) = reader.read([record(1, author="Sari", canonical_url="https://anu.example/1")])
    assert (read["id"], read["author"], read["canonical_url"], read["reader"]) == (
        "r1",
        "Sari",
        "https://anu.example/1",
        READER,
    )
    assert read["notes"] == [] and read["facts"]["relevant"] is True
    (government,) = read["facts"]["governments"]
    assert (government["name"], government["code"]) == ("Kabupaten Buru", "81.04")
    (document,) = read["facts"]["documents"]
    assert document["number"] == TEXT[document["start"] : document["end"]] == "821.2/45/2024"
    assert document["sentence"] == TEXT[document["sentence_start"] : document["sentence_end"]]
    assert document["sentence"].startswith("Dasarnya SK") and document["extractor"] == "documents/1"
    assert 0 < document["confidence"] <= 1
    json.dumps(read)


def test_the_record_given_is_left_as_it_was(reader: Reader) -> None:
    given = record(1)
    list(reader.read([given]))
    assert given == record(1)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "no text"),
        (5, "text is int, not a string"),
        ("", "text is empty"),
        (" \n ", "text is empty"),
        ("Bupati " + "(" * 3000, "text is no prose: 3000 characters without a blank from 7 on"),
        (
            "The regent inaugurated the new heads of the agencies and said that the rotation is part of the plan. "
            * 5,
            "text is not Indonesian",
        ),
    ],
)
def test_what_cannot_be_read(reader: Reader, text: object, why: str) -> None:
    read = list(reader.read([record(1), {**record(2), "text": text}, record(3)]))
    assert [one["id"] for one in read] == ["r1", "r2", "r3"]
    assert read[1]["error"] == why and "facts" not in read[1]
    assert "error" not in read[0] and "error" not in read[2]


def test_every_development_article_is_read(reader: Reader) -> None:
    records = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    assert [one["id"] for one in reader.read(records) if "error" in one or one["notes"]] == []


def test_records_that_are_no_records(reader: Reader) -> None:
    first, second = reader.read(["text", {"title": "tanpa teks"}])  # type: ignore[list-item]
    assert first["error"] == "a record is an object, not str" and first["id"] is None
    assert second["error"] == "no text" and second["id"] is None


def test_only_text_is_mandatory(reader: Reader) -> None:
    (read,) = reader.read([{"text": TEXT}])
    assert read["facts"]["governments"][0]["code"] == "81.04" and read["notes"] == []


@pytest.mark.parametrize("published", ["kemarin", "2024-13-40", 5, "07/05/2024"])
def test_a_bad_day_is_noted_and_not_fatal(reader: Reader, published: object) -> None:
    (read,) = reader.read([record(1, published=published)])
    assert len(read["notes"]) == 1 and read["notes"][0].startswith("published not understood")
    assert read["facts"]["relevant"]


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-05-07", date(2024, 5, 7)),
        ("2026-06-03T14:20:00+08:00", date(2026, 6, 3)),
        ("2026-06-03T23:30:00+09:00", date(2026, 6, 3)),
        ("2026-06-03T20:30:00Z", date(2026, 6, 4)),
        ("2026-06-03T20:30:00+00:00", date(2026, 6, 4)),
        ("2026-06-03T20:30:00", date(2026, 6, 3)),
        (date(2024, 5, 7), date(2024, 5, 7)),
        (None, None),
        ("", None),
    ],
)
def test_day_of_publication(published: object, day: date | None) -> None:
    assert day_of(published) == day


def test_languages() -> None:
    assert is_indonesian(
        "Bupati melantik pejabat yang baru di pendapa dan meminta mereka bekerja untuk warga. " * 5
    )
    assert is_indonesian("Short text")
    assert is_indonesian(
        "1. La Ode Bayu: Kabid Mutasi - Camat Baru\n2. Sari de Rosari: Camat Baru - Lurah Lama\n" * 12
    )
    assert not is_indonesian(
        "Bupati nglantik pejabat anyar ing pendapa lan njaluk supaya padha kerja kanggo warga. " * 8
    )


def test_a_very_long_text_is_cut_and_noted(reader: Reader) -> None:
    # a reader without rooms that look at words: the cut itself is under test
    short = Reader(rooms=("furniture",))
    (read,) = short.read([record(1, "yang dan di " * (LONGEST_TEXT // 12 + 100))])
    assert read["notes"][0].startswith("text cut at ") and "facts" in read


def test_nothing_but_relevant_for_an_irrelevant_article(reader: Reader) -> None:
    (read,) = reader.read(
        [record(1, "Petani di Kabupaten Buru panen cengkeh sesuai UU Nomor 5 Tahun 2014.", title="Panen")]
    )
    assert read["facts"] == {
        "relevant": False,
        **{
            field: []
            for field in (
                "governments",
                "events",
                "moves",
                "officials",
                "vacancies",
                "allegations",
                "documents",
            )
        },
    }


def test_one_failing_article_does_not_cost_its_neighbours() -> None:
    reader = Reader(rooms=ROOMS)
    reader.nlp.add_pipe("failing_room")
    read = list(reader.read([record(1), record(2, TEXT + " MELEDAK"), record(3)]))
    assert [one["id"] for one in read] == ["r1", "r2", "r3"]
    assert read[1]["error"] == "reading failed: RuntimeError: boom"
    assert read[0]["facts"]["governments"] and read[2]["facts"]["governments"]


def test_facts_without_a_place_are_left_out_and_noted(reader: Reader) -> None:
    doc = reader._prepare(record(1))
    doc._.facts.relevant = True  # type: ignore[union-attr]
    doc._.facts.governments = [Government(start=9999, end=10_000, name="Kabupaten Buru", code="81.04")]  # type: ignore[union-attr]
    read = reader._answer(record(1), doc)
    assert read["facts"]["governments"] == [] and read["notes"] == [
        "left out 1 of the governments: no place in the text"
    ]


def test_several_processes_keep_the_order_and_the_facts(reader: Reader) -> None:
    records = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    records.insert(3, {"id": "bad", "text": ""})
    alone = list(reader.read(iter(records)))
    together = list(reader.read(iter(records), jobs=2, batch_size=4))
    assert together == alone and [one["id"] for one in together] == [one["id"] for one in records]


def test_a_process_that_dies_costs_only_its_record(monkeypatch: pytest.MonkeyPatch) -> None:
    import nlp.reader as module

    monkeypatch.setattr(module, "_start_worker", _start_mortal_worker)
    read = list(
        Reader(rooms=ROOMS).read([record(1), record(2, TEXT + " MATI"), record(3)], jobs=2, batch_size=2)
    )
    assert [(one["id"], one.get("error")) for one in read] == [
        ("r1", None),
        ("r2", "the reading process died"),
        ("r3", None),
    ]


def _start_mortal_worker(model: str, rooms: tuple[str, ...]) -> None:
    import nlp.reader as module

    module._worker = _MortalReader(model, rooms)


class _MortalReader(Reader):
    def _prepare(self, record):
        if "MATI" in record["text"]:
            os.kill(os.getpid(), signal.SIGKILL)
        return super()._prepare(record)


def test_read_text(reader: Reader) -> None:
    facts = reader.read_text(TEXT, title="Pejabat Dilantik", published="2024-05-07")
    assert facts.relevant and facts.documents[0].date == "2024-05-01" and facts.documents[0].sentence
    with pytest.raises(UnreadableRecord, match="text is empty"):
        reader.read_text("  ")
    with pytest.raises(ValueError, match="Invalid isoformat"):
        reader.read_text(TEXT, published="kemarin")
