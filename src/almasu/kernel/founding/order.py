"""The founding order: who the operator's first people are. All others come by applications that these decide on.

The order is an act like any other, signed by the head of the operator; only it is signed outside of the node, which
has no account yet. Its life is long enough for that, and the node takes one such order in its life (SIO25-6.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from almasu.kernel.founding.problems import NOBODY, NOT_THE_ORDER, PHONE, TWICE
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.kernel.signatures.act import Act, ActPurpose, act_bytes
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.subjects.bin import read_bin
from almasu.kernel.subjects.iin import read_iin
from almasu.kernel.subjects.numbers import phone
from almasu.law import moment
from almasu.law.canonical import Json
from almasu.law.text import Text

LIFE = timedelta(days=30)
MOST_OPERATORS = 20
MOST_BYTES = 65_536
Name = msgspec.Meta(min_length=1, max_length=200)


class FirstOperator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the operator's first people, as their documents name them."""

    iin: str
    surname: str
    given_name: str
    position: Text
    phone: str
    patronymic: str = ""


class Founding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the order says: the head who signs, the operator's BIN, the first people."""

    head: str
    body_bin: str
    operators: tuple[FirstOperator, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A founding order read back from its bytes, with the act as a signature check wants it."""

    founding: Founding
    act: PreparedAct


class _Written(msgspec.Struct, frozen=True):
    purpose: str
    audience: str
    actor: str
    object: str
    body: Founding
    nonce: str
    issued: str
    expires: str


def founding_number(audience: str) -> UUID:
    """Return the number of a node's founding: the same however often somebody tries, so that there is one."""
    return uuid5(NAMESPACE_URL, f"almasu-founding:{audience}")


def checked_founding(founding: Founding) -> Founding:
    """Return what an order says with its numbers in their one form; a Problem names the wrong field."""
    if not 1 <= len(founding.operators) <= MOST_OPERATORS:
        raise NOBODY.at("operators", most=str(MOST_OPERATORS))
    operators = tuple(_checked(one, f"operators[{place}]") for place, one in enumerate(founding.operators))
    if len({one.iin for one in operators}) < len(operators):
        raise TWICE.at("operators")
    return Founding(read_iin(founding.head, "head").value, read_bin(founding.body_bin, "body_bin").value, operators)


def order_bytes(founding: Founding, audience: str, edition: str, nonce: str, at: datetime) -> bytes:
    """Return the canonical bytes that the head of the operator signs."""
    founding = checked_founding(founding)
    body: dict[str, Json] = msgspec.to_builtins(founding)
    act = Act(
        purpose=ActPurpose.FOUNDING,
        audience=audience,
        actor_iin=founding.head,
        object_id=str(founding_number(audience)),
        body=body,
        attachments={},
        edition=edition,
        human=_words(founding, audience),
        nonce=nonce,
        issued=at,
        expires=at + LIFE,
    )
    return act_bytes(act)


def read_order(data: bytes, audience: str) -> Order:
    """Return the order in signed bytes; Problem `founding.order` where they are no order for this node."""
    if len(data) > MOST_BYTES:
        raise NOT_THE_ORDER.at("order")
    try:
        written = msgspec.json.decode(data, type=_Written)
        expires = moment.read(written.expires)
    except (msgspec.DecodeError, ValueError, RecursionError) as unreadable:
        raise NOT_THE_ORDER.at("order") from unreadable
    number = founding_number(audience)
    named = (ActPurpose.FOUNDING.value, audience, str(number), written.body.head)
    if (written.purpose, written.audience, written.object, written.actor) != named:
        raise NOT_THE_ORDER.at("order")
    act = PreparedAct(number, b"", ActPurpose.FOUNDING, data, written.nonce, expires)
    return Order(checked_founding(written.body), act)


def account_of(one: FirstOperator, body_bin: str, number: UUID) -> Account:
    """Return the registration of a first operator: the consent is still to be signed at first entry (SIO25-10.1)."""
    person = Person(one.iin, one.surname, one.given_name, one.patronymic, one.position, one.phone)
    return Account(number, person, Role.OPERATOR, body_bin, AccountState.REGISTERED, "", None, 0)


def _checked(one: FirstOperator, where: str) -> FirstOperator:
    if not one.surname.strip() or not one.given_name.strip():
        raise NOBODY.at(where, most=str(MOST_OPERATORS))
    told = phone(one.phone)
    if told is None:
        raise PHONE.at(f"{where}.phone")
    return msgspec.structs.replace(one, iin=read_iin(one.iin, f"{where}.iin").value, phone=told)


def _words(founding: Founding, audience: str) -> Text:
    names = "; ".join(f"{one.surname} {one.given_name} {one.patronymic}".strip() for one in founding.operators)
    return Text(
        kk=f"{audience} торабының алғашқы операторлары тағайындалады: {names}.",
        ru=f"Назначаются первые операторы узла {audience}: {names}.",
        en=f"The first operators of the node {audience} are appointed: {names}.",
    )
