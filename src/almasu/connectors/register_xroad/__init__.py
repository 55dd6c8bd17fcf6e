"""Registers behind X-Road, asked as a client information system of our own security server (REST, r1)."""
