"""Almasu: the platform on which public bodies and supervised organisations exchange information lawfully."""
