"""The operator: emergencies, works, breaches, lawfulness, services."""
