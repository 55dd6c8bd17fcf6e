"""The 52 electronic information resources of annex 2: data in `data/`, read and checked here.

Sources: SIO25-A2.01 to SIO25-A2.52.
"""
