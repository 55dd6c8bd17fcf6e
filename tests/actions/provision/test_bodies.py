"""Bodies, people, objects and standing conditions: who may do what, and what is shown of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from actions.provision.conftest import AGENCY, BODY, OTHER_BODY, Zone
from actions.provision.registering import SOURCE, body_form, describes, registered_zone, states
from actions.sector.conftest import number
from almasu.actions import sign_in
from almasu.actions.enter_by_eds import enter_by_eds
from almasu.actions.provision import describe_source, register_body, state_compliance
from almasu.actions.provision.bodies import unkept_now
from almasu.kernel.parties.account import Role
from almasu.kernel.provision.conditions import Kept
from almasu.law.moment import in_astana
from almasu.law.problem import Problem, ProblemGroup
from almasu.store.database import Database

NEWCOMER = number("90010130061")


def worker_form(role: str, body: str, **change: str) -> dict[str, str]:
    person = {"iin": NEWCOMER, "surname": "Оспан", "given_name": "Аян", "patronymic": "", "position": "маман"}
    return {**person, "body": body, "phone": "+77000000777", "role": role, **change}


@pytest.fixture
async def provision(database: Database, tmp_path: Path) -> Zone:
    return await registered_zone(database, tmp_path)


async def comes_in(zone: Zone, iin: str) -> str:
    begun = await sign_in.begin_sign_in(zone.node, zone.now())
    act = begun.challenge.id
    await sign_in.prove_identity(zone.node, begun.token, act, f"signed {iin} {act}".encode(), zone.now())
    return (await enter_by_eds(zone.node, begun.token, zone.now())).token


async def refused(doing: object) -> str:
    with pytest.raises((Problem, ProblemGroup)) as caught:
        await doing  # type: ignore[misc]
    if isinstance(caught.value, ProblemGroup):
        return " ".join(sorted(f"{one.where}:{one.kind.code}" for one in caught.value.problems))
    return f"{caught.value.where}:{caught.value.kind.code}"


async def test_every_act_writes_its_leaf_and_names_nobody(provision: Zone) -> None:
    kinds = [entry["kind"] for entry in await provision.world.entries()]
    assert kinds.count("provision_body_registered") == kinds.count("provision_source_described") == 2
    assert kinds.count("provision_condition_stated") == 6
    told = msgspec.json.encode(await provision.world.entries()).decode()
    assert not any(word in told for word in ("Комитет", BODY, SOURCE["staff"]))


async def test_the_agency_sees_all_bodies_and_a_body_sees_itself(provision: Zone) -> None:
    node, at = provision.node, provision.now()
    seen = {who: await register_body.bodies(node, token, at) for who, token in provision.tokens.items()}
    assert {one.bin for one in seen["officer"]} == {one.bin for one in seen["head of agency"]} == {BODY, OTHER_BODY}
    assert [one.bin for one in seen["responsible"]] == [one.bin for one in seen["head"]] == [BODY]
    for hidden in (OTHER_BODY, number("18014000611")):
        looked = describe_source.see_body(node, provision.tokens["head"], hidden, at)
        assert await refused(looked) == "body:provision.body.none"


BODY_MISTAKES = [
    ({"bin": BODY}, "bin:provision.body.exists"),
    ({"bin": "123"}, "bin:subject.key.length"),
    ({"name_kk": " ", "email": "office"}, "email:provision.value.wrong name_kk:provision.value.missing"),
]


async def test_a_body_is_registered_once_and_whole(provision: Zone) -> None:
    token, fresh = provision.tokens["head of agency"], number("18014000611")
    for change, problem in BODY_MISTAKES:
        doing = register_body.prepare_body(provision.node, token, {**body_form(fresh), **change}, provision.now())
        found = await refused(doing)
        assert found == problem or (problem.startswith("bin:subject") and found.startswith("bin:")), (change, found)


WORKERS = [
    ("head of agency", Role.AGENCY_OFFICER, AGENCY, ""),
    ("head of agency", Role.AGENCY_OFFICER, BODY, "role:provision.worker.side"),
    ("head of agency", Role.HEAD_OF_BODY, number("18014000611"), "body:provision.body.none"),
    ("head", Role.BODY_RESPONSIBLE, OTHER_BODY, "body:provision.worker.side"),
    ("head", Role.HEAD_OF_BODY, BODY, "role:provision.worker.side"),
    ("head", Role.AGENCY_OFFICER, AGENCY, "role:provision.worker.side"),
    ("head", Role.OFFICER, BODY, "role:provision.role"),
]


async def test_a_person_is_registered_by_their_head_or_the_agency_s_and_comes_in(provision: Zone) -> None:
    node, at = provision.node, provision.now()
    for who, role, body, problem in WORKERS:
        doing = register_body.prepare_worker(node, provision.tokens[who], worker_form(role.value, body), at)
        if problem:
            assert await refused(doing) == problem, (who, role, body)
        else:
            await doing
    act = await register_body.prepare_worker(
        node, provision.tokens["head"], worker_form("body_responsible", BODY, iin=NEWCOMER), at
    )
    await register_body.register_worker(node, provision.tokens["head"], act.id, provision.cms("head", act), at)
    token = await comes_in(provision, NEWCOMER)
    assert [one.bin for one in await register_body.bodies(node, token, at)] == [BODY]


async def test_an_object_is_described_whole_and_anew_and_a_secret_one_by_its_card(provision: Zone) -> None:
    node, token, at = provision.node, provision.tokens["responsible"], provision.now()
    for change, problem in (
        ({"data_sets": ""}, ":provision.refused"),
        ({"kind": "table", "code": "A b"}, "code:provision.value.wrong kind:provision.value.wrong"),
        ({"secrecy": "state_secret"}, "data_sets:provision.source.secret"),
    ):
        assert await refused(describe_source.prepare_source(node, token, SOURCE | change, at)) == problem
    await describes(provision, documentation="ТЖ-13 паспорты")
    await describes(provision, code="secret", secrecy="state_secret", data_sets="")
    _, sources = await describe_source.see_body(node, token, BODY, at)
    assert [(one.source.code, one.is_restricted) for one in sources] == [("secret", True), ("taxpayers", False)]
    assert sources[1].source.documentation == "ТЖ-13 паспорты"


async def test_a_statement_holds_a_year_until_its_head_withdraws_it(provision: Zone) -> None:
    node, at = provision.node, provision.now()
    today = in_astana(at).date()

    async def unkept(later: timedelta = timedelta()) -> frozenset[Kept]:
        async with node.store.transaction() as transaction:
            return await unkept_now(transaction, BODY, at + later)

    assert await unkept() == frozenset()
    assert await unkept(timedelta(days=400)) == frozenset(Kept), "a year later no statement holds"
    for day in (today + timedelta(days=1), today - timedelta(days=366)):
        form = state_compliance.Form(Kept.PERSONAL_DATA, day, "№ 2")
        doing = state_compliance.prepare_statement(node, provision.tokens["head"], form, at)
        assert await refused(doing) == "as_of:provision.statement.day"
    number_of = await states(provision, "head", Kept.PERSONAL_DATA, today)
    for who in ("strange head", "head of agency"):
        doing = state_compliance.prepare_withdrawal(
            node, provision.tokens[who], state_compliance.OfStatement(number_of), at
        )
        assert await refused(doing) == "statement:provision.statement.none"
    found = await state_compliance.conditions(node, provision.tokens["head"], at)
    assert [len(one.statements) for one in found] == [2, 3]
    for kept in found[1].statements:
        if kept.statement.kept is Kept.PERSONAL_DATA:
            form_back = state_compliance.OfStatement(kept.paper.id)
            act = await state_compliance.prepare_withdrawal(node, provision.tokens["head"], form_back, at)
            signed = provision.cms("head", act)
            await state_compliance.withdraw_statement(node, provision.tokens["head"], act.id, signed, at)
    assert await unkept() == {Kept.PERSONAL_DATA}
    assert len(await state_compliance.conditions(node, provision.tokens["officer"], at)) == 3
