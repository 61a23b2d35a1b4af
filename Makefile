# Ideas. Two commands are enough:  make run  and  make test.
# Everything is installed into .venv, from the hash-pinned lists in requirements/.

SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check --no-input install --require-hashes --requirement
PYTEST := $(PY) -m pytest -n 2 --dist worksteal

.PHONY: run install test quick slow check fmt lint freeze docs lock screenshot clean help
.DEFAULT_GOAL := help

run: $(VENV)/.base  ## Install, migrate, fill the demo the first time, and serve: PORT=8001 make run
	@exec $(PY) -m ideas.serve

install: $(VENV)/.base  ## Only install what the app needs, for a service that is started otherwise

test: $(VENV)/.dev  ## Every test: on SQLite, on a real PostgreSQL, and in a real browser
	@$(PYTEST) --db=both -m "not slow"

quick: $(VENV)/.dev  ## Most tests, on SQLite without a browser: under a minute
	@$(PYTEST) --db=sqlite -m "not browser and not integrity and not thorough and not slow"

slow: $(VENV)/.dev  ## The few tests at a scale that takes minutes
	@$(PYTEST) --db=both -m slow

check: lint test  ## What CI runs: fast things first

fmt: $(VENV)/.dev  ## Format the code, and mend what can be mended without a decision
	@$(VENV)/bin/ruff check --quiet --fix && $(VENV)/bin/ruff format --quiet

lint: $(VENV)/.dev  ## Style, formatting, types and layers
	@echo "ruff check"         && $(VENV)/bin/ruff check --quiet --output-format concise
	@echo "ruff format --check" && $(VENV)/bin/ruff format --check --output-format concise
	@echo "mypy"               && $(VENV)/bin/mypy --no-error-summary
	@echo "lint-imports"       && $(VENV)/bin/lint-imports > $(VENV)/lint-imports.log || { cat $(VENV)/lint-imports.log; exit 1; }

FROZEN ?= var/frozen/$(shell git rev-parse --short HEAD)
freeze: $(VENV)/.dev  ## Write down all that people see, to compare two commits with diff -r: FROZEN=DIR make freeze
	@$(PY) -m tests.freeze $(FROZEN)

docs: $(VENV)/.base  ## Write docs/settings.md anew from ideas/base/settings.py
	@$(VENV)/bin/flask --app wsgi config --as-docs > docs/settings.md

screenshot: $(VENV)/.dev  ## Take the README's screenshot anew
	@$(PY) docs/screenshot.py

lock:  ## For maintainers, with uv: choose new versions for requirements/*.lock.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra postgres --extra redis pyproject.toml --output-file requirements/base.lock.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra dev --constraint requirements/base.lock.txt pyproject.toml --output-file requirements/dev.lock.txt

clean:  ## Remove what was installed and cached; var/, where the data is, stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

$(VENV)/.base: requirements/base.lock.txt | $(VENV)/bin/python
	@echo "Installing what the app needs into $(VENV)"
	@$(PIP) $<
	@touch $@

$(VENV)/.dev: requirements/dev.lock.txt requirements/base.lock.txt | $(VENV)/bin/python
	@echo "Installing what the app and its tests need into $(VENV)"
	@$(PIP) $<
	@touch $@ $(VENV)/.base

$(VENV)/bin/python:
	@found=; for python in python3.13 python3.12 python3.11 python3; do \
	  if $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2> /dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "Python 3.11, 3.12 or 3.13 is needed and none was found: install one (on Debian: apt-get install python3 python3-venv)."; exit 1; fi; \
	echo "Making $(VENV) with $$($$found --version)"; \
	$$found -m venv $(VENV) > /dev/null || { rm -rf $(VENV); echo "$$found has no venv module: install it (on Debian: apt-get install python3-venv)."; exit 1; }
