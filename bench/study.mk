.PHONY: bench-study
bench-study: $(READY)  ## What a study costs: draws, memory, indices, an interruption
	$(BIN)/python bench/study.py
