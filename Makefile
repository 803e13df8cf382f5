# Kept. `make help` lists what can be done here.
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
NPM := $(BIN)/python -m tools.node
APP_SOURCES := $(shell find pwa/src pwa/public pwa/tools -type f 2>/dev/null) pwa/index.html pwa/vite.config.ts pwa/vite.worker.config.ts server/practices/catalogue.toml pyproject.toml

.PHONY: help run dev test quick check bench build demo-data fuzz lock format pictures contract clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .make/python .make/app ## Install what is missing, build, migrate, serve on http://localhost:8000
	@exec $(BIN)/kept serve

test: .make/python-dev .make/app .make/browser .make/pooler .make/provider ## Run every test: rules, server, app, browser
	@$(BIN)/python -m tools.run_tests

quick: .make/python-dev .make/node ## Run the tests that need no browser, on SQLite only
	@$(BIN)/python -m tools.run_tests --quick

check: .make/python-dev .make/node ## Format, lint, types and import rules, without running anything
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.contract --check
	$(BIN)/python -m tools.api_types --check
	$(NPM) run check

dev: .make/python .make/node ## Serve the app from its sources with every change at once, on http://localhost:5173
	@exec $(BIN)/python -m tools.dev

build: .make/python .make/app ## Build the app into pwa/dist

bench: .make/python-dev .make/app .make/browser ## Measure against the budgets (minutes; prints ratios)
	$(BIN)/python -m bench

demo-data: .make/python-dev ## Write an export file with made-up habits: HABITS=10 DAYS=30
	$(BIN)/python -m tools.demo_data --habits $(or $(HABITS),10) --days $(or $(DAYS),30)

fuzz: .make/python-dev .make/node ## Compare the two streak programs on many more histories: HISTORIES=200000
	KEPT_FUZZ_HISTORIES=$(or $(HISTORIES),200000) $(BIN)/python -m pytest tests/server/habits/test_differential.py

format: .make/python-dev .make/node ## Put the code in order
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	$(NPM) run format

pictures: .make/python-dev .make/app .make/browser ## Draw the icons and take the screenshots again
	$(BIN)/python -m tools.pictures

contract: .make/python .make/node ## Write the app's tables from contract/, and its types of the API
	$(BIN)/python -m tools.contract
	$(BIN)/python -m tools.api_types

lock: .make/python-dev ## Write the lock files again
	$(BIN)/python -m tools.lock

clean: ## Remove everything that can be made again
	rm -rf .venv .make pwa/node_modules pwa/dist pwa/.cache build

.make/venv:
	$(PYTHON) -m venv .venv
	@mkdir -p .make && touch $@

.make/python: .make/venv requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.make/python-dev: .make/python requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.make/node: .make/python pwa/package-lock.json
	$(NPM) ci --no-progress
	@touch $@

.make/provider: .make/python tests/provider/package-lock.json
	$(NPM) ci --no-progress --prefix ../tests/provider
	@touch $@

.make/app: .make/node $(APP_SOURCES)
	$(NPM) run build
	@touch $@

.make/pooler: .make/python-dev tools/pooler.py
	$(BIN)/python -m tools.pooler
	@touch $@

.make/browser: .make/python-dev tools/browser.py
	$(BIN)/python -m tools.browser
	@touch $@
