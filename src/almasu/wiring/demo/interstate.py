"""Three states in one demo: a node each, with its own vault, database, processes and door for the other two."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import msgspec
from aiohttp import ClientSession
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from almasu.actions.interstate.directory import ENTERED, TOLD, PartyNotice, paper_number
from almasu.actions.interstate.messages.peers import OwnPlace, make_own_card, register_peer
from almasu.kernel.interstate.parties import Notice, NoticeKind
from almasu.kernel.interstate.peers import SignedCard
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.testing.interstate.bodies import BODIES, GKNB_KG, GKNB_TJ, KNB, NOTICES, STATES, of_state
from almasu.testing.outside.member import Member
from almasu.testing.people import DemoPerson
from almasu.testing.pki.cms import cms_sign
from almasu.testing.pki.folder import Pki
from almasu.testing.pki.transport import TransportAuthority
from almasu.wiring.demo.own_node import own_settings, register_people
from almasu.wiring.demo.plan import HOST
from almasu.wiring.demo.preparation import folder_of_state
from almasu.wiring.demo.run import Demo
from almasu.wiring.interstate import ZONE, open_interstate
from almasu.wiring.running import Running, now
from almasu.wiring.settings import Settings, read_settings, write_settings
from almasu.wiring.supervising import Part

SETTINGS = "node.toml"
ACTOR = "system:demo"
KNOWN = "known"
FIRST_KNOWN = {"KZ": 0, "KG": 990, "TJ": 1_980}
ASKED_BLINDLY = {KNB.id, GKNB_KG.id, GKNB_TJ.id}
"""Bodies of the demo that know somebody; each body has a file of its own."""
CARD_HOLDS = timedelta(days=3650)


def start_interstate(demo: Demo) -> dict[str, str]:
    """Start the three nodes of a running demo, wait until they are ready, and return their addresses by state."""
    authority = TransportAuthority(demo.data / "states" / "authority", now())
    files = {state: _prepared(demo, state, authority) for state in STATES}
    asyncio.run(_introduce(files))
    for state in STATES:
        settings, name = str(files[state]), state.lower()
        portal, door = demo.plan.portal_of(state), demo.plan.door_of(state)
        for part in (
            Part(f"{name}-worker", "almasu.interfaces.worker", (settings,), announces=True),
            Part(f"{name}-portal", "almasu.interfaces.site", (settings,), (portal,), announces=True),
            Part(f"{name}-door", "almasu.interfaces.interstate.serving", (settings,), (door,), announces=True),
        ):
            demo.parts.start(part)
    demo.parts.await_ready()
    return {state: address_of(demo, state) for state in STATES}


def address_of(demo: Demo, state: str) -> str:
    """Return the address of the portal of a state's node."""
    return f"http://localhost:{demo.plan.portal_of(state)}"


def of_body(demo: Demo, http: ClientSession, state: str, person: DemoPerson) -> Member:
    """Return somebody of a state's node with their key, as a program."""
    key = Pki.load(demo.data / "pki").person_key(person.iin, "gost", person.pin)

    async def sign(data: bytes) -> bytes:
        return cms_sign(key, data, now())

    return Member(http, address_of(demo, state), sign)


def known_in(state: str) -> list[str]:
    """Return the keys of made-up subjects that the security body of a state knows: neighbours share some of them."""
    first = FIRST_KNOWN[state]
    return [f"A{number:08d}" for number in range(first, first + 1_000)]


def _prepared(demo: Demo, state: str, authority: TransportAuthority) -> Path:
    """Make what a state's node needs and return its settings file; what is there already stays as it is."""
    folder = folder_of_state(demo.data, state)
    issued = authority.issued(state) or authority.node(state)
    doors = tuple(f"https://{HOST}:{demo.plan.door_of(one)}" for one in STATES if one != state)
    settings = msgspec.structs.replace(
        own_settings(demo, folder, state.lower()),
        zone=ZONE,
        node=state.lower(),
        state=state,
        port=demo.plan.portal_of(state),
        peers_host=HOST,
        peers_port=demo.plan.door_of(state),
        peers_certificate=issued.certificate,
        peers_key=issued.key,
        peers_origins=doors,
        known_subjects=folder / KNOWN,
    )
    (folder / KNOWN).mkdir(exist_ok=True)
    for body in BODIES:
        if body.party == state:
            keys = known_in(state) if body.id in ASKED_BLINDLY else []
            (folder / KNOWN / f"{body.id}.txt").write_text("".join(f"{key}\n" for key in keys), encoding="utf-8")
    return write_settings(settings, folder / SETTINGS)


async def _introduce(files: dict[str, Path]) -> None:
    """Settle the people, bodies and notices of each node, and give each the cards of the others."""
    cards: dict[str, SignedCard] = {}
    for state, file in files.items():
        settings = read_settings(file)
        async with open_interstate(settings, 2) as running, running.node.store.transaction() as transaction:
            await _settle(transaction, state)
            cards[state] = await _own_card(running, transaction, settings)
    for state, file in files.items():
        settings = read_settings(file)
        async with open_interstate(settings, 2) as running, running.node.store.transaction() as transaction:
            known = {one.node for one in await transaction.lines.peers()}
            for other, card in cards.items():
                if other != state and card.card.node not in known:
                    await register_peer(running.node, transaction, card, ACTOR, "", now(), {})


async def _settle(transaction: Transaction, state: str) -> None:
    """Register the people of a state and enter what its directory has to say; what is there already stays."""
    await register_people(transaction, of_state(state))
    for body in BODIES:
        number = paper_number("body", body.id)
        if await transaction.papers.latest(number, PaperKind.CIS_BODY) is None:
            await transaction.papers.keep(new_paper(number, PaperKind.CIS_BODY, TOLD, now(), body.entered(), {}))
    for code, day in NOTICES:
        kind = NoticeKind.PROCEDURES_DONE
        number = paper_number("notice", f"{code}/{kind.value}/{day}")
        if await transaction.papers.latest(number, PaperKind.CIS_NOTICE) is None:
            notice = PartyNotice(code, Notice(kind, day, f"Уведомление депозитария, {code}"))
            await transaction.papers.keep(new_paper(number, PaperKind.CIS_NOTICE, ENTERED, now(), notice, {}))


async def _own_card(running: Running, transaction: Transaction, settings: Settings) -> SignedCard:
    """Return this node's card, made where there is none."""
    own = await transaction.lines.peer(running.node.audience)
    if own is not None:
        return own.signed
    shown = x509.load_pem_x509_certificate(settings.peers_certificate.read_bytes())
    place = OwnPlace(
        name=f"Узел {settings.state}",
        state=settings.state,
        address=f"https://{settings.peers_host}:{settings.peers_port}",
        tls=shown.public_bytes(Encoding.DER),
        since=now() - timedelta(days=1),
        until=now() + CARD_HOLDS,
    )
    return await make_own_card(running.node, transaction, place, ACTOR, now(), {})
