"""Revocation as the outside tells it: the OCSP responder, and lists where it is silent (SIO25-12.1, RFC 6960, 5280)."""

from almasu.connectors.revocation.standing import OutsideRevocation, RevocationPlaces

__all__ = ["OutsideRevocation", "RevocationPlaces"]
