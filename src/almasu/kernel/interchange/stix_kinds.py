"""Which kind of card an incident of STIX is: by the name of an exported card, or by its types in the vocabulary of
events of the incident extension (common object repository of OASIS).

Types that several kinds could be are none's: the person who writes the card says which it is (ASOI-12).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "exploitation": (
        "exploit",
        "exploit-attempt",
        "file-inclusion",
        "file-inclusion-attempt",
        "sql-injection",
        "sql-injection-attempt",
        "xss",
        "xss-attempt",
    ),
    "unauthorised_access": (
        "compromised-system",
        "control-system-bypass",
        "data-exfiltration",
        "theft-access-credentials",
        "unauthorized-access",
        "unauthorized-access-information",
        "unauthorized-access-system",
        "unauthorized-release",
    ),
    "denial_of_service": (
        "denial-of-service",
        "email-flooding",
        "exploit-framework-exhausting-resources",
        "exploit-tool-exhausting-resources",
        "packet-flood",
    ),
    "server_infected": ("infected-by-known-malware", "known-malware", "ransomware", "worm-spreading"),
    "unsanctioned_transfer": (),
    "outage": (),
}
_KINDS: Final = {one: kind for kind, types in _TYPES.items() for one in types}


def kind_told(name: str, types: Iterable[str]) -> str:
    """Return the code of the kind that a name or types tell, empty where they tell none or several."""
    first = name.split(" ", 1)[0]
    if first in _TYPES:
        return first
    kinds = {_KINDS[one] for one in types if one in _KINDS}
    return kinds.pop() if len(kinds) == 1 else ""
