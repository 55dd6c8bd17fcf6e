"""Acts of the financial sector."""
