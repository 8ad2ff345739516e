"""The six sites running, and stories made up for the tests, so that these do not hang on the wording of the articles."""

from __future__ import annotations

import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone

import pytest

import newsroom
from newsroom.articles import Story

SENTENCE = "Kepala dinas itu digeser ke kantor lain di kota yang sama oleh wali kota “baru” pada hari Kamis."


def made_up(n: int = 12, corrected: int = 3) -> list[Story]:
    """`n` stories, newest last: the fifth is long, that of number `corrected` gets a correction."""
    zone = timezone(timedelta(hours=8))
    return [
        Story(
            key=f"cerita-{i}",
            slug=f"pejabat-nomor-{i}-digeser",
            section="daerah" if i % 3 else "hukum",
            title=f"Pejabat Nomor {i} Digeser",
            text="\n".join([f"KOTA - Alinea {i}. " + SENTENCE] + [SENTENCE] * (60 if i == 5 else 3)),
            published=datetime(2026, 1 + i % 9, 1 + i, 9, i % 60, 5, tzinfo=zone),
            author="Ani Rekaan",
            tags=["mutasi", f"tag {i}"],
            later={"title": "Ralat Judul", "text": "KOTA - Sudah diralat.\n" + SENTENCE, "after": 1}
            if i == corrected
            else None,
        )
        for i in range(1, n + 1)
    ]


def get(url: str, **headers: str):
    """Status, body and headers; redirects are followed."""
    request = urllib.request.Request(url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read(), answer
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error


@pytest.fixture(scope="module")
def sites():
    """The running newsroom, quick and with nothing left that fails once."""
    with newsroom.start() as running:
        for site in running.sites.values():
            site.slowness = 0.0
            site.deliver(site.failing, {}, 1, 99)
        yield running
