"""The 52 resources of annex 2 as the act has them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from almasu.kernel.resources import Field, FieldType, KeyKind, Resource, Sensitivity
from almasu.law.text import Text
from almasu.regimes.sio_pso.resources.checks import holds_money

SHARED = Path(__file__).resolve().parents[5] / "shared"
Resources = tuple[Resource, ...]


def _table(name: str) -> list[dict[str, str]]:
    file = SHARED / name
    if not file.exists():
        pytest.skip(f"no {name} beside this clone")
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _all_words(resources: Resources) -> Iterator[Text]:
    for resource in resources:
        yield resource.name
        yield resource.owner
        for field in resource.fields:
            yield field.label
            yield from (code.label for code in field.codes)


def test_there_are_52_in_the_order_of_the_annex(resources: Resources) -> None:
    assert [resource.number for resource in resources] == list(range(1, 53))
    assert len({resource.code for resource in resources}) == 52


def test_names_are_those_of_the_act_in_both_languages(resources: Resources) -> None:
    for resource, row in zip(resources, _table("resources.tsv"), strict=True):
        assert (resource.name.kk, resource.name.ru) == (row["name_kk"], row["name_ru"])


def test_names_stand_in_the_texts_of_the_act(resources: Resources) -> None:
    texts = {file: re.sub(r"\s+", " ", file.read_text("utf-8")) for file in SHARED.glob("seeds/*.txt")}
    if not texts:
        pytest.skip("no law texts beside this clone")
    whole = " ".join(texts.values())
    for resource in resources:
        assert resource.name.kk in whole
        assert resource.name.ru in whole


def test_every_resource_cites_its_row_of_the_annex(resources: Resources) -> None:
    known = {row.get("clause_id") or next(iter(row.values())) for row in _table("clauses.tsv")}
    for resource in resources:
        assert resource.cites[0] == f"SIO25-A2.{resource.number:02d}"
        assert known.issuperset(resource.cites)


def test_no_field_of_the_reference_table_was_lost(resources: Resources) -> None:
    """Some fields got a plainer name; none but the asker's case number (50, 51) and two address codes is gone."""
    for resource, row in zip(resources, _table("resources.tsv"), strict=True):
        assert len(resource.fields) >= len(row["fields"].split(", ")) - 1


def test_every_word_is_there_in_three_languages(resources: Resources) -> None:
    for text in _all_words(resources):
        assert text.kk.strip()
        assert text.ru.strip()
        assert text.en.strip()


def test_kazakh_and_russian_labels_are_not_english(resources: Resources) -> None:
    for resource in resources:
        for field in resource.fields:
            if field.name != "vin":
                assert re.search("[а-яёәіңғүұқөһА-ЯЁӘІҢҒҮҰҚӨҺ]", field.label.kk), field.name
                assert re.search("[а-яёА-ЯЁәіңғүұқөһ]", field.label.ru), field.name
                assert not re.search("[а-яёәіңғүұқөһ]", field.label.en), field.name


def test_one_field_name_means_one_thing_everywhere(resources: Resources) -> None:
    meanings: dict[str, tuple[FieldType, Text, str]] = {}
    for resource in resources:
        for field in resource.fields:
            meaning = (field.type, field.label, field.pattern)
            assert meanings.setdefault(field.name, meaning) == meaning


def test_the_pension_resource_alone_is_truncated_and_cannot_hold_an_amount(resources: Resources) -> None:
    assert [resource.number for resource in resources if resource.truncated] == [11]
    pension = resources[10]
    assert "SIO25-A2.n2" in pension.cites
    assert not [field.name for field in pension.fields if holds_money(field)]
    allowed = {FieldType.IIN, FieldType.BIN, FieldType.TEXT, FieldType.DATE, FieldType.CODE}
    assert {field.type for field in pension.fields} <= allowed
    assert not [field.ftm for field in pension.fields if field.ftm.startswith(("Value:", "Payment:"))]


@pytest.mark.parametrize("name", ["amount_kzt", "salary", "wage_band", "contribution_sum", "rate", "minimum_flag"])
def test_a_money_field_is_seen_by_its_name(resources: Resources, name: str) -> None:
    like = resources[10].fields[0]
    assert holds_money(Field(name, FieldType.TEXT, like.label, like.sensitivity, required=False, ftm=""))


def test_medical_resources_have_no_edges_and_only_medical_fields(resources: Resources) -> None:
    for number in (12, 43):
        resource = resources[number - 1]
        assert resource.relations == ()
        assert resource.hit_first
        assert {field.sensitivity for field in resource.fields} == {Sensitivity.MEDICAL}


def test_the_most_sensitive_answer_hit_or_no_hit_first(resources: Resources) -> None:
    assert {resource.number for resource in resources if resource.hit_first} == {
        12, 14, 15, 17, 19, 21, 29, 34, 37, 42, 43,
    }  # fmt: skip


def test_iin_keys_are_where_the_law_notes_want_them(resources: Resources) -> None:
    by_iin = {resource.number for resource in resources if KeyKind.IIN in resource.keys}
    wanted = {1, *range(11, 15), *range(16, 24), 25, 36, 40, 41, 43, *range(45, 53)}
    assert by_iin >= wanted
    by_bin = {resource.number for resource in resources if KeyKind.BIN in resource.keys}
    assert by_bin >= {2, 25, 26, 27, 28, 32, 33, 34, 39, 3, 4, 5, 10}


def test_every_open_code_says_its_form(resources: Resources) -> None:
    for resource in resources:
        for field in resource.fields:
            if field.type is FieldType.CODE:
                assert field.codes or field.pattern, (resource.number, field.name)
            assert re.compile(field.pattern)
