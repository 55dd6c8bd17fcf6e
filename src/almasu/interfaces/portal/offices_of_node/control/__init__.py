"""Departmental control: order, reports, oddities, people, packs, findings."""
