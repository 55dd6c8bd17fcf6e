"""A stand-in for NCALayer, the program that signs with a person's key: the same protocol, real signatures, demo keys.

It listens on loopback only and knows no keys but those of the embedded authority.
"""
