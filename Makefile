# Everything runs in .venv with the versions of the lock files. Needs git, make and Python 3.11 or later.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FUZZ_SECONDS ?= 300
FUZZ_FROM ?= 0

.PHONY: report test planted mutants check lint docs fuzz bench lock clean

report: $(VENV)/.runtime  ## the 2019–2020 report, into reports/
	$(BIN)/policydiff compare 2019 2020

test: $(VENV)/.dev  ## the test suite
	$(BIN)/python -m pytest

planted: $(VENV)/.dev  ## changes of every kind planted in made documents: recall and precision of what is found
	$(BIN)/python -m tests.planted

mutants: $(VENV)/.dev  ## slips of the pen put into numerals, the mirror's repair and classify, one at a time: which no test sees
	$(BIN)/python -m tests.mutants $(MUTANTS)

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fuzz: $(VENV)/.dev  ## broken files and corpora of new seeds, for FUZZ_SECONDS; what it finds goes into tests/fuzz_seeds.txt
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS) --from $(FUZZ_FROM)

docs: $(VENV)/.dev  ## the references made from --help, the schemas and the cases
	$(BIN)/python docs/make.py

bench: $(VENV)/.bench  ## times and memory beside other tools, for the README; BENCH="--help" lists what can be asked
	$(BIN)/python -m bench $(or $(BENCH),--json bench/results.json --readme)

check: lint test report  ## what CI runs, without the browser made compulsory

# --require-hashes is implied by the hashes in the lock files.
$(VENV)/.runtime: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: -r requirements-dev.lock
	touch $@

$(VENV)/.bench: $(VENV)/.dev requirements-bench.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: -r requirements-bench.lock
	touch $@

lock:  ## resolve anew; needs uv
	uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-annotate \
		--custom-compile-command "make lock" --extra build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-annotate \
		--custom-compile-command "make lock" --extra build --extra batch --extra cluster --extra dev \
		-c requirements.lock pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-annotate \
		--custom-compile-command "make lock" --extra bench -c requirements-dev.lock pyproject.toml -o requirements-bench.lock

clean:
	rm -rf $(VENV)
