"""The TAXII 2.1 server, straight on ASGI (OASIS TAXII 2.1; ASOI-3.3, ASOI-3.5)."""
