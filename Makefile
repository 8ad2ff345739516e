# Two commands matter: `make run` (see it work) and `make test` (check it). Each sets up its own .venv first.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not ((3,11) <= sys.version_info < (3,14)))' 2>/dev/null \
  && { echo $$p; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: help setup run test lint pins docs train clean

help:
	@echo "make run    crawl, read and publish the sample newsroom; then open http://127.0.0.1:8001"
	@echo "make test   every test (browser tests where chromium is installed)"
	@echo "make setup  only make .venv with the pinned versions"
	@echo "make lint   ruff, import-linter and mypy"
	@echo "make train  train the network anew (about an hour on 2 cores; needs torch, in .venv-train)"
	@echo "make docs   rewrite the documents that are made from code and data"
	@echo "make pins   rewrite requirements*.txt from pyproject.toml"
	@echo "make clean  remove .venv and caches (never a database)"

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed, and none was found on the PATH (or set PYTHON=...)."; exit 1; }
	@echo "==> making .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv || { echo "The venv module is missing; on Debian and Ubuntu: apt install python3-venv"; rm -rf .venv; exit 1; }

.venv/.run-ready: requirements.txt pyproject.toml | .venv/bin/python
	@echo "==> installing the pinned packages (about a minute the first time)"
	@$(PIP) install -r requirements.txt
	@PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-build-isolation -e . 2>/dev/null || $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev-ready: requirements-dev.txt .venv/.run-ready
	@echo "==> installing the packages for tests and checks"
	@$(PIP) install -r requirements-dev.txt
	@touch $@

setup: .venv/.run-ready
	@echo "==> ready: $(BIN)/pantau --help"

run: .venv/.run-ready
	@$(BIN)/pantau demo

test: .venv/.dev-ready
	@echo "==> running the tests"
	@$(BIN)/python -m pytest

lint: .venv/.dev-ready
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	@$(BIN)/mypy

# Models: torch is for training only, and lives in a folder of its own.
.venv-train/.ready: requirements.txt pyproject.toml
	@$(PYTHON) -m venv .venv-train
	@.venv-train/bin/python -m pip --disable-pip-version-check -q install -r requirements.txt
	@.venv-train/bin/python -m pip --disable-pip-version-check -q install --no-build-isolation -e ".[train]"
	@touch $@

# CONLL: files of tagged names to learn from, as idner-news-2k's train.txt and dev.txt; NAMES: one to score on.
CONLL ?=
NAMES ?=
train: .venv-train/.ready
	@.venv-train/bin/python -m nlp.training.train var/trained --conll $(CONLL)
	@.venv-train/bin/python -m nlp.training.export var/trained var/pantau-e5
	@.venv-train/bin/python -m nlp.training.measure var/pantau-e5 dev --tune $(shell date +%Y.%m.%d)
	@.venv-train/bin/python -m nlp.training.card var/pantau-e5 $(if $(NAMES),--conll $(NAMES))

docs: .venv/.run-ready
	@$(BIN)/python -m docs.build

pins: .venv/.dev-ready
	@$(PIP) install pip-tools
	@$(BIN)/python -m piptools compile -q --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-annotate --no-header -o requirements.txt pyproject.toml
	@sed -i '1i # Pinned versions for the default install. Remade by `make pins` from pyproject.toml; do not edit.' requirements.txt
	@$(BIN)/python -m piptools compile -q --allow-unsafe --strip-extras --extra dev --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-annotate --no-header -c requirements.txt -o requirements-dev.txt pyproject.toml
	@sed -i '1i # Pinned versions for tests and checks. Remade by `make pins` from pyproject.toml; do not edit.' requirements-dev.txt

clean:
	rm -rf .venv .venv-train .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info build dist
	find . -name __pycache__ -prune -exec rm -rf {} +
