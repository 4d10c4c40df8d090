"""The deal space: integer score tables over packages, and the one engine that enumerates, filters and counts them."""
