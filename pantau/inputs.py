"""From what a user names on the command line to records: files, folders, addresses, JSON lines, standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pantau.failures import Mistake

Record = dict[str, Any]

#: A single file above this many bytes is refused by name; an article is a few kilobytes.
MAX_FILE_BYTES = 50_000_000
HTML_SUFFIXES = {".html", ".htm", ".xhtml"}
LINES_SUFFIXES = {".jsonl", ".ndjson"}
FOLDER_SUFFIXES = HTML_SUFFIXES | LINES_SUFFIXES | {".txt", ".text", ".md", ""}


def check(inputs: list[str]) -> None:
    """Every named path must exist before anything is read.

    Raises `Mistake` naming the first that does not.
    """
    for name in inputs:
        if name != "-" and not _is_address(name) and not Path(name).exists():
            raise Mistake(f"{name}: no such file or folder")


def records(inputs: list[str]) -> Iterator[Record]:
    """The records named by `inputs`, in the order given; what cannot be read becomes a record with an `error`.

    A record has the fields of the facts contract (`id, outlet, url, title, published, text`); all but `id` and
    `text` may be missing.
    """
    seen: set[str] = set()
    for name in inputs:
        for record in _records_of(name):
            if not isinstance(record.get("id"), str):
                record["id"] = str(record["id"]) if isinstance(record.get("id"), int) else name
            if record["id"] in seen:  # two inputs may share a stem; the output must tell them apart
                n = 2
                while f"{record['id']}-{n}" in seen:
                    n += 1
                record["id"] = f"{record['id']}-{n}"
            seen.add(record["id"])
            yield record


def read_json_lines(path: str | Path) -> Iterator[Record]:
    """The records of a JSON-lines file; a corrupt line becomes a record with an `error` naming file and line.

    Raises `Mistake` when the file does not exist.
    """
    path = Path(path)
    if not path.is_file():
        raise Mistake(f"{path}: no such file")
    with path.open("rb") as lines:
        yield from _json_lines(lines, str(path))


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://"))


def _records_of(name: str) -> Iterator[Record]:
    if name == "-":
        yield from _from_bytes(sys.stdin.buffer.read(MAX_FILE_BYTES + 1), "stdin", "")
    elif _is_address(name):
        yield _from_address(name)
    elif Path(name).is_dir():
        for path in sorted(p for p in Path(name).rglob("*") if p.is_file() and not p.name.startswith(".")):
            if path.suffix.lower() in FOLDER_SUFFIXES:
                yield from _from_file(path, path.relative_to(name).with_suffix("").as_posix())
    else:
        yield from _from_file(Path(name), Path(name).stem)


def _from_file(path: Path, key: str) -> Iterator[Record]:
    try:
        if path.suffix.lower() in LINES_SUFFIXES:
            with path.open("rb") as lines:
                yield from _json_lines(lines, str(path))
            return
        with path.open("rb") as file:
            body = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        yield {"id": key, "error": f"{path}: {error.strerror or error}"}
        return
    yield from _from_bytes(body, key, path.suffix.lower(), str(path))


def _from_bytes(body: bytes, key: str, suffix: str, where: str = "") -> Iterator[Record]:
    where = where or key
    if len(body) > MAX_FILE_BYTES:
        yield {"id": key, "error": f"{where}: larger than {MAX_FILE_BYTES // 1_000_000} MB"}
        return
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    if suffix in HTML_SUFFIXES or start[:1] == b"<":
        yield _from_html(body, key, where)
    elif not suffix and start[:1] == b"{":
        yield from _json_lines(body.splitlines(), where)
    elif not start:
        yield {"id": key, "error": f"{where}: empty"}
    elif b"\0" in body[:4096] and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield {"id": key, "error": f"{where}: not a text file"}
    else:
        yield _from_text(body, key, where)


def _json_lines(lines: Any, where: str) -> Iterator[Record]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        at = f"{where}:{number}"
        if len(line) > MAX_FILE_BYTES:
            yield {"id": at, "error": f"{at}: larger than {MAX_FILE_BYTES // 1_000_000} MB"}
            continue
        try:
            record = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            yield {"id": at, "error": f"{at}: not UTF-8 (byte {error.start})"}
        except (json.JSONDecodeError, RecursionError) as error:
            yield {"id": at, "error": f"{at}: not JSON ({error})"}
        else:
            if isinstance(record, dict):
                record.setdefault("id", at)
                yield record
            else:
                yield {"id": at, "error": f"{at}: not a JSON object but a {type(record).__name__}"}


def _from_text(body: bytes, key: str, where: str) -> Record:
    """A text file: its first non-empty line is the title where a blank line follows it."""
    record: Record = {"id": key}
    try:
        text = body.decode("utf-16" if body.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", errors="replace")
        record["notes"] = [f"{where}: not UTF-8; read as windows-1252"]
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n \t")
    head, _, rest = text.partition("\n")
    if rest.strip() and not rest.split("\n", 1)[0].strip():
        record["title"], text = head.strip(), rest.lstrip("\n \t")
    record["text"] = text.rstrip()
    return record


def _from_html(body: bytes, key: str, where: str) -> Record:
    from crawler.page import PageError, read_page

    try:
        return {"id": key, **_named(read_page(body, "").as_record(), where)}
    except PageError as error:
        return {"id": key, "error": f"{where}: {error}"}


def _from_address(url: str) -> Record:
    from crawler.fetch import fetch_page
    from crawler.page import PageError

    try:
        return {"id": url, **_named(fetch_page(url).as_record(), url)}
    except PageError as error:
        return {"id": url, "url": url, "error": str(error)}


def _named(record: Record, where: str) -> Record:
    """The page's own fields, without those it could not give."""
    kept = {key: value for key, value in record.items() if value not in (None, "", [])}
    kept.pop("id", None)
    return kept
