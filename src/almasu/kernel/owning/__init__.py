"""What the owner of a register is given: its uses with ground and role, a signed statement of them, a daily quota."""
