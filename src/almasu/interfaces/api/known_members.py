"""A document holds the members that its address describes, each once: what is misspelt is never passed over.

A handling mark or a last day under a wrong name would be lost without a word, and the act signed without it. Of a
member that stands twice one reader on the way may take the first and another the last (RFC 8259 4, RFC 7493 2.3).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import inspect

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

UNKNOWN_MEMBER = ProblemKind(
    "http.unknown_member",
    400,
    Text(
        kk="Құжатта бұл мекенжайдың сипаттамасында жоқ өріс бар.",
        ru="В документе есть поле, которого нет в описании этого адреса.",
        en="The document holds a member that the description of this address does not have.",
    ),
    Text(
        kk="Өрістердің атауларын /openapi.json сипаттамасымен салыстырыңыз. Ештеңе орындалған жоқ.",
        ru="Сверьте названия полей с описанием /openapi.json. Ничего не выполнено.",
        en="Compare the names of the members with the description at /openapi.json. Nothing was done.",
    ),
)
REPEATED_MEMBER = ProblemKind(
    "http.repeated_member",
    400,
    Text(
        kk="Құжатта бір өріс екі рет тұр.",
        ru="В документе одно и то же поле стоит дважды.",
        en="A member stands twice in the document.",
    ),
    Text(
        kk="Әр өрісті бір рет қана жіберіңіз (RFC 8259, 4). Ештеңе орындалған жоқ.",
        ru="Отправляйте каждое поле только один раз (RFC 8259, 4). Ничего не выполнено.",
        en="Send each member once only (RFC 8259, 4). Nothing was done.",
    ),
)


def must_be_known(body: bytes, form: Any) -> None:  # noqa: ANN401 - whatever type a handler takes
    """Make sure that a document holds no member beyond its form, and none twice.

    Problems `http.unknown_member`, which names the outermost member of the form that holds it, and
    `http.repeated_member`. What is no document is left to the address, which reads it anew.
    """
    try:
        told = json.loads(body, object_pairs_hook=_each_once)
    except (ValueError, RecursionError):
        return
    for where in _beyond(told, _shape_of(form), ""):
        raise UNKNOWN_MEMBER.at(where)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        raise REPEATED_MEMBER.at()
    return told


@cache
def _shape_of(form: Any) -> inspect.Type:  # noqa: ANN401 - whatever type a handler takes
    return inspect.type_info(form)


def _beyond(told: object, shape: inspect.Type, where: str) -> Iterator[str]:
    """Yield for each member beyond the shape the outermost member that holds it; "" where that is the document."""
    match shape:
        case inspect.UnionType():
            for one in (one for one in shape.types if _is_meant(told, one)):
                yield from _beyond(told, one, where)
        case inspect.StructType() | inspect.DataclassType() if isinstance(told, dict):
            yield from _beyond_fields(told, shape, where)
        case inspect.DictType() if isinstance(told, dict):
            for value in told.values():
                yield from _beyond(value, shape.value_type, where)
        case inspect.ListType() | inspect.VarTupleType() if isinstance(told, list):
            for value in told:
                yield from _beyond(value, shape.item_type, where)
        case _:
            return


def _beyond_fields(
    told: dict[str, object], shape: inspect.StructType | inspect.DataclassType, where: str
) -> Iterator[str]:
    known = {field.encode_name: field.type for field in shape.fields}
    tag = shape.tag_field if isinstance(shape, inspect.StructType) else None
    for name, value in told.items():
        if name in known:
            yield from _beyond(value, known[name], where or name)
        elif name != tag:
            yield where


def _is_meant(told: object, one: inspect.Type) -> bool:
    """Tell whether a member of a union is the one that a value is written as: structures name themselves by a tag."""
    if not isinstance(one, inspect.StructType) or one.tag_field is None or not isinstance(told, dict):
        return True
    return bool(told.get(one.tag_field) == one.tag)
