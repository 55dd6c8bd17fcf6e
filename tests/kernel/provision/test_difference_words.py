"""What changed between two versions of an act is told in the words of the act, in each language."""

from __future__ import annotations

import msgspec
import pytest

from almasu.kernel.provision.act_diff import compared
from almasu.kernel.provision.difference_words import CHOSEN, MEMBERS, worded
from almasu.kernel.provision.joint_act import ActContent
from almasu.law.text import Language
from kernel.provision.acts import SECRETS, VEHICLES, act, field

FEWER = VEHICLES["fields"][:-1]


def _every_member(kind: type[msgspec.Struct]) -> set[str]:
    schema = msgspec.json.schema(kind)
    return {name for part in schema["$defs"].values() for name in part.get("properties", ())}


def test_every_member_of_an_act_has_its_words() -> None:
    assert not _every_member(ActContent) - MEMBERS.keys()


@pytest.mark.parametrize("language", list(Language))
def test_every_difference_is_told_without_words_of_programs(language: Language) -> None:
    older = act()
    changed = {
        **VEHICLES,
        "fields": [*FEWER, field("area", "decimal")],
        "term": {"amount": 9, "unit": "days"},
        "schedule": {"period": "weekly", "extent": "full", "format": "json_lines", "day": 2, "hour": 9},
        "secrecy": "banking",
    }
    newer = act(data_sets=[changed, SECRETS], until="2027-03-01")
    told = [worded(one, older, newer, language) for one in compared(older, newer)]
    assert len(told) > 5
    said = " ".join(f"{one.where} {one.was} {one.now}" for one in told)
    assert not {one for one in ("data_sets", "json_lines", "working_days", "{", "[", "None", "True") if one in said}
    assert "01.03.2027" in said
    name = VEHICLES["name"][language.value]
    assert any(name in one.where for one in told), "a set is called by its name"


def test_chosen_values_of_an_act_have_names() -> None:
    schema = msgspec.json.schema(ActContent)["$defs"]
    enums = {frozenset(part["enum"]) for part in schema.values() if "enum" in part}
    named = {frozenset(one) for one in CHOSEN.values()}
    assert enums <= named, enums - named
