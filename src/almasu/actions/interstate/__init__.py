"""Acts of the exchange between states: one file per verb, decided, kept and journalled at once (CIS-6.1 to CIS-9.2)."""
