"""What the owner of a register sees and limits: each use of theirs, and nobody's name (SIO25-16)."""
