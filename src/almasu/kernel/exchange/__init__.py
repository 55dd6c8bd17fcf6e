"""The exchange with registers, pure: what an answer may look like, what silence means, when to ask again."""
