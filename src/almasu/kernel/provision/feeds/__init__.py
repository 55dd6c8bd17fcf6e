"""Feeds, pure: checking rows against the act, telling what was rejected, going on where one stopped."""
