"""Applications of state bodies behind the recording gateway: one request forwarded at a time (FMA-3.2)."""
