"""What people type of a joint act: read as it was meant, and everything wrong named at its field (FMA-5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from almasu.kernel.provision.act_course import drafted, last_day
from almasu.kernel.provision.renewal import renewal
from almasu.kernel.provision.typed_act import (
    act_of,
    field_lines,
    first_act_of,
    line_of,
    set_of,
    sides_of,
    typed_act,
    typed_set,
)
from almasu.law.problem import Problem, ProblemGroup
from kernel.provision.acts import act, data_set
from kernel.provision.conftest import NOW, RESPONSIBLE
from kernel.provision.test_joint_act import signed

RIGHT = typed_set(data_set())


def sides() -> dict[str, Any]:
    content = act()
    return sides_of(
        (content.body, content.body_name),
        (content.agency, content.agency_name),
        content.sources,
        content.compliance,
    )


def test_what_is_typed_again_is_the_same_act() -> None:
    content = act()
    for one in content.data_sets:
        assert set_of(typed_set(one), one) == one
    purposes = [one.value for one in content.purposes]
    assert act_of(typed_act(content), purposes, sides(), content.data_sets) == content


def test_a_line_keeps_a_pattern_with_bars_and_what_it_cannot_say() -> None:
    (plate,) = (one for one in data_set().fields if one.name == "plate")
    odd = field_lines(line_of(plate) + "|[A-Z]{2}", "fields")[0]
    assert odd.pattern == "[0-9]{3}[A-Z]{3}[0-9]{2}|[A-Z]{2}"
    (colour,) = (one for one in data_set().fields if one.name == "colour")
    assert field_lines(line_of(colour), "fields", [colour]) == (colour,)
    assert field_lines(line_of(colour), "fields")[0].values == ()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"code": "Көлік"}, "code"),
        ({"name_kk": ""}, "name_kk"),
        ({"amount": "many"}, "amount"),
        ({"unit": "years"}, "unit"),
        ({"day": "93"}, "day"),
        ({"hour": "24"}, "hour"),
        ({"way": "pigeon"}, "way"),
        ({"fields": "iin | iin | personal"}, "fields"),
        ({"fields": "iin | iin | personal | perhaps | a | b | c"}, "fields"),
        ({"fields": ""}, "fields"),
    ],
)
def test_what_is_wrong_in_a_set_is_named_at_its_field(change: dict[str, str], where: str) -> None:
    with pytest.raises(ProblemGroup) as told:
        set_of({**RIGHT, **change})
    assert {one.where for one in told.value.problems} == {where}


@pytest.mark.parametrize(
    ("change", "where"),
    [({"since": "soon"}, "since"), ({"number": ""}, "number"), ({"agency_phone": "8 7172"}, "agency_phone")],
)
def test_what_is_wrong_in_the_head_is_named_at_its_field(change: dict[str, str], where: str) -> None:
    with pytest.raises(ProblemGroup) as told:
        act_of({**typed_act(act()), **change}, ["laundering"], sides(), act().data_sets)
    assert [one.where for one in told.value.problems] == [where]


def test_everything_wrong_on_the_form_of_a_new_act_is_told_at_once_each_at_its_field() -> None:
    wrong = {
        **typed_act(act()),
        "since": "soon",
        "body_phone": "8 7172",
        "body_email": "nobody",
        "agency_email": "@",
        **RIGHT,
        "name_kk": "",
        "name_en": "",
        "amount": "0",
        "day": "93",
        "hour": "24",
        "fields": "iin | iin\nпаспорт | text | personal | + | а | б | в\nx | texxt | personal | + | а | б | в\n"
        "y | text | secret | + | а | б | в\nz | text | open | yes | а | б | в\nw | text | open | + | | б | в",
    }
    with pytest.raises(ProblemGroup) as told:
        first_act_of(wrong, [], sides())
    at = [one.where for one in told.value.problems]
    assert set(at) == {
        "agency_email",
        "amount",
        "body_email",
        "body_phone",
        "day",
        "fields",
        "hour",
        "name_en",
        "name_kk",
        "purposes",
        "since",
    }
    lines = [one.title.en for one in told.value.problems if one.where == "fields"]
    assert lines == [
        "Line 1 cannot be read: “iin | iin”.",
        "In line 2 “паспорт” is no name of a field.",
        "In line 3 “texxt” is no type.",
        "In line 4 “secret” is no regime of secrecy.",
        "In line 5 “yes” is no mark of need (+ or -).",
        "Line 6 cannot be read: “w | text | open | + | | б | в”.",
    ]
    assert len(at) == len(set(at)) + len(lines) - 1, "each other field is told once"


def test_a_renewal_follows_the_last_day_for_as_long_and_only_what_is_signed_is_renewed() -> None:
    version = signed()
    again = renewal(version, "8-ББ")
    assert (again.since - last_day(version)).days == 1
    assert (again.since, again.number) == (date(2027, 11, 1), "8-ББ")
    assert again.until - again.since == version.read().until - version.read().since
    with pytest.raises(Problem) as told:
        renewal(drafted(1, act(), RESPONSIBLE, NOW), "8-ББ")
    assert told.value.kind.code == "provision.act.stage"
