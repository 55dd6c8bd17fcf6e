"""Packs made for tests: a signed act of a small authority, a log of entries, witnesses, a stamp, a receipt."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property

import msgspec

from almasu.kernel.answers import NoRecord, Records
from almasu.kernel.evidence_pack.content import (
    FORMAT,
    VERSION,
    Answer,
    Body,
    Export,
    Leaf,
    Pack,
    SignedAct,
    Words,
    body_digest,
    pack_bytes,
    written_bytes,
)
from almasu.kernel.evidence_pack.keys import Keys, keys_of
from almasu.kernel.journal.checkpoint import Checkpoint, cosign, sign_checkpoint
from almasu.kernel.journal.entry import Entry, EntryKind, commitment, entry_bytes
from almasu.kernel.journal.note import KeyKind, encoded
from almasu.kernel.journal.policy import Witness, k_of
from almasu.kernel.journal.proofs import inclusion_proof, range_root
from almasu.kernel.journal.receipt import Receipt, receipt_name, sign_receipt
from almasu.kernel.journal.tree import leaf_hash, node_hash
from almasu.kernel.requests.kept import reply_bytes
from almasu.kernel.requests.request import question_digest
from almasu.kernel.sealing.seal import committed
from almasu.kernel.signatures.act import act_bytes
from almasu.kernel.signatures.bundle_parts import parted
from almasu.kernel.signatures.certificate import read_certificate
from almasu.kernel.signatures.evidence import gather
from almasu.kernel.signatures.profile import embedded
from almasu.kernel.signatures.revocation.evidence import CrlSet, OcspAnswer, Unreachable
from almasu.kernel.signatures.verifier import Verifier
from almasu.law.canonical import canonical_bytes
from almasu.law.moment import written
from kernel.journal.conftest import KeyPair, key_pair
from kernel.signatures.conftest import World, world_of
from kernel.signatures.making import AUDIENCE, IIN, NOW, OCSP_NONCE

ORIGIN = "almasu.example/restricted/node1"
SALT = bytes(range(32))
ACCOUNT = "account:7d7f0a52-1d0e-4a8e-9f33-0f3d0a2b3c4d"
OBJECT = "5f6dd2a1-9a44-4f8b-8a53-8e0a7d3c1b2a"
HOSTILE = "</script><script>alert(1)</script> #show: \\u2028 ' \" & ӘҒҚҢӨҰҮҺІ"


def tree(leaves: list[bytes]):
    """A source of node hashes over some leaves."""

    def node(height: int, index: int) -> bytes:
        if height == 0:
            return leaves[index]
        return node_hash(node(height - 1, 2 * index), node(height - 1, 2 * index + 1))

    return node


@dataclass(frozen=True)
class Making:
    """How a pack is made; every part can be another."""

    family: str = "gost"
    revocation: str = "ocsp"
    stamped: bool = True
    open: bool = True
    about_authority: str = "nothing"
    others: int = 5
    place: int = 0
    """Which of three subjects of its act the pack is about, from 1 on; 0: the act names one subject alone."""
    told: int = 0
    """The place that the entry tells where it lies about it."""
    log: KeyPair = field(default_factory=lambda: key_pair(ORIGIN, KeyKind.NOTE))
    receipts: KeyPair = field(default_factory=lambda: key_pair(receipt_name(ORIGIN), KeyKind.NOTE))
    witnesses: tuple[KeyPair, ...] = field(
        default_factory=lambda: tuple(
            key_pair(name, KeyKind.COSIGNATURE) for name in ("prosecutor.example", "operator.example")
        )
    )

    @cached_property
    def world(self) -> World:
        return world_of(self.family)

    @cached_property
    def stamping(self) -> World:
        return world_of("gost")

    @cached_property
    def keys(self) -> Keys:
        policy = k_of(2, [self.log.key], [Witness(f"w{n}", one.key) for n, one in enumerate(self.witnesses)])
        roots = dict.fromkeys([self.world.root, self.stamping.root])
        return keys_of([hashlib.sha256(one).digest() for one in roots], [self.receipts.key], policy)

    @property
    def request(self) -> str:
        """The number of the request: that of the act for its first subject."""
        return OBJECT if self.place < 2 else f"00000000-0000-4000-8000-00000000000{self.place}"

    @cached_property
    def act(self) -> bytes:
        shared = {"ground": "financial_monitoring", "purpose": "check"}
        own = {"justification": HOSTILE, "key": {"kind": "iin", "value": "850101300015"}}
        other = {"justification": "another reason", "key": {"kind": "iin", "value": "790101300001"}}
        body = shared | own
        if self.place:
            body = {**shared, "subjects": [own if one == self.place else other for one in (1, 2, 3)]}
        return act_bytes(self.world.act(object_id=OBJECT, body=body))

    def evidence(self):
        world = replace_content(self.world, self.act)
        revocation = {
            "ocsp": lambda: OcspAnswer(world.ocsp(), OCSP_NONCE),
            "lists": lambda: CrlSet(world.crl(), world.crl(number=8, base=7), Unreachable("time ran out")),
            "revoked": lambda: CrlSet(
                world.crl(revoked=[(serial_of(world), NOW - timedelta(days=1), 1)]), None, Unreachable("time ran out")
            ),
            "silence": lambda: Unreachable("time ran out"),
        }[self.revocation]()
        verifier = Verifier(embedded([self.world.root], [self.world.ca]))
        examination = verifier.examine(world.cms(), self.act, world.expected(), NOW)
        lists = self.lists_of_the_root(world)
        story = verifier.conclude(examination, revocation, NOW, authorities=lists)
        return gather(examination, revocation, story, lists)

    def lists_of_the_root(self, world: World) -> tuple[bytes, ...]:
        """What is brought about the authority between: nothing, that it is good, that it was revoked, or too old."""
        by_root = {"key": world.root_key, "issuer": world.root_plan.subject}
        revoked = [(serial_in(world.ca), NOW - timedelta(days=1), None)]
        return {
            "nothing": lambda: (),
            "good": lambda: (world.crl(), world.crl(**by_root)),
            "revoked": lambda: (world.crl(revoked=revoked, **by_root),),
            "old": lambda: (world.crl(since=NOW - timedelta(days=400), until=NOW - timedelta(days=1), **by_root),),
        }[self.about_authority]()

    def pack(self) -> Pack:
        """The pack as an honest node makes it."""
        kept = parted(self.evidence())
        subject = canonical_bytes({"kind": "iin", "value": "850101300015"})
        openings = {"subject": subject, "justification": HOSTILE.encode()}
        digest = hashlib.sha256(self.act).digest()
        told = self.told or self.place
        bundled = {"bundle": OBJECT, "place": told, "among": 3} if self.place else {}
        request = self.entry(
            EntryKind.REQUEST_ACCEPTED,
            ACCOUNT,
            f"request:{self.request}",
            {
                **bundled,
                "edition": "SIO-2025",
                "ground": "financial_monitoring",
                "purpose": "check",
                "resources": [1, 3],
                "decision": {"allowed": True, "verdicts": {"sio_pso.ground": "met"}, "cites": []},
                "act": committed(SALT, "act", self.act),
                "evidence": committed(SALT, "evidence", kept.data),
                **{label: committed(SALT, label, data) for label, data in openings.items()},
                "certificate": hashlib.sha256(self.world.certificate).hexdigest(),
            },
        )
        replies = {
            1: reply_bytes(Records(({"name": HOSTILE, "count": 3},), HOSTILE.encode())),
            3: reply_bytes(NoRecord(b"{}")),
        }
        answers = [
            self.entry(
                EntryKind.ANSWER_RECEIVED,
                f"resource:{number}",
                f"exchange:{number}",
                {
                    "resource": number,
                    "outcome": "answered",
                    "question": question_digest(digest, number, max(told - 1, 0)).hex(),
                    "answer": committed(SALT, "answer", reply),
                },
            )
            for number, reply in replies.items()
        ]
        others = [self.entry(EntryKind.NODE_STARTED, "system:node", f"node:{n}", {}) for n in range(self.others)]
        entries = [*others[:2], request, *others[2:4], *answers, *others[4:]]
        checkpoint, leaves = self.published(entries)
        places = {entry: place for place, entry in enumerate(entries)}
        node = tree(leaves)

        def leaf(entry: bytes) -> Leaf:
            path = inclusion_proof(places[entry], len(leaves), node)
            return Leaf(entry.decode(), places[entry], tuple(map(encoded, path)))

        certificates = dict.fromkeys([self.world.root, self.world.ca, self.stamping.root, self.stamping.ca])
        stamp = self.stamping.stamp(checkpoint.encode(), at=NOW + timedelta(seconds=2)) if self.stamped else b""
        body = Body(
            format=FORMAT,
            version=VERSION,
            number="0f7c1c58-4b5e-4a4c-9a57-1f6f5a0d9c11",
            made_at=written(NOW + timedelta(minutes=2)),
            made_by=ACCOUNT,
            node=AUDIENCE,
            act=SignedAct(
                SALT.hex(), encoded(kept.data), tuple(encoded(one) for one in kept.parts.values()),
                written_bytes(openings),
            ),
            request=leaf(request),
            answers=tuple(
                Answer(leaf(entry), SALT.hex() if self.open else "", encoded(reply) if self.open else "")
                for entry, reply in zip(answers, replies.values(), strict=True)
            ),
            checkpoint=checkpoint,
            stamp=encoded(stamp) if stamp else "",
            keys=self.keys.text(),
            certificates=tuple(map(encoded, certificates)),
            names={"1": Words("Жеке тұлғалар", "Физические лица", HOSTILE), "3": Words("3", "3", "3")},
            rules={"sio_pso.ground": Words("Негіз бар", "Есть основание", "There is a ground")},
        )  # fmt: skip
        return self.exported(body)

    def exported(self, body: Body) -> Pack:
        """A body with the entry and the receipt of its export: what only the node itself can make."""
        says = {"pack": body_digest(body), "number": body.number}
        entry = self.entry(EntryKind.EVIDENCE_EXPORTED, ACCOUNT, f"request:{self.request}", says)
        receipt = Receipt(ORIGIN, commitment(entry), NOW + timedelta(minutes=2))
        return Pack(body, Export(entry.decode(), sign_receipt(receipt, self.receipts.key, self.receipts.sign).decode()))

    def entry(self, kind, actor, about, says) -> bytes:
        return entry_bytes(Entry(kind, NOW, actor, about, says, hashlib.sha256(about.encode()).digest()))

    def published(self, entries: list[bytes]) -> tuple[str, list[bytes]]:
        leaves = [leaf_hash(commitment(entry)) for entry in entries]
        head = Checkpoint(ORIGIN, len(leaves), range_root(0, len(leaves), tree(leaves)))
        note = sign_checkpoint(head, [(self.log.key, self.log.sign)])
        text = head.text()
        signatures = [cosign(text, NOW + timedelta(seconds=1), one.key, one.sign) for one in self.witnesses]
        return note.with_signatures(signatures).data().decode(), leaves

    def file(self) -> bytes:
        return pack_bytes(self.pack())


def serial_of(world: World) -> int:
    return serial_in(world.certificate)


def serial_in(certificate: bytes) -> int:
    return read_certificate(certificate).serial


def replace_content(world: World, content: bytes) -> World:
    """The same authority, whose person signs another content."""
    other = object.__new__(World)
    other.__dict__.update(world.__dict__, content=content)
    return other


def changed(pack: Pack, **parts: object) -> Body:
    """The body with some members changed."""
    return msgspec.structs.replace(pack.body, **parts)


def as_json(data: bytes) -> dict[str, object]:
    return json.loads(data)


__all__ = ["HOSTILE", "IIN", "Making", "as_json", "changed", "replace"]
