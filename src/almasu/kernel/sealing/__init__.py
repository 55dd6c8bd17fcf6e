"""Sealing: what is kept is encrypted, and destroying a key destroys what it sealed (DESIGN 3.4)."""
