"""Two states' nodes at real stores, with a post between them that delivers when it is told to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace as changed

from actions.conftest import KeptMessages, StoppedClock, World, node_over
from actions.sector.conftest import number, session_of
from almasu.actions.interstate.deliver import deliver
from almasu.actions.interstate.directory import PartyNotice
from almasu.actions.interstate.enter_directory import enter_body, enter_notice, prepare_body, prepare_notice
from almasu.actions.interstate.items import KeptItem
from almasu.actions.interstate.seek import Sought, find_items
from almasu.actions.interstate.write_request import Form
from almasu.actions.node import Node
from almasu.kernel.interstate.asking import Item, Matter, Subject, Way
from almasu.kernel.interstate.messages import Concern
from almasu.kernel.interstate.parcels import Parcel, packed, unpacked
from almasu.kernel.interstate.parties import Body, BodyKind, Notice, NoticeKind
from almasu.kernel.parties.account import Account, AccountState, Role
from almasu.kernel.ports import Transaction
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text
from almasu.store.database import Database
from almasu.store.vault import FileVault
from almasu.wiring.interstate import of_interstate
from almasu.wiring.law import open_law
from conftest import fresh

KNB, INTERIOR, FSB = "kz-knb", "kz-interior", "ru-fsb"
BINS = {KNB: "990440000385", INTERIOR: "990340000371", FSB: "210240019932"}
NAMED = {
    KNB: Text("Ұлттық қауіпсіздік комитеті", "Комитет национальной безопасности", "National Security Committee"),
    INTERIOR: Text("Ішкі істер министрлігі", "Министерство внутренних дел", "Ministry of Internal Affairs"),
    FSB: Text("Федералдық қызмет", "Федеральная служба безопасности", "Federal Security Service"),
}
PEOPLE = {
    "KZ": {
        "keeper": (number("84010130011"), Role.CIS_KEEPER, "120000000001"),
        "officer": (number("84010130021"), Role.CIS_OFFICER, BINS[KNB]),
        "head": (number("84010130031"), Role.CIS_HEAD, BINS[KNB]),
        "stranger": (number("84010130041"), Role.CIS_OFFICER, BINS[INTERIOR]),
        "strange head": (number("84010130051"), Role.CIS_HEAD, BINS[INTERIOR]),
    },
    "RU": {
        "keeper": (number("84010130061"), Role.CIS_KEEPER, "120000000002"),
        "officer": (number("84010130071"), Role.CIS_OFFICER, BINS[FSB]),
        "head": (number("84010130081"), Role.CIS_HEAD, BINS[FSB]),
    },
}
BOUND = (("KZ", date(2019, 1, 10)), ("RU", date(2019, 2, 10)), ("BY", date(2019, 3, 10)))


@dataclass
class HeldPost:
    """A post that keeps parcels until they are carried."""

    peers: frozenset[str]
    bag: list[tuple[str, bytes]] = field(default_factory=list)

    async def put(
        self, transaction: Transaction, peer: str, parcel: Parcel, at: datetime, about: Concern | None = None
    ) -> None:
        self.bag.append((peer, packed(parcel)))


@dataclass
class State:
    """One state's node, and the moves of its people."""

    code: str
    world: World
    post: HeldPost
    accounts: dict[str, Account] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def node(self) -> Any:
        return self.world.node

    def now(self) -> datetime:
        return self.world.clock()

    async def signs(
        self,
        who: str,
        prepare: Callable[..., Awaitable[PreparedAct]],
        finish: Callable[..., Awaitable[Any]],
        *told: object,
    ) -> Any:
        act = await prepare(self.node, self.tokens[who], *told, self.now())
        cms = f"signed {PEOPLE[self.code][who][0]} {act.id}".encode()
        return await finish(self.node, self.tokens[who], act.id, cms, self.now())

    async def come_in(self) -> None:
        for name, account in self.accounts.items():
            self.tokens[name] = await session_of(self.node, account, self.now())

    async def kinds(self) -> list[str]:
        return [str(entry["kind"]) for entry in await self.world.entries()]


@dataclass
class Between:
    """Both nodes under one clock."""

    kz: State
    ru: State
    clock: StoppedClock

    async def carry(self) -> int:
        """Deliver what is in both bags, and what that puts there, until nothing is left."""
        carried = 0
        while self.kz.post.bag or self.ru.post.bag:
            for state in (self.kz, self.ru):
                bag, state.post.bag = state.post.bag, []
                for peer, data in bag:
                    other = {"KZ": self.kz, "RU": self.ru}[peer]
                    async with other.node.store.transaction() as transaction:
                        await deliver(other.node, transaction, state.code, unpacked(data), other.now())
                    carried += 1
        return carried


async def received_items(node: Node, token: str, at: datetime) -> Sequence[KeptItem]:
    """What a body received, as its list finds it."""
    return (await find_items(node, token, Sought(), "", at)).items


def asked_for(**change: object) -> Form:
    """A complete request of the committee to the service."""
    form = Form(
        requested=FSB,
        way=Way.ONE_TIME,
        subject=Subject.FINANCING,
        basis="дело № 17-2026 о финансировании терроризма",
        items=(
            Item(Matter.PERSON, "сведения о въезде и выезде лица"),
            Item(Matter.ORGANISATION, "сведения об учредителях организации"),
        ),
        purpose="выявление источников финансирования терроризма",
    )
    return changed(form, **change)


async def state_at(code: str, database: Database, folder: Path, clock: StoppedClock) -> State:
    messages = KeptMessages()
    node = node_over(database, FileVault.create(folder / f"vault-{code}"), (), messages)
    post = HeldPost(frozenset({"KZ", "RU"} - {code}))
    node = of_interstate(replace(node, audience=f"interstate/{code.lower()}"), open_law(), code)
    node = replace(node, post=post)
    made = State(code, World(node, database, clock, messages, {}, None), post)  # type: ignore[arg-type]
    for name, (iin, role, body) in PEOPLE[code].items():
        made.accounts[name] = await made.world.account(iin, role, body_bin=body, state=AccountState.ACTIVE)
    await made.come_in()
    await enter_all(made)
    return made


def listed(number_of: str, party: str, **change: Any) -> Body:
    """A competent body of the list, as its keeper enters it."""
    body = Body(number_of, party, BodyKind.COMPETENT, NAMED.get(number_of, NAMED[FSB]), date(2018, 8, 27))
    return changed(body, **{"ground": "перечень органов", "told_by": "исх. № 1", **change})


async def enter_all(state: State) -> None:
    """The keeper enters the bodies and what the depositary received: three notices, so the Agreement binds."""
    for code, day in BOUND:
        notice = PartyNotice(code, Notice(NoticeKind.PROCEDURES_DONE, day, f"письмо депозитария о {code}"))
        await state.signs("keeper", prepare_notice, enter_notice, notice)
    for number_of, bin_of in BINS.items():
        party = number_of[:2].upper()
        told = date(2019, 5, 1)
        body = listed(number_of, party, told_on=told, bin=bin_of)
        await state.signs("keeper", prepare_body, enter_body, body)


@pytest.fixture
def other_url(postgres_url: str, template: str, database_names: Iterator[str]) -> Iterator[str]:
    with fresh(postgres_url, next(database_names), template) as url:
        yield url


@pytest.fixture
async def between(database: Database, other_url: str, tmp_path: Path) -> AsyncIterator[Between]:
    clock = StoppedClock()
    other = await Database.open(other_url, size=4)
    kz = await state_at("KZ", database, tmp_path, clock)
    ru = await state_at("RU", other, tmp_path, clock)
    yield Between(kz, ru, clock)
    await other.close()
