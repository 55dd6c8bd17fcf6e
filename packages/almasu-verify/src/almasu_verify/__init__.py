"""Verifies evidence packs of Almasu with the standard library alone."""
