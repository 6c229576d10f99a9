# The commands of this house. CI runs the same ones: .ci/run is `make check` and what it needs from the system.

PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2
SEED ?= 2026
TEST_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/postgres

VENV := .venv
COVERAGE := var/coverage/report.json
BIN := $(VENV)/bin
# What chance decides, decided once: the order of the tests, what Hypothesis draws, what a storm does.
SEEDED := STORM_SEED=$(SEED) $(BIN)/pytest -n $(JOBS) --randomly-seed=$(SEED) --hypothesis-seed=$(SEED)
MANAGE := $(BIN)/python manage.py
PIP_INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --no-input --require-hashes

# A server's settings, with values of no worth: enough for Django to judge them.
DEPLOY_ENV := DJANGO_SETTINGS_MODULE=config.settings.production \
	SECRET_KEY=a-key-only-to-be-checked-0123456789-abcdefghijklmnopqrstuvwxyz \
	ALLOWED_HOSTS=www.example.org BASE_URL=https://www.example.org DEFAULT_FROM_EMAIL=site@example.org \
	DATABASE_URL=postgres://site@127.0.0.1/site REDIS_URL=redis://127.0.0.1:6379/0

# A machine that forbids Python to keep what it compiled would have each process of the suite compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help
help: ## This list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

# --- Setting up -------------------------------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11, 2) <= sys.version_info[:3] < (3, 15))' 2>/dev/null || { \
		echo "This site needs Python 3.11 to 3.14; '$(PYTHON)' is: $$($(PYTHON) --version 2>&1 | head -n 1)."; \
		echo "Name another one: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "This Python has no venv module. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Making the virtual environment in $(VENV)/"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing the packages of $< (once; a minute or two)"
	@$(PIP_INSTALL) -r $<
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt | $(BIN)/python
	@echo "Installing the packages of $< (once; two minutes or three)"
	@$(PIP_INSTALL) -r $<
	@touch $(VENV)/.installed $@

.PHONY: setup
setup: $(VENV)/.installed-dev ## Everything to work on the site, under .venv/
	@$(MANAGE) compile_catalogues

# --- The two commands -------------------------------------------------------------------------------------------

.PHONY: demo
demo: $(VENV)/.installed ## The whole site with its demonstration content, on 127.0.0.1:$(PORT)
	@BASE_URL=http://127.0.0.1:$(PORT) $(MANAGE) demo --settings=config.settings.demo --port $(PORT)

.PHONY: test
test: $(VENV)/.installed-dev ## The suite, browser tests where there is a Chromium; the deep floor apart
	$(BIN)/pytest -n $(JOBS) -m "not deep" $(ARGS)

.PHONY: test-deep
test-deep: $(VENV)/.installed-dev ## Random walks, crowds, killed processes, broken mail servers (SEED=..., some minutes)
	$(SEEDED) -m deep $(ARGS)

# --- What CI asks -----------------------------------------------------------------------------------------------

.PHONY: check
check: lint types arrows migrations catalogues deploy-check coverage test-postgresql ## All that CI asks

.PHONY: lint
lint: $(VENV)/.installed-dev ## Python and templates: style and common mistakes
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint --lint --quiet templates

.PHONY: format
format: $(VENV)/.installed-dev ## Put Python in its one shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: types
types: $(VENV)/.installed-dev ## Types, of all but tests and migrations
	$(BIN)/mypy

.PHONY: arrows
arrows: $(VENV)/.installed-dev ## Who may import whom
	PYTHONPATH=.:site $(BIN)/lint-imports

.PHONY: migrations
migrations: $(VENV)/.installed-dev ## No model without its migration (their names and sizes: tests/test_consistency.py)
	$(MANAGE) makemigrations --check --dry-run

.PHONY: catalogues
catalogues: $(VENV)/.installed-dev ## Every string of the source translated
	$(MANAGE) check_catalogues

.PHONY: deploy-check
deploy-check: $(VENV)/.installed-dev ## A server's settings, judged by Django
	$(DEPLOY_ENV) $(MANAGE) check --deploy --fail-level WARNING

.PHONY: test-postgresql
test-postgresql: $(VENV)/.installed-dev ## What a database can change, once more, on PostgreSQL (TEST_DATABASE_URL)
	@$(BIN)/python -c 'import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=5)' $(TEST_DATABASE_URL) 2>/dev/null || { \
		echo "No PostgreSQL answers at $(TEST_DATABASE_URL): name yours with TEST_DATABASE_URL=..."; exit 1; }
	# Both floors, but for what opens no database, or reads words that none changes; browsers watch the demo, on SQLite.
	DATABASE_URL=$(TEST_DATABASE_URL) $(SEEDED) -m "database and not browser and not one_database" $(ARGS)

.PHONY: coverage
coverage: $(VENV)/.installed-dev ## Both floors of the suite, watched: every line and branch is reached, but for a list that only gets shorter
	$(MAKE) test ARGS="--randomly-seed=$(SEED) --cov --cov-report="
	$(MAKE) test-deep ARGS="--cov --cov-append --cov-report=json:$(COVERAGE)"
	$(BIN)/python -m tests.guards.coverage $(COVERAGE)

# --- Now and then -----------------------------------------------------------------------------------------------

.PHONY: test-times
test-times: $(VENV)/.installed-dev ## The suite, and where its CPU seconds go: by phase, by folder, the dearest tests
	$(BIN)/pytest -n $(JOBS) -m "not deep" --cpu-times $(ARGS)

.PHONY: bench
bench: $(VENV)/.installed-dev ## Measure the pages of the demo (docs/performance.md)
	@$(MANAGE) bench --settings=config.settings.demo

.PHONY: mutants
mutants: $(VENV)/.installed-dev ## Change rules and services a little, many times: does a test fail each time? (hours; docs/mutants.md)
	@env -u DATABASE_URL $(MANAGE) mutants --settings=config.settings.test --jobs $(JOBS) $(ARGS)

.PHONY: screenshots
screenshots: $(VENV)/.installed-dev ## Make docs/screenshots/ again (needs a Chromium)
	@$(MANAGE) screenshots --settings=config.settings.demo

.PHONY: rooms
rooms: $(VENV)/.installed-dev ## Draw docs/rooms.svg again, from the imports
	@$(MANAGE) draw_rooms

.PHONY: audit
audit: $(VENV)/.installed-dev ## Is a locked package known to be vulnerable? 0 no, 1 yes, 2 nothing was checked (needs the network; not in make check)
	@$(MANAGE) audit --settings=config.settings.demo $(ARGS)

.PHONY: sbom
sbom: $(VENV)/.installed-dev ## What the site is made of, with versions, hashes and licences: var/sbom.cdx.json (CycloneDX)
	@$(MANAGE) sbom --settings=config.settings.demo $(ARGS)

.PHONY: locks
locks: ## Choose versions anew (needs uv on the path); versions younger than a week are left out
	uv pip compile --universal --python-version 3.11.2 --generate-hashes --no-header --no-annotate --no-strip-extras --upgrade \
		--exclude-newer "$$(date -d '8 days ago' +%F)" --extra production pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11.2 --generate-hashes --no-header --no-annotate --no-strip-extras --upgrade \
		--exclude-newer "$$(date -d '8 days ago' +%F)" --extra production --group dev pyproject.toml \
		-c requirements.txt -o requirements-dev.txt

.PHONY: clean
clean: ## Forget the virtual environment and what tools keep; the data in var/ stays
	rm -rf $(VENV) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
