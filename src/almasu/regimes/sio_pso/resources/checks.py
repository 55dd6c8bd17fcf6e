"""What must hold of every resource, and of the 52 together, before the program works with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from almasu.kernel.resources import Field, FieldType, KeyKind, Resource
from almasu.regimes.sio_pso.resources.vocabulary import Vocabulary

COUNT = 52
TRUNCATED = 11
NEVER_EDGES = frozenset({12, 43})
# A name that speaks of money, in any register of speech: none may stand in the truncated resource (SIO25-A2.n2).
MONEY = re.compile(
    r"amount|sum|salary|wage|income|rate|total|balance|kzt|usd|percent|pct|band|grade|minimum|value|price|money|debt|pay$"
)

FITTING: dict[KeyKind, frozenset[FieldType]] = {
    KeyKind.IIN: frozenset({FieldType.IIN, FieldType.IIN_OR_BIN}),
    KeyKind.BIN: frozenset({FieldType.BIN, FieldType.IIN_OR_BIN}),
    KeyKind.PERSON_NAME: frozenset({FieldType.TEXT, FieldType.DATE}),
    KeyKind.DOCUMENT_NO: frozenset({FieldType.TEXT}),
    KeyKind.PLATE: frozenset({FieldType.TEXT}),
    KeyKind.VIN: frozenset({FieldType.TEXT}),
    KeyKind.CADASTRAL_NO: frozenset({FieldType.TEXT}),
    KeyKind.PHONE: frozenset({FieldType.TEXT}),
    KeyKind.CASE_NO: frozenset({FieldType.TEXT}),
    KeyKind.OTHER_NO: frozenset({FieldType.TEXT}),
}


def faults_of(resource: Resource, vocabulary: Vocabulary) -> list[str]:
    """Return every fault of one resource, in words."""
    return [
        *_faults_of_fields(resource, vocabulary),
        *_faults_of_search(resource),
        *_faults_of_truncation(resource),
        *_faults_of_relations(resource, vocabulary),
    ]


def faults_of_all(resources: Sequence[Resource]) -> list[str]:
    """Return what is missing or doubled among the 52."""
    numbers = Counter(resource.number for resource in resources)
    codes = Counter(resource.code for resource in resources)
    faults = [f"resource {number} is missing" for number in range(1, COUNT + 1) if number not in numbers]
    faults += [f"number {number} is not in the annex" for number in numbers if not 1 <= number <= COUNT]
    faults += [f"number {number} is used {times} times" for number, times in numbers.items() if times > 1]
    return faults + [f"code {code} is used {times} times" for code, times in codes.items() if times > 1]


def holds_money(field: Field) -> bool:
    """Return whether a field could hold an amount, by its type or its name."""
    return field.type in {FieldType.DECIMAL, FieldType.INTEGER} or MONEY.search(field.name) is not None


def _faults_of_fields(resource: Resource, vocabulary: Vocabulary) -> Iterator[str]:
    for field in resource.fields:
        if field.type is FieldType.CODE and not (field.codes or field.pattern):
            yield f"field {field.name} is a code without list or pattern"
        if field.ftm:
            schema, _, name = field.ftm.partition(":")
            if not vocabulary.has_property(schema, name):
                yield f"field {field.name} maps to {field.ftm}, which no schema has"
    for schema in resource.ftm_schemata:
        if schema not in vocabulary.schemata:
            yield f"schema {schema} is unknown"
    if not any(field.required for field in resource.fields):
        yield "no field is required"


def _faults_of_search(resource: Resource) -> Iterator[str]:
    if not resource.search:
        yield "nothing to search by"
    if len(set(resource.keys)) != len(resource.keys):
        yield "a kind of key stands twice"
    for search in resource.search:
        for name in search.fields:
            if resource.field(name).type not in FITTING[search.kind]:
                yield f"{search.kind} cannot be looked for in {name}"


def _faults_of_truncation(resource: Resource) -> Iterator[str]:
    if resource.truncated != (resource.number == TRUNCATED):
        yield "only resource 11 is truncated (SIO25-A2.n2)"
    if resource.truncated:
        for field in resource.fields:
            if holds_money(field):
                yield f"field {field.name} could hold an amount (SIO25-A2.n2)"


def _faults_of_relations(resource: Resource, vocabulary: Vocabulary) -> Iterator[str]:
    if resource.number in NEVER_EDGES and resource.relations:
        yield "medical data never become an edge"
    edges = {code.value for code in vocabulary.codes.get("edge_type", ())}
    if resource.group == "relations" and not edges.issuperset(resource.relations):
        yield f"unknown edges: {', '.join(sorted(set(resource.relations) - edges))}"
