"""Datasette's metadata for the site: the dictionary's descriptions, the site's words, the visitors' queries."""

from __future__ import annotations

from typing import Any

from db.dictionary import table_metadata
from db.site.canned import read_queries
from db.site.labels import site

DATABASE = "pantau"
TITLE = "Pantau Mutasi"
DESCRIPTION = (
    "Catatan terbuka tentang mutasi, rotasi, promosi, dan nonjob pejabat publik Indonesia, "
    "dibaca dari berita daerah lengkap dengan kalimat buktinya."
)
LICENSE = "CC BY 4.0"
LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/deed.id"


def build_metadata() -> dict[str, Any]:
    """The whole metadata, in Datasette 0.65's form."""
    tables = table_metadata()
    for name, info in site()["tables"].items():
        entry = tables.setdefault(name, {})
        entry.update({key: info[key] for key in ("title", "hidden") if key in info})
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "license": LICENSE,
        "license_url": LICENSE_URL,
        "databases": {
            DATABASE: {
                "title": "Semua data",
                "description": DESCRIPTION,
                "license": LICENSE,
                "license_url": LICENSE_URL,
                "tables": tables,
                "queries": read_queries(),
            }
        },
    }
