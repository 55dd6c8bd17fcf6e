"""What a record tells of the subject itself: not of the company they head, nor of the worker they employ (SIO25-19.1).

A register may be asked for everybody who stands in a record in whatever part. Only what it says of the one asked about
joins the subject's card, so that nobody is shown with the citizenship or the address of somebody else.
"""

from __future__ import annotations

from almasu.kernel.answers import Record, SubjectKey
from almasu.kernel.resources import Field, KeyKind, Resource

OF_PEOPLE = frozenset({"Person"})
OF_COMPANIES = frozenset({"Company", "Organization", "PublicBody"})
SUBJECTS = OF_PEOPLE | OF_COMPANIES | {"LegalEntity"}
"""Schemata whose properties are those of a person or a company; a sole trader is a LegalEntity and a person."""
BY_NUMBER = frozenset({KeyKind.IIN, KeyKind.BIN})


def is_property(one: Field) -> bool:
    """Tell whether a field is a property of a person or a company."""
    return _schema(one) in SUBJECTS


def is_of_subject(one: Field, resource: Resource, record: Record, key: SubjectKey) -> bool:
    """Tell whether a field of a record is a property of the subject asked about."""
    return is_property(one) and _fits(_schema(one), key.kind) and _is_about(resource, record, key)


def _schema(one: Field) -> str:
    return one.ftm.partition(":")[0]


def _fits(schema: str, kind: KeyKind) -> bool:
    match kind:
        case KeyKind.BIN:
            return schema not in OF_PEOPLE
        case KeyKind.IIN | KeyKind.PERSON_NAME | KeyKind.DOCUMENT_NO | KeyKind.PHONE:
            return schema not in OF_COMPANIES
        case KeyKind.PLATE | KeyKind.VIN | KeyKind.CADASTRAL_NO | KeyKind.CASE_NO | KeyKind.OTHER_NO:
            return True


def _is_about(resource: Resource, record: Record, key: SubjectKey) -> bool:
    """Tell whether the record is the subject's own: the first field in which such a key is looked for holds it."""
    own = next((one.fields[0] for one in resource.search if one.kind is key.kind and one.kind in BY_NUMBER), "")
    return record.get(own) in (None, "", key.value)
