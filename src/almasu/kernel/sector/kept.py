"""How documents of the sector and their ways at organisations are kept: as papers, found by what is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID, uuid5

import msgspec

from almasu.kernel.sector.document import Document

OUT = "out"
"""The name under which whatever left its organisation is found, by its kind."""
OF_ORGANISATION = "organisation"
CENTRE = "centre"
"""Stands for the sectoral centre where an organisation has its BIN."""
OF_DOCUMENT = "document"


class Held(msgspec.Struct, frozen=True):
    """A document as it is kept; `answers` is the part of the request that an answer answers."""

    document: Document
    answers: UUID | None = None


def part_number(document: UUID, organisation: str) -> UUID:
    """Return the number of an organisation's part of a document: one for each."""
    return uuid5(document, organisation or CENTRE)


def answer_number(part: UUID) -> UUID:
    """Return the number of the answer to a request by one addressee: one for each part."""
    return uuid5(part, "answer")


def profile_number(bin_of: str, audience: str) -> UUID:
    """Return the number of an organisation's profile at a node: a second one cannot be kept (ASOI-5.2)."""
    return uuid5(UUID(int=0), f"{audience}/{bin_of}")


ASKING = "asking"
"""The name under which the requests of an organisation that were sent are found, by its BIN."""


def sent_to(organisation: str) -> str:
    """Return the name under which a request or an answer that reached an organisation is found by it."""
    return f"to/{organisation or CENTRE}"


def found_by(organisation: str, **more: str) -> Mapping[str, str]:
    """Return what a paper of an organisation is found by."""
    return MappingProxyType({OF_ORGANISATION: organisation or CENTRE, **more})
