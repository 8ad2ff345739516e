"""`pantau demo`: the whole way over the sample newsroom, with the real spiders and nothing but this machine."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from pantau import work
from pantau.failures import Mistake
from pantau.screen import err, log

#: What a newcomer should open first; the paths are those of `db/site`.
FIRST_LOOKS = (
    ("/", "the front page: numbers, latest moves, latest allegations"),
    ("/pantau/mutasi-terbaru", "latest moves, each with its sentence"),
    ("/pantau/articles", "the articles; open one to see its facts marked in the text"),
    ("/pantau/tuduhan-menurut-sikap", "allegations by stance, as reported"),
    ("/pantau/jabatan-kosong", "posts that stand empty, and since when"),
)


def demonstrate(db: Path, port: int, serve_site: bool) -> int:
    """Start the sample newsroom, crawl, read and load it into `db`, then serve the site; gives an exit code.

    Raises `Mistake` where `db` holds something else than an earlier demonstration.
    """
    import newsroom
    from db.site.app import serve

    began = time.monotonic()
    # From the second time on the newsroom shows its corrections, and the crawl finds what changed.
    with newsroom.start(later=db.exists()) as sites, tempfile.TemporaryDirectory() as folder:
        log.info("the sample newsroom is up: %d invented news sites on this machine", len(sites.urls))
        registry = Path(folder) / "newsroom.toml"
        registry.write_text(newsroom.registry_text(sites.urls), encoding="utf-8")
        with work.only_run(db) as alone:
            if not alone:
                raise Mistake(f"{db}: another run is at work on it")
            crawled = work.crawl(db, work.outlets([registry], None), since=None, limit=None)
            read = work.read_stored(db, jobs=1)
    log.info("crawled, read and loaded in %.0f s; the database is %s", time.monotonic() - began, db)
    code = max(crawled, read)
    if serve_site:
        serve(db, "127.0.0.1", port, on_ready=show_first_looks)
    return code


def show_first_looks(url: str) -> None:
    """Print what to look at first, once the site answers."""
    url = url.rstrip("/")
    err.print(f"\n[bold]The site is up: {url}[/bold]   (Ctrl-C stops it)\n")
    for path, what in FIRST_LOOKS:
        err.print(f"  {url}{path}\n      {what}")
    err.print("\nAll people and events in it are invented; the kabupaten and kota are real.\n")
