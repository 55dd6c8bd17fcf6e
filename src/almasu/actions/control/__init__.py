"""Departmental control: the order, the reports, the pack, from a finding to the block (SIO25-21.1 to SIO25-21.3)."""
