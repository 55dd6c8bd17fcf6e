"""Electronic applications for access: register, change or block a user (SIO25-5 to SIO25-8)."""
