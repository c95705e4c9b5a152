PYTHON ?= python3
VENV := .venv$(patsubst %,-%,$(filter-out python3,$(notdir $(PYTHON))))
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# Rounds of one thing (kills, fuzz, growth, exports of the corpus) run where everything is required.
MARKS := $(if $(SLOW)$(filter all,$(FLOWPORT_REQUIRE)),,-m "not slow")

.PHONY: clients docs demo test orders lint format page screenshots bench fuzz kills pins clean

$(STAMP): pyproject.toml requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

demo: $(STAMP)  ## convert the sample flows and show the outcome
	@rm -rf demo
	$(BIN)/flowport convert samples/legacy -o demo/flows --report demo/report.json
	$(BIN)/flowport show demo/flows/main_menu.json
	@echo "The converted flows are in demo/flows, every note in demo/report.json."

test: $(STAMP) page clients lint  ## the tools and the tests; SLOW=1 for the slow ones too
	$(BIN)/python web/run.py test
	$(BIN)/python -m pytest -n 2 $(MARKS)

# Tests that are fast and keep state in files or databases: what another order could break.
FAST := $(addprefix tests/,containers diff find folder infrastructure layout library model refs store)

orders: $(STAMP)  ## the fast tests in two more random orders, each with its seed
	for run in 1 2; do $(BIN)/python -m pytest -n 2 -m "not slow" $(FAST) || exit 1; done

page: $(STAMP)  ## build the designer's page, if it is not of these sources
	$(BIN)/python web/build.py

clients: $(STAMP)  ## install the SDK for JavaScript, which tests call
	$(BIN)/python tests/clients/install.py

screenshots: $(STAMP) page  ## make the documentation's pictures of the designer
	$(BIN)/python web/screenshots.py

lint: $(STAMP)  ## ruff, mypy, biome and tsc, as strict as they come
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python web/run.py lint

format: $(STAMP)  ## put the code into its one form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python web/run.py format

bench: $(STAMP)  ## print every measured claim
	@for script in benchmarks/bench_*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

fuzz: $(STAMP)  ## a million steps on damaged documents, requests and runs; STEPS=1000 for fewer
	cd benchmarks && ../$(BIN)/python -m fuzz --steps $(or $(STEPS),1000000)

kills: $(STAMP)  ## kill the server fifty times on SQLite and on PostgreSQL
	FLOWPORT_KILLS=50 $(BIN)/python -m pytest -q tests/server/test_killing.py

docs: $(STAMP)  ## write the pages that come from the code anew, and build the site
	$(BIN)/flowport explain --write docs/rules --force
	$(BIN)/python -m flowport.server.served_operations > docs/reference/operations.md
	FLOWPORT_RENEW=1 $(BIN)/python -m pytest -q tests/docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

pins: $(STAMP)  ## write the hash-pinned requirements anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--all-extras --group dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) site .mypy_cache .ruff_cache .pytest_cache .hypothesis
