"""Acts of giving data to the Agency (order No. 114-НҚ): one file per verb, decided, kept and journalled at once."""
