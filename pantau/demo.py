"""`pantau demo`: the whole way over the sample newsroom, with the real spiders and nothing but this machine."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import newsroom
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


#: First ports that the newsroom is tried on; a second demonstration finds its articles at the addresses of the first.
PORTS = range(newsroom.BASE_PORT, newsroom.BASE_PORT + 100, 10)


def demonstrate(db: Path, port: int, serve_site: bool) -> int:
    """Start the sample newsroom, crawl, read and load it into `db`, then serve the site; gives an exit code.

    The newsroom stays up while the site does, so that links to the articles lead somewhere. Raises `Mistake` where
    `db` holds something else than an earlier demonstration, or no port is free.
    """
    from db.site.app import serve

    began = time.monotonic()
    with open_newsroom(db) as sites:
        log.info("the sample newsroom is up: %d invented news sites on this machine", len(sites.urls))
        with work.only_run(db) as alone, tempfile.TemporaryDirectory() as folder:
            if not alone:
                raise Mistake(f"{db}: another run is at work on it")
            registry = Path(folder) / "newsroom.toml"
            registry.write_text(newsroom.registry_text(sites.urls), encoding="utf-8")
            crawled = work.crawl(db, work.outlets([registry], None), since=None, limit=None)
            read = work.read_stored(db, jobs=1)
        log.info("crawled, read and loaded in %.0f s; the database is %s", time.monotonic() - began, db)
        if serve_site:
            serve(db, "127.0.0.1", port, on_ready=show_first_looks)
    return max(crawled, read)


def open_newsroom(db: Path) -> newsroom.Newsroom:
    """The sample newsroom, at the addresses that `db` knows from an earlier time, then with its corrections shown.

    Raises `Mistake` where `db` holds other outlets, or where no port is free.
    """
    ports: Sequence[int] = PORTS
    known = _known_outlets(db)
    if known:
        strangers = sorted(known.keys() - {site.slug for site in newsroom.SITES})
        if strangers:
            raise Mistake(f"{db}: holds other outlets ({strangers[0]}); name another file with --db")
        first = newsroom.SITES[0].slug
        ports = [urlsplit(known[first]).port or 0] if first in known else PORTS
    for port in ports:
        try:
            return newsroom.start(port, later=bool(known))
        except OSError:
            log.debug("port %d or one of the five after it is taken", port)
    tried = f"{ports[0]}" if len(ports) == 1 else f"{ports[0]} to {ports[-1] + 5}"
    again = f"; {db} was made with it, so free it or name another --db" if known else ""
    raise Mistake(f"port {tried} is taken on this machine{again}")


def _known_outlets(db: Path) -> dict[str, str]:
    """The outlets in `db` and where they are; none where it does not exist yet."""
    if not db.exists():
        return {}
    from db.connect import open_database

    with closing(open_database(db).conn) as connection:
        return dict(connection.execute("SELECT id, url FROM outlets"))


def show_first_looks(url: str) -> None:
    """Print what to look at first, once the site answers."""
    url = url.rstrip("/")
    err.print(f"\n[bold]The site is up: {url}[/bold]   (Ctrl-C stops it)\n")
    for path, what in FIRST_LOOKS:
        err.print(f"  {url}{path}\n      {what}")
    err.print("\nAll people and events in it are invented; the kabupaten and kota are real.\n")
