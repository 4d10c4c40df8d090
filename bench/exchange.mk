.PHONY: bench-exchange
bench-exchange: $(READY)  ## Measure exports of 1,000,000 statements in every format: memory and time
	$(BIN)/python bench/exchange.py
