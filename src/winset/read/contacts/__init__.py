"""Meetings and calls between parties, and what came of them."""
