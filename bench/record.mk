.PHONY: bench-record
bench-record: $(READY)  ## Time the record: entering 100,000 statements, searching 1,000,000
	$(BIN)/python bench/record.py
