"""Takes the README's picture of the site, after ``pantau demo``: ``python -m docs.pictures``. Needs chromium."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from pathlib import Path

from db.site.app import serve

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "images" / "article.png"
#: Width and height in pixels; what an article with a few facts of every colour fills.
SIZE = (1280, 1000)


def article(db: Path) -> int:
    """The article with the most kinds of facts; of those the shortest."""
    kinds = ("moves", "events", "vacancies", "allegations", "documents", "incumbencies")
    told = " + ".join(f"EXISTS (SELECT 1 FROM {kind} WHERE article = a.id AND current)" for kind in kinds)
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
        return int(
            connection.execute(
                f"SELECT id FROM articles a ORDER BY {told} DESC, length(text) LIMIT 1"
            ).fetchone()[0]
        )


def main(db: Path) -> int:
    chromium = shutil.which("chromium")
    if not chromium or not db.is_file():
        print(
            f"chromium is not installed or {db} is missing (make it with `pantau demo --no-serve`)",
            file=sys.stderr,
        )
        return 1
    PICTURE.parent.mkdir(exist_ok=True)

    def take(url: str) -> None:
        with tempfile.TemporaryDirectory() as profile:
            options = [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                f"--window-size={SIZE[0]},{SIZE[1]}",
            ]
            options += [f"--user-data-dir={profile}", f"--screenshot={PICTURE}"]
            page = f"{url.rstrip('/')}/pantau/articles/{article(db)}"
            subprocess.run([chromium, *options, page], check=True, capture_output=True, timeout=60)
        signal.raise_signal(signal.SIGINT)  # ends the server, as Ctrl-C would

    serve(db, "127.0.0.1", 0, on_ready=lambda url: threading.Thread(target=take, args=[url]).start())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "demo.db"))
