"""Departmental control: who may control, what they look at, what is odd, and the act they sign (SIO25-21.1 to SIO25-21.3)."""
