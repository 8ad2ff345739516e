"""The direction of imports between the folders, as `pyproject.toml` states it."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_imports_go_one_way():
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]
    checked = subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "5 kept, 0 broken" in checked.stdout


@pytest.mark.parametrize("folder", ["crawler", "nlp", "db", "pantau", "newsroom"])
def test_each_folder_says_what_lives_there(folder):
    said = import_module(folder).__doc__
    assert said and "import" in said, f"{folder}/__init__.py must say what lives there and what may import it"


@pytest.mark.parametrize("heavy", ["spacy", "scrapy", "datasette", "torch"])
def test_the_command_line_starts_without_the_heavy_parts(heavy):
    """`pantau --help` and usage errors should be quick, and no part of the default install needs torch."""
    code = f"import sys, pantau.app; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
