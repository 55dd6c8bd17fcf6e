"""A sector at a real store: two banks, an insurer, and the sectoral centre with what they do."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from actions.conftest import KeptMessages, StoppedClock, World, node_over
from almasu.actions import sign_in
from almasu.actions.enter_by_eds import enter_by_eds
from almasu.actions.node import Node
from almasu.actions.sector import consent, join, react, return_document, write_document
from almasu.actions.sector.acting import CONNECTED
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.parties.account import Account, AccountState, Role
from almasu.kernel.parties.session import Session, Stage, token_hash
from almasu.kernel.sector.content import Form
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.kept import found_by, profile_number
from almasu.kernel.sector.parties import Profile
from almasu.kernel.sector.receipt import Choice
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.subjects.identity_number import check_digit
from almasu.store.database import Database
from almasu.store.vault import FileVault
from almasu.wiring.law import open_law
from almasu.wiring.sector import EDITION, sector_law


def number(prefix: str) -> str:
    """A number of twelve digits whose check digit is right, the first one from these eleven on."""
    for serial in range(int(prefix), int(prefix) + 10):
        if (last := check_digit(f"{serial:011d}").expected) is not None:
            return f"{serial:011d}{last}"
    raise AssertionError(prefix)


BANK, OTHER_BANK, INSURER = number("21014008311"), number("06064000474"), number("12054000311")
CENTRE = number("80010130001")
PEOPLE = {
    "worker": (number("85010130011"), "responsible_worker", BANK),
    "second worker": (number("85010130021"), "responsible_worker", BANK),
    "head": (number("85010130031"), "head_of_security", BANK),
    "other worker": (number("85010130041"), "responsible_worker", OTHER_BANK),
    "other head": (number("85010130051"), "head_of_security", OTHER_BANK),
    "insurer": (number("85010130061"), "responsible_worker", INSURER),
    "insurer's head": (number("85010130071"), "head_of_security", INSURER),
}
KINDS = {BANK: "bank", OTHER_BANK: "bank", INSURER: "other"}
ALERT = {
    "source": "Пошта шлюзі",
    "threat": "phishing",
    "severity": "high",
    "confidentiality": "amber",
    "description": "Банк атынан жалған хабарлар таратылуда.",
    "recommendations": "Жіберушінің доменін бұғаттаңыз.",
    "names": "bank-kz.example",
    "addresses": "203.0.113.7",
}


def profile_of(organisation: str) -> dict[str, str]:
    return {
        "name": f"Ұйым {organisation}",
        "bin": organisation,
        "email": "soc@bank.kz",
        "kind": KINDS.get(organisation, "bank"),
    }


def worker_of(iin: str, duty: str, organisation: str) -> dict[str, str]:
    return {
        "surname": "Сағынтаев",
        "given_name": "Нұрлан",
        "iin": iin,
        "position": "инженер",
        "organisation": organisation,
        "phones": "+77001234567\n+77272501234",
        "email": "nurlan@bank.kz",
        "duty": duty,
    }


@dataclass
class Sector:
    """A sector's node, and the moves of its people."""

    world: World
    tokens: dict[str, str]

    @property
    def node(self) -> Node:
        return self.world.node

    def now(self) -> datetime:
        return self.world.clock()

    def signed(self, who: str, act: PreparedAct) -> bytes:
        iin = CENTRE if who == "centre" else PEOPLE[who][0]
        return f"signed {iin} {act.id}".encode()

    async def comes_in(self, iin: str) -> str:
        begun = await sign_in.begin_sign_in(self.node, self.now())
        act = begun.challenge.id
        await sign_in.prove_identity(self.node, begun.token, act, f"signed {iin} {act}".encode(), self.now())
        return (await enter_by_eds(self.node, begun.token, self.now())).token

    async def again(self) -> None:
        """Everybody signs in anew: days have passed."""
        for name in self.tokens:
            self.tokens[name] = await self.comes_in(CENTRE if name == "centre" else PEOPLE[name][0])

    async def joins(self, organisation: str, **change: str) -> None:
        token = self.tokens["centre"]
        act = await join.prepare_profile(self.node, token, profile_of(organisation) | change, self.now())
        await join.create_profile(self.node, token, act.id, self.signed("centre", act), self.now())

    async def registers(self, iin: str, role: str, employer: str, **change: str) -> None:
        token = self.tokens["centre"]
        typed = worker_of(iin, role, employer) | change
        act = await join.prepare_worker(self.node, token, typed, self.now())
        await join.register_worker(self.node, token, act.id, self.signed("centre", act), self.now())

    async def drafts(self, who: str = "worker", kind: DocumentKind = DocumentKind.THREAT_ALERT, **change: str) -> UUID:
        form = Form(kind, {**ALERT, **change})
        return (await write_document.write_document(self.node, self.tokens[who], form, self.now())).paper.id

    async def puts(self, document: UUID, who: str = "worker") -> None:
        await write_document.put_to_head(self.node, self.tokens[who], document, self.now())

    async def consents(self, document: UUID, who: str = "head") -> None:
        act = await consent.prepare_consent(self.node, self.tokens[who], document, self.now())
        await consent.consent(self.node, self.tokens[who], act.id, self.signed(who, act), self.now())

    async def sends(self, **change: str) -> UUID:
        """An alert with everything done that lets it leave."""
        document = await self.drafts(**change)
        await self.puts(document)
        await self.consents(document)
        return document

    async def proposes(self, alert: UUID, choice: Choice = Choice.ACCEPT, words: str = "") -> None:
        token = self.tokens["other worker"]
        await react.propose(self.node, token, alert, react.Proposal(choice, words), self.now())

    async def decides(self, alert: UUID, who: str = "other head") -> None:
        act = await react.prepare_decision(self.node, self.tokens[who], alert, self.now())
        await react.decide(self.node, self.tokens[who], act.id, self.signed(who, act), self.now())

    async def returns(self, document: UUID, missing: str = "ұсынымдар толық емес") -> None:
        token = self.tokens["centre"]
        act = await return_document.prepare_return(self.node, token, document, missing, self.now())
        await return_document.return_document(self.node, token, act.id, self.signed("centre", act), self.now())

    async def steps(self, kind: str) -> list[str]:
        """The steps that the journal tells of, oldest first."""
        return [
            str(entry["says"].get("step"))  # type: ignore[attr-defined]
            for entry in await self.world.entries()
            if entry["kind"] == kind
        ]


async def session_of(node: Node, account: Account, at: datetime) -> str:
    """A session that may work, as `enter_by_eds` leaves it."""
    begun, token = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    async with node.store.transaction() as transaction:
        await transaction.sessions.start(Session(token_hash(begun), None, Stage.PROVING, "", at, at, None))
        await transaction.sessions.prove(token_hash(begun), account.id, Parted(b"evidence", {}), at)
        await transaction.sessions.finish(token_hash(begun), token_hash(token), account.id, "eds", at)
    return token


async def settled_sector(database: Database, folder: Path) -> Sector:
    """A sector whose organisations and people are there already."""
    clock, messages = StoppedClock(), KeptMessages()
    node = node_over(database, FileVault.create(folder / "vault"), (), messages)
    law = replace(node.law, edition_at=lambda _: EDITION, consent_version="")
    node = replace(node, audience="sector/test", law=law, sector=sector_law(open_law()))
    made = Sector(World(node, database, clock, messages, {}, None), {})  # type: ignore[arg-type]
    centre = await made.world.account(CENTRE, Role.SECTORAL_CENTRE, state=AccountState.ACTIVE)
    made.tokens["centre"] = await session_of(node, centre, clock())
    async with node.store.transaction() as transaction:
        for organisation in KINDS:
            profile = msgspec.convert(profile_of(organisation), Profile)
            paper = new_paper(
                profile_number(organisation, node.audience),
                PaperKind.SECTOR_PROFILE,
                CONNECTED,
                clock(),
                profile,
                found_by(organisation),
            )
            await transaction.papers.keep(paper)
    for name, (iin, duty, organisation) in PEOPLE.items():
        account = await made.world.account(iin, Role(duty), body_bin=organisation, state=AccountState.ACTIVE)
        made.tokens[name] = await session_of(node, account, clock())
    return made


@pytest.fixture
async def sector(database: Database, tmp_path: Path) -> Sector:
    return await settled_sector(database, tmp_path)
