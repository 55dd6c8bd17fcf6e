"""The catalogue of ASOI: eight kinds of signals, six of incidents, and sheets that are not as they should be."""

from __future__ import annotations

from importlib import resources

import pytest

from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile
from almasu.regimes.asoi.loader import read_catalogue

NAMES = ("kinds.yaml", "forms.yaml", "lists.yaml")


def sheets(**changed: tuple[str, str]) -> list[SheetFile]:
    folder = resources.files("almasu.regimes.asoi").joinpath("data")
    read = {name: folder.joinpath(name).read_text("utf-8") for name in NAMES}
    for name, (old, new) in changed.items():
        assert old in read[f"{name}.yaml"]
        read[f"{name}.yaml"] = read[f"{name}.yaml"].replace(old, new)
    return [SheetFile(name, text.encode()) for name, text in read.items()]


def test_the_kinds_are_those_of_the_act_and_each_names_its_clause() -> None:
    catalogue = read_catalogue(*sheets())
    assert [kind.cites for kind in catalogue.signals] == [(f"ASOI-8.{number}",) for number in range(1, 9)]
    assert [kind.cites for kind in catalogue.incidents] == [(f"ASOI-12.{number}",) for number in range(1, 7)]
    assert [kind.number for kind in catalogue.signals if kind.outer] == [7, 8]
    assert catalogue.signal(9) is None
    assert catalogue.incident_of("fire") is None


def test_the_six_fields_of_an_alert_name_their_clauses() -> None:
    demanded = [field.cites for field in read_catalogue(*sheets()).alert if field.required]
    assert demanded == [(f"ASOI-10.{number}",) for number in range(1, 7)]


# A change of a sheet that may not pass.
BROKEN = [
    {"kinds": ("number: 8, code: spraying", "number: 7, code: spraying")},
    {"kinds": ("options: attack", "options: attacks")},
    {"forms": ("{name: source, kind: line", "{name: origin, kind: line")},
    {"forms": ("kind: choice, options: severity, required: true, cites: [ASOI-10.3]", "kind: line, options: severity")},
    {"lists": ('kk: "аса жоғары"', 'kk: ""')},
    {"lists": ("- {code: low,", "- {code: low, colour: red,")},
]


@pytest.mark.parametrize("changed", BROKEN)
def test_a_sheet_that_is_not_as_it_should_be_is_a_fault(changed: dict[str, tuple[str, str]]) -> None:
    with pytest.raises(Fault):
        read_catalogue(*sheets(**changed))
