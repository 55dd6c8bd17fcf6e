"""Rows of a feed for a material: found by a key, opened by need, each with the line of its file (FMA-6.1)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from actions.provision.conftest import BODY, Zone
from actions.provision.test_feeds import file_of, sent, taking
from almasu.actions.provision import destroy, materials, read_delivery, see_received, use_received
from almasu.actions.provision.find_for_material import Search, find_for_material, searchable
from almasu.actions.provision.use_received import Asked
from almasu.kernel.provision.came import InFile
from almasu.kernel.provision.joint_act import Extent
from almasu.kernel.provision.received import Use
from almasu.kernel.provision.received_card import Card
from almasu.law.problem import Problem

WHY = "Тапсырма бойынша көлігі тексеріледі."


async def opens(zone: Zone, name: str, purpose: str = "laundering") -> UUID:
    until = zone.now() + timedelta(days=30)
    return await materials.open_material(zone.node, zone.tokens["officer"], name, purpose, until, zone.now())


async def finds(zone: Zone, material: UUID, value: str, who: str = "officer", **change: Any) -> list[Card]:
    told = {"body": BODY, "data_set": "vehicles", "key": "iin", "value": value, "why": WHY, **change}
    return list(await find_for_material(zone.node, zone.tokens[who], material, Search(**told), zone.now()))


async def test_rows_are_found_for_a_material_opened_by_need_and_gone_with_it(zone: Zone, tmp_path: Path) -> None:
    await taking(zone, tmp_path, Extent.INCREMENTAL)
    officer, material = zone.tokens["officer"], await opens(zone, "2026/114-ТМ")
    assert await searchable(zone.node, officer, zone.now()) == ()
    with pytest.raises(Problem, match="nothing_given"):
        await finds(zone, material, "850101300015")
    base = await sent(zone, (first := file_of(tmp_path, wrong=10**9, rows_of=60)))
    await read_delivery.read_waiting(zone.node, zone.now)
    lines = first.decode().splitlines()
    changed = lines[5].split(",")
    changed[3], iin = "777KZT02", changed[1]
    data = f"_change,{lines[0]}\nput,{','.join(changed)}".encode()
    await sent(zone, data, builds_on=base.number)
    await read_delivery.read_waiting(zone.node, zone.now)
    assert [(one.body, one.data_set.code) for one in await searchable(zone.node, officer, zone.now())] == [
        (BODY, "vehicles")
    ]

    cards = await finds(zone, material, iin)
    assert next(card.sought.lines for card in cards if card.sought) == (2,), "the changed row stands in its own file"
    files = {card.received.provenance.delivery: card.came for card in cards}
    assert files[base.id] == InFile(base.number, base.offered.name)
    there = {number for number, line in enumerate(lines, 1) if line.split(",")[1] == iin}
    kept = [(card.received.provenance.delivery, line) for card in cards for line in card.lines()]
    assert {line for number, line in kept if number == base.id} == there
    asked = Asked(Use.OPEN, "laundering", WHY)
    opened = await use_received.use_received(zone.node, officer, cards[0].received.id, asked, zone.now())
    (row,) = opened.rows
    assert [(one.value, one.secrecy.value, one.provenance.line) for one in row][3] == ("777KZT02", "personal", 2)
    (nothing,) = await finds(zone, material, "999999999999")
    assert (nothing.rows, nothing.sought and nothing.sought.value) == (0, "999999999999")

    told = await zone.told("provision_rows_sought")
    assert [one["rows"] for one in told] == [len(kept), 0]
    assert iin not in str(told)
    assert "opened_by_need" in str(told[0]["verdicts"])
    page = await see_received.material(zone.node, officer, material, "", 50, zone.now())
    assert {card.received.id for card in page.cards.items} == {one.received.id for one in (*cards, nothing)}
    await zone.signs("officer", destroy.prepare_destruction, destroy.destroy, material, "Тапсырма аяқталды, бітті.")
    with pytest.raises(Problem):
        await use_received.use_received(zone.node, officer, cards[0].received.id, asked, zone.now())


async def test_nothing_is_found_without_need_purpose_reason_or_key(zone: Zone, tmp_path: Path) -> None:
    await taking(zone, tmp_path)
    await sent(zone, file_of(tmp_path, rows_of=20))
    await read_delivery.read_waiting(zone.node, zone.now)
    material = await opens(zone, "2026/115")
    other = await opens(zone, "2026/116", "proliferation_financing")
    tried: list[tuple[str, UUID, dict[str, Any]]] = [
        ("provision.material.absent", uuid4(), {}),
        ("provision.received.purpose", other, {}),
        ("provision.words_needed", material, {"why": "керек"}),
        ("provision.ask.key", material, {"key": "colour"}),
        ("provision.ask.key", material, {"value": "  "}),
        ("provision.delivery.nothing_given", material, {"data_set": "houses"}),
        ("account.role", material, {"who": "head of agency"}),
    ]
    for code, under, change in tried:
        with pytest.raises(Problem) as refused:
            await finds(zone, under, **{"value": "850101300015", **change})
        assert refused.value.kind.code == code
    told = [one["reason"] for one in await zone.told("provision_use_refused")]
    assert told == [code for code, _, _ in tried if code != "account.role"]
    page = await see_received.material(zone.node, zone.tokens["officer"], material, "", 50, zone.now())
    assert page.cards.items == []
