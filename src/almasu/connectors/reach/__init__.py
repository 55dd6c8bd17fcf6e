"""Measuring a channel: real connections from here, and what others outside can see of it (FMA-2.5)."""
