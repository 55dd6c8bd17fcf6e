"""A form between states that lacks what the act needs says so: nothing is made up in place of it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import pytest

from actions.conftest import StoppedClock
from almasu.interfaces.portal.offices.blocks import Words
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import bags
from almasu.interfaces.portal.offices_of_interstate.onward import OnwardOffice
from almasu.interfaces.portal.views.people import SessionToken
from almasu.law.problem import Problem
from almasu.law.text import Language


async def test_a_consent_to_pass_on_without_its_last_day_is_no_consent_until_today() -> None:
    office = OnwardOffice(cast(Any, SimpleNamespace(now=StoppedClock(), node=None)))
    here = Here(SessionToken("s"), None, Language.RU, {"onward": uuid4()})
    typed = Typed({"answer": ("grant",), "purpose": ("розыск подозреваемого",), "until": ("",)})
    with pytest.raises(Problem) as refused:
        await office.prepare_answer(here, typed)
    assert (refused.value.kind.code, refused.value.where) == ("portal.field.missing", "until")


async def test_where_no_bag_is_needed_or_on_its_way_its_forms_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def all_well(*_: Any) -> SimpleNamespace:
        return SimpleNamespace(lines=[])

    monkeypatch.setattr(bags.nodes, "nodes", all_well)
    office = bags.BagsOffice(cast(Any, SimpleNamespace(now=StoppedClock(), node=None)))
    here = Here(SessionToken("s"), None, Language.RU, {})
    packing, lost = await office.blank_packing(here), await office.blank_lost(here)
    assert [(one.closed, one.fields, one.above) for one in (packing, lost)] == [
        (True, (), (Words(None, bags.NONE_STUCK),)),
        (True, (), (Words(None, bags.NONE_CARRIED),)),
    ]
    assert bags.LOST not in [way.text for way in (await office.read(here)).ways]
