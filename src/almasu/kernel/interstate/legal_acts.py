"""Legal acts that bodies exchange, and protocols that change the Agreement: their cards (CIS-12, CIS-15)."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from almasu.kernel.interstate.problems import VALUE_WRONG
from almasu.law.typed import Dated

_SHA256 = re.compile(r"[0-9a-f]{64}")


class ActKind(StrEnum):
    """What an act is."""

    NATIONAL = "national"
    """An act of a state's law."""
    PROTOCOL = "protocol"
    """A protocol that changes the Agreement and becomes part of it (CIS-15)."""
    TREATY = "treaty"
    """Another treaty or an act of a body of the CIS."""


class LegalAct(Dated, frozen=True):
    """The card of an act: its kind, number and name in Russian, of which state (empty: of several), its days.

    `in_force_on` is None where the day is not known; `sha256` the digest of its text, `place` where it is read.
    """

    kind: ActKind
    number: str
    name: str
    state: str
    adopted_on: date
    in_force_on: date | None = None
    sha256: str = ""
    place: str = ""


def must_be_card(act: LegalAct) -> LegalAct:
    """Return the card of an act that can be told from others; Problem `cis.value`."""
    if not act.number.strip() or not act.name.strip():
        raise VALUE_WRONG.at("number" if not act.number.strip() else "name")
    if act.sha256 and _SHA256.fullmatch(act.sha256) is None:
        raise VALUE_WRONG.at("sha256")
    if act.in_force_on is not None and act.in_force_on < act.adopted_on:
        raise VALUE_WRONG.at("in_force_on")
    return act


def says(act: LegalAct, words: str) -> bool:
    """Tell whether an act's number or name holds every word that is looked for."""
    text = f"{act.number} {act.name} {act.state}".casefold()
    return all(word in text for word in words.casefold().split())
