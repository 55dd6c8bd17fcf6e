"""Letters: notices over SMTP with TLS to the one server that the operator names (ASOI-3.3)."""
