"""Applications, accounts, blocks and one's own registration."""
