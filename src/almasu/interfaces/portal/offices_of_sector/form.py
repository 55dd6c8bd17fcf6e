"""The fields of the sector's documents as fields of a form, and their values as cells of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from almasu.interfaces.portal.offices.blocks import At, Cell, Facts, Own, Said
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.sector.fields import LONGEST_LINE, LONGEST_TEXT, MOST_DIGITS, FieldKind, Value
from almasu.kernel.sector.fields import Field as SectorField
from almasu.kernel.sector.words import REPORTS
from almasu.law import moment
from almasu.law.text import Text

YES = Text("иә", "да", "yes")
NO = Text("жоқ", "нет", "no")
ONE_A_LINE = Text("Әр жолға біреуден жазыңыз.", "По одному в строке.", "One a line.")
LISTS = frozenset({FieldKind.ADDRESSES, FieldKind.HASHES, FieldKind.CVES, FieldKind.LINES, FieldKind.PHONES})
CONTENT = "content/"
"""How an act that says a whole document names its fields."""


REPORT = Field(
    "report",
    Text("Хабардың түрі", "Вид сообщения", "How far the card has grown"),
    Kind.CHOICE,
    choices=tuple(Choice(one.value, name) for one, name in REPORTS.items()),
)


def titled(name: Text) -> Text:
    """Return a name with its first letter as a title has it."""
    return Text(*(word[:1].upper() + word[1:] for word in (name.kk, name.ru, name.en)))


def fields_of(fields: Iterable[SectorField], prefix: str = "") -> tuple[Field, ...]:
    """Return the fields of a form; `prefix` where an act names them inside of something."""
    return tuple(_field(one, prefix) for one in fields)


def _field(one: SectorField, prefix: str) -> Field:
    name, hint = prefix + one.name, ONE_A_LINE if one.kind in LISTS else None
    match one.kind:
        case FieldKind.CHOICE:
            choices = tuple(Choice(option.code, option.name) for option in one.options)
            return Field(name, one.label, Kind.CHOICE, one.required, choices=choices)
        case FieldKind.YES_NO:
            choices = (Choice("yes", YES), Choice("no", NO))
            return Field(name, one.label, Kind.CHOICE, one.required, choices=choices)
        case FieldKind.MOMENT:
            return Field(name, one.label, Kind.MOMENT, one.required)
        case FieldKind.NUMBER:
            return Field(name, one.label, Kind.LINE, one.required, longest=MOST_DIGITS)
        case FieldKind.TEXT:
            return Field(name, one.label, Kind.LONG, one.required, longest=LONGEST_TEXT)
        case FieldKind.ADDRESSES | FieldKind.HASHES | FieldKind.CVES | FieldKind.LINES | FieldKind.PHONES:
            return Field(name, one.label, Kind.LONG, one.required, hint, longest=LONGEST_TEXT)
        case FieldKind.LINE | FieldKind.IIN | FieldKind.BIN | FieldKind.EMAIL:
            return Field(name, one.label, Kind.LINE, one.required, longest=LONGEST_LINE)


def typed_values(fields: Iterable[SectorField], typed: Typed) -> dict[str, str]:
    """Return what was typed as the sector reads it: moments with the offset of Astana."""
    found = {}
    for one in fields:
        if one.kind is FieldKind.MOMENT:
            at = typed.moment(one.name)
            found[one.name] = "" if at is None else moment.written(at)
        else:
            found[one.name] = typed.text(one.name)
    return found


def filled(fields: Iterable[SectorField], values: Mapping[str, str]) -> Typed:
    """Return a form filled in with values as they would be typed."""
    kinds = {one.name: one.kind for one in fields}
    return Typed({name: (_retyped(kinds[name], text),) for name, text in values.items() if name in kinds})


def _retyped(kind: FieldKind, text: str) -> str:
    if kind is not FieldKind.MOMENT:
        return text
    return moment.in_astana(moment.read(text)).strftime("%Y-%m-%dT%H:%M")


def said(title: Text | None, fields: Iterable[SectorField], values: Mapping[str, Value]) -> Facts:
    """Return what a document says, field by field; fields that may be empty are left out where they are."""
    rows = [(one.label, tuple(_cells(one, values[one.name]))) for one in fields if one.name in values]
    return Facts(title, tuple(rows))


def _cells(field: SectorField, value: Value) -> Iterator[Cell]:
    if isinstance(value, bool):
        yield Said(YES if value else NO)
    elif isinstance(value, list):
        yield from (Own(one) for one in value)
    elif field.kind is FieldKind.CHOICE:
        name = next((option.name for option in field.options if option.code == value), None)
        yield Own(str(value)) if name is None else Said(name)
    elif field.kind is FieldKind.MOMENT:
        yield At(moment.read(str(value)))
    else:
        yield Own(str(value))
