"""Search of people by name (resource 1): an index of written words and of who bears them, in a database of its own.

Run by the owner of the register beside it: the search gives back who may be meant and why, the register gives the
records. The exchange keeps nothing of it.
"""
