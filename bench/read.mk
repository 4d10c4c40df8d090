.PHONY: bench-read

bench-read: $(READY) build/bench-venv/ready-read  ## Print the reader's accuracy and speed, beside a blank spaCy pipeline
	$(BIN)/python bench/read.py --spacy build/bench-venv/bin/python

build/bench-venv/ready-read: bench/read.txt
	$(PYTHON) -m venv build/bench-venv
	build/bench-venv/bin/python -m pip install --quiet --disable-pip-version-check -r bench/read.txt
	@touch $@
