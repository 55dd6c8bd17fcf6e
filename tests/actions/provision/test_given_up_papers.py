"""What of papers comes to no end by itself: a keying is given up, a paper that may not leave cancelled (FMA-3.5)."""

from __future__ import annotations

from uuid import UUID

import pytest

from actions.provision.conftest import Zone
from actions.provision.test_asking import WHY
from actions.provision.test_keying import received_paper
from actions.provision.test_papers import ON_REQUEST, hands_over, sends
from actions.provision.test_under_way import OTHER, goes_down, replaced
from almasu.actions.provision import destroy, keyings, sheaves
from almasu.actions.provision.keyings import ToDrop, ToKey, ToType
from almasu.actions.provision.sheaves import ToCancel, ToPutAway
from almasu.kernel.provision.keying import Keying, KeyingState
from almasu.kernel.provision.paper import Sheaf, Stage
from almasu.kernel.provision.way import Way
from almasu.law.problem import Problem
from almasu.store.database import Database
from kernel.provision.acts import act_of, data_set, field

FIELDS = [field("row_id", "integer", "open"), field("plate", twice=True), field("owner", twice=True)]
BY_PAPER = data_set(fields=FIELDS, keys=["plate"], **ON_REQUEST)
TYPED = {"row_id": "7", "plate": "123ABC01", "owner": "Асан"}
NEEDLESS = "Акт енді бұл жиынды қамтымайды."


@pytest.fixture
async def on_paper(zone: Zone) -> Zone:
    """A zone whose set goes by ordinary paper."""
    await replaced(zone, act_of(BY_PAPER))
    await goes_down(zone, Way.PAPER)
    return zone


async def keyed(zone: Zone, sheaf: UUID, material: UUID) -> Keying:
    told = ToKey(sheaf, material, TYPED)
    return await keyings.key_first(zone.node, zone.tokens["officer"], told, zone.now())


async def drops(zone: Zone, number: UUID, who: str = "officer", why: str = NEEDLESS) -> Keying:
    return await keyings.drop(zone.node, zone.tokens[who], number, ToDrop(why), zone.now())


async def cancels(zone: Zone, number: UUID, who: str = "responsible", why: str = NEEDLESS) -> Sheaf:
    return await sheaves.cancel_sheaf(zone.node, zone.tokens[who], number, ToCancel(why), zone.now())


async def why_not(zone: Zone, keying: Keying) -> str:
    no = await keyings.why_not_received(zone.node, zone.tokens["head of agency"], keying.id, zone.now())
    return "" if no is None else no.kind.code


async def kept_contents(database: Database) -> int:
    async with database.connection() as connection:
        found = await (await connection.execute("select count(*) from provision_contents")).fetchone()
    assert found is not None
    return int(found[0])


async def test_a_keying_whose_set_fell_out_of_the_act_is_given_up_and_what_was_typed_destroyed(
    on_paper: Zone, database: Database
) -> None:
    zone, node = on_paper, on_paper.node
    sheaf, material = await received_paper(zone)
    once, twice = await keyed(zone, sheaf, material), await keyed(zone, sheaf, material)
    second, other = zone.tokens["second officer"], {"plate": "123ABC01", "owner": "Үсен"}
    twice = await keyings.key_again(node, second, twice.id, ToType(other), zone.now())
    assert (await why_not(zone, once), await why_not(zone, twice), await kept_contents(database)) == ("", "", 3)
    await replaced(zone, act_of(OTHER))
    assert [await why_not(zone, one) for one in (once, twice)] == ["provision.act.not_covered"] * 2
    for who, why, code in (
        ("responsible", NEEDLESS, "account.role"),
        ("officer", "керек емес", "provision.words_needed"),
    ):
        with pytest.raises(Problem) as told:
            await drops(zone, once.id, who, why)
        assert told.value.kind.code == code
    assert await kept_contents(database) == 3

    given_up = [await drops(zone, once.id), await drops(zone, twice.id, "head of agency")]
    assert [one.state for one in given_up] == [KeyingState.DROPPED] * 2
    assert [one.dropped and (one.dropped.why, one.dropped.contents) for one in given_up] == [
        (NEEDLESS, 1),
        (NEEDLESS, 2),
    ]
    assert await kept_contents(database) == 0
    leaves = (await zone.told("provision_keying_moved"))[-2:]
    assert [one["contents_destroyed"] for one in leaves] == [1, 2]
    assert not any(said in str(leaves) for said in (NEEDLESS, "123ABC01", "Асан", "Үсен"))
    assert await keyings.waiting_keyings(node, second, zone.now()) == []
    await replaced(zone, act_of(BY_PAPER))
    for step in (
        keyings.key_again(node, second, once.id, ToType(TYPED), zone.now()),
        keyings.side_by_side(node, zone.tokens["head of agency"], twice.id, zone.now()),
        drops(zone, once.id),
    ):
        with pytest.raises(Problem, match=r"provision\.handing\.state"):
            await step
    assert (await keyed(zone, sheaf, material)).state is KeyingState.KEYED_ONCE, "the paper may be keyed anew"


async def test_a_keying_whose_paper_is_gone_says_so_and_is_given_up(on_paper: Zone) -> None:
    zone = on_paper
    sheaf, material = await received_paper(zone)
    first = await keyed(zone, sheaf, material)
    put = ToPutAway(sheaf, Stage.RETURNED)
    await zone.signs("officer", sheaves.prepare_putting_away, sheaves.put_away, put)
    assert await why_not(zone, first) == "provision.handing.state"
    with pytest.raises(Problem, match=r"provision\.handing\.state"):
        await keyings.key_again(zone.node, zone.tokens["second officer"], first.id, ToType(TYPED), zone.now())
    done = await drops(zone, first.id, "second officer")
    assert done.dropped is not None
    assert (done.state, done.dropped.contents) == (KeyingState.DROPPED, 1)


async def test_a_keying_whose_material_is_destroyed_waits_for_nobody_and_says_why(on_paper: Zone) -> None:
    zone = on_paper
    sheaf, material = await received_paper(zone)
    first = await keyed(zone, sheaf, material)
    await zone.signs("officer", destroy.prepare_destruction, destroy.destroy, material, WHY)
    assert await why_not(zone, first) == ""
    for again in (
        keyings.key_again(zone.node, zone.tokens["second officer"], first.id, ToType(TYPED), zone.now()),
        drops(zone, first.id, "second officer"),
    ):
        with pytest.raises(Problem, match=r"provision\.handing\.state"):
            await again
    after = await keyings.one_keying(zone.node, zone.tokens["officer"], first.id, zone.now())
    assert after.dropped is not None
    assert (after.state, after.dropped.by, after.dropped.contents) == (KeyingState.DROPPED, None, 1)


async def test_a_paper_that_may_not_leave_any_more_is_cancelled_and_keeps_its_number(on_paper: Zone) -> None:
    zone, node = on_paper, on_paper.node
    waits, sent = await sends(zone, outgoing="12-5/1"), await sends(zone, outgoing="12-5/2")
    token = zone.tokens["responsible"]
    assert await sheaves.why_not_sent(node, token, waits.id, zone.now()) is None
    await hands_over(zone, sent.id)
    await replaced(zone, act_of(OTHER))
    no = await sheaves.why_not_sent(node, token, waits.id, zone.now())
    assert no is not None
    assert (no.kind.code, no.kind.cites) == ("provision.act.not_covered", ("FMA-5",))
    for who, number, why, code in (
        ("officer", waits.id, NEEDLESS, "account.role"),
        ("stranger", waits.id, NEEDLESS, "paper.unknown"),
        ("responsible", waits.id, "керек емес", "provision.words_needed"),
        ("responsible", waits.id, "Акт\nенді жоқ екен", "provision.paper.lines"),
        ("responsible", sent.id, NEEDLESS, "provision.handing.state"),
    ):
        with pytest.raises(Problem) as told:
            await cancels(zone, number, who, why)
        assert told.value.kind.code == code
    done = await cancels(zone, waits.id)
    assert (done.stage, done.cancelled_why, done.ended_at) == (Stage.CANCELLED, NEEDLESS, zone.now())
    listed = (await sheaves.sheaves(node, token, "", zone.now())).items
    assert [(one.card.outgoing, one.stage) for one in listed] == [
        ("12-5/1", Stage.CANCELLED),
        ("12-5/2", Stage.WITH_COURIER),
    ], "the line stays readable"
    leaf = (await zone.told("provision_sheaf_moved"))[-1]
    assert (leaf["step"], NEEDLESS in str(leaf)) == ("cancelled", False)
    officer = zone.tokens["officer"]
    assert [one.id for one in (await sheaves.sheaves(node, officer, "", zone.now())).items] == [sent.id]
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await sheaves.sheaf(node, officer, waits.id, zone.now())
    await replaced(zone, act_of(BY_PAPER))
    with pytest.raises(Problem, match=r"provision\.handing\.state"):
        await hands_over(zone, waits.id)
    with pytest.raises(Problem, match=r"provision\.paper\.number"):
        await sends(zone, outgoing="12-5/1")
