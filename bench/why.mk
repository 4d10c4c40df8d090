.PHONY: bench-why
bench-why: $(READY)  ## What questions of a study cost: what draws tell, indices, a chain, a comparison
	$(BIN)/python bench/why.py
