"""Supervision by the prosecutor: resolutions, cases, what was seen then, what is taken along (SIO25-22.1, SIO25-23)."""
