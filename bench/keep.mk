.PHONY: bench-keep
bench-keep: ## Measure durability: 10,000 draws by both layers
	.venv/bin/python bench/keep.py
