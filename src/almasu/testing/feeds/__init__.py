"""Feeds of a made-up register, for demos, tests and benches."""
