"""Annexes as the acts see them: conditions of a workplace, forms and terms that come from replaceable sheets."""
