.PHONY: bench-scale
bench-scale: $(READY)  ## One process beside two workers: CPU, identical results, a killed worker, memory, projected cost
	$(BIN)/python bench/scale.py
