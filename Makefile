# Everything you need: "make html" builds the site, "make test" runs all tests. "make help" lists the rest.
# The first run makes a virtual environment in .venv with locked versions; nothing is installed elsewhere,
# except a browser for the browser tests when there is none.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python -m
# tests start Python hundreds of times: it compiles our code once, also where its settings say that it shall not
WITH_CACHES := PYTHONDONTWRITEBYTECODE=
WITH_PYTHON ?= 3.13
SPHINX ?= newest
# the tag of a release, from the release workflow
export TAG
# quiet twice: errors are shown, remarks on somebody's settings for pip and on newer versions of it are not
PIP_INSTALL := install --quiet --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help html pdf pdf-editions site kits check-pdf check-html prints serve check content spell test types bench bench-search bench-search-large linkcheck clean lock lock-upgrade release \
  test-versions

help:  ## visa vad som går att göra
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 \t\2/p' $(MAKEFILE_LIST) | expand -t 18

html: $(VENV)/site.ok  ## bygg webbplatsen till _build/html
	@$(RUN) s3ext build html

pdf: $(VENV)/site.ok  ## bygg hela handboken som en pdf till _build/pdf
	@$(RUN) s3ext pdf

pdf-editions: $(VENV)/site.ok  ## bygg alla utgåvor som pdf: region, tema, pilot, process, workshop, fall
	@$(RUN) s3ext pdf --all

site: $(VENV)/site.ok  ## bygg webbplatsen med länkar till alla utgåvor som pdf, till _build/site
	@$(RUN) s3ext build site

kits: $(VENV)/site.ok  ## bygg workshoparnas paket, en zip-fil var, till _build/kits
	@$(RUN) s3ext build kits

check-pdf: $(VENV)/dev.ok  ## granska tillgängligheten i alla pdf:er i _build/pdf
	@$(BIN)/python tools/check_pdf.py _build/pdf

serve: $(VENV)/dev.ok  ## förhandsvisa på den egna datorn, följer det du sparar
	@$(RUN) s3ext serve

check: $(VENV)/dev.ok  ## kontrollera innehåll, kod och typer och kör de snabba testerna
	@$(RUN) s3ext check
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(WITH_CACHES) $(RUN) pytest -q -n 2 --dist loadfile -m 'not slow' tests/unit

content: $(VENV)/dev.ok  ## granska innehållet som CI gör: fel, påpekanden, webbplatsen och innehållets egna tester
	@$(RUN) s3ext check --notes
	@$(RUN) s3ext build html
	@$(WITH_CACHES) $(RUN) pytest -q -n 2 --dist loadfile tests/content

spell: $(VENV)/dev.ok  ## visa ord som ordlistan inte känner till, och annat som en redaktör bör se på
	@$(RUN) s3ext check --notes

test: $(VENV)/dev.ok  ## kör alla tester
	@$(BIN)/python tools/find_browser.py
	@$(BIN)/python tools/find_browser.py firefox || echo "Utan Firefox hoppas ett av testerna över."
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(BIN)/pybabel --quiet compile -D sphinx -d locale -l sv  # once, before two processes do it at the same time
	@$(WITH_CACHES) $(RUN) pytest -n 4 --dist loadfile --no-loadscope-reorder tests
	@$(BIN)/python tools/check_types.py  # last: the first time, it fetches TypeScript, which may not be reached

types: $(VENV)/dev.ok  ## kontrollera typerna i skripten
	@$(BIN)/python tools/check_types.py

prints: $(VENV)/dev.ok  # maintainers: every kind of page printed by Firefox too
	@$(WITH_CACHES) S3_PRINTS=1 $(RUN) pytest -q tests/browser/test_print.py

check-html: $(VENV)/dev.ok html  ## kontrollera HTML:en på alla sidor (behöver Java)
	@$(RUN) tools.check_html _build/html

# not the locked versions but the newest that pyproject.toml allows, in an environment of their own
test-versions: $(VENV)/venv.ok  # maintainers and CI: check and quick tests with WITH_PYTHON=3.13 SPHINX=9.1 (or newest)
	@$(BIN)/pip install --quiet --disable-pip-version-check "$(UV)"
	@$(BIN)/uv venv --quiet --clear --seed --python "$(WITH_PYTHON)" .venv-versions
	@VIRTUAL_ENV=.venv-versions $(BIN)/uv pip install --quiet -r pyproject.toml --extra dev \
	  "sphinx$(if $(filter newest,$(SPHINX)),,==$(SPHINX).*)"
	@.venv-versions/bin/python -m s3ext check
	@.venv-versions/bin/python -m pytest -q -n 2 --dist loadfile -m 'not slow' tests/unit tests/site

bench: $(VENV)/dev.ok .venv-bench/bench.ok  ## mät byggtiden, som kvoter inom en körning (drygt en timme)
	@$(RUN) bench
	@S3_FUZZ_INPUTS=10000 S3_FUZZ_BUILDS=50 $(RUN) pytest -q tests/unit/test_fuzz.py tests/site/test_odd_pages.py
	@S3_PROPERTY_SEQUENCES=25 $(RUN) pytest -q tests/site/test_property_one.py tests/site/test_property_two.py

bench-search: $(VENV)/dev.ok html  ## pröva sökningen med bedömda frågor i en riktig webbläsare (två minuter)
	@$(RUN) bench.search

bench-search-large: $(VENV)/dev.ok  ## mät sökningen med tusen sidor till (två minuter)
	@$(RUN) bench.search_large

linkcheck: $(VENV)/site.ok  ## pröva källornas webbadresser (behöver internet)
	@$(RUN) s3ext linkcheck

clean:  ## ta bort allt som har byggts (inte .venv)
	@rm -rf _build
	@echo "Klart. _build är borttagen."

# uv writes the lock files; its version is fixed so that they do not change with it
UV := uv==0.13.9
COMPILE = $(BIN)/uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
  --no-annotate --custom-compile-command "make lock" --quiet $(UPGRADE)

lock: $(VENV)/dev.ok  # maintainers: write the lock files anew from pyproject.toml, keeping versions that still fit
	@$(BIN)/pip $(PIP_INSTALL) "$(UV)"
	@$(COMPILE) -o requirements.lock
	@$(COMPILE) --extra dev -o requirements-dev.lock
	@$(COMPILE) --extra bench -o requirements-bench.lock

release: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct)
release: site $(VENV)/dev.ok  # maintainers: the files of a release in dist: wheel, site, PDF, SBOM, checksums
	@rm -rf dist
	@$(BIN)/python tools/make_release.py _build/site dist --tag "$$TAG"

lock-upgrade: UPGRADE = --upgrade
lock-upgrade: lock  # maintainers: the same with the newest versions that pyproject.toml allows


$(VENV)/venv.ok:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Handboken behöver Python 3.11 eller nyare. Ange en annan med: make PYTHON=python3.12 html"; exit 1; }
	@echo "Gör i ordning en egen Pythonmiljö i $(VENV) …"
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "Det gick inte. Installera Pythons venv-modul (Debian och Ubuntu: python3-venv) och försök igen."; exit 1; }
	@touch $@

# what the build is compared with has its own environment, so that it never moves the versions of the site
.venv-bench/bench.ok: $(VENV)/venv.ok requirements-bench.lock
	@echo "Hämtar MkDocs Material att jämföra med …"
	@$(BIN)/python -m venv .venv-bench
	@.venv-bench/bin/pip $(PIP_INSTALL) --require-hashes -r requirements-bench.lock
	@touch $@

$(VENV)/site.ok: $(VENV)/venv.ok requirements.lock
	@echo "Hämtar de låsta paketen (en halv minut första gången) …"
	@$(BIN)/pip $(PIP_INSTALL) --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev.ok: $(VENV)/site.ok requirements-dev.lock
	@echo "Hämtar verktygen för test och förhandsvisning …"
	@$(BIN)/pip $(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
