"""Profiles and accounts: created by the centre alone, by signed acts, from all fields of the act (ASOI-5, ASOI-6)."""

from __future__ import annotations

import pytest

from actions.sector.conftest import BANK, Sector, number, profile_of, worker_of
from almasu.actions import sign_in
from almasu.actions.enter_by_eds import enter_by_eds
from almasu.actions.sector import join
from almasu.law.problem import Problem, ProblemGroup

NEW, NEWCOMER = number("09034000111"), number("90010130011")
PROFILES: list[tuple[dict[str, str], str]] = [
    ({"name": ""}, "name"),
    ({"bin": "123456789012"}, "bin"),
    ({"bin": BANK}, "bin"),
    ({"email": "bank.kz"}, "email"),
    ({"kind": "shop"}, "kind"),
]
WORKERS: list[tuple[dict[str, str], str]] = [
    ({"surname": ""}, "surname"),
    ({"given_name": ""}, "given_name"),
    ({"position": ""}, "position"),
    ({"phones": ""}, "phones"),
    ({"phones": "call me"}, "phones"),
    ({"email": "x@"}, "email"),
    ({"organisation": NEW}, "organisation"),
    ({"duty": "sectoral_centre"}, "duty"),
]
"""What may be wrong, and the field that is named for it."""


async def test_an_organisation_is_joined_and_its_worker_comes_in(sector: Sector) -> None:
    await sector.joins(NEW, kind="certain_operations")
    await sector.registers(NEWCOMER, "responsible_worker", NEW)
    token = await sector.comes_in(NEWCOMER)
    found = await join.profiles(sector.node, token, sector.now())
    assert {one.bin for one in found} >= {NEW, BANK}
    (kept,) = await join.workers(sector.node, sector.tokens["centre"], NEW, sector.now())
    assert kept.phones == ("+77001234567", "+77272501234"), "every telephone is kept"
    kinds = [entry["kind"] for entry in await sector.world.entries()]
    for kind in ("sector_profile_created", "account_registered", "sector_worker_registered", "signed_in"):
        assert kind in kinds


async def test_a_profile_lacking_something_is_refused(sector: Sector) -> None:
    for change, where in PROFILES:
        with pytest.raises(ProblemGroup) as refused:
            await sector.joins(NEW, **change)
        assert [one.where for one in refused.value.problems] == [where], change


async def test_a_user_lacking_something_is_refused(sector: Sector) -> None:
    for change, where in WORKERS:
        with pytest.raises(ProblemGroup) as refused:
            await sector.registers(NEWCOMER, "responsible_worker", BANK, **change)
        assert [one.where for one in refused.value.problems] == [where], change


async def test_a_second_account_of_one_person_is_refused(sector: Sector) -> None:
    await sector.registers(NEWCOMER, "responsible_worker", BANK)
    with pytest.raises(Problem, match=r"account\.exists"):
        await sector.registers(NEWCOMER, "head_of_security", BANK)


@pytest.mark.parametrize("who", ["worker", "head"])
async def test_nobody_but_the_centre_joins_anybody(sector: Sector, who: str) -> None:
    with pytest.raises(Problem, match=r"account\.role"):
        await join.prepare_profile(sector.node, sector.tokens[who], profile_of(NEW), sector.now())
    typed = worker_of(NEWCOMER, "head_of_security", BANK)
    with pytest.raises(Problem, match=r"account\.role"):
        await join.prepare_worker(sector.node, sector.tokens[who], typed, sector.now())


async def test_a_stranger_s_eds_opens_nothing(sector: Sector) -> None:
    begun = await sign_in.begin_sign_in(sector.node, sector.now())
    act = begun.challenge.id
    with pytest.raises(Problem, match=r"account\.unknown|session|not_registered"):
        await sign_in.prove_identity(sector.node, begun.token, act, f"signed {NEWCOMER} {act}".encode(), sector.now())
    with pytest.raises(Problem, match=r"session\.stage"):
        await enter_by_eds(sector.node, begun.token, sector.now())
