"""A sector full of canaries: documents of every kind and mark, each with a word in it that stands nowhere else.

Who may read a canary is said here anew, apart from the code that decides it: of what was sent an alert is everybody's,
a card its author's and the centre's, a request and an answer those two organisations' and the centre's (ASOI-3.3 to
ASOI-3.7); what was not sent is its own organisation's alone, and so is what it declares and where its notices go.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from actions.sector.conftest import BANK, INSURER, OTHER_BANK, Sector
from actions.sector.test_publish import FIELDS
from almasu.actions.sector import (
    answer,
    given_files,
    incoming,
    notice_places,
    publish,
    software,
    take_request,
    write_document,
)
from almasu.actions.sector.take_request import TakeForm
from almasu.kernel.interchange.collection import ALERTS, VULNERABILITIES
from almasu.kernel.interchange.machine import Machine, MachineState, digest_of
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.sector.assignment import Take
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.content import Form
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.notices import Channel, PlaceForm
from almasu.law import moment

CENTRE = ""
WIDE = (Degree.AMBER_STRICT, Degree.AMBER, Degree.GREEN, Degree.CLEAR)
HEADS = {"worker": "head", "other worker": "other head"}
OF = {"worker": BANK, "other worker": OTHER_BANK}
CARD = {"place": "x", "noticed_by": "technical_means", "outcome": "done", "product": "Mail"}


@dataclass(frozen=True)
class Canary:
    """A word, the organisations that may read it (`CENTRE` for the centre), and the mark it is given to machines by."""

    word: str
    readers: frozenset[str]
    document: UUID | None = None
    degree: Degree | None = None
    kind: str = ""


@dataclass
class Aviary:
    """All canaries, and how each comes into the sector."""

    sector: Sector
    dice: random.Random
    canaries: list[Canary] = field(default_factory=list)
    everybody: frozenset[str] = frozenset({BANK, OTHER_BANK, INSURER, CENTRE})

    def word(self) -> str:
        return f"canary{self.dice.getrandbits(60):015x}"

    def known(self, word: str, readers: Iterable[str], document: UUID | None = None, **more: object) -> None:
        self.canaries.append(Canary(word, frozenset(readers), document, **more))  # type: ignore[arg-type]

    async def alert(self, who: str, degree: Degree, *, sent: bool) -> None:
        word = self.word()
        change = {"confidentiality": degree.value, "description": f"d {word}", "names": f"{word}.example"}
        document = await self.sector.drafts(who, **change)
        if sent:
            await self.sector.puts(document, who)
            await self.sector.consents(document, HEADS[who])
        readers = self.everybody if sent else {OF[who]}
        self.known(word, readers, document, degree=degree if sent else None, kind="alert")

    async def vulnerability(self, degree: Degree) -> None:
        word, token, at = self.word(), self.sector.tokens["centre"], self.sector.now()
        said = {**FIELDS, "confidentiality": degree.value, "description": f"d {word}", "affected": f"Soft | {word} | 1"}
        act = await publish.prepare_publishing(self.sector.node, token, said, at)
        kept = await publish.publish(self.sector.node, token, act.id, self.sector.signed("centre", act), at)
        self.known(word, self.everybody, kept.paper.id, degree=degree, kind="vulnerability")

    async def card(self, who: str, *, sent: bool) -> None:
        word, at = self.word(), self.sector.now()
        said = {**CARD, "characteristics": f"c {word}", "detected_at": moment.written(at - timedelta(minutes=5))}
        form = Form(DocumentKind.INCIDENT_CARD, said, "exploitation")
        document = (await write_document.write_document(self.sector.node, self.sector.tokens[who], form, at)).paper.id
        await self._sent(document, who, sent=sent)
        self.known(word, {OF[who], CENTRE} if sent else {OF[who]}, document)

    async def request(self, degree: Degree, *, sent: bool, answered: bool) -> None:
        word, at, node = self.word(), self.sector.now(), self.sector.node
        said = {"subject": f"s {word}", "text": "t", "reason": "r", "confidentiality": degree.value}
        form = Form(DocumentKind.REQUEST, said, addressees=(OTHER_BANK,))
        document = (await write_document.write_document(node, self.sector.tokens["worker"], form, at)).paper.id
        await self._sent(document, "worker", sent=sent)
        self.known(word, {BANK, OTHER_BANK, CENTRE} if sent else {BANK}, document)
        if sent and answered:
            await self._answer(document, degree)

    async def _answer(self, request: UUID, degree: Degree) -> None:
        word, at, node = self.word(), self.sector.now(), self.sector.node
        worker, head = self.sector.tokens["other worker"], self.sector.tokens["other head"]
        comment = TakeForm(Take.WORK, "we look into it")
        await take_request.propose_taking(node, worker, request, comment, at)
        act = await take_request.prepare_taking(node, head, request, at)
        await take_request.decide_taking(node, head, act.id, self.sector.signed("other head", act), at)
        said = {"text": f"a {word}", "confidentiality": degree.value}
        written = (await answer.write_answer(node, worker, request, said, at)).paper.id
        await self._sent(written, "other worker", sent=True)
        self.known(word, {BANK, OTHER_BANK, CENTRE}, written)

    async def _sent(self, document: UUID, who: str, *, sent: bool) -> None:
        if sent:
            await self.sector.puts(document, who)
            await self.sector.consents(document, HEADS[who])

    async def software(self, who: str, *, named: bool) -> None:
        word = self.word()
        line = f"Maker {word} | Mail | 1.0"
        await software.declare(self.sector.node, self.sector.tokens[who], line, named, self.sector.now())
        self.known(word, {OF[who]})

    async def notice_places(self, organisation: str, head: str) -> None:
        for channel in Channel:
            word, at, token = self.word(), self.sector.now(), self.sector.tokens[head]
            address = f"{word}@bank.example.kz" if channel is Channel.MAIL else f"https://hooks.example.kz/{word}"
            act = await notice_places.prepare_place(self.sector.node, token, PlaceForm(channel, address), at)
            await notice_places.open_place(self.sector.node, token, act.id, self.sector.signed(head, act), at)
            self.known(word, {organisation})

    async def advisory(self) -> UUID:
        word = self.word()
        head = {"title": f"t {word}", "csaf_version": "2.0", "tracking": {"id": "1", "version": "1"}}
        data = json.dumps({"document": head}).encode()
        made = await incoming.add_advisory(self.sector.node, self.sector.tokens["centre"], data, self.sector.now())
        self.known(word, {CENTRE})
        return made.id

    async def given_file(self, who: str) -> None:
        word = self.word()
        event = {"Event": {"info": f"e {word}", "Attribute": [{"type": "domain", "value": f"{word}.example"}]}}
        token, data = self.sector.tokens[who], json.dumps(event).encode()
        await given_files.give_file(self.sector.node, token, data, self.sector.now())
        self.known(word, {OF[who]})

    async def machine(self, organisation: str, narrowest: Degree, *, days: int = 1, blocked: bool = False) -> str:
        token, number, at = uuid4().hex, uuid4(), self.sector.now()
        machine = Machine(
            "SIEM", organisation, (ALERTS.id, VULNERABILITIES.id), (), narrowest, at + timedelta(days=days),
            digest_of(token), "", number, number,
        )  # fmt: skip
        state = MachineState.BLOCKED if blocked else MachineState.OPEN
        keys = {"organisation": organisation or "centre", "token": machine.token}
        async with self.sector.node.store.transaction() as transaction:
            await transaction.papers.keep(new_paper(number, PaperKind.MACHINE, state, at, machine, keys))
        return token

    def found(self, data: bytes) -> set[str]:
        return {one.word for one in self.canaries if one.word.encode() in data}

    def readable(self, organisation: str) -> set[str]:
        return {one.word for one in self.canaries if organisation in one.readers}

    def for_machines(self, narrowest: Degree, *kinds: str) -> set[str]:
        order = tuple(Degree)
        return {
            one.word
            for one in self.canaries
            if one.degree is not None and one.kind in kinds and order.index(one.degree) >= order.index(narrowest)
        }


async def small(aviary: Aviary) -> None:
    """A few of everything: each kind sent and unsent, alerts of every mark."""
    await aviary.notice_places(OTHER_BANK, "other head")
    for degree in (Degree.AMBER_STRICT, Degree.GREEN):
        await aviary.alert("worker", degree, sent=True)
    for degree in (Degree.AMBER, Degree.CLEAR):
        await aviary.vulnerability(degree)
    await aviary.alert("worker", Degree.GREEN, sent=False)
    for sent in (True, False):
        await aviary.card("worker", sent=sent)
        await aviary.request(Degree.AMBER, sent=sent, answered=True)
    await aviary.software("worker", named=False)
    await aviary.software("other worker", named=False)
    await aviary.given_file("worker")


async def large(aviary: Aviary, steps: int) -> None:
    """As many as told, in an order that the dice choose."""
    await aviary.notice_places(OTHER_BANK, "other head")
    await aviary.notice_places(BANK, "head")
    for _ in range(steps):
        who, sent = aviary.dice.choice(sorted(OF)), aviary.dice.random() < 0.7
        degree = aviary.dice.choice(WIDE)
        match aviary.dice.randrange(5):
            case 0:
                await aviary.alert(who, degree, sent=sent)
            case 1:
                await aviary.vulnerability(degree)
            case 2:
                await aviary.card(who, sent=sent)
            case 3:
                await aviary.request(degree, sent=sent, answered=aviary.dice.random() < 0.5)
            case _:
                await aviary.advisory()
    await aviary.software("worker", named=False)


def documents(canaries: Sequence[Canary]) -> Mapping[str, UUID]:
    return {one.word: one.document for one in canaries if one.document is not None}
