"""Winset: from the public record of a negotiation to the deals that could be signed, ratified and kept."""

__version__ = "0.1.0"
