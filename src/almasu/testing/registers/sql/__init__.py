"""Registers that open a database: each has its own, filled with its rows, behind a line that can misbehave."""
