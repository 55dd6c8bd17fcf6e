"""Providers of CSAF advisories: metadata, then feeds of ROLIE or folders, then files with their digests (ASOI-3.5)."""
