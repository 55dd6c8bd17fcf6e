"""A PostgreSQL of our own for demos, tests and single-machine nodes: started, watched and stopped by this program.

Production gives the URL of its own PostgreSQL and never comes here.
"""

from almasu.store.postgres.launch import embedded, running

__all__ = ["embedded", "running"]
