"""The wire between integration modules of financial organisations and the sectoral centre (ASOI-7, ASOI-8)."""
