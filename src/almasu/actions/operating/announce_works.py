"""Announce planned works before they begin; what has begun is refused: it is an emergency (SIO25-14.1, SIO25-14.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from almasu.actions.entering import act_of, holding, in_office, leaf
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import keep_signed, signed_act, told_of
from almasu.kernel.grounds.asked import Downtime
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.operating.problems import NOT_DESCRIBED, WORKS_TOO_LATE
from almasu.kernel.operating.works import KNOWN_WITHIN, Works, WorksForm, WorksState
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.over_users import ANNOUNCE_WORKS
from almasu.kernel.requests.free_text import free_text, hidden_in
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law import moment
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text

MOST_SHOWN = 200
SHOWN_AFTER = timedelta(days=30)
LONGEST = timedelta(days=30)


async def prepare_works(node: Node, token: str, form: WorksForm, at: datetime) -> PreparedAct:
    """Build the act of an announcement. Problems: `account.role`, `works.too_late`; ProblemGroup for its texts."""
    _check(form, at)
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, ANNOUNCE_WORKS.roles, at)
        start, end = (moment.in_astana(one).strftime("%d.%m.%Y %H:%M") for one in (form.starts, form.ends))
        human = Text(
            kk=f"Жоспарлы жұмыстарды жариялаймын, {start} – {end}. {form.kk}",
            ru=f"Объявляю плановые работы, {start} – {end}. {form.ru}",
            en=f"I announce planned works, {start} – {end}. {form.en}",
        )
        intent = Intent(ActPurpose.WORKS, person.account.person.iin, msgspec.to_builtins(form), human)
        return await prepare_act(node, transaction, person.session.token_hash, intent, at)


async def announce_works(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Publish a signed announcement; Problem `works.too_late` where the works began before it was signed."""
    signed = await signed_act(node, token, act, ActPurpose.WORKS, cms, at)
    form = msgspec.convert(signed.body, WorksForm)
    _check(form, at)
    async with node.store.transaction() as transaction:
        person = holding(await keep_signed(transaction, token, signed, at), ANNOUNCE_WORKS.roles)
        texts = (free_text(form.kk), free_text(form.ru), free_text(form.en))
        said = Works(form.kind, form.starts, form.ends, *texts, form.closed, at, signed.act.id)
        # Its clock is the end of the works: what is coming or under way is found by it.
        paper = new_paper(node.new_id(), PaperKind.WORKS, WorksState.PUBLISHED, at, said, {}, due_at=form.ends)
        await transaction.papers.keep(paper)
        says = {**paper.told(), **told_of(node, signed)}
        entry = leaf(node, EntryKind.WORKS_PUBLISHED, at, act_of(person.account), paper.about(), says)
        await transaction.journal.append(entry)
    node.works.forget()
    return paper


async def announced_works(node: Node, at: datetime) -> Sequence[tuple[Paper, Works]]:
    """Return works that are coming, under way, or ended within the last thirty days: shown to everybody."""
    async with node.store.single() as store:
        return await _announced(store, at)


async def downtime_at(transaction: Transaction, at: datetime) -> Downtime | None:
    """Return the works that close the exchange at a moment, or None."""
    return _downtime([works for _, works in await _announced(transaction, at)], at)


async def downtime_known(node: Node, at: datetime) -> Downtime | None:
    """Return the same from what this process remembers: for the sending of a request, which reads nothing anew."""
    return _downtime(await known_works(node, at), at)


async def known_works(node: Node, at: datetime) -> Sequence[Works]:
    """Return what `announced_works` does, as this process knows it: at most `KNOWN_WITHIN` old."""
    known = node.works.at(at)
    if known is None:
        known = node.works.keep([works for _, works in await announced_works(node, at)], at)
    return known


def _downtime(announced: Sequence[Works], at: datetime) -> Downtime | None:
    for works in announced:
        if works.closed and works.starts <= at < works.ends:
            return Downtime(planned=True, since=works.starts, until=works.ends, notice=works.ru)
    return None


async def _announced(transaction: Transaction, at: datetime) -> Sequence[tuple[Paper, Works]]:
    papers = await transaction.papers.in_states(PaperKind.WORKS, [WorksState.PUBLISHED], None, MOST_SHOWN)
    told = [(paper, msgspec.json.decode(paper.data, type=Works)) for paper in papers]
    shown = [(paper, works) for paper, works in told if works.ends + SHOWN_AFTER > at]
    return sorted(shown, key=lambda one: (one[1].starts, one[0].id))


def _check(form: WorksForm, at: datetime) -> None:
    aware = form.starts.tzinfo is not None and form.ends.tzinfo is not None
    if not (aware and at + KNOWN_WITHIN < form.starts < form.ends <= form.starts + LONGEST):
        raise WORKS_TOO_LATE.at("starts")
    problems: list[Problem] = []
    for name, text in (("kk", form.kk), ("ru", form.ru), ("en", form.en)):
        if not free_text(text):
            problems.append(NOT_DESCRIBED.at(name))
        elif (hidden := hidden_in(text, name, one_line=False)) is not None:
            problems.append(hidden)
    if problems:
        raise ProblemGroup(tuple(problems))
