"""How one value looks in a table: words for codes, links for references, dates, sums and shares.

Everything a cell shows comes from articles written by strangers: text goes through `Markup.format`, which escapes it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from db.site.format import date_words, number_words, percent, rupiah_full, rupiah_words, shorten, unquoted
from db.site.labels import reader_words, table_info, value_word
from db.site.wording import as_list

Link = Callable[..., str]
DATES = frozenset({"date", "as_of", "published", "hint_date"})
MOMENTS = frozenset(
    {"fetched_at", "first_seen_at", "read_at", "discovered_at", "at", "started_at", "finished_at", "next_try"}
)
BADGES = frozenset({"status", "stage", "stance", "acting", "current", "state", "sikap", "tahap", "sifat"})
WORDS = frozenset({"category", "kind", "relevant", "ok", "platform"})
LISTS = frozenset({"kinds", "echelons"})
COORDINATES = frozenset({"latitude", "longitude"})
NUMBERS = frozenset({"n_moves", "n_mentions", "population", "count"})
PROSE = {"quote": 160, "sentence": 200, "text": 200}
NONE = Markup('<span class="none" title="tidak disebut">–</span>')

# References to rows whose names are all the same: shown by number.
NAMELESS = frozenset({"reading", "superseded_by", "run"})
# Tables whose name column leads to the row's page.
OWN_NAMES = frozenset({"officials", "positions", "governments", "regions", "articles", "article_versions",
                       "evidence", "outlets"})  # fmt: skip
# What a query says of an article besides its title: shown below the title, not as columns.
ARTICLE_NOTES = ("media", "terbit")
# Columns of fact rows that show the article's own words and link to the page of what was meant.
OWN_PAGE = {
    "from_title": ("from_position", "positions"),
    "to_title": ("to_position", "positions"),
    "title": ("position", "positions"),
    "person": ("official", "officials"),
    "source": ("source_official", "officials"),
}
# In queries `pejabat` beside `pejabat_id` is shown as a link to that row; the id column itself is not shown.
QUERY_LINKS = {
    "pejabat_id": "officials",
    "jabatan_id": "positions",
    "dari_id": "positions",
    "ke_id": "positions",
    "pemerintah_id": "governments",
    "artikel_id": "articles",
    "mutasi_id": "moves",
    "peristiwa_id": "events",
    "kosong_id": "vacancies",
    "kutipan_id": "allegations",
    "sumber_id": "officials",
    "pejabat_sementara_id": "officials",
}
QUERY_ALIASES = {
    "sikap": "stance",
    "tahap": "stage",
    "sifat": "acting",
    "perkara": "category",
    "jenis": "kinds",
}
QUERY_DATES = frozenset({"tanggal", "sejak", "terbit", "terakhir", "pertama", "terakhir_disebut"})


def badge(column: str, value: object) -> Markup:
    """A coded value as a small badge, its code in the class (``badge stance-denied``)."""
    code = "".join(c for c in str(value) if c.isalnum() or c in "_-")
    return Markup('<span class="badge {}-{}">{}</span>').format(column, code, value_word(column, value))


def confidence_bar(value: object) -> Markup:
    share = percent(value)
    if share is None:
        return NONE
    return Markup(
        '<span class="bar" title="Keyakinan pembaca: {0}%"><span style="width:{0}%"></span></span>'
        '<span class="bar-number">{0}%</span>'
    ).format(share)


def moment(value: object, *, with_time: bool = False) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(value, date_words(value, with_time=with_time))


def chips(column: str, value: object) -> Markup:
    items = as_list(value)
    if not items:
        return NONE
    return Markup(" ").join(
        Markup('<span class="chip">{}</span>').format(value_word(column, item)) for item in items
    )


def sums(row: Mapping[str, Any]) -> Markup:
    return _sum(plain(row, "amount_min"), plain(row, "amount_max"))


def _sum(low: int | None, high: int | None) -> Markup:
    if low is None and high is None:
        return NONE
    full, short = rupiah_full(low, high), rupiah_words(low, high)
    return Markup('<span class="sum" title="{}">{}</span>').format(full, short)


def plain(row: Mapping[str, Any], column: str) -> Any:
    """The value behind a column, whether Datasette has expanded its label or not; None when it is not there."""
    value = row[column] if column in row.keys() else None  # noqa: SIM118 - sqlite3.Row has no `in` for names
    return value["value"] if isinstance(value, dict) else value


def table_cell(row: Mapping[str, Any], value: Any, column: str, table: str, link: Link) -> Markup | None:
    """The cell of a table page, or None to leave it to Datasette. `link(table, id, anchor)` gives addresses."""
    if isinstance(value, dict):
        return _reference(row, value, column, table, link)
    if column in ("amount_min", "amount_max"):
        return sums(row)
    if value in (None, "", "[]"):
        return NONE
    if column in OWN_PAGE and table_info(table).get("fact"):
        target = plain(row, OWN_PAGE[column][0])
        return _linked(value, link(OWN_PAGE[column][1], target)) if target else None
    if column == "source" and table == "pages":
        return Markup("{}").format(value_word("found_in", value))
    if column == table_info(table).get("label") and table in OWN_NAMES:
        key = plain(row, "id") or plain(row, "code")
        return _linked(shorten(value, 160), link(table, key)) if key else None
    return _worded(value, column)


def _worded(value: Any, column: str) -> Markup | None:
    if column in BADGES:
        return badge(column, value)
    if column in WORDS:
        return Markup("{}").format(value_word(column, value))
    if column in LISTS:
        return chips(column, value)
    if column == "accused":
        return Markup("{}").format(", ".join(as_list(value))) if as_list(value) else NONE
    if column in DATES:
        return moment(value)
    if column in MOMENTS:
        return moment(value, with_time=True)
    if column == "confidence":
        return confidence_bar(value)
    if column == "counts":
        return Markup("{}").format(counts_words(value))
    if column in COORDINATES:
        return Markup("{}").format(str(value).replace(".", ","))
    if column in NUMBERS:
        return Markup('<span class="number">{}</span>').format(number_words(value))
    if column == "extractor":
        return Markup('<span title="{}">{}</span>').format(value, reader_words(value))
    if column == "quote":
        return quoted(value, PROSE[column])
    if column in PROSE:
        return Markup("{}").format(shorten(value, PROSE[column]))
    return None


def counts_words(value: object) -> str:
    """A run's counts, a JSON object, in words; anything else as it is."""
    try:
        counts = json.loads(str(value))
    except ValueError:
        counts = None
    if not isinstance(counts, dict):
        return str(value)
    return ", ".join(f"{value_word('counts', name)} {number_words(count)}" for name, count in counts.items())


def quoted(text: object, length: int) -> Markup:
    """Words of an article in quotation marks, shortened."""
    return Markup("“{}”").format(shorten(unquoted(text), length))


def source_note(outlet: object, published: object) -> Markup:
    """The outlet and the day below an article's title; empty where neither is known."""
    told = [Markup("{}").format(outlet)] if outlet else []
    told += [moment(published)] if published else []
    return Markup('<span class="note">{}</span>').format(Markup(", ").join(told)) if told else Markup("")


def _reference(row: Mapping[str, Any], value: dict[str, Any], column: str, table: str, link: Link) -> Markup:
    key, label = value["value"], value["label"]
    if column == "evidence":
        article = plain(row, "article")
        anchor = f"bukti-{key}"
        marked = article and plain(row, "current") != 0
        target = link("articles", article, anchor) if marked else link("evidence", key)
        return Markup('<a href="{}" class="quote-link">“{}”</a>').format(target, shorten(label, 80))
    if column == "article":
        mark = plain(row, "evidence")
        if mark and plain(row, "current") == 0:  # its words are marked in no text that is shown now
            return _linked(shorten(label, 90), link("evidence", mark))
        target = link("articles", key, f"bukti-{mark}" if mark else None)
        return _linked(shorten(label, 90), target)
    tables = {
        "official": "officials",
        "source_official": "officials",
        "government": "governments",
        "position": "positions",
        "from_position": "positions",
        "to_position": "positions",
        "outlet": "outlets",
        "province_code": "regions",
        "code": "regions",
        "reading": "readings",
        "superseded_by": "readings",
        "allegation": "allegations",
        "run": "runs",
    }
    if column in NAMELESS:
        label = f"No. {key}"
    if column == "code":
        label = key
    return _linked(shorten(label, 120) or f"No. {key}", link(tables.get(column, table), key))


def _linked(label: object, href: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, label)


def query_cell(row: Mapping[str, Any], value: Any, column: str, link: Link) -> Markup | None:
    """The cell of a query's result; the conventions are those of `QUERY_LINKS`, `QUERY_ALIASES`, `QUERY_DATES`."""
    if value is None or value == "":
        return NONE
    beside = f"{column}_id"
    target = plain(row, beside) if beside in QUERY_LINKS else None
    if target is not None:
        mark = plain(row, "bukti_id") if column == "artikel" else None
        href = link(QUERY_LINKS[beside], target, f"bukti-{mark}" if mark else None)
        label = quoted(value, PROSE["quote"]) if column == "kutipan" else shorten(value, 120)
        note = source_note(*(plain(row, name) for name in ARTICLE_NOTES)) if column == "artikel" else ""
        return _linked(label, href) + note
    if column in QUERY_DATES:
        return moment(value)
    if column == "nilai_min":
        return _sum(value, plain(row, "nilai_maks"))
    alias = QUERY_ALIASES.get(column, column)
    if alias == "acting" and value == "definitif":
        return Markup("{}").format(value)
    if isinstance(value, int) and column not in WORDS and column not in BADGES:
        return Markup('<span class="number">{}</span>').format(number_words(value))
    return _worded(value, alias)
