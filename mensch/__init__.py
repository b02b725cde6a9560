"""Mensch: the people you truly know, gathered, cultivated, connected."""

__version__ = "0.1.0"
