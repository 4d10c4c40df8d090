.PHONY: bench-fields
bench-fields: $(READY)  ## Measure speaker, day and channel; the tables of docs/explanation/fields.md
	$(BIN)/python bench/fields.py --write
