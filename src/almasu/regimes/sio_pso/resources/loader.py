"""From sheets to the 52 resources, pure: texts in, checked resources out, every fault named with file and line."""

from __future__ import annotations

from collections.abc import Mapping

from almasu.kernel.resources import Field, FieldType, KeyKind, Resource, SearchKey, Sensitivity
from almasu.kernel.subjects.key import KIND_NAMES
from almasu.law.problem import Fault
from almasu.law.text import Text
from almasu.regimes.sio_pso.resources.checks import faults_of, faults_of_all
from almasu.regimes.sio_pso.resources.shapes import FieldUse, ResourceRow, SearchUse
from almasu.regimes.sio_pso.resources.sheet_lines import Misread, Place, read_lines
from almasu.regimes.sio_pso.resources.vocabulary import Vocabulary, read_vocabulary, shaped

STRICTNESS = (
    Sensitivity.OPEN,
    Sensitivity.COMMERCIAL,
    Sensitivity.PERSONAL,
    Sensitivity.SPECIAL,
    Sensitivity.BIOMETRIC,
    Sensitivity.MEDICAL,
)
# In these resources the very existence of a record tells the protected thing, so every field is at least that strict.
SPREADING = frozenset({Sensitivity.SPECIAL, Sensitivity.BIOMETRIC, Sensitivity.MEDICAL})


def parse_resources(texts: Mapping[str, str]) -> tuple[Resource, ...]:
    """Return the resources in the order of the annex from the texts of all sheets, by file name.

    Fault with every fault found, one a line, each beginning with file and line.
    """
    try:
        sheets = [read_lines(name, text) for name, text in sorted(texts.items())]
        vocabulary = read_vocabulary(sheets)
        places = [(sheet, place) for sheet in sheets for place in _resource_places(sheet)]
    except Misread as wrong:
        raise Fault(str(wrong)) from wrong
    resources: list[Resource] = []
    faults: list[str] = []
    for sheet, place in places:
        try:
            resource = _resource(str(sheet.at("group").value), place, vocabulary)
        except Misread as wrong:
            faults.append(str(wrong))
            continue
        resources.append(resource)
        faults += [f"{place}: resource {resource.number}: {fault}" for fault in faults_of(resource, vocabulary)]
    faults += faults_of_all(resources) if not faults else []
    if faults:
        raise Fault("\n".join(faults))
    return tuple(sorted(resources, key=lambda resource: resource.number))


def _resource_places(sheet: Place) -> list[Place]:
    return [item for name, place in sheet.entries() if name == "resources" for item in place.items()]


def _resource(group: str, place: Place, vocabulary: Vocabulary) -> Resource:
    row = shaped(_without_fields(place), ResourceRow)
    fields = tuple(_field(name, at, row.sensitivity, vocabulary) for name, at in place.at("fields").entries())
    labels = {field.name: field.label for field in fields}
    if row.owner not in vocabulary.owners:
        raise Misread(f"{place.at('owner')}: owner `{row.owner}` is unknown")
    if row.secret and row.secret not in vocabulary.secrets:
        raise Misread(f"{place.at('secret')}: secret `{row.secret}` is unknown")
    return Resource(
        number=row.number,
        code=row.code,
        name=row.name.text(),
        owner=vocabulary.owners[row.owner],
        owner_code=row.owner,
        group=group,
        keys=tuple(search.by for search in row.search),
        fields=fields,
        ftm_schemata=row.schemata,
        sensitivity=row.sensitivity,
        truncated=row.truncated,
        hit_first=row.hit_first,
        cites=(f"SIO25-A2.{row.number:02d}", *row.cites),
        search=tuple(_search(search, labels, place) for search in row.search),
        secret=vocabulary.secrets.get(row.secret),
        relations=row.relations,
        stock=row.stock,
        note=row.note.text() if row.note else None,
    )


def _without_fields(place: Place) -> Place:
    value = place.value
    if not isinstance(value, dict):
        raise Misread(f"{place}: a resource is expected here")
    kept = {key: one for key, one in value.items() if key != "fields"}
    return Place(place.file, place.line, kept, place.node)


def _field(name: str, place: Place, floor: Sensitivity, vocabulary: Vocabulary) -> Field:
    words = vocabulary.fields.get(name)
    if words is None:
        raise Misread(f"{place}: field `{name}` is not in the vocabulary")
    use = shaped(place, FieldUse)
    if bool(use.ftm) == bool(use.why) or (use.why and use.why not in vocabulary.reasons):
        raise Misread(f"{place}: field `{name}` needs a property or a known reason for having none")
    of_list = use.list or words.list
    if of_list and (of_list not in vocabulary.codes or words.type is not FieldType.CODE):
        raise Misread(f"{place}: field `{name}` has no code list `{of_list}`")
    return Field(
        name=name,
        type=words.type,
        label=Text(kk=words.kk, ru=words.ru, en=words.en),
        sensitivity=_stricter(use.keep or words.keep, floor),
        required=use.must,
        ftm=use.ftm,
        codes=vocabulary.codes[of_list] if of_list else (),
        pattern=words.pattern,
        limit=words.limit,
    )


def _stricter(own: Sensitivity, floor: Sensitivity) -> Sensitivity:
    return max(own, floor, key=STRICTNESS.index) if floor in SPREADING else own


def _search(use: SearchUse, labels: Mapping[str, Text], place: Place) -> SearchKey:
    missing = [name for name in use.fields if name not in labels]
    if missing or not use.fields:
        raise Misread(f"{place}: search by {use.by} looks in fields that are not there: {', '.join(missing)}")
    own_words = use.by in {KeyKind.OTHER_NO, KeyKind.CASE_NO}
    return SearchKey(use.by, use.fields, labels[use.fields[0]] if own_words else KIND_NAMES[use.by])
