"""The typed form of an application, read against the form of the edition: one problem beside each field (SIO25-5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from almasu.kernel.annexes.application import ApplicationField, ApplicationForm, ApplicationKind, FieldShape
from almasu.kernel.applications.application import Order
from almasu.kernel.applications.organisation import Organisation
from almasu.kernel.applications.problems_of_form import (
    MISSING,
    NO_SUCH_FIELD,
    ORDER_MISSING,
    ORGANISATION,
    OWN_HEAD,
    PHONE,
    UNDECLARED,
)
from almasu.kernel.requests.free_text import free_text, hidden_in
from almasu.kernel.requests.problems import TOO_LONG
from almasu.kernel.subjects.iin import read_iin
from almasu.kernel.subjects.problems import named
from almasu.law.problem import Problem
from almasu.law.text import Text

MOBILE = re.compile(r"\+77[0-9]{9}")
TELEPHONE = re.compile(r"\+?[0-9]{5,15}")
LONGEST_ORDER = 60
_FILLERS = str.maketrans("", "", " ()-")
HEAD = Text(kk="Басшының ЖСН-і", ru="ИИН руководителя", en="IIN of the head")


@dataclass(frozen=True, slots=True)
class Filled:
    """An application as typed: values and ticks by the codes of the form's fields; the card by those of its conditions.

    `order_number` and `order_signed_at` belong to a change of post; `head_iin` is to whom it goes for the sign-off.
    """

    kind: ApplicationKind
    values: Mapping[str, str]
    declared: frozenset[str] = frozenset()
    card: Mapping[str, str | bool] = field(default_factory=lambda: MappingProxyType({}))
    head_iin: str = ""
    order_number: str = ""
    order_signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: the fields as they are kept, the organisation's number, the head, the order."""

    fields: Mapping[str, str]
    iin: str
    body_bin: str
    head_iin: str
    order: Order | None


def read_filled(
    form: ApplicationForm, filled: Filled, organisations: Mapping[str, Organisation], at: datetime
) -> tuple[Read, tuple[Problem, ...]]:
    """Return what the form says and every problem of it, in the order of the annex."""
    problems: list[Problem] = []
    typed = form.typed_for(filled.kind)
    known = {one.code for one in typed}
    problems += [NO_SUCH_FIELD.at(code) for code in (*filled.values, *filled.declared) if code not in known]
    for one in typed:
        problems += _wrong_in(one, filled, organisations)
    fields = {one.code: _kept(one, filled.values[one.code]) for one in typed if filled.values.get(one.code, "").strip()}
    fields.pop("kind", None)
    organisation = organisations.get(fields.get("organisation", ""))
    if organisation is not None:
        fields["organisation_code"] = organisation.code
    iin = fields.get("iin", "")
    head = free_text(filled.head_iin) if form.head_signs(filled.kind) else ""
    if form.head_signs(filled.kind):
        problems += _wrong_head(head, iin)
    order = _order(filled, at)
    if order is None and filled.kind is ApplicationKind.CHANGE:
        problems.append(ORDER_MISSING.at("order"))
    return Read(fields, iin, fields.get("organisation", ""), head, order), tuple(problems)


def _wrong_in(one: ApplicationField, filled: Filled, organisations: Mapping[str, Organisation]) -> Iterator[Problem]:
    """Yield what is wrong with one field."""
    match one.shape:
        case FieldShape.KIND | FieldShape.SIGNATURE | FieldShape.SCAN:
            return
        case FieldShape.DECLARATION:
            if filled.kind in one.required_for and one.code not in filled.declared:
                yield named(UNDECLARED, one.label, one.code)
            return
        case _:
            yield from _wrong_text(one, free_text(filled.values.get(one.code, "")), filled.kind, organisations)


def _wrong_text(
    one: ApplicationField, value: str, kind: ApplicationKind, organisations: Mapping[str, Organisation]
) -> Iterator[Problem]:
    if not value:
        if kind in one.required_for:
            yield named(MISSING, one.label, one.code)
        return
    if len(value) > one.most:
        yield TOO_LONG.at(one.code, limit=str(one.most))
        return
    hidden = hidden_in(value, one.code, one_line=one.shape is not FieldShape.NOTE)
    if hidden is not None:
        yield hidden
        return
    wrong = _wrong_shape(one, value, organisations)
    if wrong is not None:
        yield wrong


def _wrong_shape(one: ApplicationField, value: str, organisations: Mapping[str, Organisation]) -> Problem | None:
    if one.shape is FieldShape.IIN:
        return _wrong_iin(value, one.code)
    if one.shape is FieldShape.ORGANISATION and value not in organisations:
        return ORGANISATION.at(one.code)
    if one.shape is FieldShape.PHONE:
        form = MOBILE if one.code == "mobile_phone" else TELEPHONE
        return None if form.fullmatch(_bare(value)) else PHONE.at(one.code)
    return None


def _wrong_iin(value: str, where: str) -> Problem | None:
    try:
        read_iin(value, where)
    except Problem as wrong:
        return wrong
    return None


def _wrong_head(head: str, applicant: str) -> Iterator[Problem]:
    if not head:
        yield named(MISSING, HEAD, "head_iin")
    elif head == applicant:
        yield OWN_HEAD.at("head_iin")
    elif (wrong := _wrong_iin(head, "head_iin")) is not None:
        yield wrong


def _order(filled: Filled, at: datetime) -> Order | None:
    """Return the order, None where it is not stated, cannot be read or was not signed yet."""
    number, signed_at = free_text(filled.order_number), filled.order_signed_at
    if signed_at is None or signed_at.tzinfo is None or signed_at > at:
        return None
    if not number or len(number) > LONGEST_ORDER or hidden_in(number, "order", one_line=True) is not None:
        return None
    return Order(number, signed_at)


def _kept(one: ApplicationField, value: str) -> str:
    return _bare(free_text(value)) if one.shape is FieldShape.PHONE else free_text(value)


def _bare(telephone: str) -> str:
    return telephone.translate(_FILLERS)


_WORDS = {
    ApplicationKind.REGISTER: Text(
        kk="Ақпарат алмасу жүйесіне тіркеуге өтінім беремін. ЖСН: {iin}.",
        ru="Подаю заявку на регистрацию в системе информационного обмена. ИИН: {iin}.",
        en="I apply to be registered in the exchange. IIN: {iin}.",
    ),
    ApplicationKind.CHANGE: Text(
        kk="Ақпарат алмасу жүйесіндегі мәліметімді өзгертуге өтінім беремін. ЖСН: {iin}.",
        ru="Подаю заявку на изменение моих данных в системе информационного обмена. ИИН: {iin}.",
        en="I apply to have my particulars in the exchange changed. IIN: {iin}.",
    ),
    ApplicationKind.BLOCK: Text(
        kk="Есептік жазбамды бұғаттауға өтінім беремін. ЖСН: {iin}.",
        ru="Подаю заявку на блокировку моей учётной записи. ИИН: {iin}.",
        en="I apply to have my account blocked. IIN: {iin}.",
    ),
}


def in_plain_words(kind: ApplicationKind, read: Read) -> Text:
    """Return what the applicant's signature will mean."""
    return _WORDS[kind].filled(iin=read.iin)
