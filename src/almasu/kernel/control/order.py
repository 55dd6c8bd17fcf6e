"""The order that names the officers of departmental control: dated, signed by the head, for a time (SIO25-21.1).

drafted -> signed by the head -> in force once the operator has seen that it was the body's head who signed | declined.
A later order in force ends the earlier ones of its body.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.control.problems import ORDER_DAYS, ORDER_NOBODY
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.law.moment import in_astana
from almasu.law.text import Text

MOST_OFFICERS = 20
MOST_ORDERS = 200
"""How many of the latest orders of a body are looked through."""
NO_END = Text("мерзімсіз", "бессрочно", "further notice")


class OrderState(StrEnum):
    """Where an order stands."""

    DRAFTED = "drafted"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    DECLINED = "declined"
    ENDED = "ended"


class HeadSigned(msgspec.Struct, frozen=True):
    """The head's part: under which act, when, and how the certificate names the signer."""

    act: UUID
    at: datetime
    signer: str


class ControlOrder(msgspec.Struct, frozen=True):
    """What the paper of an order says. Days are of Astana, `until` is the last one; None: until further notice."""

    number: str
    dated: date
    body_bin: str
    head_iin: str
    head_position: str
    officers: tuple[UUID, ...]
    since: date
    until: date | None
    drafted_by: UUID
    signed: HeadSigned | None = None
    decided_by: UUID | None = None
    ended_at: datetime | None = None


def check_order(order: ControlOrder) -> None:
    """Raise what is wrong in an order as typed: nobody is named, or its days run backwards."""
    if not 0 < len(set(order.officers)) == len(order.officers) <= MOST_OFFICERS:
        raise ORDER_NOBODY.at("officers", most=str(MOST_OFFICERS))
    if order.since < order.dated or (order.until is not None and order.until < order.since):
        raise ORDER_DAYS.at("since")


def order_paper(number: UUID, order: ControlOrder, at: datetime) -> Paper:
    """Return the first version of an order, found by its body and by its head."""
    keys = {"body": order.body_bin, "head": order.head_iin}
    return new_paper(number, PaperKind.CONTROL_ORDER, OrderState.DRAFTED.value, at, order, keys)


def order_in(paper: Paper) -> ControlOrder:
    """Return what the paper of an order says."""
    return msgspec.json.decode(paper.data, type=ControlOrder)


def empowering(papers: Iterable[Paper], body_bin: str, account: UUID, at: datetime) -> Paper | None:
    """Return the order of the body that lets an account control it on the day of a moment, or None."""
    day = in_astana(at).date()
    for paper in papers:
        order = order_in(paper)
        lasts = order.since <= day and (order.until is None or day <= order.until)
        if paper.state == OrderState.IN_FORCE and order.body_bin == body_bin and account in order.officers and lasts:
            return paper
    return None


def order_words(order: ControlOrder, body: Text, officers: Sequence[Text]) -> Text:
    """Return what the head's signature means: whom it names, each by name and position, over which body, for how long.

    Only the act says this, which the head reads and signs; the leaf of the act holds no name.
    """
    said = Text(
        kk="{body}: № {number} бұйрықпен ({dated}) ведомстволық бақылау жүргізетін лауазымды тұлғалар етіп мыналарды "
        "тағайындаймын: {named}. Басталуы: {since}; аяқталуы: {until}.",
        ru="{body}: приказом № {number} от {dated} назначаю должностными лицами ведомственного контроля: {named}. "
        "Начало: {since}; конец: {until}.",
        en="{body}: by order No. {number} of {dated} I name as officers of departmental control: {named}. "
        "From: {since}; until: {until}.",
    )
    until = NO_END if order.until is None else Text(*(order.until.isoformat(),) * 3)
    dates = {"number": order.number, "dated": order.dated.isoformat(), "since": order.since.isoformat()}
    return Text(
        kk=said.kk.format(body=body.kk, named="; ".join(one.kk for one in officers), until=until.kk, **dates),
        ru=said.ru.format(body=body.ru, named="; ".join(one.ru for one in officers), until=until.ru, **dates),
        en=said.en.format(body=body.en, named="; ".join(one.en for one in officers), until=until.en, **dates),
    )
