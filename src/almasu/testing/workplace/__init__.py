"""A made-up application of a state body that officers of the Agency sit at through the gateway (FMA-3.2)."""
