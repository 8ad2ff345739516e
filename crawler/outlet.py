"""The registry: what is known of each outlet, read from TOML files and checked.

A file holds any number of entries::

    [[outlet]]
    slug = "antara-jateng"            # unique, lower case; what `--outlet` takes
    name = "ANTARA Jawa Tengah"       # as readers know it; published with every fact
    url = "https://jateng.antaranews.com"
    platform = "antara"               # a section of platforms.toml, whose settings are the defaults here
    provinces = ["33"]                # Kemendagri codes of the provinces it writes about
    places = ["Kota Semarang"]        # optional, as names
    # any of the following, to differ from the platform:
    feeds = ["/rss/terkini.xml"]      # paths or whole addresses
    sitemaps = ["/sitemap.xml"]
    listings = ["/terkini?page={page}"]        # {page} counts 1, 2, 3 …; {offset} counts 0, step, 2 x step …
    listing_step = 30                 # step of {offset}
    listing_pages = 3                 # how many pages of each listing are looked at
    wp_json = true                    # WordPress's /wp-json/wp/v2/posts is open
    allow = ['/berita/\\d+/']          # an article's path matches one of these …
    deny = ['/tag/']                  # … and none of these
    whole = "page=all"                # query that gives a paged article whole
    pages = "offset"                  # or: its further pages end in /15, /30 ("offset") or /2, /3 ("number")
    pages_step = 15
    delay = 3.0                       # seconds between two requests
    zone = "WIB"                      # WIB, WITA or WIT: clock of times without a zone
    active = false                    # switched off; say why in `note`
    note = "asked to be left out, 2026-10"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

HERE = Path(__file__).parent
SHIPPED = HERE / "outlets"
ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}
PAGING = ("", "offset", "number")


class BadOutlet(ValueError):
    """An entry of the registry that cannot be used; names file, outlet and field."""


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """One outlet. Addresses are whole; `delay` is in seconds."""

    slug: str
    name: str
    url: str
    platform: str
    network: str | None = None
    provinces: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    listing_step: int = 30
    listing_pages: int = 2
    wp_json: bool = False
    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    whole: str = ""
    pages: str = ""
    pages_step: int = 1
    delay: float = 3.0
    zone: str = "WIB"
    active: bool = True
    note: str = ""

    @property
    def host(self) -> str:
        """Host and port, as they stand in its addresses."""
        return urlsplit(self.url).netloc.lower()

    def is_article(self, url: str) -> bool:
        """True where the address is on this outlet and has an article's form."""
        parts = urlsplit(url)
        host, own = parts.netloc.lower().removeprefix("www."), self.host.removeprefix("www.")
        if parts.scheme not in ("http", "https") or host != own:
            return False
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if parts.path in ("", "/") or any(_pattern(p).search(path) for p in self.deny):
            return False
        return not self.allow or any(_pattern(p).search(path) for p in self.allow)

    def listing_urls(self) -> list[tuple[str, int]]:
        """Every listing's first page, with how many pages of it are looked at."""
        return [(self.listing_url(listing, 0), self.listing_pages) for listing in self.listings]

    def listing_url(self, listing: str, index: int) -> str:
        """The address of a listing's page; `index` counts from 0."""
        return listing.replace("{page}", str(index + 1)).replace("{offset}", str(index * self.listing_step))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


@cache
def platforms() -> dict[str, dict[str, Any]]:
    """The settings that outlets of one platform share, by its name."""
    with (HERE / "platforms.toml").open("rb") as file:
        return tomllib.load(file)


def load_registry(paths: Iterable[str | Path] | None = None) -> dict[str, Outlet]:
    """All outlets of the files and folders (the shipped ones if none is named), by slug.

    Raises BadOutlet.
    """
    found: dict[str, Outlet] = {}
    for path in [Path(p) for p in paths] if paths else [SHIPPED]:
        for file in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
            for outlet in read_registry_file(file):
                if outlet.slug in found:
                    raise BadOutlet(f"{file}: outlet {outlet.slug}: the slug is taken already")
                found[outlet.slug] = outlet
    return found


def read_registry_file(file: Path) -> list[Outlet]:
    """The outlets of one file, in its order. Raises BadOutlet."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadOutlet(f"{file}: cannot be read ({error})") from error
    unknown = set(content) - {"outlet"}
    if unknown or not isinstance(content.get("outlet", []), list):
        raise BadOutlet(f"{file}: holds {', '.join(sorted(unknown)) or 'outlet'}, not a list of [[outlet]]")
    return [
        _outlet(entry, f"{file}: outlet {entry.get('slug', n)}")
        for n, entry in enumerate(content["outlet"], 1)
    ]


def _outlet(entry: Mapping[str, Any], where: str) -> Outlet:
    missing = [name for name in ("slug", "name", "url", "platform") if not entry.get(name)]
    if missing:
        raise BadOutlet(f"{where}: {missing[0]} is missing")
    if entry["platform"] not in platforms():
        raise BadOutlet(f"{where}: platform {entry['platform']!r} is not one of {', '.join(platforms())}")
    values = {**platforms()[entry["platform"]], **entry}
    kinds = {f.name: str(f.type) for f in fields(Outlet)}
    for name, value in values.items():
        if name not in kinds:
            raise BadOutlet(f"{where}: {name} is not a field of an outlet")
        values[name] = _checked(name, value, kinds[name], where)
    base = values["url"]
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise BadOutlet(f"{where}: url {base!r} is not a web address")
    for name in ("feeds", "sitemaps", "listings"):
        values[name] = tuple(urljoin(base, path) for path in values.get(name, ()))
    if not re.fullmatch(r"[a-z0-9-]+", values["slug"]):
        raise BadOutlet(f"{where}: slug may hold lower-case letters, digits and hyphens only")
    if values.get("zone", "WIB") not in ZONES:
        raise BadOutlet(f"{where}: zone {values['zone']!r} is not one of {', '.join(ZONES)}")
    if values.get("pages", "") not in PAGING:
        raise BadOutlet(f"{where}: pages {values['pages']!r} is not 'offset' or 'number'")
    if not (values.get("feeds") or values["sitemaps"] or values["listings"] or values.get("wp_json")):
        raise BadOutlet(f"{where}: no way to find its articles (feeds, sitemaps, listings or wp_json)")
    return Outlet(**values)


def _checked(name: str, value: Any, kind: str, where: str) -> Any:
    if kind.startswith("tuple"):
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            raise BadOutlet(f"{where}: {name} is not a list of texts")
        if name in ("allow", "deny"):
            for text in value:
                try:
                    _pattern(text)
                except re.error as error:
                    raise BadOutlet(
                        f"{where}: {name}: {text!r} is no regular expression ({error})"
                    ) from error
        return tuple(value)
    right = {"bool": bool, "int": int, "float": int | float}.get(kind, str)
    if not isinstance(value, right) or (isinstance(value, bool) and kind != "bool"):
        raise BadOutlet(f"{where}: {name} is not a {kind.removesuffix(' | None')}")
    return value
