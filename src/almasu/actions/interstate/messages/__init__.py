"""Messages between nodes of two states: peers, sending, taking, couriers, blind questions (CIS-6.1)."""
