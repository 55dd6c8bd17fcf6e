"""Webhooks: signed notices over HTTP to places that the operator lets out to (ASOI-3.3)."""
