"""Survivors: packages that can be signed, ratified and kept."""
