"""Feeds of MISP: a manifest and one file an event, read as any MISP reads them (ASOI-10)."""
