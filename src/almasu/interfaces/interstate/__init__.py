"""The door for messages of other nodes, over mutual TLS (CIS-6.1)."""
