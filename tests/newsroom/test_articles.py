"""The article files of the sample newsroom: what a reader of them may rely on."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

import newsroom
from newsroom.articles import BadArticle, read_oddities, read_stories
from newsroom.server import SITES

FOLDER = Path(newsroom.__file__).parent / "articles"
RECORDS = [
    (file.stem, json.loads(line))
    for file in sorted(FOLDER.glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]
each = pytest.mark.parametrize(
    ("stem", "record"), RECORDS, ids=[f"{stem}:{record['id']}" for stem, record in RECORDS]
)


def test_there_are_enough_articles_of_enough_places():
    relevant = [record for _, record in RECORDS if record["facts"]["relevant"]]
    codes = {g["code"] for record in relevant for g in record["facts"]["governments"] if g["code"]}
    assert len(RECORDS) >= 60
    assert len({code for code in codes if "." in code}) >= 15
    assert {stem for stem, _ in RECORDS} == {site.slug for site in SITES}


def test_there_is_of_everything_that_a_crawl_meets():
    for site in SITES:
        own = [record for stem, record in RECORDS if stem == site.slug]
        assert any(not record["facts"]["relevant"] for record in own), f"{site.slug}: nothing off topic"
        assert any("later" in record for record in own), f"{site.slug}: no corrected article"
    assert sum(record.get("agency") == "ANTERO" for _, record in RECORDS) >= 3


def test_ids_and_slugs_are_unique():
    ids = [record["id"] for _, record in RECORDS]
    slugs = [(stem, record["slug"]) for stem, record in RECORDS]
    assert sorted(ids) == sorted(set(ids))
    assert sorted(slugs) == sorted(set(slugs))


@each
def test_a_record_is_whole(stem, record):
    names = {site.slug: site.name for site in SITES}
    assert record["outlet"] == names[stem]
    assert datetime.fromisoformat(record["published"]).tzinfo is not None
    for key in ("slug", "section", "title", "author", "text"):
        assert record[key].strip() == record[key] != ""
    if "later" in record:
        assert (record["later"]["title"], record["later"]["text"]) != (record["title"], record["text"])


@each
def test_facts_are_read_from_the_articles_own_words(stem, record):
    text, facts = record["text"], record["facts"]
    for allegation in facts["allegations"]:
        assert allegation["evidence"] in text
        assert 5 <= len(allegation["evidence"].split()) <= 40
    for fact in facts["moves"] + facts["officials"]:
        assert fact["person"] in text
    if not facts["relevant"]:
        assert not any(facts[kind] for kind in facts if kind != "relevant")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "x-1", "slug": "x"', "Expecting"),
        ('{"id": "x-1", "slug": "x", "title": "X", "text": "X"}', "published is missing"),
        (
            '{"id": "x", "slug": "x", "title": "X", "text": "X", "published": "2026-06-03T10:00:00"}',
            "no zone",
        ),
        ('["x"]', "list"),
    ],
)
def test_a_line_that_cannot_be_served_is_named(tmp_path, line, message):
    (tmp_path / "antero.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(BadArticle, match=rf"antero\.jsonl, line 2: .*{message}"):
        read_stories("antero", tmp_path)


def test_an_outlet_without_a_file_has_no_stories(tmp_path):
    assert read_stories("antero", tmp_path) == []


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.slug)
def test_every_outlet_has_its_oddities(site):
    oddities = read_oddities(site.slug)
    assert set(oddities) == {"english", "empty", "roundup", "draft"}
    assert oddities["empty"].text == oddities["roundup"].text == ""
    assert len(oddities["english"].text) > 300 and len(oddities["draft"].text) > 300


def test_numbers_grow_with_time():
    stories = read_stories("warta-mahakam")
    assert [s.number for s in stories] == sorted((s.number for s in stories), reverse=True)
    assert [s.published for s in stories] == sorted((s.published for s in stories), reverse=True)
