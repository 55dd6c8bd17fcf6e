"""A form between states that lacks what the act needs says so: nothing is made up in place of it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import pytest

from actions.conftest import StoppedClock
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices.typed import Typed
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
