# Two commands: `make app` runs the map, `make test` passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: app test audit sbom bench compiled docs fuzz kill screenshot boundaries gallery clean

app: $(VENV)/.app
	$(BIN)/marz app --port $(PORT)

test: $(VENV)/.test
	@sh tests/needs.sh
	$(BIN)/python -m geo.compiling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

gallery: $(VENV)/.test
	$(BIN)/python -m tests.gallery_pictures

screenshot: $(VENV)/.test
	$(BIN)/python -m tests.screenshot

boundaries: $(VENV)/.app
	$(BIN)/marz build --boundaries

bench: $(VENV)/.bench compiled
	$(BIN)/python -m tests.bench.browser.vendor build/vendor
	$(BIN)/python -m tests.bench

compiled: $(VENV)/.app
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[compiled]'
	$(BIN)/python -m geo.compiling

audit: $(VENV)/.audit
	$(BIN)/python -m tests.trust.supply audit $(OSV)

sbom: $(VENV)/.audit
	$(BIN)/python -m tests.trust.supply sbom build/sbom.json

$(VENV)/.bench: $(VENV)/.test
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	@touch $@

$(VENV)/.audit: $(VENV)/.app
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[audit]'
	@touch $@

docs: $(VENV)/.app
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[docs]'
	$(BIN)/python -W 'ignore:Error parsing type annotation' -m pdoc --docformat numpy --no-show-source --output-directory build/docs geo layers
	@echo "build/docs/index.html: how it works, and every module"

fuzz: $(VENV)/.test
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[fuzz]'
	$(BIN)/python -m tests.trust.fuzzing $(or $(SECONDS),600)

kill: $(VENV)/.test
	$(BIN)/python -m tests.trust.killing $(or $(TIMES),200)

$(VENV)/.app: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $(VENV)/.app $@

clean:
	rm -rf $(VENV) static build data/store data/index
