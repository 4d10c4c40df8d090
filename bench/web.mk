.PHONY: bench-web
bench-web: $(READY)  ## The workbench over 50,000 statements and 20 issues
	$(BIN)/python bench/web.py
