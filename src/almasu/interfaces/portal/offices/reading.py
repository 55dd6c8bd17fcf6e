"""Reading what came: a form into its values, an address into what a page is asked, an act back into words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.datastructures import FormMultiDict, UploadFile

from almasu.interfaces.portal.offices.act_words import label_of, value_of
from almasu.interfaces.portal.offices.blocks import At, Cell, Code, Many, On, Own, Said
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices.typed import Typed, Upload
from almasu.interfaces.portal.problems import TOO_LARGE, UNREADABLE_FORM
from almasu.interfaces.portal.views.people import SessionToken
from almasu.interfaces.portal.visit import Visit
from almasu.law.canonical import Json
from almasu.law.moment import in_astana, read
from almasu.law.text import Text

LARGEST_FILE = 1024 * 1024
_MOST_VALUES = 600
_YES = Text(kk="иә", ru="да", en="yes")
_NO = Text(kk="жоқ", ru="нет", en="no")


def here_of(visit: Visit, request: Request[Any, Any, Any], asked: Typed | None = None) -> Here:
    """Return who asks and about what; the session is empty where nobody has signed in."""
    ids = {name: value for name, value in request.path_params.items() if isinstance(value, UUID)}
    return Here(
        session=visit.session or SessionToken(""),
        person=visit.person,
        language=visit.language,
        ids=ids,
        asked=asked if asked is not None else Typed(),
    )


async def typed_in(form: FormMultiDict, fields: tuple[Field, ...]) -> Typed:
    """Return what was typed into these fields, and nothing else that came; Problem where something is too large."""
    texts = {field.name: _texts(form, field) for field in fields if field.kind is not Kind.FILE}
    for field in fields:
        if field.sought is not None:
            found = form.get(field.looked_for)
            texts[field.looked_for] = (found[: field.longest].strip() if isinstance(found, str) else "",)
    files = [(field.name, await _file(form, field)) for field in fields if field.kind is Kind.FILE]
    return Typed(texts, {name: file for name, file in files if file is not None})


def asked_of(request: Request[Any, Any, Any], fields: tuple[Field, ...], lists: tuple[str, ...] = ()) -> Typed:
    """Return what the address asks of a page: its filters, and `older` where it goes on from a page before.

    `lists` name the cursors of further lists of the page.
    """
    names = {field.name: field.longest for field in fields} | dict.fromkeys(("older", *lists), 400)
    found = {name: tuple(request.query_params.getall(name, [])[:_MOST_VALUES]) for name in names}
    return Typed({name: tuple(value[: names[name]].strip() for value in values) for name, values in found.items()})


def _texts(form: FormMultiDict, field: Field) -> tuple[str, ...]:
    values = form.getall(field.name, [])[:_MOST_VALUES]
    if not all(isinstance(value, str) for value in values):
        raise UNREADABLE_FORM.at(field.name)
    return tuple(str(value).strip().replace("\r\n", "\n") for value in values)


async def _file(form: FormMultiDict, field: Field) -> Upload | None:
    file = form.get(field.name)
    if not isinstance(file, UploadFile):
        return None
    data = await file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise TOO_LARGE.at(field.name)
    return Upload(file.filename[-200:], data) if data else None


def told(body: Mapping[str, Json], fields: tuple[Field, ...]) -> tuple[tuple[Text | str, tuple[Cell, ...]], ...]:
    """Return the content of an act line by line: labels of the form where it has them, ours for the rest.

    A field of the name `*/basis` is that of every line whose path ends so, where none is named by the whole path.
    """
    known = {field.signed or field.name: field for field in fields}
    lines = (
        (path, value, [known[name] for name in (path, _anywhere(path)) if name in known])
        for path, value in _leaves("", body)
    )
    return tuple(
        (named[0].label if named else label_of(path), tuple(_cells(path, value, named))) for path, value, named in lines
    )


def _anywhere(path: str) -> str:
    """Return the name of a field for the last word of a path, whatever stands before it."""
    return f"*/{path.rpartition('/')[2]}"


def filled_from(body: Mapping[str, Json], fields: tuple[Field, ...]) -> Typed:
    """Return a form filled in as its act says, for whoever wants to change it before signing."""
    known = {field.signed or field.name: field for field in fields}
    texts = {
        known[path].name: tuple(_retyped(one, known[path].kind) for one in _as_typed(value, known[path].kind))
        for path, value in _leaves("", body)
        if path in known
    }
    return Typed(texts)


def _as_typed(value: Json, kind: Kind) -> tuple[str, ...]:
    """Return what stands in the entries of a field: several values of a long text are its lines."""
    texts = tuple(_written(value))
    return ("\n".join(texts),) if texts and kind is Kind.LONG else texts


def _retyped(text: str, kind: Kind) -> str:
    """Return a value of an act as its field holds it: a moment by the clock of Astana, without its offset."""
    if kind is not Kind.MOMENT:
        return text
    try:
        return in_astana(datetime.fromisoformat(text)).strftime("%Y-%m-%dT%H:%M")
    except ValueError:
        return text


def _leaves(path: str, value: Json) -> Iterator[tuple[str, Json]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(f"{path}/{name}" if path else name, inner)
    elif isinstance(value, list | tuple) and any(isinstance(one, Mapping | list | tuple) for one in value):
        for number, inner in enumerate(value, 1):
            yield from _leaves(f"{path}/{number}", inner)
    else:
        yield path, value


def _cells(path: str, value: Json, fields: Sequence[Field]) -> Iterator[Cell]:
    """Yield the cells of a value; several words of ours stand one below the other.

    What a form leaves out, as the channel that goes without saying, is named by the field of every such line.
    """
    if isinstance(value, bool):
        yield Said(_YES if value else _NO)
        return
    cells = [_cell(path, text, fields) for text in _written(value)]
    ours = tuple(one.text for one in cells if isinstance(one, Said))
    if len(ours) == len(cells) > 1:
        yield Many(ours)
    else:
        yield from cells


def _cell(path: str, text: str, fields: Sequence[Field]) -> Cell:
    choices = (one for field in fields for one in field.choices)
    offered = next((one.label for one in choices if one.code == text), None) if fields else value_of(path, text)
    if offered is not None:
        return Said(offered)
    at, on = _moment_in(text), _day_in(text, fields)
    if at is not None:
        return At(at)
    if on is not None:
        return On(on)
    return Code(text) if len(text) >= 32 and " " not in text else Own(text)


def _day_in(text: str, fields: Sequence[Field]) -> date | None:
    """Return the day that a field of days holds, None of every other: a number of a letter may look like one."""
    if not any(field.kind is Kind.DAY for field in fields):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment_in(text: str) -> datetime | None:
    """Return the moment a value of an act is, None where it is other words; acts write moments with their offset."""
    if text[10:11] != "T":
        return None
    try:
        return read(text)
    except ValueError:
        return None


def _written(value: Json) -> Iterator[str]:
    if isinstance(value, list | tuple):
        yield from (str(one) for one in value)
    elif isinstance(value, bool):
        yield from ("yes",) if value else ()
    elif value is not None and value != "":
        yield str(value)
