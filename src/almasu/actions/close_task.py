"""Close a task: the signed report lists every request of the task and says how long the material is kept.

Sources: SIO25-3.2 (the report), SIO25-19.2 (the storage term follows the main material).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from almasu.actions.entering import Entered, act_of, consented, leaf
from almasu.actions.materials import own_material, report_on, requests_of
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import keep_signed, signed_act, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.materials.problems import (
    MATERIAL_GONE,
    REPORT_CHANGED,
    STORAGE_TERM,
    TASK_CLOSED,
    TASK_UNSETTLED,
)
from almasu.kernel.materials.task import (
    Material,
    Reported,
    TaskSays,
    TaskState,
    closing_words,
    report_digest,
    report_json,
)
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.typed import read_text
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.moment import astana, in_astana

LONGEST_SUMMARY = 4000
LONGEST_TERM = timedelta(days=36525)


@dataclass(frozen=True, slots=True)
class Closing:
    """What the report of a task says of a material: its task, its lines."""

    material: Material
    task: str
    report: tuple[Reported, ...]


async def prepare_closing(
    node: Node, token: str, material: UUID, kept_until: date, summary: str, at: datetime
) -> PreparedAct:
    """Build the report to be signed.

    Problems: `material.unknown`, `task.closed`, `task.unsettled`, `task.storage_term`, `task.too_large`; a text that
    cannot be kept.
    """
    summary = read_text(summary, "summary", LONGEST_SUMMARY)
    _check_term(kept_until, at)
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        closing = await _closing(transaction, person, material)
        body = {
            "material": str(closing.material.id),
            "task": closing.task,
            "kept_until": kept_until.isoformat(),
            "summary": summary,
            "requests": report_json(closing.report),
        }
        words = closing_words(closing.task, len(closing.report), kept_until)
        intent = Intent(ActPurpose.TASK_REPORT, person.account.person.iin, body, words)
        return await prepare_act(node, transaction, person.session.token_hash, intent, at)


async def close_task(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Close a task by its signed report and return its paper; Problem `task.report_changed` where it is not as signed.

    The paper is due on the day after the storage term: from then on the material is to be destroyed.
    """
    signed = await signed_act(node, token, act, ActPurpose.TASK_REPORT, cms, at)
    kept_until = date.fromisoformat(str(signed.body["kept_until"]))
    async with node.store.transaction() as transaction:
        person = await keep_signed(transaction, token, signed, at)
        closing = await _closing(transaction, person, UUID(str(signed.body["material"])), lock=True)
        if report_json(closing.report) != signed.body["requests"]:
            raise REPORT_CHANGED.at()
        says = TaskSays(
            task=closing.task,
            body_bin=closing.material.body_bin,
            opened_at=closing.material.opened_at,
            act=signed.act.id,
            kept_until=kept_until,
            summary=str(signed.body["summary"]),
            report=closing.report,
        )
        found_by = {"body": closing.material.body_bin}
        due_at = _end_of(kept_until)
        paper = new_paper(closing.material.id, PaperKind.TASK, TaskState.CLOSED, at, says, found_by, due_at)
        await transaction.papers.keep(paper)
        await transaction.materials.close(closing.material.id, at)
        told = {
            **paper.told(),
            **told_of(node, signed),
            "requests": len(closing.report),
            "report": report_digest(closing.report),
            "kept_until": kept_until.isoformat(),
        }
        actor = act_of(person.account)
        await transaction.journal.append(leaf(node, EntryKind.TASK_CLOSED, at, actor, paper.about(), told))
        return paper


async def _closing(transaction: Transaction, person: Entered, material: UUID, *, lock: bool = False) -> Closing:
    """Return what the report says now; Problem where the task cannot be closed."""
    own = await own_material(transaction, person, material, lock=lock)
    if own.destroyed_at is not None:
        raise MATERIAL_GONE.at()
    if own.closed_at is not None or await transaction.papers.latest(own.id, PaperKind.TASK) is not None:
        raise TASK_CLOSED.at()
    requests = await requests_of(transaction, own.id)
    waiting = sum(not one.settled() for one in requests)
    if waiting:
        raise TASK_UNSETTLED.at(count=str(waiting))
    return Closing(own, requests[0].draft.task, await report_on(transaction, requests))


def _check_term(kept_until: date, at: datetime) -> None:
    today = in_astana(at).date()
    if not today <= kept_until <= today + LONGEST_TERM:
        raise STORAGE_TERM.at("kept_until")


def _end_of(day: date) -> datetime:
    """Return the moment in Astana at which a day is over."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), astana())
