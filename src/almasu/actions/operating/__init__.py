"""What the operator does beside deciding on applications: breaches, emergencies, planned works (SIO25-14.1)."""
