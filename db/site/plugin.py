"""The site as a Datasette plugin: what templates may use, how cells look, which rows are shown, where search leads.

Every hook does nothing for a Datasette that is not this site (`_ours`), for plugins are shared by a whole process.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any
from urllib.parse import urlsplit

from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import Forbidden, Request, Response

from db.dictionary import tables
from db.site import cells, filters, overview, pages, search, wording
from db.site import format as words
from db.site.canned import read_queries
from db.site.errors import error_response, in_indonesian
from db.site.labels import column_word, fact_tables, reader_words, site, table_info, table_title, value_word
from db.site.metadata import DATABASE

Context = dict[str, Any]


def _ours(datasette: Any) -> bool:
    return getattr(datasette, "pantau_site", False)


def safe_href(url: object) -> str:
    """`url` if it is a web address, else nothing: an article's address comes from outside."""
    text = str(url or "").strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.netloc else ""


def linker(datasette: Any) -> Callable[..., str]:
    """``link(table, id, anchor=None)``: the address of a row's page under the site's base URL."""

    def link(table: str, key: object, anchor: str | None = None) -> str:
        path = datasette.urls.table(DATABASE, table) + "/" + tilde_encode(str(key))
        return f"{path}#{anchor}" if anchor else str(path)

    return link


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    if not _ours(datasette):
        return
    env.filters.update(
        tanggal=words.date_words,
        waktu=lambda value: words.date_words(value, with_time=True),
        angka=words.number_words,
        persen=words.percent,
        ringkas=words.shorten,
        kutip=words.unquoted,
        alamat=safe_href,
        kata_tabel=table_title,
        kata_kolom=column_word,
        daftar=wording.as_list,
        keluhan=in_indonesian,
        pembaca=reader_words,
    )
    env.globals.update(
        situs=site(),
        tabel=table_info,
        tautan=linker(datasette),
        kata_nilai=value_word,
        lencana=cells.badge,
        keyakinan=cells.confidence_bar,
        pil=cells.chips,
        jumlah_uang=cells.sums,
        kalimat_sikap=wording.stance_line,
        kolom_tampil=shown_columns,
        kolom_query=shown_query_columns,
        nilai_kolom=coded_values,
        fakta=fact_tables(),
        semua_query=read_queries(),
        basis_data=DATABASE,
        kontak=datasette.contact,
    )


def shown_columns(table: str, names: list[str], request: Any) -> list[str]:
    """Which of a table's columns its page shows, in order: those of site.toml, or all of them when asked for."""
    chosen = table_info(table).get("columns")
    if not chosen or any(key in request.args for key in ("_semua_kolom", "_col", "_nocol")):
        return names
    shown = [name for name in chosen if name in names]
    if "current" in names and (
        request.args.get("_semua") == "1" or filters.asks_for(request.args, "current")
    ):
        shown.insert(1, "current")  # where superseded statements are shown, each says so
        shown.remove("confidence")
    return shown


def shown_query_columns(names: list[str]) -> list[str]:
    """A query's columns without the ids that only make links, and what is said below an article's title."""
    hidden = {*cells.QUERY_LINKS, "bukti_id", "nilai_maks"}
    if "artikel" in names:
        hidden.update(cells.ARTICLE_NOTES)
    return [name for name in names if name not in hidden]


def coded_values(table: str, column: str) -> list[tuple[str, str, str]]:
    """Code, word and meaning of each value of a coded column; empty for other columns and other tables."""
    known = tables().get(table)
    if not known or column not in known.columns:
        return []
    return [
        (code, value_word(column, code), meaning) for code, meaning in known.columns[column].values.items()
    ]


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    if not _ours(datasette) or database != DATABASE:
        return None
    link = linker(datasette)
    return (
        cells.table_cell(row, value, column, table, link)
        if table
        else cells.query_cell(row, value, column, link)
    )


@hookimpl
def filters_from_request(request: Any, database: str, table: str, datasette: Any) -> FilterArguments | None:
    if not _ours(datasette) or database != DATABASE:
        return None
    return filters.arguments(table, request.args)


@hookimpl
def extra_template_vars(
    database: str | None, table: str | None, view_name: str | None, request: Any, datasette: Any
) -> Callable[[], Awaitable[Context]] | Context:
    if not _ours(datasette) or request is None:
        return {}
    db = datasette.get_database(DATABASE)

    async def context() -> Context:
        if view_name == "index":
            return await overview.front(db)
        if view_name == "database" and database == DATABASE:
            return {"shown_counts": await overview.shown_counts(db), "kamus": tables()}
        if view_name == "row" and database == DATABASE and table:
            return await _row_context(datasette, db, table, request.url_vars["pks"])
        if view_name == "table" and database == DATABASE and table:
            return await _table_context(datasette, db, table, request)
        return {}

    return context


async def _row_context(datasette: Any, db: Any, table: str, key: str) -> Context:
    context: Context = {"labels": await _labels(datasette, db, table, key)}
    if table == "allegation_accused":
        return context | {"named": await pages.named(db, key)}
    if not key.isdigit():
        return context
    if table in fact_tables():
        return context | await pages.fact(db, table, int(key))
    loader = pages.LOADERS.get(table)
    return context | (await loader(db, int(key)) if loader else {})


async def _labels(datasette: Any, db: Any, table: str, key: str) -> dict[str, Any]:
    """Links with names for the references of one row; Datasette makes them for tables only."""
    keys = await db.primary_keys(table)
    if len(keys) != 1:
        return {}
    found = (await db.execute(f"select * from [{table}] where [{keys[0]}] = ?", [tilde_decode(key)])).first()
    labels = {}
    for foreign in await db.foreign_keys_for_table(table):
        column, value = foreign["column"], found[foreign["column"]] if found else None
        if value is not None:
            names = await datasette.expand_foreign_keys(DATABASE, table, column, [value])
            label = {"value": value, "label": names.get((column, value)) or value}
            labels[column] = cells.table_cell(found, label, column, table, linker(datasette))
    return labels


async def _table_context(datasette: Any, db: Any, table: str, request: Any) -> Context:
    """The choices of the select boxes above a table, its filters in words, and the sources of its rows."""
    is_fact = table in fact_tables()
    context: Context = {
        "is_fact": is_fact,
        "superseded_shown": request.args.get("_semua") == "1",
        "only_superseded": request.args.get("current") == "0",
        "chosen": await filters.chosen(datasette, db, table, request),
    }
    if filters.has_province(table):
        context["provinces"] = await pages.rows(
            db, "select code, name from regions where kind = 'provinsi' order by name"
        )
    if is_fact:
        context["outlets"] = await pages.rows(db, "select id, name from outlets order by name limit 500")

    async def notes(shown: list[Any]) -> dict[int, Any]:
        """What stands below a row's article or allegation, by its id: the outlet and day, or who says what."""
        column = "allegation" if table == "allegation_accused" else "article"
        if not (is_fact or table in ("evidence", "allegation_accused")):
            return {}
        raw = [row[column] for row in shown]
        return await pages.notes(
            db, column, [int(key["value"] if isinstance(key, dict) else key) for key in raw]
        )

    return context | {"notes": notes}


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    async def search_page(request: Request) -> Response:
        question = (request.args.get("q") or "").strip()[: search.LONGEST]
        found = await search.find(datasette.get_database(DATABASE), question) if question else {}
        html = await datasette.render_template(
            "cari.html", {"question": question, "found": found}, request=request, view_name="cari"
        )
        return Response.html(html)

    async def databases(request: Request) -> Response:
        # Datasette's own list tells where the file lies on the machine
        return Response.json([{"name": DATABASE, "route": DATABASE, "is_mutable": True}])

    if not _ours(datasette):
        return []
    return [(r"^/cari$", search_page), (r"^/-/databases(\.json)?$", databases)]


@hookimpl(wrapper=True)
def handle_exception(
    datasette: Any, request: Any, exception: Exception
) -> Generator[None, list[Any], list[Any]]:
    # A wrapper, because Datasette runs every handler it is given, its own with the printed traceback too.
    others = yield
    return [error_response(datasette, request, exception)] if _ours(datasette) else others


@hookimpl
def forbidden(datasette: Any, request: Any, message: str) -> Awaitable[Response] | None:
    return error_response(datasette, request, Forbidden(message)) if _ours(datasette) else None


# Everything a page loads is its own: an article that smuggles in a script or an image gets nowhere even if one day a
# template forgets to escape it. Widths of the small bars are inline styles.
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'"
)


def _inside(scope: Any, base_url: str) -> Any:
    """The request with its path as seen from `base_url`, whether or not the proxy has taken that off already.

    Datasette takes it off for routing only, and would put it twice before links to facets, sorting and pages.
    """
    if scope["type"] != "http" or base_url == "/":
        return scope
    raw = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
    if not raw.startswith(base_url):
        return scope
    raw = "/" + raw[len(base_url) :]
    path = "/" + scope["path"][len(base_url) :]
    return dict(scope, path=path, raw_path=raw.encode("latin-1"))


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    def wrap(app: Any) -> Any:
        if not _ours(datasette):
            return app

        async def with_headers(scope: Any, receive: Any, send: Any) -> None:
            async def send_more(message: dict[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    headers = [*message.get("headers", []), (b"content-security-policy", POLICY.encode())]
                    headers += [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin")]
                    message = {**message, "headers": headers}
                await send(message)

            await app(_inside(scope, datasette.setting("base_url")), receive, send_more)

        return with_headers

    return wrap
