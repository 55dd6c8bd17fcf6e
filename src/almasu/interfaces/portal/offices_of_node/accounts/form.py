"""The form of an application as fields of a page, and what was typed as the actions take it (SIO25-5, SIO22-A4.0)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.accounts.words import NO, ORDER_NUMBER, ORDER_SIGNED, REASON, YES
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.annexes.application import ApplicationField, ApplicationForm, ApplicationKind, FieldShape
from almasu.kernel.annexes.workplace import Check, Condition, WorkplaceConditions
from almasu.kernel.applications.application import OWN_REASONS, BlockReason, Card
from almasu.kernel.applications.form import HEAD, Filled
from almasu.kernel.applications.organisation import Organisation
from almasu.kernel.applications.problems_of_form import UNDECLARED
from almasu.kernel.applications.reasons import REASON_WORDS
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text

DECLARED = Text("Растаймын", "Подтверждаю", "I declare")
YES_OR_NO = (Choice("yes", YES), Choice("no", NO))
LEAST = Text("Кемінде {least} {unit}.", "Не менее {least} {unit}.", "At least {least} {unit}.")
UNITS = {
    "GHz": Text("ГГц", "ГГц", "GHz"),
    "GB": Text("ГБ", "ГБ", "GB"),
    "Mbit/s": Text("Мбит/с", "Мбит/с", "Mbit/s"),
}
_UNTYPED = frozenset({FieldShape.KIND, FieldShape.SIGNATURE, FieldShape.SCAN, FieldShape.DECLARATION})
_KINDS = {FieldShape.NOTE: Kind.LONG, FieldShape.ORGANISATION: Kind.CHOICE}


def fields_of(
    form: ApplicationForm,
    kind: ApplicationKind,
    workplace: WorkplaceConditions,
    organisations: Mapping[str, Organisation],
) -> tuple[Field, ...]:
    """Return the fields of an application, named as the act that is signed names them."""
    typed = form.typed_for(kind)
    bodies = tuple(Choice(one.bin, one.name) for one in organisations.values())
    fields = [_field(one, kind, bodies) for one in typed if one.shape not in _UNTYPED]
    if kind is ApplicationKind.CHANGE:
        fields += [Field("order/number", ORDER_NUMBER, longest=60), Field("order/signed_at", ORDER_SIGNED, Kind.MOMENT)]
    if kind is ApplicationKind.BLOCK:
        reasons = tuple(Choice(one.value, REASON_WORDS[one]) for one in BlockReason if one in OWN_REASONS)
        fields.append(Field("reason", REASON, Kind.CHOICE, choices=reasons))
    if form.head_signs(kind):
        fields.append(Field("head_iin", HEAD, longest=12))
    if kind is ApplicationKind.REGISTER:
        fields += card_fields(workplace, "card/stated/")
    declared = tuple(Choice(one.code, one.label) for one in typed if one.shape is FieldShape.DECLARATION)
    if declared:
        fields.append(Field("declared", DECLARED, Kind.CHOICES, choices=declared))
    return tuple(fields)


def _field(one: ApplicationField, kind: ApplicationKind, bodies: tuple[Choice, ...]) -> Field:
    shape = _KINDS.get(one.shape, Kind.LINE)
    choices = bodies if one.shape is FieldShape.ORGANISATION else ()
    return Field(
        f"fields/{one.code}", one.label, shape, kind in one.required_for, choices=choices, longest=max(one.most, 12)
    )


def card_fields(workplace: WorkplaceConditions, before: str) -> list[Field]:
    """Return the conditions of a workplace as fields; what is confirmed is answered with yes or no, never left out."""
    return [_condition(one, before) for one in workplace.conditions]


def _condition(one: Condition, before: str) -> Field:
    match one.check:
        case Check.CONFIRMED:
            return Field(f"{before}{one.code}", one.says, Kind.CHOICE, choices=YES_OR_NO)
        case Check.AT_LEAST:
            unit, least = unit_said(one.unit), f"{(one.least or Decimal(0)).normalize():f}"
            hint = Text(
                kk=LEAST.kk.format(least=least.replace(".", ","), unit=unit.kk),
                ru=LEAST.ru.format(least=least.replace(".", ","), unit=unit.ru),
                en=LEAST.en.format(least=least, unit=unit.en),
            )
            return Field(f"{before}{one.code}", one.says, hint=hint, longest=20)
        case Check.NAMED:
            return Field(f"{before}{one.code}", one.says, longest=200)


def unit_said(unit: str) -> Text:
    """Return a unit as each language writes it; as it stands where it is none of those we know."""
    return UNITS.get(unit, Text(unit, unit, unit))


def card_typed(workplace: WorkplaceConditions, typed: Typed, before: str) -> dict[str, str | bool]:
    """Return a card as typed, by the codes of its conditions; nothing where nothing was typed."""
    given: dict[str, str | bool] = {}
    for one in workplace.conditions:
        text = typed.text(f"{before}{one.code}")
        if text:
            given[one.code] = text == "yes" if one.check is Check.CONFIRMED else text
    return given


def card_shown(card: Card, before: str) -> dict[str, tuple[str, ...]]:
    """Return a card as its form is filled in with it."""
    said = {True: "yes", False: "no"}
    return {
        f"{before}{code}": (said[value] if isinstance(value, bool) else value,) for code, value in card.stated.items()
    }


def filled_of(
    form: ApplicationForm, kind: ApplicationKind, workplace: WorkplaceConditions, typed: Typed
) -> tuple[Filled, BlockReason | None]:
    """Return an application as typed, and the reason of a block."""
    codes = [one.code for one in form.typed_for(kind) if one.shape not in _UNTYPED]
    reason = typed.text("reason")
    filled = Filled(
        kind=kind,
        values={code: typed.text(f"fields/{code}") for code in codes if typed.text(f"fields/{code}")},
        declared=frozenset(typed.many("declared")),
        card=card_typed(workplace, typed, "card/stated/"),
        head_iin=typed.text("head_iin"),
        order_number=typed.text("order/number"),
        order_signed_at=typed.moment("order/signed_at"),
    )
    return filled, BlockReason(reason) if reason else None


def beside_fields(raised: ProblemGroup, fields: tuple[Field, ...]) -> ProblemGroup:
    """Return the problems of an application, each beside the field of the page that it is about."""
    names = {field.name for field in fields}
    return ProblemGroup(tuple(_moved(problem, names) for problem in raised.problems))


def _moved(problem: Problem, names: set[str]) -> Problem:
    place = next((one for one in _places(problem) if one in names), problem.where)
    return _put(problem, place)


def _places(problem: Problem) -> Iterator[str]:
    """Yield where on the page a problem may belong."""
    where = problem.where
    yield where
    yield f"fields/{where}"
    if where.startswith("card."):
        yield f"card/stated/{where.removeprefix('card.')}"
    if where == "order":
        yield "order/number"
    if problem.kind is UNDECLARED:
        yield "declared"


def beside_order(raised: ProblemGroup) -> ProblemGroup:
    """Return problems of which those about an order stand beside its number."""
    return ProblemGroup(
        tuple(_put(one, "order/number" if one.where == "order" else one.where) for one in raised.problems)
    )


def on_card(raised: ProblemGroup, before: str) -> ProblemGroup:
    """Return problems of a card, each beside its condition."""
    return ProblemGroup(tuple(_put(one, f"{before}{one.where.removeprefix('card.')}") for one in raised.problems))


def _put(problem: Problem, where: str) -> Problem:
    return Problem(problem.kind, problem.title, problem.remedy, where)
