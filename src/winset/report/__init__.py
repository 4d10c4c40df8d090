"""The brief: one offline page in which every figure leads to its reasons."""
