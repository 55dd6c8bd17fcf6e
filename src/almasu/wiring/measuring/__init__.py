"""Measuring a whole node: a demo in a folder of its own, driven from outside, beside what the machine can do."""
