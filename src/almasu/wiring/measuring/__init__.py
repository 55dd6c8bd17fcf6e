"""Measuring the product, a whole demo or one part of it, beside what the machine itself can do in the same run."""
