"""Make the pack of a month that is over: its requests, recounted against the journal (SIO25-21.2)."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import datetime
from uuid import UUID

from almasu.actions.control.appoint import Controller, controller_of
from almasu.actions.control.known_to_control import standing
from almasu.actions.control.pack_means import Means
from almasu.actions.control.recount_month import bounds_of, fill
from almasu.actions.entering import act_of, leaf
from almasu.actions.node import Node
from almasu.kernel.control.duty import Month, month_named
from almasu.kernel.control.order import order_in
from almasu.kernel.control.pack import (
    FORMAT,
    VERSION,
    Certificate,
    Manifest,
    PackInWork,
    PackSays,
    PackState,
    Summary,
    manifest_bytes,
)
from almasu.kernel.control.problems import INCOMPLETE, NOT_YET
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.law.canonical import Json
from almasu.law.text import Language


async def make_pack(node: Node, means: Means, token: str, month: str, language: Language, at: datetime) -> Paper:
    """Make the pack of a month that is over and return its paper.

    Problems: `account.role`, `control.no_order`, `control.pack.not_yet`; `control.pack.incomplete` where the list and
    the journal differ, which is a leaf too.
    """
    wanted = _month(month)
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        bounds = await bounds_of(transaction, controller.account.body_bin, wanted, at)
    number = node.new_id()
    with means.packs.begin(number) as work:
        certificate = await fill(node, means, work, bounds, at)
        if not certificate.found.holds:
            await _tell_incomplete(node, controller, certificate, month, at)
        beside = await standing(node, certificate.body, certificate.since, at)
        grounds = {code: name.said_in(language) for code, name in node.law.called.grounds.items()}
        order = order_in(controller.order)
        summary = Summary(
            body=certificate.body,
            month=month,
            controller=controller.account.person.full_name(),
            order=f"{order.number}, {order.dated.isoformat()}",
            language=language,
            certificate=certificate,
            standing=beside,
            grounds=grounds,
        )
        says = await _finished(work, number, controller, summary, at)
        keys = {"body": says.body_bin, "month": f"{says.body_bin}/{month}"}
        paper = new_paper(number, PaperKind.CONTROL_PACK, PackState.MADE.value, at, says, keys)
        async with node.store.transaction() as transaction:
            await controller_of(transaction, token, at)
            await transaction.papers.keep(paper)
            told: dict[str, Json] = {
                **paper.told(),
                "manifest": says.manifest,
                "requests": says.requests,
                "month": month,
            }
            actor = act_of(controller.account)
            await transaction.journal.append(leaf(node, EntryKind.CONTROL_PACK_MADE, at, actor, paper.about(), told))
        return paper


def _month(name: str) -> Month:
    try:
        return month_named(name)
    except ValueError as wrong:
        raise NOT_YET.at("month") from wrong


async def _finished(work: PackInWork, number: UUID, controller: Controller, summary: Summary, at: datetime) -> PackSays:
    certificate = summary.certificate
    oddities = await asyncio.to_thread(work.oddities, certificate.since, certificate.until)
    files = await asyncio.to_thread(work.finish, summary, oddities)
    manifest = Manifest(
        format=FORMAT,
        version=VERSION,
        pack=number,
        body=certificate.body,
        month=summary.month,
        made_at=at,
        made_by=controller.account.pseudonym(),
        order=controller.order.id,
        files=files,
        certificate=certificate,
        totals=await asyncio.to_thread(work.totals),
        oddities=len(oddities),
    )
    data = manifest_bytes(manifest)
    work.keep_manifest(data)
    return PackSays(
        body_bin=certificate.body,
        month=summary.month,
        manifest=hashlib.sha256(data).hexdigest(),
        files=files,
        requests=certificate.found.listed,
        oddities=len(oddities),
        made_by=controller.account.id,
        order=controller.order.id,
    )


async def _tell_incomplete(
    node: Node, controller: Controller, certificate: Certificate, month: str, at: datetime
) -> None:
    """Write down that list and journal differ, and raise it."""
    found = certificate.found
    told: dict[str, Json] = {"month": month, "missing": list(found.missing), "unknown": list(found.unknown)}
    actor = act_of(controller.account)
    async with node.store.single() as store:
        await store.journal.append(leaf(node, EntryKind.CONTROL_PACK_MADE, at, actor, actor, told))
    raise INCOMPLETE.at(missing=str(len(found.missing)), unknown=str(len(found.unknown)))
