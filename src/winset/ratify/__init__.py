"""Ratify: would the bodies that must approve a deal pass it."""
