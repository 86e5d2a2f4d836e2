# Everything a person or a machine does with a checkout. `make help` lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
UV := UV_PYTHON_DOWNLOADS=never UV_PYTHON=$(BIN)/python $(BIN)/uv
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal
# Whoever forbids Python to keep what it compiled makes each of the tests' many processes compile everything again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help env run test thorough check needs lint looked plain bench shots clean

help: ## List what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

env: $(VENV)/.runs ## Build the environment in .venv, so that .venv/bin/sijill can be used

run: env ## Serve the dashboard on http://127.0.0.1:8050
	@echo "==> Starting Sijill (Ctrl+C stops it)"
	@$(BIN)/sijill serve

test: looked plain ## Everything: style, types, all tests, a browser and PostgreSQL among them
	@echo "==> Running the tests in a browser"
	@$(PYTEST) tests/browser -m browser

thorough: PYTEST += --hypothesis-profile=thorough
thorough: test ## Everything, with more and other examples of properties than each run tries

check: lint plain ## Style, types, and the tests that need no browser

# Types are checked on one core, and what the tests need is installed on another meanwhile.
looked: $(VENV)/.tests
	@$(MAKE) --no-print-directory --jobs=2 needs lint

plain: $(VENV)/.tests
	@echo "==> Running the tests that need no browser"
	@$(PYTEST) -m "not browser"

lint: $(VENV)/.tests
	@echo "==> Checking style and types"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy

needs: $(VENV)/.tests
	@sh tests/needs.sh

bench: $(VENV)/.tests ## Benchmarks, each beside a named peer on the same file
	@$(UV) sync --frozen --inexact --quiet --group bench
	@for bench in $(basename $(notdir $(wildcard tests/benchmarks/bench_*.py))); do echo "==> $$bench"; $(BIN)/python -m tests.benchmarks.$$bench || exit 1; done

shots: $(VENV)/.tests needs ## Screenshots of every page into shots/, for looking
	@$(BIN)/python -m tests.browser.shots

clean: ## Remove the environment and caches; the register in .sijill stays
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis shots

$(BIN)/uv:
	@echo "==> Making a Python environment in $(VENV)"
	@PYTHON="$(PYTHON)" sh .ci/venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.runs: pyproject.toml uv.lock | $(BIN)/uv
	@echo "==> Installing what Sijill needs (uv.lock)"
	@$(UV) sync --frozen --no-dev --inexact --quiet
	@touch $@

$(VENV)/.tests: pyproject.toml uv.lock | $(BIN)/uv
	@echo "==> Installing what the tests need besides (uv.lock)"
	@$(UV) sync --frozen --inexact --quiet
	@touch $@ $(VENV)/.runs
