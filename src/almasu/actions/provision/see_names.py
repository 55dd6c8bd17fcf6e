"""What bodies and their sets are called, for lists that hold BINs and codes alone (FMA-5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from almasu.actions.node import Node
from almasu.actions.provision.acting import acting
from almasu.actions.provision.acts import kept_of
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision import SEE_OVERVIEW
from almasu.kernel.provision.act_course import Stage, Version
from almasu.kernel.provision.body import Body, body_number
from almasu.law.text import Text

BodyAndSet = tuple[str, str]
"""The BIN of a body with the code of one of its sets, "" where only the body is to be named."""


@dataclass(frozen=True, slots=True)
class Names:
    """What is called how: bodies by BIN, sets by BIN and code. What nobody named is in neither."""

    bodies: Mapping[str, Text] = field(default_factory=dict)
    sets: Mapping[BodyAndSet, Text] = field(default_factory=dict)


async def names(node: Node, token: str, wanted: Iterable[BodyAndSet], at: datetime) -> Names:
    """Return the names of bodies and sets that somebody's side knows of: as the newest signed act says them, in all
    languages, else as a draft does or the body is registered; the Agency's with them, as the acts name it.
    """
    asked: dict[str, set[str]] = {}
    for body, code in wanted:
        asked.setdefault(body, set()).add(code)
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_OVERVIEW, at)
        known = {body: codes for body, codes in asked.items() if who.of_agency or body == who.actor.body}
        bodies: dict[str, Text] = {}
        sets: dict[BodyAndSet, Text] = {}
        for body, codes in known.items():
            newest_first = [one.version for one in reversed(await kept_of(transaction.papers, body))]
            # Stable: a draft names only what no signed version does.
            versions = sorted(newest_first, key=lambda one: one.stage is not Stage.SIGNED)
            if versions:
                newest = versions[0].read()
                bodies |= {body: newest.body_name.text(), newest.agency: newest.agency_name.text()}
            elif (name := await _registered(node, transaction, body)) is not None:
                bodies[body] = name
            sets.update({(body, code): said for code, said in _sets_in(versions, codes - {""}).items()})
        return Names(bodies, sets)


async def _registered(node: Node, transaction: Transaction, body: str) -> Text | None:
    paper = await transaction.papers.latest(body_number(node.audience, body), PaperKind.PROVISION_BODY)
    return None if paper is None else msgspec.json.decode(paper.data, type=Body).name


def _sets_in(versions: Sequence[Version], codes: set[str]) -> dict[str, Text]:
    """Return the names of sets as the first of the versions that has each says them."""
    found: dict[str, Text] = {}
    for version in versions:
        if codes <= found.keys():
            break
        found = {one.code: one.name.text() for one in version.read().data_sets if one.code in codes} | found
    return found
