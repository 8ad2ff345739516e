"""Error pages in Indonesian, and a terminal that stays quiet about other people's mistakes.

Datasette prints a full traceback for every mistyped address; here only faults of the site itself are logged.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

from db.site.labels import site

log = logging.getLogger("pantau.site")
TOO_LONG = "Kueri ini melewati batas waktu. Persempit saringannya, atau batasi jumlah barisnya."


def in_indonesian(message: object) -> str:
    """What SQLite or Datasette complains of, in Indonesian where ``site.toml`` knows the complaint."""
    text = str(message or "").strip()
    for pattern, words in site()["complaints"].items():
        match = re.fullmatch(pattern, text)
        if match:
            return match.expand(words)
    return text


def described(exception: Exception) -> tuple[int, dict[str, Any], Any]:
    """Status, extra JSON keys and message for an exception, as Datasette gives them."""
    if isinstance(exception, Base400):
        return exception.status, {}, in_indonesian(exception.args[0] if exception.args else "")
    if isinstance(exception, DatasetteError):
        if exception.title == "SQL Interrupted":
            return 400, {}, TOO_LONG
        message = Markup(exception.message) if exception.message_is_html else in_indonesian(exception.message)
        # Datasette gives a visitor's mistake without a status ("Cannot sort table by …") 500
        status = 400 if exception.status == 500 else exception.status
        return status, exception.error_dict or {}, message
    if isinstance(exception, QueryInterrupted):
        return 400, {}, TOO_LONG
    if isinstance(exception, sqlite3.OperationalError):
        return 400, {}, f"Kueri atau pencarian ini tidak dapat dijalankan: {in_indonesian(exception)}"
    if isinstance(exception, sqlite3.ProgrammingError) and "binding" in str(exception):
        return 404, {}, "Alamat baris ini tidak lengkap."  # fewer values than the table's key has columns
    return 500, {}, type(exception).__name__


async def error_response(datasette: Any, request: Any, exception: Exception) -> Response:
    """The error as JSON for a ``.json`` address, else as a page. Faults of the site (500) are logged in full."""
    status, info, message = described(exception)
    if status >= 500:
        log.error("%s failed", request.path, exc_info=exception)
    body = {**info, "ok": False, "error": str(message), "status": status, "title": None}
    if request.path.split("?")[0].endswith(".json"):
        return Response.json(body, status=status)
    template = datasette.jinja_env.get_template("error.html")
    html = await template.render_async({**body, "error": message, "urls": datasette.urls})
    return Response.html(html, status=status)
