"""Departmental control: who may control, what is looked at, what is odd, what is signed (SIO25-21.1 to SIO25-21.3)."""
