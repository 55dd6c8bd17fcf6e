"""Whose application it is: filed for the signer's own whole number alone (SIO25-5)."""

from __future__ import annotations

import msgspec
import pytest

from actions.applying import APPLICANT, HEAD, Office, open_office, refusal
from actions.conftest import World
from almasu.actions import apply


@pytest.fixture
async def office(world: World) -> Office:
    return await open_office(world)


@pytest.mark.parametrize(
    ("iin", "code"),
    [
        (APPLICANT[:-1] + str((int(APPLICANT[-1]) + 1) % 10), "subject.identity_number.check_digit"),
        (APPLICANT[:-1], "subject.identity_number.length"),
        (HEAD, "application.not_own_iin"),
    ],
)
async def test_an_application_is_filed_for_the_signers_own_whole_number_alone(
    office: Office, iin: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = apply._applied
    monkeypatch.setattr(apply, "_applied", lambda *said: msgspec.structs.replace(made(*said), iin=iin))
    problem = await refusal(office.apply())
    assert problem.kind.code == code
    assert await office.says("application_filed") == []
