"""The TAXII 2.1 client: collections of others, pulled page by page (ASOI-10)."""
