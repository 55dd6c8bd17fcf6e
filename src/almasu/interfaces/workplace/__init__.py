"""The recording gateway to the workplaces of state bodies: a process and an address of its own (FMA-3.2)."""
