"""The 52 electronic information resources of annex 2 (SIO25-A2.*): data in `data/`, read and checked here."""
