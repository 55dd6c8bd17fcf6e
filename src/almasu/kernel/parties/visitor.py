"""A visitor: somebody whose EDS was proved and who need not have an account - an applicant, a head (SIO25-5)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who came, as the certificate names them. A visit opens nothing of the exchange but applications."""

    iin: str
    name: str
