"""What the documents say is so: the worked example, links to files, the commands and their options."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.build import README, example, replaced

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
each = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def test_the_worked_example_is_what_the_reader_writes():
    text = README.read_text(encoding="utf-8")
    assert replaced(text, "example", example()) == text, "run `make docs`"


@each
def test_links_lead_to_files(document):
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text):
        if not target.startswith("http"):
            assert (document.parent / target).exists(), target


@each
def test_commands_that_are_named_exist(document):
    from pantau.app import app

    known = {command.name or command.callback.__name__ for command in app.registered_commands}
    for name in re.findall(r"(?:`|bin/|^)pantau ([a-z]+)", document.read_text(encoding="utf-8"), re.M):
        assert name in known


@each
def test_make_targets_that_are_named_exist(document):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    for name in re.findall(r"(?:`|^)make ([a-z]+)", document.read_text(encoding="utf-8"), re.M):
        assert name in targets


def test_a_document_without_the_place_is_named():
    with pytest.raises(ValueError, match="no <!-- figures -->"):
        replaced("# Nothing here", "figures", "x")
