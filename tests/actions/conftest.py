"""A node for tests of acts: the real store and journal, registers and keys that do what a test tells them."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from almasu.actions import second_factor, sign_consent, sign_in
from almasu.actions.ask_registers import Asking
from almasu.actions.carry_out import CarryingOut
from almasu.actions.circuits import Circuits
from almasu.actions.fan_out import Budget
from almasu.actions.node import LawInForce, Node
from almasu.connectors.authenticators import WebauthnChecks
from almasu.kernel.answers import NoReply, Question, Reply
from almasu.kernel.applications.organisation import Organisation
from almasu.kernel.exchange.circuit import Breaker
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.exchange.retry import Retry
from almasu.kernel.grounds.asked import SignatureOutcome
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.kernel.requests.draft import Form
from almasu.kernel.resources import Resource
from almasu.kernel.sealing.vault import Vault
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.kernel.signatures.port import SignatureChecked
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault
from almasu.wiring.law import open_law
from almasu.wiring.sheets import read_resources

NOON = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
OFFICER = "860314450216"
OTHER = "900722351147"
SUBJECT = "850101300015"
BODY = "123456789012"
ORGANISATIONS = {BODY: Organisation(BODY, Text("Агенттік", "Агентство", "Agency"), "0101")}
POSITION = Text(kk="аға инспектор", ru="старший инспектор", en="senior inspector")


@dataclass
class StoppedClock:
    """A clock that moves only when told."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> datetime:
        self.at += timedelta(**span)
        return self.at


@dataclass
class KeptMessages:
    """A carrier that keeps what it is given, or takes nothing while it is down."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    up: bool = True

    async def send(self, phone: str, words: str) -> bool:
        if self.up:
            self.sent.append((phone, words))
        return self.up

    def last_code(self) -> str:
        return self.sent[-1][1].rsplit(" ", 1)[1]


class NamedSignatures:
    """Signatures that are names: `b"signed <iin> <act id>"` is valid for that person and act, all else is refused.

    A third word after them is the organisation in the certificate, `-` for none; without it that is `BODY`.
    """

    async def check(
        self, cms: bytes, act: PreparedAct, audience: str, signer_iin: str | None, at: datetime
    ) -> SignatureChecked:
        word, _, rest = cms.decode().partition(" ")
        iin, _, rest = rest.partition(" ")
        number, _, body = rest.partition(" ")
        right = word == "signed" and number == str(act.id) and signer_iin in (None, iin)
        outcome = SignatureOutcome.PASSED if right else SignatureOutcome.FAILED
        if word == "unknown":
            outcome = SignatureOutcome.INDETERMINATE
        because = Text("негізі", "причина", "reason")
        return SignatureChecked(
            outcome,
            f"test.{word}",
            because,
            because,
            iin,
            "" if body == "-" else body or BODY,
            iin,
            b"c" * 32,
            True,
            Parted(b"evidence " + cms, {}),
        )


@dataclass
class ToldRegister:
    """A register that answers what a test told it, and remembers what it was asked."""

    reply: Reply = field(default_factory=lambda: NoReply(Silence.NO_CONNECTION, "", retriable=False))
    asked: list[Question] = field(default_factory=list)

    async def ask(self, question: Question, seconds: float) -> Reply:
        self.asked.append(question)
        return self.reply


@dataclass
class World:
    """A node with its surroundings, and the moves of a person in it."""

    node: Node
    database: Database
    clock: StoppedClock
    messages: KeptMessages
    registers: dict[int, ToldRegister]
    carrying_out: CarryingOut

    async def account(self, iin: str = OFFICER, role: Role = Role.OFFICER, **change: object) -> Account:
        person = Person(iin, "Сағынтаев", "Нұрлан", "Серікұлы", POSITION, "+77001234567")
        account = Account(uuid4(), person, role, "123456789012", AccountState.REGISTERED, "", None, 0)
        account = replace(account, **change)  # type: ignore[arg-type]
        async with self.node.store.transaction() as transaction:
            await transaction.accounts.register(account, self.clock())
        return account

    async def entered(self, iin: str = OFFICER) -> str:
        """Both factors proved, the consent still to come."""
        begun = await sign_in.begin_sign_in(self.node, self.clock())
        act = begun.challenge.id
        await sign_in.prove_identity(self.node, begun.token, act, f"signed {iin} {act}".encode(), self.clock())
        await second_factor.send_code(self.node, begun.token, self.clock())
        done = await second_factor.check_code(self.node, begun.token, self.messages.last_code(), self.clock())
        return done.token

    async def working(self, iin: str = OFFICER) -> str:
        """A session that may work."""
        token = await self.entered(iin)
        act = await sign_consent.prepare_consent(self.node, token, self.clock())
        await sign_consent.sign_consent(self.node, token, act.id, f"signed {iin} {act.id}".encode(), self.clock())
        return token

    async def entries(self) -> list[dict[str, object]]:
        """What the journal holds, oldest first."""
        async with self.database.connection() as connection:
            rows = await (await connection.execute("select entry from journal_waiting order by id")).fetchall()
        return [json.loads(entry) for (entry,) in rows]


def form(**change: object) -> Form:
    """A request that the law allows."""
    allowed = Form(
        subject_kind=None,
        subject=SUBJECT,
        ground="financial_monitoring",
        purpose=open_law().sio_pso.purposes_at(NOON)[0].code,
        justification="Тексерілетін тұлғаның ірі қолма-қол ақша операцияларының көзін анықтау қажет, тапсырма бойынша.",
        task="2026/114-ТМ",
        resources=(1, 3, 5),
    )
    return replace(allowed, **change)  # type: ignore[arg-type]


def node_over(database: Database, vault: Vault, resources: Iterable[Resource], messages: KeptMessages) -> Node:
    law = open_law().sio_pso
    words = Text("келісемін", "согласен", "I agree")
    return Node(
        audience="restricted/test",
        process="process-1",
        store=NodeStore(database, Sealer(vault, secrets.token_bytes)),
        vault=vault,
        signatures=NamedSignatures(),
        messages=messages,
        law=LawInForce(
            law.decide,
            lambda at: law.edition_at(at).id,
            "v1",
            words,
            law.annexes,
            open_law().due,
            law.sheets.called(),
        ),
        resources={resource.number: resource for resource in resources},
        organisations=ORGANISATIONS,
        authenticators=WebauthnChecks("localhost", ("http://localhost:8443",)),
        random=secrets.token_bytes,
    )


@asynccontextmanager
async def world_over(database: Database, vault: Vault) -> AsyncIterator[World]:
    clock, messages = StoppedClock(), KeptMessages()
    node = node_over(database, vault, read_resources(), messages)
    registers = {number: ToldRegister() for number in node.resources}
    circuits = Circuits(Breaker(failures=1000), lambda *_: None)
    budget = Budget(interactive=5, each=5, retry=Retry(attempts=1))
    asking = Asking(registers, circuits, budget, lambda: 0.0, clock)
    carrying_out = CarryingOut(node, asking)
    yield World(node, database, clock, messages, registers, carrying_out)
    await carrying_out.finish()


@pytest.fixture
async def world(database: Database, tmp_path: Path) -> AsyncIterator[World]:
    async with world_over(database, FileVault.create(tmp_path / "vault")) as made:
        yield made
