# make site · make test · make serve · make lint · make bench. Nothing else to set up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KILDER ?= ../shared/kilder

.PHONY: site test serve lint bench bench-sok bench-sider bilder kilder test-framtid clean
.DELETE_ON_ERROR:

site: $(VENV)/.bygg ## Build site/ from the data here; FORRIGE=version compares with that where there is no old site
	@$(BIN)/tiltak bygg $(if $(FORRIGE),--forrige "$(FORRIGE)")

serve: $(VENV)/.bygg ## Build, serve, and reload when a file is saved; ADRESSE=127.0.0.1:8001 chooses another address
	@$(BIN)/mkdocs serve $(if $(ADRESSE),--dev-addr "$(ADRESSE)")

test: $(VENV)/.test chromium ## Everything that is tested, the browser too
	@$(BIN)/pytest --numprocesses auto --dist worksteal

lint: $(VENV)/.test
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

bench-sok: $(VENV)/.test chromium ## How well search answers, its size and speed
	@if command -v npm > /dev/null; then $(MAKE) --no-print-directory $(NODE); fi
	@$(BIN)/python -m benchmarks.sok

bench: $(VENV)/.test
	@$(BIN)/python -m benchmarks.bygg

bench-sider: $(VENV)/.test chromium ## What a first visit weighs and, with Node, what Lighthouse says
	@if command -v npm > /dev/null; then $(MAKE) --no-print-directory $(NODE); fi
	@$(BIN)/python -m benchmarks.sider

bilder: $(VENV)/.test chromium ## Pictures of every template in bilder/, which git ignores
	@$(BIN)/python -m verktoy.bilder $(NAVN)

kilder: $(VENV)/.bygg ## Find every quote again in the sources
	@$(BIN)/python -m generator.kilder "$(KILDER)"

test-framtid: $(VENV)/.test ## The same plugin under ProperDocs, in an environment of its own
	@$(BIN)/python -m pytest tests/framtid.py

clean:
	rm -rf $(VENV) .cache site node_modules rapport forhandsvisning bilder nettsted.tar.gz
	find generator -name __pycache__ -exec rm -rf {} +

# The form in the browser, and what needs Node.
NODE := node_modules/.hentet

.PHONY: rediger test-rediger lint-github
rediger: site $(NODE) ## The site with the form in the browser
	@$(BIN)/python -m generator.rediger.side

test-rediger: $(VENV)/.test chromium $(NODE) ## The editor's help and the form, with the real programs
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile tests/rediger/*.py

lint-github: $(VENV)/.test $(NODE) ## The workflows
	@node verktoy/arbeidsflyt.mjs && $(BIN)/zizmor --offline --quiet --persona=pedantic .github/

$(NODE): package.json package-lock.json
	@command -v npm > /dev/null || { echo "Du trenger Node 20 eller nyere for skjemaet i nettleseren."; exit 1; }
	@echo "Henter skjemaet og det som tester det …"
	@npm ci --prefer-offline --fetch-retries=5 --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

# What the workflows run. Each reads what GitHub gives a job from the environment.
FORMAT ?= tekst
BASE ?=

.PHONY: sjekk rapport forhandsvisning kommentar forslag ukentlig publisert arkiv
sjekk: $(VENV)/.bygg ## Check the data
	@$(BIN)/tiltak sjekk --format $(FORMAT) $(if $(BASE),--siden "$(BASE)")

rapport: $(VENV)/.bygg ## What differs from BASE, and what is wrong, in rapport/
	@$(BIN)/python -m generator.github.rapport "$(or $(BASE),main)" rapport

forhandsvisning: site ## The site as files to open from a folder, in forhandsvisning/
	@$(BIN)/python -m generator.github.forhandsvisning site forhandsvisning

kommentar: $(VENV)/.bygg ## The one comment on a pull request
	@$(BIN)/python -m generator.github.kommentar

forslag: $(VENV)/.bygg ## An answer in the form «Nytt tilbud» becomes a pull request
	@$(BIN)/python -m generator.github.forslag

ukentlig: $(VENV)/.bygg ## What has expired, and dead links, in one issue; VIS=--vis only shows it
	@$(BIN)/python -m generator.github.ukentlig $(VIS)

publisert: $(VENV)/.bygg ## The version that is published, as FORRIGE for the steps after it
	@$(BIN)/python -m generator.github.publisert

arkiv: ## The built site as one file for any web host
	@test -f site/index.html || { echo "Nettstedet er ikke bygget. Kjør make site først."; exit 1; }
	@tar -czf nettsted.tar.gz -C site .

# The environments: made once, and again when what they are made from changes.
$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit("Du trenger Python 3.11 eller nyere. Du har " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@echo "Lager miljøet i $(VENV)/ …"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.bygg: $(VENV)/.python requirements.txt pyproject.toml
	@echo "Henter pakkene som bygger nettstedet …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q generator
	@touch $@

$(VENV)/.test: $(VENV)/.bygg requirements-test.txt
	@echo "Henter pakkene som tester det …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

.PHONY: chromium
chromium: $(VENV)/.test
	@$(BIN)/python -m tests.chromium
