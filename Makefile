# One command each. Needs Python 3.11 or newer, make and a package index; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCH := .venv-bench
SCRAPYD := .venv-scrapyd
SETTLED := $(VENV)/.settled
PIP_FLAGS :=  # --no-compile: modules are compiled when they are first imported, a third less time to install

unexport PYTHONDONTWRITEBYTECODE  # where it is set, each command compiles the 370 modules of the project anew: a quarter of its start

.PHONY: demo test system-packages check lint types settled deploy bench-pages bench-doubts bench-lone-pages bench-duplicates bench-crawl fuzz clean

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "buratha needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(SETTLED): $(BIN)/python requirements.txt requirements-dev.txt constraints.txt
	@echo "Installing the pinned Python packages into $(VENV)."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) -r requirements-dev.txt
	@touch $@

demo: $(SETTLED)  ## crawl the bundled agency; feeds/*.jsonl and feeds/*.csv
	$(BIN)/python -m tests.demo

system-packages:  ## what the tests use beside Python's packages, where it can be installed
	@tools/system-packages postgresql nginx-light openssl sqlite3

test: $(SETTLED) $(SCRAPYD)/.settled system-packages  ## the whole test suite, some of it on a real Scrapyd, a real PostgreSQL and in a real browser
	$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder  # more than cores: tests wait for browsers, servers and clocks; in the order of tests/conftest.py, the longest files first

$(SETTLED): requirements-browse.txt

lint: $(SETTLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(SETTLED)
	$(BIN)/mypy

settled: $(SETTLED) $(SCRAPYD)/.settled  ## the environments that the tests need

check: lint types test  ## what has to pass before a change lands

$(SCRAPYD)/.settled: requirements-scrapyd.txt requirements.txt constraints-scrapyd.txt constraints.txt
	$(PYTHON) -m venv $(SCRAPYD)
	$(SCRAPYD)/bin/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) -r requirements-scrapyd.txt
	@touch $@

deploy: $(SCRAPYD)/.settled  ## to SCRAPYD_URL (several: with blanks between), as SCRAPYD_USERNAME with SCRAPYD_PASSWORD
	$(SCRAPYD)/bin/python deploy/send.py

$(BENCH)/.settled: requirements-bench.txt requirements-dev.txt constraints.txt
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) -r requirements-dev.txt
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check 'pip==26.3'  # older ones stumble over lxml[html-clean]
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) -r requirements-bench.txt
	@touch $@

fuzz: $(SETTLED)  ## 20,000 spoilt pages: no exception, no hang
	$(BIN)/python -m benchmarks.fuzz

bench-pages: $(BENCH)/.settled  ## how well and how fast pages are read, beside other extractors
	$(BENCH)/bin/python -m benchmarks.pages

bench-doubts: $(SETTLED)  ## whether doubts are right, on layouts that nobody had looked at too
	$(BIN)/python -m benchmarks.doubts

bench-lone-pages: $(SETTLED)  ## pages that have no sister, read one at a time
	$(BIN)/python -m benchmarks.lone_pages

bench-duplicates: $(SETTLED)  ## how well and how fast near-duplicates are found, in an archive of half a million
	$(BIN)/python -m benchmarks.duplicates

bench-crawl: $(SETTLED)  ## what a crawl costs beside a bare Scrapy spider, and whether its memory stays the same
	$(BIN)/python -m benchmarks.crawl --memory 5000 50000

clean:  ## the environments and what runs left behind; not data/
	rm -rf $(VENV) $(BENCH) $(SCRAPYD) build *.egg-info feeds .pytest_cache .mypy_cache .ruff_cache
