"""A fault in a sheet is named with its file and line; nothing is loaded half."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from almasu.law.problem import Fault
from almasu.regimes.sio_pso.resources.loader import parse_resources

FAULTS = [
    ("resources_social.yaml", "owner: labour", "owner: nobody", "owner `nobody` is unknown"),
    (
        "resources_social.yaml",
        "      employer_name: {",
        "      employer_nam: {",
        "employer_nam",
    ),
    ("resources_social.yaml", "Employment:employee", "Employment:salary", "which no schema has"),
    ("resources_social.yaml", "in: [contributor_iin]", "in: [iin]", "looks in fields that are not there"),
    ("resources_social.yaml", "number: 12", "number: 53", "resource 12 is missing"),
    ("resources_social.yaml", "number: 12", "number: 11", "only resource 11 is truncated"),
    ("resources_social.yaml", "code: disability", "code: vehicles", "code vehicles is used 2 times"),
    ("resources_social.yaml", "must: true", "must: perhaps", "Expected `bool`"),
    ("resources_social.yaml", "must: true", "most: true", "unknown field `most`"),
    ("resources_social.yaml", "relations: []", "relations: [same_address]", "medical data never become an edge"),
    ("resources_social.yaml", "    truncated: true", "    truncated: false", "only resource 11 is truncated"),
    (
        "resources_social.yaml",
        "employer_name: {",
        "net_weight_kg: {",
        "could hold an amount",
    ),
    ("resources_social.yaml", ", why: beside", "", "needs a property or a known reason"),
    ("resources_social.yaml", "why: beside", "why: forgotten", "needs a property or a known reason"),
    ("resources_social.yaml", "why: beside", "why: beside, ftm: Employment:employee", "needs a property or a known"),
    ("resources_social.yaml", "by: iin", "by: plate", "plate cannot be looked for in contributor_iin"),
    ("fields_people.yaml", "ru: ИИН,", "ru: ' ',", "a language is missing"),
    ("fields_people.yaml", "  person_iin:", "  iin:", "stands here a second time"),
    ("fields_business.yaml", "  bin:", "  iin:", "is already defined at"),
    ("codes_people.yaml", "[ер, мужской, male]", "[ер, мужской]", "length 3"),
    ("owners.yaml", "\nowners:", "\nowners: [", "owners.yaml"),
    ("fields_people.yaml", "list: sex", "list: sexes", "has no code list `sexes`"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), FAULTS)
def test_a_fault_is_named_with_file_and_words(
    texts: Mapping[str, str], file: str, old: str, new: str, said: str
) -> None:
    assert old in texts[file]
    with pytest.raises(Fault) as fault:
        parse_resources({**texts, file: texts[file].replace(old, new, 1)})
    assert said in str(fault.value)


def test_the_line_of_the_fault_is_told(texts: Mapping[str, str]) -> None:
    text = texts["resources_social.yaml"]
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "employer_bin" in row)
    with pytest.raises(Fault) as fault:
        parse_resources({**texts, "resources_social.yaml": text.replace("employer_bin:", "employer:", 1)})
    assert f"resources_social.yaml:{line}: " in str(fault.value)


def test_several_faults_are_told_together(texts: Mapping[str, str]) -> None:
    social = texts["resources_social.yaml"].replace("owner: health", "owner: nobody")
    identity = texts["resources_identity.yaml"].replace("owner: digital", "owner: nobody")
    with pytest.raises(Fault) as fault:
        parse_resources({**texts, "resources_social.yaml": social, "resources_identity.yaml": identity})
    assert len(str(fault.value).splitlines()) == 2


def test_a_huge_sheet_is_not_read(texts: Mapping[str, str]) -> None:
    with pytest.raises(Fault, match="larger than"):
        parse_resources({**texts, "more.yaml": "a" * 1_000_001})
