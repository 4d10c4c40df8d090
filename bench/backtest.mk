bench-backtest: $(READY)  ## Hold simple models against real decisions and write the page on it
	$(BIN)/python bench/backtest.py
