# `make` lists the targets. The environment lives in .venv and is made again when requirements.lock changes.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test gold classify bench bench-api bench-omop lint format openapi clients reference plan lock

help: ## list the targets
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)$$/\1|\2/p' Makefile | while IFS='|' read -r name what; do printf '  make %-11s %s\n' "$$name" "$$what"; done

.venv/.locked: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(INSTALLED): .venv/.locked pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(INSTALLED) ## match the bundled sample patients to the bundled sample trials, offline
	@$(BIN)/resetmatch demo

test: $(INSTALLED) ## run all tests
	$(BIN)/pytest -n auto --dist loadfile

gold: $(INSTALLED) ## score the gold set in ../shared/gold and hold it to tests/gold_floors.json
	@$(BIN)/python tests/gold.py

bench: $(INSTALLED) ## measure speed and memory over a million made-up people and write the table in README
	@$(BIN)/python -m tests.benchmarks

classify: $(INSTALLED) ## compare the classification of trials with the published one in ../shared
	@$(BIN)/python -m tests.registry.published

bench-api: $(INSTALLED) ## put the service under load and write its table in README (needs wrk, a package of Debian)
	@$(BIN)/python -m tests.benchmarks.api

bench-omop: $(INSTALLED) ## time an OMOP CDM of 100,000 people to profiles, against reading its tables
	@$(BIN)/python -m tests.omop.bench

lint: $(INSTALLED) ## check style, types and the lexicon's tables
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/resetmatch lexicon check

format: $(INSTALLED) ## lay the code out
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

openapi: $(INSTALLED) ## write openapi/openapi.json from the code
	$(BIN)/python -m matcher.api openapi/openapi.json

clients: openapi ## generate openapi/clients from openapi/openapi.json (needs npm)
	PATH="$(CURDIR)/$(BIN):$$PATH" openapi-python-client generate --path openapi/openapi.json \
	  --output-path openapi/clients/python --overwrite --config openapi/clients/python.yaml
	cd openapi/clients/typescript && npm ci --no-audit --no-fund && npm run generate

reference: $(INSTALLED) ## write tests/spec/CRITERIA.md from the examples of tests/spec
	@$(BIN)/python -m tests.spec.reference

plan: $(INSTALLED) ## write the plan of the sample anew, as tests/unit/test_plan_print.py pins it
	@$(BIN)/resetmatch plan --trials matcher/sample/trials > tests/unit/plan_of_the_sample.txt

lock: $(INSTALLED) ## resolve requirements.lock anew from pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	  --extra dev --extra telemetry --output-file requirements.lock pyproject.toml
