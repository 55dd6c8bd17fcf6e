"""Write a joint act by its forms: what the registers of both sides know is filled in, what people type is read (FMA-5).

Names, objects and standing conditions are those that each side signed for: nobody types them a second time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, acting
from almasu.actions.provision.acts import Kept, read
from almasu.actions.provision.bodies import sources_of, statements_of, statements_of_agency
from almasu.actions.provision.describe_source import seen_body
from almasu.actions.provision.draft_act import draft_act, rewrite_act
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_acts import DRAFT_ACT
from almasu.kernel.provision.act_words import AGENCY_NAME
from almasu.kernel.provision.conditions import Statement
from almasu.kernel.provision.joint_act import Compliance, DataSet, Source, Words
from almasu.kernel.provision.parties import Side
from almasu.kernel.provision.problems_of_act import NO_AGENCY, UNKNOWN_SOURCE
from almasu.kernel.provision.typed_act import act_of, first_act_of, set_of, sides_of
from almasu.law.moment import in_astana


@dataclass(frozen=True, slots=True)
class Known:
    """What the registers know of both sides: members of an act that nobody types, and the objects to choose from.

    The Agency is not known to a body before it has stated what it keeps (FMA-4.1).
    """

    members: Mapping[str, Any]
    sources: Sequence[Source]

    @property
    def sides(self) -> Mapping[str, Any]:
        """Return the members that nobody types; Problem `provision.act.no_agency`."""
        if not self.members["agency"]:
            raise NO_AGENCY.at()
        return self.members


async def known_for(node: Node, token: str, body: str, at: datetime) -> Known:
    """Return what is known of the sides of an act with a body; Problem `provision.body.none`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DRAFT_ACT, at)
        return await _known(node, transaction, who, body, at)


async def write_act(
    node: Node, token: str, body: str, typed: Mapping[str, str], purposes: Sequence[str], at: datetime
) -> Kept:
    """Keep the first draft of an act with one set, as it was typed; ProblemGroup with what is wrong."""
    known = await known_for(node, token, body, at)
    content = first_act_of(typed, purposes, known.sides)
    return await draft_act(node, token, content, at)


async def write_head(
    node: Node, token: str, number: UUID, draft: int, typed: Mapping[str, str], purposes: Sequence[str], at: datetime
) -> Kept:
    """Keep the next draft with another head; its sets stay, and the registers are read anew."""
    kept, known = await _to_write(node, token, number, at)
    content = act_of(typed, purposes, known.sides, kept.version.read().data_sets)
    return await rewrite_act(node, token, number, draft, content, at)


async def write_set(
    node: Node, token: str, number: UUID, draft: int, code: str, typed: Mapping[str, str] | None, at: datetime
) -> Kept:
    """Keep the next draft with a set added, changed or, where nothing is typed, left out; `code` names the one before.

    An act has one set at least: the last one is not left out, and what was typed wrongly meets a ProblemGroup. Problem
    `provision.act.source` where nothing that its sets name is known.
    """
    kept, known = await _to_write(node, token, number, at)
    content = kept.version.read()
    before = content.data_set(code)
    written = () if typed is None else (set_of(typed, before),)
    sets = _placed(content.data_sets, before, written)
    # What the act names stays named where a register no longer has it: the gap is told when the act is put forward.
    named = {one.code: one for one in (*content.sources, *known.sources)}
    used = dict.fromkeys(one.source for one in sets)
    sources = tuple(named[code] for code in used if code in named)
    if not sources:
        raise UNKNOWN_SOURCE.at("source", code=next(iter(used)))
    content = msgspec.structs.replace(content, data_sets=sets, sources=sources)
    return await rewrite_act(node, token, number, draft, content, at)


def _placed(sets: Sequence[DataSet], before: DataSet | None, written: tuple[DataSet, ...]) -> tuple[DataSet, ...]:
    """Return the sets with one exchanged where it stood, left out, or put at the end."""
    if before is None:
        return (*sets, *written)
    found = tuple(one for known in sets for one in (written if known is before else (known,)))
    return found or tuple(sets)


async def _to_write(node: Node, token: str, number: UUID, at: datetime) -> tuple[Kept, Known]:
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DRAFT_ACT, at)
        kept = await read(transaction, number, who.actor)
        return kept, await _known(node, transaction, who, kept.version.body, at)


async def _known(node: Node, transaction: Transaction, who: Acting, body: str, at: datetime) -> Known:
    seen = await seen_body(node, transaction, who, body)
    agency = [one.statement for one in await statements_of_agency(transaction)]
    bin_of = who.person.account.body_bin if who.of_agency else next((one.participant for one in agency), "")
    stated = [one.statement for one in await statements_of(transaction, body)]
    compliance = [*_kept(stated, Side.BODY, at), *_kept(agency, Side.AGENCY, at)]
    sources = [one.source for one in await sources_of(transaction, body)]
    names = Words(seen.name.kk, seen.name.ru, seen.name.en)
    agency_words = Words(AGENCY_NAME.kk, AGENCY_NAME.ru, AGENCY_NAME.en)
    return Known(sides_of((body, names), (bin_of, agency_words), sources, compliance), sources)


def _kept(statements: Sequence[Statement], side: Side, at: datetime) -> list[Compliance]:
    """Return the latest statement in force of each act that a side keeps."""
    day = in_astana(at).date()
    holding = sorted((one for one in statements if one.holds(day)), key=lambda one: one.as_of)
    latest = {one.kept: one for one in holding}
    return [Compliance(side, one.kept.value, one.as_of, one.document) for one in latest.values()]
