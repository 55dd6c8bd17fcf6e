"""The log of supervision beside the journal: own identity, own keys, own files, the same witnesses."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from almasu.interfaces.api.log import log_routes
from almasu.interfaces.api.problems import told
from almasu.interfaces.api.standing import only_from
from almasu.kernel.journal.checkpoint import read_checkpoint
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.note import read_note
from almasu.kernel.journal.policy import Witness
from almasu.law.problem import Problem
from almasu.store.journal_archive import FileArchive
from almasu.store.journal_keys import StoredKeyChanges
from almasu.store.journal_ledger import Ledger
from almasu.store.journal_reading import StoredLog
from almasu.wiring.journal import JournalPlace, policy_of, write_public
from almasu.wiring.key_ring import KeyRing, RingHeads

from .conftest import ORIGIN

APART = f"{ORIGIN}/supervision"


@pytest.fixture
async def apart(kept):
    """The log of supervision of the same node, co-signed by the same witnesses."""
    keys = keys_of(APART, b"j" * 32)
    folder = kept.folder.parent / "supervision" / "tiles"
    for witness in kept.witnesses:
        witness.logs[APART] = [keys.head.key]
    policy = policy_of(keys, [Witness(f"w{n}", one.key) for n, one in enumerate(kept.witnesses)], 2)
    ring = KeyRing(APART, kept.vault, StoredKeyChanges(kept.database, "supervision"))
    place = JournalPlace(APART, folder, "supervision")
    ledger = Ledger(kept.database, "supervision", APART, "first")
    await ledger.open()
    keeper = dataclasses.replace(
        kept.keeper,
        ledger=ledger,
        log=StoredLog(kept.database, "supervision"),
        archive=FileArchive(folder),
        policy=policy,
        heads=RingHeads(ring, lambda held: write_public(place, policy, held)),
    )
    return dataclasses.replace(kept, keeper=keeper, keys=keys, folder=folder, ring=ring, standing=None)


async def test_each_log_orders_only_its_own_leaves_and_both_verify(kept, apart):
    await kept.act(5)
    await apart.act(3, log="supervision")
    await kept.round()
    await apart.round()
    await kept.act(2)
    await apart.act(1, log="supervision")
    await kept.round()
    await apart.round()
    for log, origin, size in ((kept, ORIGIN, 7), (apart, APART, 4)):
        report = log.verified()
        assert report.holds
        head = read_checkpoint(read_note(report.note).text)
        assert (head.origin, head.size) == (origin, size)
    assert kept.keys.head.key.public != apart.keys.head.key.public


async def test_a_leaf_of_one_log_is_absent_from_the_other(kept, apart):
    (waiting,) = await apart.act(log="supervision")
    await apart.round()
    await kept.round()
    assert await apart.keeper.log.position_of(waiting.commitment) == 0
    assert await kept.keeper.log.position_of(waiting.commitment) is None


async def test_a_head_of_one_log_is_no_head_of_the_other(kept, apart):
    await kept.act()
    await apart.act(log="supervision")
    await kept.round()
    await apart.round()
    (apart.folder / "checkpoint").write_bytes((kept.folder / "checkpoint").read_bytes())
    assert not apart.verified().holds


async def test_a_witness_that_was_not_given_its_key_does_not_vouch_for_it(kept, apart):
    for witness in kept.witnesses:
        del witness.logs[APART]
    await apart.act(log="supervision")
    await apart.round()
    assert await apart.keeper.log.checkpoint() is None


@pytest.mark.parametrize(
    ("places", "status"), [(("127.0.0.0/8", "10.0.0.0/8"), 200), (("10.1.0.0/16",), 404), ((), 404)]
)
async def test_only_listed_places_see_how_the_log_of_supervision_grows(kept, apart, places, status):
    await apart.act(log="supervision")
    await apart.round()
    policy = dataclasses.replace(apart.keeper.policy, logs=apart.ring.held.heads)
    shown = SimpleNamespace(journal=apart.keeper.log, policy=policy, log_keys=apart.ring)
    app = Litestar(
        [log_routes("/log/supervision", shown, [only_from(places)])],
        exception_handlers={Problem: told},
        logging_config=None,
    )

    async def asked(scope, receive, send):
        if scope["type"] == "http":
            scope["client"] = ("127.0.0.1", 4000)
        await app(scope, receive, send)

    async with AsyncTestClient(asked) as client:
        answer = await client.get("/log/supervision/checkpoint")
        assert answer.status_code == status
        if status == 200:
            assert answer.text.startswith(f"{APART}\n1\n")
        assert (await client.get("/log/supervision/tile/0/000.p/1")).status_code == status
