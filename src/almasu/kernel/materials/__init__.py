"""Materials: what holds answers, from the task's first request to the signed act that destroys them (SIO25-19.2)."""
