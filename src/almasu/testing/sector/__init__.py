"""The made-up financial sector: an authority for its modules, banks, attacks."""
