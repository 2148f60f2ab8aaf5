# Two commands matter: `make demo` shows the program at work, `make test` runs its tests.
# Both set up what they need in .venv; Python 3.11 or newer and make are all they ask for.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check format lint types layers docs docs-write clean

demo: $(VENV)/.installed
	$(BIN)/archive demo

test: $(VENV)/.developing
	$(BIN)/python -m pytest -n 2 --dist loadfile -q

check: format lint types layers docs test

format: $(VENV)/.developing
	$(BIN)/ruff format --check .

lint: $(VENV)/.developing
	$(BIN)/ruff check .

types: $(VENV)/.developing
	$(BIN)/mypy

layers: $(VENV)/.developing
	$(BIN)/lint-imports --no-cache

docs: $(VENV)/.developing
	$(BIN)/cog --check README.md

docs-write: $(VENV)/.developing
	$(BIN)/cog -r README.md

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

# pip learnt `--group` in 25.1, and older ones come with older Pythons.
$(VENV)/.developing: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
