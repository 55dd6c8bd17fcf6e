"""Registers that speak REST with JSON, proved by an API key, a client certificate, or both."""
