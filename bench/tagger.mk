.PHONY: bench-tagger
bench-tagger: $(READY)  ## Measure rules alone, tagger alone and both; the tables of docs/explanation/tagger.md
	$(BIN)/python bench/tagger.py --write
