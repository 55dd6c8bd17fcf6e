"""`almasu explain way`: what is told of a ladder, in words and for a program (FMA-3)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from almasu.actions.provision.see_ways import told_by
from almasu.interfaces.cli.explain_way import lines_of, record_of
from almasu.kernel.provision import ladder as ways
from almasu.kernel.provision.ladder import Pace
from almasu.kernel.provision.way import Way
from almasu.law.text import Language
from kernel.provision.conftest import BODY, LONGEST, NOW, RESPONSIBLE, letter


def test_it_tells_the_way_and_what_stands_against_each_better_one() -> None:
    ladder = ways.begun(BODY, "vehicles", NOW, restricted=False)
    ladder = ways.proved(ladder, letter(Way.INTEGRATION), RESPONSIBLE, NOW, LONGEST)
    ladder = ways.stepped(ladder, Way.WORKPLACE, NOW)
    told = told_by(UUID(int=1), ladder, NOW + timedelta(hours=1), Pace())
    record = record_of(told)
    assert (record["way"], record["why"], record["lawful"]) == ("workplace", "proved", "workplace")
    assert record["better"] == [
        {
            "way": "integration",
            "proved_until": "2026-12-20T10:00:00.000+05:00",
            "next_try": "2026-11-20T16:00:00.000+05:00",
            "last_try": None,
            "last_code": "",
        }
    ]
    lines = list(lines_of(told, Language.EN))
    assert (
        lines[0]
        == "vehicles: access to a workplace (FMA-3.2), every better way is impossible, 2026-11-20T10:00:00.000+05:00"
    )
    assert "Stands until: 2026-12-20" in lines[2]


def test_a_restricted_set_has_no_better_way() -> None:
    ladder = ways.begun(BODY, "escorts", NOW, restricted=True)
    told = told_by(UUID(int=1), ladder, NOW, Pace())
    assert (record_of(told)["way"], record_of(told)["better"]) == ("paper", [])
    assert "(FMA-4.2)" in list(lines_of(told, Language.KK))[1]
