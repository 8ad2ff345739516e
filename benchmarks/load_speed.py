"""How fast reader output is loaded, a batch a transaction against a record a transaction.

    python -m benchmarks.load_speed [ARTICLES]

Loads ARTICLES (default 1000) articles made from the annotated development set, each under an id of its own.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from db.connect import open_database
from db.load import load_records
from tests.db.corpus import read_corpus


def articles(number: int) -> list[dict[str, Any]]:
    """`number` records in turn from the development set, with ids and addresses of their own."""
    corpus = read_corpus()
    return [
        {**(record := corpus[n % len(corpus)]), "id": f"{record['id']}-{n}", "url": f"{record['url']}?n={n}"}
        for n in range(number)
    ]


def main(number: int) -> None:
    records = articles(number)
    speeds = {}
    for batch in (1, 100):
        with tempfile.TemporaryDirectory() as folder:
            db = open_database(Path(folder) / "pantau.db")
            began = time.perf_counter()
            summary = load_records(db, records, batch=batch)
            seconds = time.perf_counter() - began
            db.close()
        speeds[batch] = number / seconds
        print(f"batch {batch:3}: {number / seconds:7.0f} articles/s, {summary.facts / seconds:7.0f} facts/s")
    print(f"ratio: {speeds[100] / speeds[1]:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
