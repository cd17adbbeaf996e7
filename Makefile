# Two verbs matter: `make run` and `make test`. `make help` lists the others.
PYTHON ?= python3
VENV   ?= .venv
HOST   ?= 127.0.0.1
PORT   ?= 8080
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench picture lock clean

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.installed  ## install, index corpus/, serve it on http://127.0.0.1:8080 and watch it for new files
	@echo "Indexing corpus/ ..."
	@$(BIN)/rostrum index corpus || [ $$? -eq 1 ]
	@$(BIN)/rostrum serve --host $(HOST) --port $(PORT) --watch corpus

test: lint  ## install, then check style, types, import contracts and run every test
	@echo "Running the tests ..."
	@$(BIN)/python -m pytest

lint: $(VENV)/.tested  ## check style, types and import contracts
	@echo "Checking style ..."
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "Checking types ..."
	@$(BIN)/mypy
	@echo "Checking import contracts ..."
	@$(BIN)/lint-imports

format: $(VENV)/.tested  ## rewrite the code in the agreed style
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

bench: $(VENV)/.measured  ## measure indexing and searching beside others, on generated statements
	@$(BIN)/python -m tests.benchmarks

picture: $(VENV)/.tested  ## take the picture of the README anew
	@$(BIN)/python -m tests.browser.picture

lock:  ## resolve the dependencies anew and write both lock files
	@$(PYTHON) -m venv $(VENV)-lock && $(VENV)-lock/bin/python -m pip install --quiet uv
	@printf 'hatchling\neditables\n' | $(VENV)-lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --upgrade pyproject.toml - -o requirements.lock
	@printf 'hatchling\neditables\n' | $(VENV)-lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --upgrade --extra dev --extra server \
		--constraint requirements.lock pyproject.toml - -o tests/requirements.lock
	@printf 'tantivy>=0.25\n' | $(VENV)-lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --constraint requirements.lock - -o tests/benchmarks/requirements.lock
	@rm -rf $(VENV)-lock

clean:  ## remove the environment and what was indexed
	rm -rf $(VENV) var

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Rostrum needs Python 3.11 or later; say: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "Python has no venv module here; on Debian: apt install python3-venv"; exit 1; }

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing Rostrum into $(VENV) (once) ..."
	@$(PIP) --require-hashes --no-deps -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.tested: tests/requirements.lock $(VENV)/.installed
	@echo "Installing what the tests need (once) ..."
	@$(PIP) --require-hashes --no-deps -r tests/requirements.lock
	@touch $@

$(VENV)/.measured: tests/benchmarks/requirements.lock $(VENV)/.tested
	@echo "Installing what Rostrum is measured beside (once) ..."
	@$(PIP) --require-hashes --no-deps -r $< || echo "It cannot be had here; the others are measured."
	@touch $@
