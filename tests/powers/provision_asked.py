"""A question, a material and something received in the provision zone, for whoever opens their pages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace as changed

from actions.provision.channelled import channelled
from actions.provision.conftest import BODY, Zone
from actions.provision.test_asking import IIN, ROW, SILENCE, WHY, ToldSystems
from almasu.actions.provision import answering, ask, materials
from almasu.actions.provision.acts import Step, keep_new, kept_of
from almasu.actions.provision.ask import Form
from almasu.actions.provision.seats import OF_BODY, OF_PERSON, Held, SeatState
from almasu.actions.provision.sittings import OF_SITTING
from almasu.kernel.answers import Records
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.act_course import Hand, Stage, drafted
from almasu.kernel.provision.look import Content, Fate, Look
from almasu.kernel.provision.parties import Actor, Duty, Side
from almasu.kernel.provision.question import asking_in
from almasu.kernel.provision.seat import Seat, Sitting
from kernel.provision.acts import VEHICLES, act_of, data_set

_FIELDS: list[dict[str, Any]] = VEHICLES["fields"]
NAME = "2026/77-ТМ"
SEAT = UUID("5ea70000-0000-4000-8000-000000000077")
SITTING, LOOK = UUID("51770000-0000-4000-8000-000000000077"), UUID("100c0000-0000-4000-8000-000000000077")
LABELS = {
    "row_id": {"kk": "Жазба", "ru": "Запись", "en": "Row"},
    "iin": {"kk": "ЖСН", "ru": "ИИН", "en": "IIN"},
    "plate": {"kk": "Нөмір белгісі", "ru": "Номерной знак", "en": "Plate"},
    "since": {"kk": "Қашаннан", "ru": "С какого дня", "en": "Since"},
    "colour": {"kk": "Түсі", "ru": "Цвет", "en": "Colour"},
}
FIELDS = [{**one, "label": LABELS[one["name"]], **({"values": ["01"]} if "values" in one else {})} for one in _FIELDS]


async def asked_things(zone: Zone) -> Mapping[str, str]:
    """The numbers of a question whose system is silent, of an officer's material, and of something received for it."""
    officer = zone.accounts["officer"]
    material = zone.node.store.material_named(f"provision/{officer.body_bin}/{officer.id}", NAME)
    async with zone.node.store.transaction() as transaction:
        known = await transaction.papers.latest(material, PaperKind.PROVISION_MATERIAL)
        if known is None:
            await _sign(zone, transaction)
            await _seat(zone, transaction, material)
    if known is None:
        token, until = zone.tokens["officer"], zone.now() + timedelta(days=30)
        await materials.open_material(zone.node, token, NAME, "laundering", until, zone.now())
        await channelled(zone, ("responsible",))
        seen = msgspec.json.encode(Content(b"", b"<p>1</p>", "text/html"))
        async with zone.node.store.transaction() as transaction:
            await transaction.contents.keep(LOOK, material, seen, zone.now())
        for reply in (SILENCE, Records(({**ROW, "colour": "01"},), b"")):
            zone.world.node = replace(zone.node, systems=ToldSystems(reply))
            form = Form(BODY, "vehicles", "iin", IIN, "laundering", material, WHY)
            await zone.signs("officer", ask.prepare_question, answering.put_question, form)
    return {"material": str(material), **await _found(zone)}


async def _found(zone: Zone) -> Mapping[str, str]:
    async with zone.node.store.transaction() as transaction:
        papers = await transaction.papers.found(PaperKind.PROVISION_QUESTION, "body", BODY, None, 10)
    given = {paper.state: asking_in(paper).given for paper in papers}
    waiting = next(paper.id for paper in papers if paper.state == "waiting")
    answer = given["answered"]
    received: UUID | None = None if answer is None else answer.received
    return {
        "asked": str(waiting),
        "received": str(received),
        "seat": str(SEAT),
        "sitting": str(SITTING),
        "look": str(LOOK),
    }


async def _seat(zone: Zone, transaction: Transaction, material: UUID) -> None:
    """A seat of the officer at the body's workplace, with a look whose content is kept under a material."""
    people, at = zone.accounts, zone.now()
    until, proofs = at + timedelta(days=9), (UUID(int=8),)
    seat = Seat(SEAT, BODY, "vehicles", people["officer"].id, WHY, people["responsible"].id, at, until, proofs)
    found_by = {OF_BODY: BODY, OF_PERSON: str(seat.person)}
    paper = new_paper(SEAT, PaperKind.PROVISION_SEAT, SeatState.ISSUED, at, Held(seat, {}), found_by, until)
    await transaction.papers.keep(paper)
    held = Sitting(
        SITTING,
        SEAT,
        seat.person,
        at,
        body=BODY,
        data_set="vehicles",
        edition="FMA-2025",
        material=material,
        entry="00" * 32,
    )
    found_by = {OF_BODY: BODY, OF_PERSON: str(seat.person), "seat": str(SEAT)}
    await transaction.papers.keep(new_paper(SITTING, PaperKind.PROVISION_SITTING, "open", at, held, found_by))
    none = hashlib.sha256(b"").hexdigest()
    look = Look(
        LOOK, SITTING, 1, at, "GET", "/", Fate.SHOWN, 200, 0, 0, none, none, "text/html", 3, bytes(32), kept=True
    )
    by_sitting = {OF_SITTING: str(SITTING)}
    await transaction.papers.keep(new_paper(LOOK, PaperKind.PROVISION_LOOK, "shown", at, look, by_sitting))


async def _sign(zone: Zone, transaction: Transaction) -> None:
    """A version in force that lets vehicles be asked for, beside the one that is being written."""
    by = Actor(zone.accounts["officer"].id, Duty.OFFICER)
    number = len(await kept_of(transaction.papers, BODY)) + 1
    first = drafted(number, act_of(data_set(giving="on_request", schedule=None, fields=FIELDS)), by, zone.now())
    hands = tuple(Hand(side, by.account, zone.now(), first.sha256) for side in Side)
    signed = changed(first, stage=Stage.SIGNED, signatures=hands)
    await keep_new(zone.node, transaction, signed, Step("written", "system:test", zone.now(), {}))
