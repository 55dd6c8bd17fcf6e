"""A data set of a joint act as the connectors to registers know one: all four serve ways 1 and 3 as they are."""

from __future__ import annotations

from almasu.kernel.provision.joint_act import ActField, DataSet
from almasu.kernel.provision.secrecy import Secrecy
from almasu.kernel.resources import Code, Field, FieldType, KeyKind, Resource, SearchKey, Sensitivity
from almasu.law.text import Text

GROUP = "provision"
_SENSITIVITY = {
    Secrecy.OPEN: Sensitivity.OPEN,
    Secrecy.PERSONAL: Sensitivity.PERSONAL,
    Secrecy.COMMERCIAL: Sensitivity.COMMERCIAL,
}
_KEYS = {FieldType.IIN: KeyKind.IIN, FieldType.BIN: KeyKind.BIN}


def key_kind(field: ActField) -> KeyKind:
    """Return how a connector names a key of a set: by its type, any other number else."""
    return _KEYS.get(field.type, KeyKind.OTHER_NO)


def resource_of(data_set: DataSet, owner: str, number: int = 0) -> Resource:
    """Return a set as a resource of the body with this BIN; ValueError for one that is given on paper alone."""
    if data_set.is_restricted:
        raise ValueError("a set with restricted access is asked of no system")
    name = data_set.name.text()
    keys = tuple(field for field in data_set.fields if field.name in data_set.keys)
    kinds = tuple(dict.fromkeys(key_kind(field) for field in keys))
    return Resource(
        number=number,
        code=data_set.code,
        name=name,
        owner=Text(owner, owner, owner),
        owner_code=owner,
        group=GROUP,
        keys=kinds,
        fields=tuple(_field(one) for one in data_set.fields),
        ftm_schemata=(),
        sensitivity=_sensitivity(data_set.strictest),
        truncated=False,
        hit_first=False,
        cites=("FMA-3.1", "FMA-3.3"),
        search=tuple(SearchKey(kind, tuple(one.name for one in keys if key_kind(one) is kind), name) for kind in kinds),
    )


def _field(field: ActField) -> Field:
    codes = tuple(Code(value, Text(value, value, value)) for value in field.values)
    return Field(
        field.name,
        field.type,
        field.label.text(),
        _sensitivity(field.secrecy),
        field.required,
        "",
        codes if field.type is FieldType.CODE else (),
        field.pattern,
        field.limit,
    )


def _sensitivity(secrecy: Secrecy) -> Sensitivity:
    return _SENSITIVITY.get(secrecy, Sensitivity.SPECIAL)
