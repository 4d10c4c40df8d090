"""The tagger: a small network that proposes and doubts, beside the rules."""
