"""Providers: population-wide components run by a resource's owner, each with a database of its own (DESIGN 3).

They are asked like any other register and share nothing with the exchange but the kernel's words: no store, no
connector, no table of the node.
"""
