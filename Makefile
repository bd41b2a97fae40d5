# A fresh machine needs Python 3.11 or newer, and make. Everything else goes into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lab benchmarks faults fuzz audit slow live screenshots lock format clean

demo: .venv/ready
	$(BIN)/labmethods demo

# Three at a time also on two cores: tests in a browser mostly wait.
test: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -p no:nbval -n 3 --dist loadfile
	$(BIN)/python -m pytest -n 2 --dist loadfile --nbval notebooks

lab: .venv/ready
	test -d labs/nytt-labb || $(BIN)/labmethods new "Nytt labb" --to labs
	$(BIN)/labmethods open labs/nytt-labb

# Ratios against the peer or the bare library, measured in one run.
benchmarks: .venv/ready
	$(BIN)/python -m pytest -o addopts= -s tests/benchmarks

# The store under faults and many writers, at length: an hour or more; figures in docs/faults.md.
faults: .venv/ready
	$(BIN)/python -m tests.faults

# Bytes that a reader neither reads nor refuses; a minute a reader. atheris has no build for every
# system and Python, so it isn't in the lock.
fuzz: .venv/ready
	$(BIN)/python -m pip install --quiet --upgrade --target .venv/fuzz 'atheris>=3,<4'
	PYTHONPATH=.venv/fuzz $(BIN)/python -m tests.hostile.fuzz $(SECONDS)

# Known weaknesses of the locked packages. pip-audit is kept apart: its thirty packages would be
# weaknesses of their own in the lock, and nothing of labmethods needs them.
audit: .venv/ready
	test -x .venv/audit/bin/pip-audit || { $(PYTHON) -m venv .venv/audit && .venv/audit/bin/pip install --quiet 'pip-audit>=2.10,<3'; }
	$(BIN)/python -m tests.audit .venv/audit/bin/pip-audit requirements.lock

slow: .venv/ready
	$(BIN)/python -m pytest -o addopts= -s -m slow tests

# The real Kolada and SCB, over the internet.
live: .venv/ready
	$(BIN)/python -m pytest -o addopts= -m live tests/sources

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("labmethods needs Python 3.11, 3.12 or 3.13: make PYTHON=python3.12" if not (3, 11) <= sys.version_info < (3, 14) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# The README's pictures, from the real program.
screenshots: .venv/ready
	$(BIN)/python docs/screenshots.py

# After a change of the dependencies in pyproject.toml; needs uv.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --extra test --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --upgrade -o requirements.lock pyproject.toml

format: .venv/ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv labs
