"""Serves the six sites, each on a port of its own on loopback."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

from newsroom.sites.antara import Antero
from newsroom.sites.bare import KoranBanda
from newsroom.sites.base import Site
from newsroom.sites.blogger import CatatanRinjani
from newsroom.sites.disway import HarianSiginjai
from newsroom.sites.markup import Answer
from newsroom.sites.suara import SuaraPanrita
from newsroom.sites.wordpress import WartaMahakam

BASE_PORT = 8801
HOST = "127.0.0.1"
SITES: tuple[type[Site], ...] = (
    WartaMahakam,
    HarianSiginjai,
    SuaraPanrita,
    Antero,
    CatatanRinjani,
    KoranBanda,
)
REGISTRY = Path(__file__).parent / "outlets.toml"


class Newsroom:
    """The running sites: `urls` by slug, `sites` by slug. A context manager; `stop` ends them.

    What a site does besides serving articles, and when a corrected article appears: `newsroom.sites.base`.
    """

    def __init__(self, base_port: int = BASE_PORT, *, later: bool = False) -> None:
        self.sites: dict[str, Site] = {}
        self.urls: dict[str, str] = {}
        self._servers: list[ThreadingHTTPServer] = []
        try:
            for n, kind in enumerate(SITES):
                self._open(kind(later=later), base_port + n if base_port else 0)
        except OSError:
            self.stop()
            raise

    def _open(self, site: Site, port: int) -> None:
        server = ThreadingHTTPServer((HOST, port), _handler(site))
        server.daemon_threads = True
        site.base = f"http://{HOST}:{server.server_address[1]}"
        self.sites[site.slug], self.urls[site.slug] = site, site.base
        self._servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def draft_visits(self) -> dict[str, int]:
        """By slug: how often the folder that robots.txt forbids was visited. A polite crawler leaves all at 0."""
        return {slug: site.draft_visits for slug, site in self.sites.items()}

    def correct(self) -> None:
        """Publish all corrections now."""
        for site in self.sites.values():
            site.correct()

    def stop(self) -> None:
        """End all sites."""
        for server in self._servers:
            server.shutdown()
            server.server_close()
        self._servers.clear()

    def __enter__(self) -> Newsroom:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def start(base_port: int = 0, *, later: bool = False) -> Newsroom:
    """Start the six sites on `base_port` and the five after it (0: free ports).

    `later` shows articles as later corrected. Raises OSError where a port is taken, BadArticle where an article file
    cannot be served.
    """
    return Newsroom(base_port, later=later)


def registry_text(urls: Mapping[str, str]) -> str:
    """The sites' registry entries (the crawl's TOML form), with the addresses they run at."""
    text = REGISTRY.read_text(encoding="utf-8")
    for n, kind in enumerate(SITES):
        text = text.replace(f"http://{HOST}:{BASE_PORT + n}", urls[kind.slug])
    return text


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "newsroom"

        def do_GET(self) -> None:
            self._send(site.answer(self.path, {key.lower(): value for key, value in self.headers.items()}))

        do_HEAD = do_GET

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            self.rfile.read(int(length) if length.isdecimal() else 0)
            if self.path == "/_newsroom/later":
                site.correct()
                self._send(Answer(b"", 204))
            else:
                self._send(Answer(b"<h1>405 Method Not Allowed</h1>", 405, headers={"Allow": "GET, HEAD"}))

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for key, value in answer.headers.items():
                self.send_header(key, value)
            if answer.status not in (204, 304):
                self.send_header("Content-Type", answer.content_type)
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD" and answer.status not in (204, 304):
                self.wfile.write(answer.body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing: the crawl on the other side tells what was asked."""

    return Handler
