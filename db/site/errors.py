"""Error pages in Indonesian, and a terminal that stays quiet about other people's mistakes.

Datasette prints a full traceback for every mistyped address; here only faults of the site itself are logged.
"""

from __future__ import annotations

import logging
import sqlite3
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

log = logging.getLogger("pantau.site")


def described(exception: Exception) -> tuple[int, dict[str, Any], Any]:
    """Status, extra JSON keys and message for an exception, as Datasette gives them."""
    if isinstance(exception, Base400):
        return exception.status, {}, exception.args[0] if exception.args else ""
    if isinstance(exception, DatasetteError):
        message = Markup(exception.message) if exception.message_is_html else exception.message
        # Datasette gives a visitor's mistake without a status ("Cannot sort table by …") 500
        status = 400 if exception.status == 500 else exception.status
        return status, exception.error_dict or {}, message
    if isinstance(exception, QueryInterrupted):
        return 400, {}, "Kueri ini melewati batas waktu."
    if isinstance(exception, sqlite3.OperationalError):
        return 400, {}, f"Kueri atau pencarian ini tidak dapat dijalankan: {exception}"
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
