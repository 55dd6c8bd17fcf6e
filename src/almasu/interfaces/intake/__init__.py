"""The door for integration modules: signals over mutual TLS, straight on ASGI (ASOI-7, ASOI-8, ASOI-9)."""
