"""The four legal regimes: data and a few pure functions each. They never import one another."""
