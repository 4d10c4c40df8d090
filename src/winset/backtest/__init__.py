"""Back-tests: what simple models of bargaining would have predicted, held against what was decided."""
