"""What the operator keeps beside requests: reports of breaches, emergencies, planned works (SIO25-14.1 to SIO25-17)."""
