"""Applications, accounts, blocks and one's own registration (SIO25-4.2 to SIO25-12)."""
