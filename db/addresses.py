"""When two web addresses are one article: tracking parameters, AMP and mobile copies, http or https."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

RULES = Path(__file__).parent / "data" / "address_rules.toml"


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(RULES.read_text(encoding="utf-8"))


def address_key(url: str) -> str:
    """The form in which variants of one address are equal, as "kabar.example/2023/05/judul?p=3".

    It is for comparing, not for fetching. What is no web address comes back stripped, as it is.
    """
    parts = _split(url)
    if parts is None:
        return url.strip()
    path = re.sub(r"/{2,}", "/", parts.path).rstrip("/")
    for suffix in _rules()["path_suffixes"]:
        path = path.removesuffix(suffix)
    path = quote(unquote(path.rstrip("/")), safe="/~:@!$&'()*+,;=")
    kept = sorted(
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _means_nothing(*pair)
    )
    return _host(parts) + path + (f"?{urlencode(kept)}" if kept else "")


def article_key(url: str | None, canonical_url: str | None) -> str | None:
    """The key of an article: by the canonical address its page declares, else its own; None without either.

    A declared address counts only on the same site (a copied agency story often names the agency's) and
    where it leads to more than the home page (a frequent fault of templates).
    """
    if canonical_url and _is_believable(canonical_url, url):
        return address_key(canonical_url)
    return address_key(url) if url else None


def _is_believable(canonical_url: str, url: str | None) -> bool:
    canonical = _split(canonical_url)
    if canonical is None or not (canonical.path.strip("/") or canonical.query):
        return False
    own = _split(url) if url else None
    return own is None or _host(own) == _host(canonical)


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        port_is_readable = parts.port is None or parts.port >= 0
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname and port_is_readable else None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    for prefix in _rules()["host_prefixes"]:
        if host.startswith(prefix) and host.count(".") > 1:
            host = host.removeprefix(prefix)
    return host + (f":{parts.port}" if parts.port not in (None, 80, 443) else "")


def _means_nothing(name: str, value: str) -> bool:
    name = name.casefold()
    rules = _rules()
    return rules["drop_value"].get(name) == value.casefold() or any(
        fnmatch(name, drop) for drop in rules["drop"]
    )
