"""The regime of SIO PSO: a signed, grounded request of the financial-monitoring body to 52 state registers."""
