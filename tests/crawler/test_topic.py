"""The gate before storing: nothing about posts is lost, what is plainly something else is dropped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.topic import about_posts

ROOT = Path(__file__).parent.parent.parent
FILES = [ROOT / "nlp/corpus/contract_dev.jsonl", *sorted((ROOT / "newsroom/articles").glob("*.jsonl"))]
RECORDS = [json.loads(line) for file in FILES for line in file.read_text().splitlines()]


@pytest.mark.parametrize("record", [r for r in RECORDS if r["facts"]["relevant"]], ids=lambda r: r["id"])
def test_every_relevant_article_passes(record):
    assert about_posts(record["title"], record["text"])


@pytest.mark.parametrize(
    "text",
    [
        "Layanan mutasi kendaraan di Samsat buka hari Sabtu. Cabut berkas dan pelat nomor selesai sehari, kata petugas STNK.",
        "Virus flu bermutasi; varian baru ditemukan pada sampel genetik, kata ahli DNA.",
        "Pelatih merotasi pemain untuk laga liga, klub menunggu bursa transfer.",
        "Cara cek mutasi rekening lewat m-banking dan saldo.",
        "Harga cabai naik di pasar.",
        "",
    ],
)
def test_what_is_plainly_something_else_is_dropped(text):
    assert not about_posts("", text)
