"""People and bodies: accounts, sessions, second factors."""
