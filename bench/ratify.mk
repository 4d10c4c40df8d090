.PHONY: bench-ratify
bench-ratify: ## Measure ratification: one package, a batch of 100,000, power indices
	.venv/bin/python bench/ratify.py
