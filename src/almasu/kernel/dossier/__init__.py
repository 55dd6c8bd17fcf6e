"""The dossier: what the answers to one request say together - cards, contradictions, events (SIO25-3.2, SIO25-19.1)."""
