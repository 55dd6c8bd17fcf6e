"""Departmental control: order, reports, oddities, people, packs, findings (SIO25-21)."""
