"""Grounds: may this person ask this, of these registers, for this purpose, now? Facts in, a cited decision out."""
