"""The 52 registers of the country, by group: each a builder from the land to its rows."""
