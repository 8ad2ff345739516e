"""The first site: Datasette on the database, read-only, in Indonesian. This is what ``pantau serve`` starts."""

from __future__ import annotations

import errno
import socket
import sqlite3
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from db.site import plugin
from db.site.metadata import DATABASE, build_metadata

HERE = Path(__file__).parent
NEEDED_TABLES = frozenset(
    {"articles", "evidence", "readings", "moves", "allegations", "officials", "governments"}
)
SETTINGS = {
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 2500,
    "facet_time_limit_ms": 500,
    "default_facet_size": 12,
    "suggest_facets": False,  # every facet is chosen in site.toml, on an indexed or short column
    "truncate_cells_html": 280,
    "allow_download": False,  # the file is written while it is served; exports are made by `pantau export`
    "allow_csv_stream": True,
}


class SiteError(Exception):
    """Why the site cannot be started; the message is one line for the person at the terminal."""


class NoDatabase(SiteError):
    """There is no file at the path given."""


class NotOurDatabase(SiteError):
    """The file is no SQLite database, or one without this project's tables."""


class PortInUse(SiteError):
    """Another program already listens on the port."""


class CannotListen(SiteError):
    """The address cannot be listened on for another reason (no such host, no right to the port)."""


class PantauDatasette(Datasette):
    """Datasette for this site. Being its own class is how the plugin knows the site from any other Datasette."""

    pantau_site = True
    contact: str | None = None


def build_app(
    db_path: str | Path, *, base_url: str | None = None, contact: str | None = None
) -> PantauDatasette:
    """The site on the database at `db_path`, which is opened read-only and may be written beside it.

    The database is called ``pantau`` in every address, whatever the file's name. `base_url` is the path the site lives
    under behind a proxy (``/data/``), `contact` the mail or web
    address that the page on corrections names. Raises NoDatabase or NotOurDatabase.
    """
    path = Path(db_path).resolve()
    check_database(path)
    if not pm.is_registered(plugin):
        pm.register(plugin, name="pantau-site")
    settings = dict(SETTINGS, **({"base_url": _as_base(base_url)} if base_url else {}))
    site = PantauDatasette(
        files=[str(path)],
        metadata=build_metadata(),
        settings=settings,
        template_dir=str(HERE / "templates"),
        static_mounts=[("static", str(HERE / "static"))],
    )
    for name in [name for name in site.databases if name != "_internal"]:
        site.remove_database(name)
    site.add_database(Database(site, path=str(path), is_mutable=True), name=DATABASE)
    site.contact = contact
    return site


def _as_base(base_url: str) -> str:
    return "/" + base_url.strip("/") + "/" if base_url.strip("/") else "/"


def check_database(path: Path) -> None:
    """Raise NoDatabase or NotOurDatabase unless `path` is a database of this project."""
    if not path.is_file():
        raise NoDatabase(f"no database at {path}: crawl and read some articles first")
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            found = {
                row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")
            }
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise NotOurDatabase(f"{path} cannot be read as a SQLite database: {error}") from error
    missing = sorted(NEEDED_TABLES - found)
    if missing:
        raise NotOurDatabase(
            f"{path} is not a database of this project: it has no table {', '.join(missing)}"
        )


def listen(host: str, port: int) -> socket.socket:
    """A bound socket. Binding here, before anything starts, gives a clear error and no race. Raises SiteError."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, proto)
    except OSError as error:
        raise CannotListen(f"cannot listen on {host}: {error}") from error
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
        bound.listen(128)  # on Linux a second binder is only refused once someone listens
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(
                f"port {port} on {host} is in use: stop the other program or give another port"
            ) from error
        raise CannotListen(f"cannot listen on {host}, port {port}: {error.strerror}") from error
    return bound


class _Server(uvicorn.Server):
    """uvicorn that says when it answers requests."""

    on_ready: Callable[[], None] = staticmethod(lambda: None)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self.on_ready()


def serve(
    db_path: str | Path,
    host: str = "127.0.0.1",
    port: int = 8001,
    open_browser: bool = False,
    on_ready: Callable[[str], None] | None = None,
    *,
    base_url: str | None = None,
    contact: str | None = None,
) -> None:
    """Serve the site until interrupted (Ctrl-C or SIGTERM).

    `on_ready` is called once with the site's address when it answers; port 0 takes any free one. Raises SiteError.
    """
    site = build_app(db_path, base_url=base_url, contact=contact)
    bound = listen(host, port)
    shown = "127.0.0.1" if host in ("", "0.0.0.0", "::") else host
    shown = f"[{shown}]" if ":" in shown else shown
    address = f"http://{shown}:{bound.getsockname()[1]}{site.setting('base_url')}"

    def ready() -> None:
        if on_ready:
            on_ready(address)
        if open_browser:
            webbrowser.open(address)

    server = _Server(uvicorn.Config(site.app(), log_level="warning", lifespan="on", access_log=False))
    server.on_ready = ready
    try:
        server.run(sockets=[bound])
    except KeyboardInterrupt:
        pass  # uvicorn closes in order, then raises the signal again
    finally:
        bound.close()
