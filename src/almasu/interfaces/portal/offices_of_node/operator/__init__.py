"""The operator: emergencies, works, breaches, lawfulness, services (SIO25-15 to SIO25-20)."""
