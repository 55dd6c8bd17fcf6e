"""The demo: a node, its surroundings and a small made-up country, started together in one folder."""
