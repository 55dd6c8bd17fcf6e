"""Materials, copies on devices and the second step of detail (SIO25-3.1, SIO25-19)."""
