# Everything that a person types. Needs Python 3.11 or newer, pip and make; the rest is set up here,
# and nothing is left outside this folder.

PYTHON ?= python3
PORT ?= 8000
ADDRESS = http://localhost:$(PORT)

VENV = .venv
PY = $(VENV)/bin/python
MANAGE = $(PY) manage.py
INSTALLED = $(VENV)/.installed
LEFT_OUT = .local/left-out

# Tools keep their caches here instead of in the home folder.
export PIP_CACHE_DIR = $(CURDIR)/.local/pip
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export XDG_CACHE_HOME = $(CURDIR)/.local/cache
export UV_CACHE_DIR = $(CURDIR)/.local/uv
export npm_config_cache = $(CURDIR)/.local/npm
export NODE_COMPILE_CACHE = $(CURDIR)/.local/node
export CHROME_CONFIG_HOME = $(CURDIR)/.local/chromium
export PYTEST_DEBUG_TEMPROOT = $(CURDIR)/.local/tmp
export PYTHONUNBUFFERED = 1

# These commands are for development; a server is set up as docker-compose.yml shows.
export DEBUG = 1

# REQUIRE_ALL=1 (set by .ci/run): what this machine lacks is a failure, not a line.
REQUIRE_ALL ?=
ASSETS_FLAGS = $(if $(REQUIRE_ALL),--require)

# One after the other: the database tests would only slow each other down.
.NOTPARALLEL:

.PHONY: help
help: ## show this list
	@echo "make run     set everything up and serve the site on $(ADDRESS) (PORT=9000 for another)"
	@echo "make test    set everything up and run every check and test"
	@echo
	@echo "For those who work on the code:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | grep -v '^run\|^test|' \
		| awk -F'|' '{ printf "  make %-14s %s\n", $$1, $$2 }'

# ---------------------------------------------------------------- set-up

.PHONY: setup
setup: $(INSTALLED) ## make .venv with the locked packages

# A Python that was replaced or removed takes its packages with it: then all is made anew.
$(shell $(PY) -c '' 2>/dev/null || rm -f $(INSTALLED))

# Runs again only when the lock has changed. --require-hashes: exactly the packages that we tested.
$(INSTALLED): requirements/dev.txt
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
		echo "Python was not found as '$(PYTHON)'. Install Python 3.11 or newer, or name it:"; \
		echo "  make PYTHON=/path/to/python3.12 setup"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || { \
		echo "Samordna needs Python 3.11 to 3.14; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another:"; \
		echo "  make PYTHON=python3.12 setup"; exit 1; }
	@mkdir -p .local
	@if $(PY) -c '' 2>/dev/null; then :; \
	elif $(PYTHON) -c 'import ensurepip' 2>/dev/null; then \
		echo "Making a Python environment in $(VENV)"; $(PYTHON) -m venv --clear $(VENV); \
	elif $(PYTHON) -m pip --version >/dev/null 2>&1; then \
		echo "Making a Python environment in $(VENV)"; $(PYTHON) -m venv --clear --without-pip $(VENV); \
	else \
		echo "$(PYTHON) has neither ensurepip nor pip. On Debian or Ubuntu: apt-get install python3-venv"; \
		exit 1; \
	fi
	@echo "Installing the locked packages (about half a minute)"
	@if $(PY) -m pip --version >/dev/null 2>&1; then pip="$(PY) -m pip"; \
	else pip="$(PYTHON) -m pip --python $(PY)"; fi; \
	$$pip install -qq --require-hashes -r requirements/dev.txt || { \
		echo "The packages could not be installed; the lines above say why."; exit 1; }
	@touch $@

.PHONY: assets
assets: setup
	@mkdir -p .local/tmp
	@$(MANAGE) build_assets $(ASSETS_FLAGS)
	@$(MANAGE) compile_catalogues

# ---------------------------------------------------------------- run

.PHONY: run
run: export DJANGO_RUNSERVER_HIDE_WARNING = true
run: export ALLOW_DEMO = 1
run: export SITE_ADDRESS = $(ADDRESS)
run: assets ## set everything up and serve the site
	@echo "Bringing the database up to date"
	@$(MANAGE) migrate --verbosity 0
	@echo "Loading reference data and the example strategies"
	@$(MANAGE) load_reference
	@$(MANAGE) load_cases
	@$(MANAGE) load_demo
	@$(MANAGE) file_papers
	@$(MANAGE) ensure_superuser --address $(ADDRESS)
	@echo "  Mail:     $(ADDRESS)/utveckling/post/"; echo
	@$(MANAGE) send_mail --loop 2 & mail=$$!; $(MANAGE) send_due --loop 60 & due=$$!; \
		trap "kill $$mail $$due 2>/dev/null || true" EXIT INT TERM; \
		$(MANAGE) runserver 127.0.0.1:$(PORT)

# ---------------------------------------------------------------- test

# Named outright, so that a DATABASE_URL of the person's own changes no result.
ON_SQLITE = DATABASE_URL=sqlite://:memory:
# Few at a time: the long tests come last, and nobody is to wait for who got them all.
PYTEST = $(PY) -m pytest -n auto --maxschedchunk=2
# Says what is missing now and once more at the end; fails where everything is required.
LEAVE_OUT = cat .local/missing | tee -a $(LEFT_OUT); test -z "$(REQUIRE_ALL)"

.PHONY: test
test: check test-sqlite test-postgres test-browser ## run every check and test
	@cat $(LEFT_OUT)
	@echo "All that was run has passed."

.PHONY: check
check: assets ## format, lint, imports, types, migrations, deploy check
	@: >$(LEFT_OUT)
	@echo "Checking format and lint"
	@$(PY) -m ruff format --check --quiet . || { echo "Run: make format"; exit 1; }
	@$(PY) -m ruff check --quiet .
	@$(PY) -m djlint --quiet --lint templates
	@echo "Checking the direction of imports"
	@$(VENV)/bin/lint-imports --no-logo >.local/imports.txt || { cat .local/imports.txt; exit 1; }
	@echo "Checking types"
	@$(ON_SQLITE) $(PY) -m mypy --no-error-summary
	@echo "Checking migrations, and the settings as in production"
	@$(ON_SQLITE) $(MANAGE) makemigrations --check --dry-run --verbosity 1 >.local/migrations.txt \
		|| { cat .local/migrations.txt; exit 1; }
	@DEBUG=0 ALLOWED_HOSTS=samordna.example BEHIND_TLS_PROXY=1 \
		SITE_ADDRESS=https://samordna.example \
		EMAIL_URL=smtp://localhost DEFAULT_FROM_EMAIL=samordna@samordna.example \
		SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
		DATABASE_URL=sqlite://:memory: $(MANAGE) check --deploy --fail-level WARNING

.PHONY: test-sqlite
test-sqlite: assets ## unit and page tests on SQLite
	@echo "Tests on SQLite"
	@$(ON_SQLITE) $(PYTEST) -m "not browser" $(ARGS)

# Both look for their server first; where the machine has none, they say so in one line.
.PHONY: test-postgres
test-postgres: assets ## the same on a throw-away PostgreSQL
	@echo "Tests on PostgreSQL"
	@if $(PY) -m tests.postgres >/dev/null 2>.local/missing; then \
		$(PY) -m tests.postgres -- $(PYTEST) -m "not browser and not once" $(ARGS); \
	else $(LEAVE_OUT); fi

.PHONY: test-browser
test-browser: assets ## tests in a real Chromium
	@echo "Tests in a browser"
	@if $(PY) -m tests.chromium >/dev/null 2>.local/missing; then \
		$(ON_SQLITE) $(PYTEST) -m browser $(ARGS); \
	else $(LEAVE_OUT); fi

# ---------------------------------------------------------------- upkeep

.PHONY: format
format: setup ## format the code and mend what lint can mend
	@$(PY) -m ruff check --quiet --fix . || true
	@$(PY) -m ruff format .

# Needs gettext on the machine. Files without line numbers: a moved line is no change of a text.
.PHONY: messages
messages: setup ## collect new texts into locale/ (needs gettext)
	@command -v xgettext >/dev/null || { \
		echo "Collecting texts needs gettext. On Debian: apt-get install gettext"; exit 1; }
	@$(MANAGE) makemessages --locale en --add-location file \
		--ignore '.venv/*' --ignore '.local/*' --ignore 'node_modules/*'
	@sed -i '/^"POT-Creation-Date:/d; /^"Report-Msgid-Bugs-To:/d' locale/en/LC_MESSAGES/django.po

# --universal and 3.11: one lock for every system and for Python 3.11 to 3.14. It names no registry.
LOCK = .local/lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" $(UPGRADE)

.PHONY: permissions
permissions: assets ## write docs/permissions.md from the access matrix
	@$(ON_SQLITE) WRITE_PERMISSIONS=1 $(PY) -m pytest -q -n0 tests/site/test_matrix.py -k document

.PHONY: lock
lock: export UV_PYTHON_DOWNLOADS = never
lock: ## lock after a change in pyproject.toml (UPGRADE=--upgrade: newest of all)
	@echo "Resolving the packages of pyproject.toml"
	@mkdir -p .local
	@$(PYTHON) -m venv --clear .local/lock
	@.local/lock/bin/pip install -qq uv
	@$(LOCK) pyproject.toml --output-file requirements/runtime.txt >/dev/null
	@$(LOCK) pyproject.toml --group build --output-file requirements/build.txt >/dev/null
	@$(LOCK) pyproject.toml --group dev --output-file requirements/dev.txt >/dev/null
	@$(LOCK) --group maps --output-file requirements/maps.txt >/dev/null
	@rm -rf .local/lock
	@if grep -nE '://|^--(index|extra|find)' requirements/*.txt; then \
		echo "These lines name a place; a lock must not."; exit 1; fi

# Its packages are large and needed by nobody else: they come and go with the command.
.PHONY: maps
maps: ## draw the outlines in static/maps anew (with packages of its own)
	@mkdir -p .local
	@$(PYTHON) -m venv --clear .local/maps
	@.local/maps/bin/pip install -qq --require-hashes -r requirements/maps.txt
	@.local/maps/bin/python maps/make_outlines.py
	@rm -rf .local/maps
	@echo "Written: static/maps and actors/reference/outlines.csv"

.PHONY: clean
clean: ## remove what these commands made, but not the database and uploads
	@rm -rf $(VENV) node_modules static_built .ruff_cache .mypy_cache .pytest_cache .import_linter_cache
	@rm -rf $(addprefix .local/,cache chromium lock maps node npm pip static_root tmp uv)
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find locale -name '*.mo' -delete 2>/dev/null || true
	@echo "Kept: .local/samordna.sqlite3 and .local/media. Remove them by hand to start with nothing."
