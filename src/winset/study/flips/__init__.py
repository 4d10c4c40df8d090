"""Flips: the least that would have to be otherwise for a headline to be another."""
