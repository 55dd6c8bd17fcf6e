"""Papers through the real acts: both registers, seal and courier, nothing of what a paper says (FMA-3.5, FMA-4.2)."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from actions.provision.conftest import Zone
from actions.provision.registering import states
from actions.provision.test_asking import with_sets
from almasu.actions.provision import sheaves, state_compliance
from almasu.actions.provision.ended_sheaf import ended_sheaf
from almasu.actions.provision.sheaves import ToCancel, ToHandOver, ToPutAway, ToReceive, ToSend
from almasu.kernel.provision.conditions import Kept
from almasu.kernel.provision.paper import Card, Sheaf, Stage
from almasu.kernel.provision.paper_print import TITLES, card_digest, printed_end
from almasu.law.problem import Problem
from almasu.law.text import Language
from almasu.wiring.end_pdf import paper_end_pdf_of
from kernel.provision.acts import BODY, data_set

ON_REQUEST = {"giving": "on_request", "schedule": None}


def to_send(**change: Any) -> ToSend:
    told = {
        "data_set": "vehicles",
        "purpose": "laundering",
        "outgoing": "12-5/77",
        "dated": date(2026, 11, 20),
        "sheets": 12,
        "seal": "А-17",
        "copy_number": "2",
        "addressee": "Талдау департаменті",
    }
    return ToSend(**{**told, **change})


@pytest.fixture
async def giving(zone: Zone) -> Zone:
    """A zone whose set comes from a resource with restricted access: it goes by paper, however."""
    await with_sets(zone, data_set(secrecy="restricted", way="paper", **ON_REQUEST))
    return zone


async def sends(zone: Zone, **change: Any) -> Sheaf:
    return await sheaves.register_sheaf(zone.node, zone.tokens["responsible"], to_send(**change), zone.now())


async def hands_over(zone: Zone, number: UUID) -> Sheaf:
    told = ToHandOver("Р-4", "Мемлекеттік фельдъегерь қызметі")
    return await sheaves.hand_over(zone.node, zone.tokens["responsible"], number, told, zone.now())


async def receives(zone: Zone, number: UUID, **change: str) -> Sheaf:
    told = ToReceive(**{"incoming": "ВХ-301", "seal": "А-17", **change})
    return await sheaves.receive_sheaf(zone.node, zone.tokens["officer"], number, told, zone.now())


async def test_a_paper_goes_from_register_to_register_and_is_destroyed_by_a_signed_act(giving: Zone) -> None:
    sent = await sends(giving)
    assert (sent.stage, sent.is_card_only) == (Stage.REGISTERED, True)
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await sheaves.sheaf(giving.node, giving.tokens["officer"], sent.id, giving.now())
    await hands_over(giving, sent.id)
    taken = await receives(giving, sent.id)
    assert (taken.stage, taken.incoming, taken.received_by) == (
        Stage.RECEIVED,
        "ВХ-301",
        giving.accounts["officer"].id,
    )
    with pytest.raises(Problem, match=r"handing\.state"):
        await ended_sheaf(giving.node, giving.tokens["officer"], sent.id, giving.now())
    put = ToPutAway(sent.id, Stage.DESTROYED)
    gone = await giving.signs("officer", sheaves.prepare_putting_away, sheaves.put_away, put)
    assert gone.stage is Stage.DESTROYED
    told = await giving.told("provision_sheaf_moved")
    assert [one["step"] for one in told] == ["registered", "handed_over", "received", "put_away"]
    assert told[0]["verdicts"]["fma_provision.restricted_by_paper"] == "met"
    for who, seen in (("officer", 1), ("head", 1), ("stranger", 0)):
        page = await sheaves.sheaves(giving.node, giving.tokens[who], "", giving.now())
        assert len(page.items) == seen
    for absent in (sent.id, uuid4()):
        with pytest.raises(Problem, match=r"paper\.unknown"):
            await sheaves.sheaf(giving.node, giving.tokens["stranger"], absent, giving.now())


@pytest.mark.parametrize("end", [Stage.RETURNED, Stage.DESTROYED])
async def test_the_act_of_its_end_is_printed_for_both_sides_with_names_its_way_and_who_signed(
    giving: Zone, end: Stage
) -> None:
    sent = await sends(giving)
    await hands_over(giving, sent.id)
    await receives(giving, sent.id)
    await giving.signs("officer", sheaves.prepare_putting_away, sheaves.put_away, ToPutAway(sent.id, end))
    ended = await ended_sheaf(giving.node, giving.tokens["head"], sent.id, giving.now())
    assert (ended.by, ended.sheaf.ended_act is not None) == (giving.accounts["officer"].person.full_name(), True)
    for language in (Language.KK, Language.RU):
        document = printed_end(ended.sheaf, ended.bodies, ended.data_set, language)
        words = " ".join(
            [document.title, document.opening, *(" ".join(row) for part in document.parts for row in part.rows)]
        )
        for told in ("ВХ-301", "12-5/77", "А-17", "Р-4", "Талдау департаменті", "12", BODY, "20.11.2026"):
            assert told in words
        assert ended.bodies[BODY].said_in(language) in words
        assert "restricted" not in words
        assert document.title == TITLES[end].filled(number="ВХ-301").said_in(language)
        assert document.hash == card_digest(ended.sheaf)
    assert (await paper_end_pdf_of(ended, Language.KK)).startswith(b"%PDF-")
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await ended_sheaf(giving.node, giving.tokens["stranger"], sent.id, giving.now())


async def test_numbers_stand_once_and_another_seal_is_not_taken(giving: Zone) -> None:
    first, second = await sends(giving), await sends(giving, outgoing="12-5/78")
    with pytest.raises(Problem, match=r"provision\.paper\.number"):
        await sends(giving)
    with pytest.raises(Problem, match=r"provision\.handing\.state"):
        await sheaves.hand_over(
            giving.node,
            giving.tokens["responsible"],
            (await hands_over(giving, first.id)).id,
            ToHandOver("1", "x"),
            giving.now(),
        )
    await hands_over(giving, second.id)
    with pytest.raises(Problem, match=r"provision\.paper\.another_seal"):
        await receives(giving, second.id, seal="А-18")
    await receives(giving, first.id)
    with pytest.raises(Problem, match=r"provision\.paper\.number"):
        await receives(giving, second.id)
    refused = await sheaves.refuse_sheaf(giving.node, giving.tokens["officer"], second.id, giving.now())
    assert refused.stage is Stage.REFUSED
    with pytest.raises(Problem, match=r"provision\.paper\.lines"):
        await sends(giving, outgoing="12-5/79", addressee="мазмұны\nосында")
    with pytest.raises(Problem, match=r"provision\.paper\.day"):
        await sends(giving, outgoing="12-5/79", dated=date(2030, 1, 1))
    stated = await states(giving, "head", Kept.PERSONAL_DATA)
    back = state_compliance.prepare_withdrawal, state_compliance.withdraw_statement
    await giving.signs("head", *back, state_compliance.OfStatement(stated))
    with pytest.raises(Problem, match=r"provision\.transfer\.refused"):
        await sends(giving, outgoing="12-5/79")


SMUGGLED = (
    {"outgoing": "850101300015"},
    {"outgoing": "Иванов судим по статье 218 УК"},
    {"seal": "8501 0130 0015"},
    {"copy_number": "850101300015"},
    {"addressee": "Иванов, ИИН 850101300015"},
    {"addressee": "перевёл 12 500 000 тг"},
)


@pytest.mark.parametrize("change", SMUGGLED)
async def test_no_line_about_a_restricted_paper_carries_numbers_of_people_accounts_or_sums(
    giving: Zone, change: dict[str, str]
) -> None:
    with pytest.raises(Problem, match=r"paper\.card_line") as told:
        await sends(giving, **change)
    assert told.value.where == next(iter(change))
    assert told.value.kind.cites == ("FMA-4.2",)
    assert next(iter(change.values())) not in told.value.said_in(Language.RU), "what was refused is not said again"


async def test_on_its_way_too_nothing_of_a_restricted_paper_is_typed_in(giving: Zone) -> None:
    node, tokens, at = giving.node, giving.tokens, giving.now()
    sent, waits = await sends(giving), await sends(giving, outgoing="12-5/78")
    steps = {
        "courier": sheaves.hand_over(node, tokens["responsible"], sent.id, ToHandOver("Р-4", "счёт 4400-1122-33"), at),
        "why": sheaves.cancel_sheaf(
            node, tokens["responsible"], waits.id, ToCancel("в письме указан 850101300015"), at
        ),
    }
    for where, step in steps.items():
        with pytest.raises(Problem, match=r"paper\.card_line") as told:
            await step
        assert told.value.where == where
    await hands_over(giving, sent.id)
    with pytest.raises(Problem, match=r"paper\.card_line"):
        await receives(giving, sent.id, incoming="ИИН 850101300015")
    assert (await receives(giving, sent.id)).stage is Stage.RECEIVED


async def test_of_two_who_take_one_number_at_the_same_instant_one_has_it(giving: Zone) -> None:
    told = await asyncio.gather(*(sends(giving) for _ in range(2)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in told) == ["Problem", "Sheaf"]
    numbers = [(await sends(giving, outgoing=f"12-5/8{one}")).id for one in range(2)]
    for number in numbers:
        await hands_over(giving, number)
    told = await asyncio.gather(*(receives(giving, one) for one in numbers), return_exceptions=True)
    (taken,) = [one for one in told if isinstance(one, Problem)]
    assert (taken.kind.code, taken.where) == ("provision.paper.number", "incoming")


async def test_what_a_better_way_carries_goes_by_no_paper(zone: Zone) -> None:
    await with_sets(zone, data_set(**ON_REQUEST))
    with pytest.raises(Problem, match=r"provision\.way\.better_open"):
        await sends(zone)
    with pytest.raises(Problem, match=r"provision\.act\.not_covered"):
        await sends(zone, data_set="others")


def test_no_member_of_a_card_has_room_for_content() -> None:
    told = {"data_set", "outgoing", "dated", "sheets", "copy_number", "addressee"}
    assert set(ToSend.__struct_fields__) == {*told, "purpose", "seal"}
    assert set(Card.__struct_fields__) == {*told, "body", "secrecy"}
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.convert({**msgspec.to_builtins(to_send()), "content": "мазмұны"}, ToSend)
