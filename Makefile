# One-word targets. Everything runs in .venv, set up once from requirements.lock.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
OUT ?= out

.DEFAULT_GOAL := help
.PHONY: help demo test test-web check soak bench docs corpus-check lock clean

help:  ## Say what the targets are
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Winset needs Python 3.11 or later; run: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY)  ## Run the main job on the bundled case and write its brief
	$(BIN)/winset demo --to $(OUT)/demo

test: $(READY)  ## Run the whole test suite
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not soak" --durations=5

check: $(READY)  ## Lint, format, types, layers and the examples in docstrings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest src

test-web: $(READY)  ## Run the workbench's tests, in a real browser where Chromium is installed (it is fetched where it may be)
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get install -y -qq --no-install-recommends chromium; } || \
		echo "NO BROWSER: install Debian's chromium; the tests that drive one will skip"
	$(BIN)/python -m pytest tests/web -rs

soak: $(READY)  ## Run the long trials: kills, fuzzing, scale
	$(BIN)/python -m pytest -m soak tests

bench: $(patsubst bench/%.mk,bench-%,$(wildcard bench/*.mk))  ## Run every benchmark

docs: $(READY)  ## Make the generated pages and run every example in the docs
	$(BIN)/python docs/generate.py
	for script in examples/*.py; do $(BIN)/python $$script || exit 1; done
	$(BIN)/python -m pytest tests/docs

corpus-check: $(READY)  ## Check the annotated corpus: spans, ids, traps, near-duplicates, templates
	$(BIN)/python corpus/check.py --counts

lock: $(READY)  ## Write requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --extra read --extra tables --extra cluster \
		--no-emit-index-url --no-annotate --no-header --output-file requirements.lock pyproject.toml

clean:  ## Remove everything that can be made again
	rm -rf .venv $(OUT) build .mypy_cache .ruff_cache .hypothesis

-include $(wildcard bench/*.mk)
-include $(wildcard training/*.mk)
