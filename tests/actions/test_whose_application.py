"""Whose application it is, and why an account is blocked: what a form must say (SIO25-5, SIO25-7.2)."""

from __future__ import annotations

import msgspec
import pytest

from actions.applying import APPLICANT, BLOCK, HEAD, Office, open_office, refusal, refusals
from actions.conftest import World
from almasu.actions import apply
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.application import BlockReason


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


async def test_the_form_of_a_block_needs_a_reason_that_fits(office: Office) -> None:
    await office.registered()
    token = await office.visit(APPLICANT)
    for filled, reason in ((BLOCK, None), (BLOCK, BlockReason.DISMISSAL)):
        found = await refusals(apply.prepare_application(office.world.node, token, filled, reason, office.at))
        assert found == [("reason", "application.block_reason")]
    assert BLOCK.kind is ApplicationKind.BLOCK
