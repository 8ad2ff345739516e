"""What a user may name on the command line, and what becomes of what cannot be read."""

from __future__ import annotations

import io
import json

import pytest

from pantau.failures import Mistake
from pantau.inputs import check, read_json_lines, records


def write(path, body):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return str(path)


@pytest.mark.parametrize(
    ("body", "title", "text"),
    [
        ("Judul\n\nIsi satu.\nIsi dua.\n", "Judul", "Isi satu.\nIsi dua."),
        ("\n\n  Judul  \n\n\nIsi.", "Judul", "Isi."),
        ("Judul\r\n\r\nIsi.", "Judul", "Isi."),
        ("\ufeffJudul\n \nIsi.", "Judul", "Isi."),
        ("Baris satu.\nBaris dua.\n\nBaris tiga.", None, "Baris satu.\nBaris dua.\n\nBaris tiga."),
        ("Hanya satu baris.", None, "Hanya satu baris."),
    ],
)
def test_a_text_files_first_line_is_the_title_where_a_blank_line_follows(tmp_path, body, title, text):
    (record,) = records([write(tmp_path / "a.txt", body)])
    assert record == {"id": "a", "text": text} | ({"title": title} if title else {})


def test_other_character_sets_are_read_and_noted(tmp_path):
    (record,) = records([write(tmp_path / "a.txt", "“Tidak ada,” kata bupati.".encode("cp1252"))])
    assert record["text"] == "“Tidak ada,” kata bupati."
    assert "windows-1252" in record["notes"][0]
    (wide,) = records([write(tmp_path / "b.txt", "Isi satu.".encode("utf-16"))])
    assert wide["text"] == "Isi satu."


def test_a_folder_gives_its_files_in_order_and_leaves_others_alone(tmp_path):
    write(tmp_path / "b.txt", "Dua.")
    write(tmp_path / "a/1.txt", "Satu.")
    write(tmp_path / "c.jsonl", json.dumps({"id": "x", "text": "Tiga."}) + "\n")
    write(tmp_path / "picture.png", b"\x89PNG")
    write(tmp_path / ".hidden.txt", "Tidak.")
    assert [(r["id"], r["text"]) for r in records([str(tmp_path)])] == [
        ("a/1", "Satu."),
        ("b", "Dua."),
        ("x", "Tiga."),
    ]


def test_a_corrupt_line_is_named_and_the_rest_goes_on(tmp_path):
    lines = b'{"id": "1", "text": "Satu."}\n{"id": "2", \n[1, 2]\n\n\xff\xfe\n{"text": "Lima."}\n'
    name = write(tmp_path / "in.jsonl", lines)
    found = list(records([name]))
    assert [r["id"] for r in found] == ["1", f"{name}:2", f"{name}:3", f"{name}:5", f"{name}:6"]
    assert "not JSON" in found[1]["error"] and "in.jsonl:2" in found[1]["error"]
    assert "not a JSON object but a list" in found[2]["error"]
    assert "not UTF-8" in found[3]["error"]
    assert found[4]["text"] == "Lima."


def test_ids_stay_apart(tmp_path):
    one, two = write(tmp_path / "x/a.txt", "Satu."), write(tmp_path / "y/a.txt", "Dua.")
    assert [r["id"] for r in records([one, two])] == ["a", "a-2"]


@pytest.mark.parametrize(
    ("body", "why"), [(b"", "empty"), (b" \n ", "empty"), (b"ab\0cd", "not a text file")]
)
def test_what_is_no_text_is_an_error_record(tmp_path, body, why):
    (record,) = records([write(tmp_path / "a.txt", body)])
    assert why in record["error"] and "a.txt" in record["error"]


def test_a_file_that_is_too_large_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("pantau.inputs.MAX_FILE_BYTES", 10)
    (record,) = records([write(tmp_path / "a.txt", "x" * 11)])
    assert "larger than" in record["error"]


@pytest.mark.parametrize(
    ("given", "text"),
    [("Isi berita.", "Isi berita."), ('{"id": "1", "text": "Isi."}\n', "Isi.")],
)
def test_standard_input_may_be_text_or_json_lines(monkeypatch, given, text):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    assert [r["text"] for r in records(["-"])] == [text]


def test_a_missing_path_is_a_mistake_before_anything_is_read(tmp_path):
    with pytest.raises(Mistake, match=r"gone\.txt: no such file"):
        check([write(tmp_path / "a.txt", "Isi."), str(tmp_path / "gone.txt")])
    with pytest.raises(Mistake, match="no such file"):
        list(read_json_lines(tmp_path / "gone.jsonl"))
