"""A peer that tells two histories over real sockets: what shows it is kept, told to heads, and holds without us."""

from __future__ import annotations

from dataclasses import replace as with_node
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import msgspec
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from actions.conftest import World
from actions.interstate.conftest import BINS, KNB, NAMED
from actions.sector.conftest import number, session_of
from almasu.actions.interstate.differences import differences, put_in, take_evidence
from almasu.actions.interstate.messages.histories import history_of
from almasu.actions.queue_notices import notice_in
from almasu.interfaces.cli.interstate import interstate
from almasu.interfaces.portal.offices.blocks import Own, Sentence, Small, Table
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_interstate.differences import DifferencesOffice
from almasu.interfaces.portal.views.people import SessionToken
from almasu.kernel.interstate.comparing import Differs, compared
from almasu.kernel.interstate.evidence import (
    HistoriesDiffer,
    SignedTwice,
    evidence_of,
    read_evidence,
    shown,
    written_evidence,
)
from almasu.kernel.interstate.history import vouched_head
from almasu.kernel.interstate.messages import Direction
from almasu.kernel.interstate.parties import Body, BodyKind
from almasu.kernel.interstate.peers import PeerState
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.parties.account import AccountState, Role
from almasu.kernel.sector.notices import Channel, NoticePlace, NoticeState, PlaceState
from almasu.law.problem import Problem
from almasu.law.text import Language
from almasu.wiring.interstate import of_interstate
from almasu.wiring.law import open_law
from interfaces.interstate.conftest import Pair, Side, doors
from interfaces.interstate.test_between_nodes import forged
from interfaces.interstate.test_histories import KG, KZ, ordered, without


async def people_of(side: Side) -> dict[str, str]:
    """A keeper, a head and an officer of a body that works at this node, who came in."""
    side.node = of_interstate(side.node, open_law(), side.state)
    law: Any = side.node.interstate
    body = Body(KNB, "KZ", BodyKind.COMPETENT, NAMED[KNB], law.directory.bodies[0].since, None, None, "", BINS[KNB])
    side.node = with_node(side.node, interstate=with_node(law, directory=law.directory.with_entered([body], [])))
    world = World(side.node, side.node.store.database, side.clock, None, {}, None)  # type: ignore[attr-defined, arg-type]
    roles = {"keeper": Role.CIS_KEEPER, "head": Role.CIS_HEAD, "officer": Role.CIS_OFFICER}
    tokens = {}
    for place, (name, role) in enumerate(roles.items(), 1):
        iin, body_bin = number(f"8401013002{place}1"[:11]), "120000000001" if name == "keeper" else BINS[KNB]
        account = await world.account(iin, role, body_bin=body_bin, state=AccountState.ACTIVE)
        tokens[name] = await session_of(side.node, account, side.clock())
    return tokens


async def has_a_mailbox(side: Side) -> None:
    """The head of the body registered where letters go."""
    place = NoticePlace(Channel.MAIL, "duty@example.kz", KNB, "", UUID(int=1), UUID(int=2))
    paper = new_paper(UUID(int=3), PaperKind.NOTICE_PLACE, PlaceState.OPEN, side.clock(), place, {})
    async with side.node.store.transaction() as transaction:
        await transaction.papers.keep(paper)


async def test_a_peer_that_denies_its_receipt_is_held_to_it_and_heads_learn_of_it(
    strangers: Pair, tmp_path: Path
) -> None:
    kz, kg = strangers.kz, strangers.kg
    tokens = await people_of(kz)
    async with doors(strangers):
        await kz.puts(KG, b"1", b"2", b"3")
        assert await kz.sends() == 3
    made = [await ordered(side, tmp_path / f"log-{side.state}") for side in (kz, kg)]
    ours = await history_of(kz.node, made[0][0], KG, kz.clock())
    denied = without(strangers, await history_of(kg.node, made[1][0], KZ, kg.clock()), Direction.IN, 3)
    policies = made[0][1], made[1][1]
    heads = vouched_head(ours, policies[0]), vouched_head(denied, policies[1])
    evidence = evidence_of(ours, denied, compared(ours, denied, heads).differences, policies)
    assert evidence is not None
    file = written_evidence(evidence)
    assert len(evidence.first.told) + len(evidence.second.told) == 3, "what agrees is cut out, but for the one before"
    with pytest.raises(Problem, match=r"account\.role"):
        await put_in(kz.node, tokens["head"], file, kz.clock())
    await has_a_mailbox(kz)
    for _ in range(2):
        kept = await put_in(kz.node, tokens["keeper"], file, kz.clock())
    async with kz.node.store.transaction() as transaction:
        letters = await transaction.papers.in_states(PaperKind.SECTOR_NOTICE, [NoticeState.WAITING], None, 9)
    assert [notice_in(one).kind for one in letters] == [""], "one letter, which says to come in and no more"
    [seen] = await differences(kz.node, tokens["head"], kz.clock())
    assert (seen, seen.kept.peer, seen.name) == (kept, KG, (await kz.peer(KG)).card.name)
    office = DifferencesOffice(cast(Any, SimpleNamespace(node=kz.node, now=kz.clock)))
    [table] = (await office.read(Here(SessionToken(tokens["head"]), None, Language.RU))).blocks
    assert isinstance(table, Table)
    [(named, _, _, first, second, _)] = table.rows
    assert named == (Own(seen.name), Small(KG))
    assert [cells[0].names["by"] for cells in (first, second) if isinstance(cells[0], Sentence)] == [KZ, KG]
    [one] = seen.differences
    assert (one.what, one.at, one.number) == (Differs.MISSING, KG, 3)
    sent, nothing = one.said
    assert (sent.digest, sent.leaf >= 0, sent.signed_by) == (ours.told[2].envelope.digest(), True, (KZ, KG))
    assert (nothing.by, nothing.digest, nothing.signed_by) == (KG, b"", (KG,))
    assert await take_evidence(kz.node, tokens["head"], kept.kept.number, kz.clock()) == file
    told = (await kz.leaves("interstate_message_moved"))[-3:]
    assert [one["step"] for one in told] == ["histories_differ", "histories_differ", "evidence_taken"]
    with pytest.raises(Problem, match=r"account\.role"):
        await differences(kz.node, tokens["officer"], kz.clock())
    await _nothing_else_is_evidence(kz, tokens["keeper"], evidence)


async def _nothing_else_is_evidence(kz: Side, keeper: str, evidence: HistoriesDiffer) -> None:
    """Whoever has the file in hand accuses nobody by changing it."""
    ours, theirs = evidence.first, evidence.second
    other = replace(ours.told[1], envelope=replace(ours.told[1].envelope, content=b"\x09" * 32))
    false = {
        "nothing": b"{}",
        "too large": b"[" * 300_000,
        "a receipt that was changed": replace(evidence, first=replace(ours, told=(*ours.told[:1], other))),
        "a shorter word": replace(evidence, second=replace(theirs, taken=replace(theirs.taken, number=1))),
        "no signature": replace(evidence, second=replace(theirs, signature=b"")),
        "nothing that differs": replace(evidence, first=replace(ours, told=ours.told[:1])),
        "the other's policy": replace(evidence, policies=evidence.policies[::-1]),
        "numbers beyond": replace(evidence, first=replace(ours, sent=replace(ours.sent, number=1 << 60))),
    }
    for name, one in false.items():
        file = one if isinstance(one, bytes) else written_evidence(one)
        with pytest.raises(Malformed):
            shown(read_evidence(file))
        with pytest.raises(Problem, match=r"cis\.evidence\.wrong"):
            await put_in(kz.node, keeper, file, kz.clock())
        assert name


async def test_a_peer_that_signs_two_messages_is_shown_to_its_heads_and_to_anyone(
    strangers: Pair, tmp_path: Path
) -> None:
    kz, kg = strangers.kz, strangers.kg
    tokens = await people_of(kz)
    async with doors(strangers):
        await kg.puts(KZ, b"told to one")
        first = await kg.as_sent(KZ, 1)
        assert await kg.sends() == 1
        assert kg.wire is not None
        other = forged(kg, first, sent_at=kg.clock() + timedelta(minutes=1))
        told = await kg.wire.bring((await kg.peer(KZ)).card, other)
        assert getattr(told, "refused", told) == "another_history"
    assert (await kz.peer(KG)).state is PeerState.STOPPED
    [seen] = await differences(kz.node, tokens["head"], kz.clock())
    [one] = seen.differences
    assert (one.what, one.at) == (Differs.SIGNED_TWICE, KG)
    assert [word.digest for word in one.said] == [first.envelope.digest(), other.envelope.digest()]
    file = tmp_path / "evidence.json"
    file.write_bytes(seen.kept.file)
    done = CliRunner().invoke(interstate, ["check", str(file)])
    card = (await kz.peer(KG)).card.digest().hex()
    assert (done.exit_code, f"card {KG} {card}" in done.output) == (1, True), done.output
    evidence = read_evidence(seen.kept.file)
    assert isinstance(evidence, SignedTwice)
    for false in (replace(evidence, second=evidence.first), replace(evidence, receiver="interstate/tj")):
        file.write_bytes(msgspec.json.encode(false))
        assert CliRunner().invoke(interstate, ["check", str(file)]).exit_code == 2
    with pytest.raises(Problem, match=r"cis\.evidence\.wrong"):
        await put_in(kz.node, tokens["keeper"], seen.kept.file, kz.clock())
