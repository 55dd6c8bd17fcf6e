"""The only way out over HTTP: listed places, pinned addresses, no redirects, everything limited (DESIGN 7).

The floor under the connectors that call somebody: they import this folder and never each other.
"""
