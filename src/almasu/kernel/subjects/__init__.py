"""Subjects: what a request asks about is named by one key, read exactly and kept in one written form (SIO25-3.1)."""
