"""The reasons of a figure: what it was made from, down to numbers, words and assumptions."""
