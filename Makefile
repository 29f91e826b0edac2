# Everything a builder does, one word each. A newcomer needs python3 and make.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
STAMPS := .venv/.stamps
export PYTHONUTF8 := 1

.PHONY: setup run test test-spark bench-region fast check fix demo docs bench release core

core: $(STAMPS)/core
setup: $(STAMPS)/dev

$(STAMPS)/spark: requirements/spark.txt $(STAMPS)/dev
	@if $(BIN)/python -m uv --version >/dev/null 2>&1; \
	  then $(BIN)/python -m uv pip install -q --python $(BIN)/python --require-hashes -r requirements/spark.txt; \
	  else $(BIN)/python -m pip install -q --require-hashes -r requirements/spark.txt; fi
	@touch $@

# The demonstration installs what it runs with and no more.
$(STAMPS)/core: requirements/core.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install -q uv || true
	@if $(BIN)/python -m uv --version >/dev/null 2>&1; \
	  then $(BIN)/python -m uv pip install -q --python $(BIN)/python --require-hashes -r requirements/core.txt \
	    && $(BIN)/python -m uv pip install -q --python $(BIN)/python --no-deps -e .; \
	  else $(BIN)/python -m pip install -q --require-hashes -r requirements/core.txt \
	    && $(BIN)/python -m pip install -q --no-deps -e .; fi
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/core
	@if $(BIN)/python -m uv --version >/dev/null 2>&1; \
	  then $(BIN)/python -m uv pip install -q --python $(BIN)/python --require-hashes -r requirements/dev.txt; \
	  else $(BIN)/python -m pip install -q --require-hashes -r requirements/dev.txt; fi
	@touch $@

$(STAMPS)/bench: requirements/bench.txt $(STAMPS)/dev
	@if $(BIN)/python -m uv --version >/dev/null 2>&1; \
	  then $(BIN)/python -m uv pip install -q --python $(BIN)/python --require-hashes -r requirements/bench.txt; \
	  else $(BIN)/python -m pip install -q --require-hashes -r requirements/bench.txt; fi
	@touch $@

## demo: a district in mid-year, in the browser
demo: core
	@$(BIN)/python -m hundredfold demo --port $(PORT)

## run: the site in ./var
run: core
	@$(BIN)/python -m hundredfold serve --port $(PORT)

## test: everything, on SQLite, PostgreSQL and headless Chromium
test: setup
	@$(BIN)/python -m pytest tests/browser -m browser -rs   # by itself: it keeps a site of its own open for all its journeys
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser and not spark" -rs

## fast: what needs neither browser, PostgreSQL nor patience
fast: setup
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow and not browser and not postgres and not spark"

## test-spark: the same pairs on Spark; needs Java 17 and fetches the spark extra, which is large
test-spark: $(STAMPS)/spark
	@$(BIN)/python -m pytest tests/linkage/test_on_spark.py -m spark -rs

## check: format, lint, types, import contracts, migrations, house tests
check: setup
	@$(BIN)/ruff format --check -q . && $(BIN)/ruff check -q .
	@$(BIN)/lint-imports --no-logo >$(STAMPS)/imports.txt || { cat $(STAMPS)/imports.txt; exit 1; }
	@$(BIN)/python manage.py makemigrations --check --dry-run >/dev/null
	@$(BIN)/mypy hundredfold
	@$(BIN)/python -m pytest tests/house

## fix: what can be mended by itself
fix: setup
	@$(BIN)/ruff check -q --fix . ; $(BIN)/ruff format -q .
	@for catalogue in $$(git ls-files '*/LC_MESSAGES/django.po'); do \
	  $(BIN)/pybabel -q compile -i $$catalogue -o $${catalogue%.po}.mo; done

## docs: the pages that are made from the code: how a hundred is counted, the words, every command
docs: setup
	@$(BIN)/python -m docs.make

## bench: every measure beside its peer; bench-NAME for one
bench: bench-verify bench-photos bench-photo_crowd bench-press bench-press_families bench-outlets bench-press_repair bench-told_of bench-imports bench-board bench-demo_truth bench-retrain bench-in_parts bench-one_new bench-desk bench-region bench-search bench-hostile bench-lost

bench-region: $(STAMPS)/spark $(STAMPS)/bench
	@$(BIN)/python -m bench.region

bench-%: $(STAMPS)/bench
	@$(BIN)/python -m bench.$*

## release: refuses unless version, changelog and tree agree
release: check test
	@$(BIN)/python -m docs.release
