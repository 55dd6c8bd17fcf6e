"""Registers whose owner opens a database to us: one read-only function, one statement, PostgreSQL."""
