"""The way to the sectoral centre: mutual TLS, batches, patience."""
