# `make demo` and `make test` need nothing but make and Python 3.11 or later; they make their own environment in .venv.
SHELL := /bin/sh
PYTHON := .venv/bin/python
FILES ?=
GOLD ?= ../shared/gold
OTHERS ?=
LEDGER ?=
EXTRAS ?= all
SLOW ?= $(CI)
CORE_COVERAGE := 95
comma := ,
empty :=
CORE := model gazetteer library documents reading evaluation llm ledger panels world obligations views
CORE_PATHS := $(subst $(empty) $(empty),$(comma),$(patsubst %,src/foedus/%/*,$(CORE)))

.PHONY: help demo serve test lint types imports tests coverage bench accuracy robustness docs docs-serve regenerate lock vendor dist sbom audit clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: ## read three articles (or FILES="a.txt b.html") and answer three questions, with proofs
	@scripts/setup run
	@$(PYTHON) -m foedus demo $(FILES)

serve: ## show the demo's ledger, or LEDGER=file, in a browser
	@scripts/setup dev
	@$(PYTHON) scripts/vendor.py
	@test -n "$(LEDGER)" || $(PYTHON) -m foedus read src/foedus/demo/articles --ledger .demo.sqlite --format csv >/dev/null
	@$(PYTHON) -m foedus serve --ledger $(or $(LEDGER),.demo.sqlite)

test: ## every check: style, types, imports, tests, coverage of the core (SLOW=1, or CI: the slow tests too)
	@scripts/setup dev
	@$(MAKE) --no-print-directory lint types imports tests

lint: ## ruff's rules and its format
	@scripts/setup dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: ## mypy, strict
	@scripts/setup dev
	$(PYTHON) -m mypy

imports: ## the packages' imports go one way
	@scripts/setup dev
	.venv/bin/lint-imports --no-cache

tests: ## pytest, and the core's branch coverage
	@scripts/setup dev
	@$(PYTHON) scripts/vendor.py
	@$(if $(SLOW),$(PYTHON) scripts/chromium.py)
	$(PYTHON) -m pytest -n auto --maxprocesses 4 --dist worksteal --cov --cov-report= $(if $(SLOW),,-m 'not slow')
	@printf 'branch coverage of the core, in per cent (at least $(CORE_COVERAGE)): '
	@$(PYTHON) -m coverage report --include='$(CORE_PATHS)' --fail-under=$(CORE_COVERAGE) --format=total

coverage: ## the last test run's uncovered lines
	@scripts/setup dev
	$(PYTHON) -m coverage report

bench: ## words per second of reading against the bare pipeline, and the time of `bound`
	@scripts/setup run
	$(PYTHON) -m benchmarks

accuracy: ## measure reading anew on annotated texts (GOLD=folder) and write docs/accuracy.md
	@scripts/setup dev
	$(PYTHON) scripts/accuracy.py $(GOLD) $(if $(OTHERS),--others $(OTHERS))

robustness: ## measure reading on mangled texts (GOLD=folder) and write the table into docs/accuracy.md
	@scripts/setup dev
	$(PYTHON) scripts/robustness.py $(GOLD)

docs: ## build the documentation's site into site/, strictly: a link that leads nowhere ends it
	@scripts/setup dev
	$(PYTHON) scripts/website.py

docs-serve: docs ## the same, and show it on http://127.0.0.1:8000 (its search needs a server)
	$(PYTHON) -m http.server --bind 127.0.0.1 --directory site 8000

regenerate: ## follow every page of the documentation, and write what the commands print there
	@scripts/setup dev
	$(PYTHON) scripts/exchange_tables.py
	$(PYTHON) scripts/regenerate.py

lock: ## resolve the dependencies anew (needs uv)
	scripts/lock

vendor: ## fetch what the explorer's pages load, by hash
	@scripts/setup dev
	$(PYTHON) scripts/vendor.py

dist: ## wheel and source distribution in dist/, looked through, and tried in a new environment (EXTRAS=all)
	@scripts/setup dev
	$(PYTHON) scripts/dist.py --extras "$(EXTRAS)"

sbom: ## list all parts of a release in dist/, as CycloneDX has it
	@scripts/setup dev
	$(PYTHON) scripts/sbom.py

audit: ## ask the advisory service about every locked package (needs a network)
	@scripts/setup dev
	$(PYTHON) scripts/audit.py

clean: ## remove the environment and every cache
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.* .vendor src/foedus/web/static/vendor htmlcov build dist site
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
