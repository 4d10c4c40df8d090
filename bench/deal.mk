.PHONY: bench-deal
BENCH_VENV := build/bench-venv

$(BENCH_VENV)/ready:
	$(PYTHON) -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check negmas
	@touch $@

bench-deal: $(READY) $(BENCH_VENV)/ready ## Measure the deal space on generated negotiations, beside NegMAS
	OPENBLAS_NUM_THREADS=2 $(BIN)/python bench/deal.py --negmas $(BENCH_VENV)/bin/python
