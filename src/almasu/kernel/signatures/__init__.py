"""Signatures: what a person signs, whether the signature holds, and what is kept as proof."""
