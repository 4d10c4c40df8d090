TRAIN := build/train-venv
WEIGHTS := src/winset/read/weights

.PHONY: train
train: $(TRAIN)/ready  ## Train tagger, acts, days and channels (needs WINSET_REFERENCE), on one core in well under an hour
	$(TRAIN)/bin/python training/train.py --out $(WEIGHTS)/tagger.npz --expectation tests/data/tagger.json
	$(TRAIN)/bin/python training/act.py --out $(WEIGHTS)/act.npz --folds 6
	$(TRAIN)/bin/python training/settle.py --out $(WEIGHTS)/settle.npz --folds 6

$(TRAIN)/ready: training/requirements.txt
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	@touch $@
