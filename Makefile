# Everything a fresh machine needs besides Python 3.11 to 3.13 and make is fetched into .venv by whichever target comes first.

PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	>/dev/null 2>&1 && { echo $$python; break; }; done)
BIN := .venv/bin
READY := .venv/ready
ORACLES := .venv-oracles
BUNDLING := .venv-bundle
INSTALL := -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-annotate --no-header --quiet
HAS_PYTHON = test -n "$(PYTHON)" || { echo "annotator needs Python 3.11, 3.12 or 3.13 with venv; on Debian: apt-get install python3 python3-venv" >&2; exit 1; }
# Of what `make torture` draws: the same seed gives the same trials.
SEED ?= 1
# So many random teams, and nothing else: `make torture TEAMS=10000`; a run that was ended is taken up where it was.
TEAMS ?=
# Tests run on all cores; each worker has its own folder of settings.
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal

.PHONY: run test torture stranger check format bench coverage bundle oracles lock clean

run: $(READY)
	$(BIN)/annotator demo out

# The same examples each time, and sets in the same order: what passes here passes everywhere.
test: $(READY)
	HYPOTHESIS_PROFILE= PYTHONHASHSEED=0 $(PYTEST)

# Kills, damage, full disks, races, mishaps, 100,000 damaged inputs and 1,200 random teams; then 1,200 rescues and all repairs, and the
# properties on twelve times the examples, which are new ones each time: EXAMPLES_SEED, which the run prints, has the same drawn again.
torture: $(READY)
	$(BIN)/python -m tests.torture --seed $(SEED) $(if $(TEAMS),--teams $(TEAMS))
	$(if $(TEAMS),,ANNOTATOR_DAMAGED=1200 $(PYTEST) --timeout=0 tests/store/recovery)
	$(if $(TEAMS),,HYPOTHESIS_PROFILE=thorough $(PYTEST) --timeout=0 -m hypothesis)

# What a person without Python installs, tried in a bare system of its own; `make bundle` comes first.
stranger: $(READY)
	$(BIN)/python -m pytest --timeout=0 tests/stranger

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)
	$(BIN)/python -m tests.benchmarks

coverage: $(READY)
	$(BIN)/python -m tests.coverage --write
	$(BIN)/python -m tests.coverage.posterior
	$(BIN)/python -m tests.coverage.bias --write

# A folder that runs without Python, and what it is packed into, in dist/.
bundle: $(BUNDLING)/ready
	$(BUNDLING)/bin/python -m tools.bundling

oracles: $(ORACLES)/ready

$(READY): requirements.lock pyproject.toml
	@$(HAS_PYTHON)
	$(PYTHON) -m venv .venv
	$(BIN)/python $(INSTALL) --require-hashes -r requirements.lock
	$(BIN)/python $(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(BUNDLING)/ready: packaging/requirements.lock
	@$(HAS_PYTHON)
	$(PYTHON) -m venv --clear $(BUNDLING)
	$(BUNDLING)/bin/python $(INSTALL) --require-hashes -r packaging/requirements.lock
	@touch $@

# Without what the lock leaves out on purpose (tests/oracles/overrides.txt), and compiled as it is used.
$(ORACLES)/ready: tests/oracles/requirements.lock
	@$(HAS_PYTHON)
	$(PYTHON) -m venv --clear $(ORACLES)
	$(ORACLES)/bin/python $(INSTALL) --no-deps --no-compile --require-hashes -r tests/oracles/requirements.lock
	@touch $@

lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(COMPILE) --extra dev pyproject.toml -o requirements.lock
	$(COMPILE) -c requirements.lock --extra parquet --extra hub --extra encryption pyproject.toml packaging/requirements.in -o packaging/requirements.lock
	$(COMPILE) --override tests/oracles/overrides.txt tests/oracles/oracles.in -o tests/oracles/requirements.lock

clean:
	rm -rf .venv $(ORACLES) $(BUNDLING) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
