"""Requests: what an officer asks, what is signed, how each register's question stands, what a dossier is."""
