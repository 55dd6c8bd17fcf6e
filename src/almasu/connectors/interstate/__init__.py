"""The way out to nodes of other states: to the address and the certificate of their cards alone."""
