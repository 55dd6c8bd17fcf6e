"""Making an evidence pack: only for the request's officer, only of what is published, and told by a leaf."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache
from uuid import UUID, uuid4

import pytest

from actions.conftest import NOON, OTHER, NamedSignatures, World, form
from almasu.actions import compose_request
from almasu.actions.entering import Entered
from almasu.actions.make_evidence_pack import Made, Means, Wanted, make_evidence_pack
from almasu.actions.submit_request import submit_request
from almasu.actions.take_copy import Wanted as Copied
from almasu.actions.take_copy import confirm_destroyed, my_copies, take_copy
from almasu.actions.view_request import own_request
from almasu.kernel.answers import Records
from almasu.kernel.evidence_pack.content import StampedHead, body_digest, read_entry, read_pack
from almasu.kernel.evidence_pack.keys import keys_of
from almasu.kernel.evidence_pack.report import report
from almasu.kernel.evidence_pack.story import PackStory
from almasu.kernel.evidence_pack.verify import verify_pack
from almasu.kernel.grounds.called import Called
from almasu.kernel.journal.checkpoint import Checkpoint, cosign, sign_checkpoint
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.keeping import Stretch
from almasu.kernel.journal.note import KeyKind
from almasu.kernel.journal.policy import Witness, k_of
from almasu.kernel.journal.proofs import range_root
from almasu.kernel.journal.receipt import Receipt, receipt_name, sign_receipt
from almasu.kernel.journal.tree import leaf_hash
from almasu.kernel.materials.copy import CopyFormat
from almasu.kernel.parties.account import AccountState
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.draft import FurtherSubject
from almasu.kernel.requests.problems import NOT_FOUND
from almasu.kernel.requests.request import Request
from almasu.kernel.signatures.bundle_parts import parted
from almasu.kernel.signatures.evidence import gather
from almasu.kernel.signatures.expectation import Expectation
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.signatures.revocation.evidence import OcspAnswer
from almasu.kernel.signatures.revocation.ocsp import ocsp_request
from almasu.kernel.signatures.verifier import Verifier
from almasu.law.problem import Problem
from almasu.law.text import Language, Text
from almasu.testing.people import PEOPLE
from almasu.testing.pki import Pki
from almasu.testing.pki.algorithms import Algorithm
from almasu.testing.pki.cms import cms_sign
from almasu.testing.pki.responder import answer
from almasu.testing.pki.service import Services
from almasu.testing.pki.stamping import token_over
from embedded_pki import NOW, pki, trust_of
from kernel.evidence_pack.making import tree
from kernel.journal.conftest import KeyPair, key_pair

__all__ = ["pki"]

ORIGIN = "almasu/test"
OFFICER = PEOPLE[0].iin


@dataclass
class OrderedLog:
    """The journal's waiting leaves as a log that was ordered up to now."""

    world: World
    log: KeyPair = field(default_factory=lambda: key_pair(ORIGIN, KeyKind.NOTE))
    witness: KeyPair = field(default_factory=lambda: key_pair("prosecutor", KeyKind.COSIGNATURE))
    receipts: KeyPair = field(default_factory=lambda: key_pair(receipt_name(ORIGIN), KeyKind.NOTE))
    contents: list[bytes] = field(default_factory=list)

    async def order(self) -> None:
        async with self.world.database.connection() as connection:
            rows = await (await connection.execute("select entry from journal_waiting order by id")).fetchall()
        self.contents = [bytes(entry) for (entry,) in rows]

    def _leaves(self) -> list[bytes]:
        return [leaf_hash(hashlib.sha256(one).digest()) for one in self.contents]

    async def checkpoint(self) -> bytes | None:
        leaves = self._leaves()
        head = Checkpoint(ORIGIN, len(leaves), range_root(0, len(leaves), tree(leaves)))
        note = sign_checkpoint(head, [(self.log.key, self.log.sign)])
        return note.with_signatures([cosign(head.text(), NOW, self.witness.key, self.witness.sign)]).data()

    async def tiles(self, names: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        return {(0, 0): b"".join(self._leaves())}

    async def commitments(self, first: int, last: int) -> list[bytes]:
        return [hashlib.sha256(one).digest() for one in self.contents[first:last]]

    async def stretch(self, first: int, last: int) -> Stretch:
        return Stretch(await self.commitments(first, last), self.contents[first:last])

    async def position_of(self, commitment: bytes) -> int | None:
        places = await self.commitments(0, len(self.contents))
        return places.index(commitment) if commitment in places else None

    async def waits(self, commitment: bytes) -> bool:
        return False


@dataclass
class Authority:
    """Stamps the head that is published, where it has been asked to."""

    log: OrderedLog
    pki: Pki
    stamps: bool = True

    async def first_over(self, index: int) -> StampedHead | None:
        note = await self.log.checkpoint()
        if not self.stamps or note is None or index >= len(self.log.contents):
            return None
        keys = {one: self.pki.key(f"tsa_{one}") for one in (Algorithm.GOST, Algorithm.RSA)}
        return StampedHead(note, token_over(note, Algorithm.GOST, keys, NOW))


class RealSignatures(NamedSignatures):
    """Keeps evidence as the product does, of a signature made by the embedded authority's person."""

    def __init__(self, pki: Pki) -> None:
        self.pki = pki
        self.answering = Services(pki).answering
        self.key = lru_cache(pki.person_key)

    async def check(self, cms, act: PreparedAct, audience, signer_iin, at):  # type: ignore[no-untyped-def]
        checked = await super().check(cms, act, audience, signer_iin, at)
        if signer_iin is None or not cms.startswith(b"signed"):
            return checked
        key = self.key(signer_iin)
        verifier = Verifier(trust_of(self.pki))
        signed = cms_sign(key, act.data, at)
        expected = Expectation(act.purpose, audience, signer_iin, act.nonce)
        examination = verifier.examine(signed, act.data, expected, at)
        assert examination.path is not None, examination.steps
        nonce = b"n" * 32
        question = ocsp_request(examination.path.leaf, examination.path.issuer, nonce)
        revocation = OcspAnswer(answer(question, self.answering, (), at), nonce)
        story = verifier.conclude(examination, revocation, at)
        evidence = parted(gather(examination, revocation, story))
        return replace(checked, certificate=examination.path.leaf.fingerprint, evidence=evidence)


@dataclass
class Desk:
    """A world whose officer has asked, with everything a pack is made from."""

    world: World
    log: OrderedLog
    means: Means
    token: str
    request: UUID

    async def make(self, request: UUID | None = None, token: str = "", open_answers: bool = True) -> Made:
        wanted = Wanted(token or self.token, request or self.request, open_answers)
        return await make_evidence_pack(self.world.node, self.means, wanted, self.world.clock())

    def story(self, made: Made) -> PackStory:
        return verify_pack(made.data, self.means.keys)


@pytest.fixture(scope="module")
def signatures(pki: Pki) -> RealSignatures:
    """Its keys are opened once: that takes longer than a test."""
    return RealSignatures(pki)


@pytest.fixture
async def desk(world: World, pki: Pki, signatures: RealSignatures) -> Desk:
    world.clock.at = NOW
    world.node = replace(world.node, signatures=signatures)
    await world.account(OFFICER)
    token = await world.working(OFFICER)
    world.registers[1].reply = Records(({"name": "</script>"},), b"<xml/>")
    act = await compose_request.prepare_request(world.node, token, form(), world.clock())
    accepted = await submit_request(world.node, token, act.id, f"signed {OFFICER} {act.id}".encode(), world.clock())
    world.carrying_out.start(accepted)
    await world.carrying_out.finish()
    log = OrderedLog(world)
    await log.order()
    wanted = Copied(act.id, form().task, "Материалға тігу үшін.", CopyFormat.CSV)
    await take_copy(world.node, token, wanted, world.clock())
    profile = trust_of(pki)
    policy = k_of(1, [log.log.key], [Witness("prosecutor", log.witness.key)])
    roots = [hashlib.sha256(one.raw).digest() for one in profile.anchors]
    means = Means(
        journal=log,
        stamps=Authority(log, pki),
        keys=keys_of(roots, [log.receipts.key], policy),
        certificates=[one.raw for one in (*profile.anchors, *profile.authorities)],
        receipt=lambda leaf, at: sign_receipt(Receipt(ORIGIN, leaf, at), log.receipts.key, log.receipts.sign),
        rules={"sio_pso.none": Text("", "", "")},
    )
    return Desk(world, log, means, token, act.id)


async def test_a_pack_of_a_real_request_is_valid_and_opens_what_its_officer_may_see(desk: Desk) -> None:
    made = await desk.make()
    story = desk.story(made)
    assert story.verdict == "VALID", [(step.code, step.outcome, step.detail) for step in story.steps]
    assert set(made.pack.body.act.openings) == {"subject", "task", "justification"}
    assert all(answer.salt and answer.reply for answer in made.pack.body.answers if "answered" in answer.leaf.entry)
    assert made.pack.body.stamp


async def test_the_export_is_a_leaf_that_names_the_pack(desk: Desk) -> None:
    made = await desk.make()
    last = (await desk.world.entries())[-1]
    assert last["kind"] == EntryKind.EVIDENCE_EXPORTED
    says = {"pack": body_digest(made.pack.body), "number": str(made.number), "answers": "open"}
    assert (last["about"], last["says"]) == (f"request:{desk.request}", says)
    assert json.loads(made.pack.export.entry) == last


async def test_closed_answers_carry_neither_data_nor_salt(desk: Desk) -> None:
    made = await desk.make(open_answers=False)
    assert not any(answer.salt or answer.reply for answer in made.pack.body.answers)
    assert desk.story(made).verdict == "VALID"


async def test_answers_are_opened_only_as_part_of_a_copy_that_was_taken(desk: Desk) -> None:
    [copy] = await my_copies(desk.world.node, desk.token, desk.world.clock())
    await confirm_destroyed(desk.world.node, desk.token, copy.id, NOW, desk.world.clock())
    with pytest.raises(Problem) as told:
        await desk.make()
    assert told.value.kind.code == "evidence.no_copy"
    assert desk.story(await desk.make(open_answers=False)).verdict == "VALID"


async def test_an_overdue_copy_closes_the_answers_in_packs_too(desk: Desk) -> None:
    world, node = desk.world, desk.world.node
    short = replace(node, limits=replace(node.limits, copy_lives=timedelta(seconds=1)))
    wanted = Copied(desk.request, form().task, "Материалға тігу үшін.", CopyFormat.JSON)
    await take_copy(short, desk.token, wanted, world.clock())
    world.clock.forward(seconds=2)
    with pytest.raises(Problem) as told:
        await desk.make()
    assert told.value.kind.code == "copy.overdue"
    assert desk.story(await desk.make(open_answers=False)).verdict == "VALID"


async def test_without_a_stamp_the_published_head_is_taken(desk: Desk, pki: Pki) -> None:
    desk.means = replace(desk.means, stamps=Authority(desk.log, pki, stamps=False))
    made = await desk.make()
    assert (made.pack.body.stamp, desk.story(made).verdict) == ("", "VALID")


async def test_what_is_not_published_yet_makes_no_pack(desk: Desk) -> None:
    desk.log.contents = desk.log.contents[:-1]
    with pytest.raises(Problem) as told:
        await desk.make()
    assert told.value.kind.code == "evidence.not_yet"
    assert (await desk.world.entries())[-1]["kind"] != EntryKind.EVIDENCE_EXPORTED


async def test_anothers_request_is_as_absent_as_a_missing_one(desk: Desk) -> None:
    await desk.world.account(OTHER)
    stranger = await desk.world.working(OTHER)
    for request in (desk.request, uuid4()):
        with pytest.raises(Problem) as told:
            await desk.make(request, stranger)
        assert told.value.kind.code == "request.not_found"


async def test_a_pack_of_one_of_several_subjects_says_so_and_leaves_only_for_whoever_may_see_them_all(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = desk.world
    second = FurtherSubject(None, "790101300001", "Екінші тұлға сол операцияларға қатысқан, шоттарын салыстыру қажет.")
    act = await compose_request.prepare_request(world.node, desk.token, form(further=(second,)), world.clock())
    accepted = await submit_request(
        world.node, desk.token, act.id, f"signed {OFFICER} {act.id}".encode(), world.clock()
    )
    world.carrying_out.start(accepted)
    await world.carrying_out.finish()
    await desk.log.order()
    first, [other] = accepted.request.id, accepted.beside
    made = await desk.make(first, open_answers=False)
    told = report(made.data, made.pack, made.who, Called(), Language.EN)
    assert "may see all of them" in str(told["facts"])
    assert "may see all of them" not in str(
        report((alone := await desk.make()).data, alone.pack, "", Called(), Language.EN)
    )

    async def of_another(transaction: Transaction, person: Entered, request: UUID) -> Request:
        if request == other.id:
            raise NOT_FOUND.at()
        return await own_request(transaction, person, request)

    monkeypatch.setattr("almasu.actions.make_evidence_pack.own_request", of_another)
    before = len(await world.entries())
    with pytest.raises(Problem, match=r"request\.not_found"):
        await desk.make(first, open_answers=False)
    assert len(await world.entries()) == before


async def test_a_block_takes_effect_before_anything_leaves(desk: Desk) -> None:
    blocked_during = desk.log.stretch

    async def block_first(first: int, last: int) -> Stretch:
        async with desk.world.node.store.transaction() as transaction:
            account = await transaction.accounts.with_iin(OFFICER)
            assert account is not None
            if account.state is not AccountState.BLOCKED:
                await transaction.accounts.set_state(account.id, AccountState.BLOCKED, NOON)
        return await blocked_during(first, last)

    desk.log.stretch = block_first  # type: ignore[method-assign]
    with pytest.raises(Problem):
        await desk.make()
    assert all(entry["kind"] != EntryKind.EVIDENCE_EXPORTED for entry in await desk.world.entries())


async def test_the_file_reads_back(desk: Desk) -> None:
    made = await desk.make()
    assert read_pack(made.data) == made.pack
    assert read_entry(made.pack.export.entry).actor == made.pack.body.made_by
