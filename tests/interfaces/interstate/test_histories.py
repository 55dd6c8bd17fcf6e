"""Two histories of one line are compared under both sides' witnesses, and who changed something is named."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from almasu.actions.interstate.messages.histories import history_of
from almasu.actions.keep_journal import Keeper, keep_once
from almasu.actions.open_journal import open_journal
from almasu.interfaces.cli.interstate import interstate
from almasu.interfaces.witness.memory import open_memory
from almasu.kernel.interstate.comparing import Differs, compared
from almasu.kernel.interstate.history import History, Told, reach_of, read_history, vouched_head, written_history
from almasu.kernel.interstate.messages import Direction
from almasu.kernel.interstate.peers import ENVELOPE, HISTORY, node_key
from almasu.kernel.interstate.telling_differences import WORDS
from almasu.kernel.journal.keys import from_seed, keys_of
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import KeyKind
from almasu.kernel.journal.policy import Policy, Witness
from almasu.store.journal_archive import FileArchive
from almasu.store.journal_ledger import Ledger
from almasu.store.journal_reading import StoredLog
from almasu.wiring.journal import OneGeneration, policy_of
from interfaces.interstate.conftest import Pair, Side
from store.journal.conftest import Clock, FakeWitness

KZ, KG = "interstate/kz", "interstate/kg"
SAID = {
    "kk": (f"№ 3 хабарлама: {KZ} → {KG}. {KG}: қолхат берген не жіберген хабарламасын жоқ дейді.", "журналының"),
    "ru": (f"Сообщение № 3: {KZ} → {KG}. {KG}: говорит, что нет сообщения", f"{KG}: говорит, что такого сообщения нет"),
    "en": (f"Message 3: {KZ} → {KG}. {KG}: says that there is no message", f"{KZ}: has the message with hash"),
}
"""A message that its receiver hides, as the command tells it in each language."""


@dataclass
class Exported:
    """Both sides' histories with the policies that they are held to."""

    pair: Pair
    histories: tuple[History, History]
    policies: tuple[Policy, Policy]

    def differences(
        self, first: History | None = None, second: History | None = None
    ) -> list[tuple[Differs, str, int]]:
        given = (first or self.histories[0], second or self.histories[1])
        heads = [vouched_head(one, policy) for one, policy in zip(given, self.policies, strict=True)]
        told = compared(given[0], given[1], (heads[0], heads[1]))
        return [(one.what, one.at, one.number) for one in told.differences]


async def ordered(side: Side, folder: Path) -> tuple[StoredLog, Policy]:
    """Order a side's leaves into its log, under a witness of its own state."""
    clock, origin = Clock(), f"almasu.example/{side.name}"
    keys = keys_of(origin, side.state.encode() * 16)
    pair = from_seed(f"witness.example/{side.state.lower()}", KeyKind.COSIGNATURE, side.state.encode() * 16)
    (folder / "witness").mkdir(parents=True)
    witness = FakeWitness(pair, open_memory(folder / "witness", pair.key), {origin: [keys.head.key]}, clock)
    policy = policy_of(keys, [Witness("w", pair.key)], 1)
    database = side.node.store.database  # type: ignore[attr-defined]
    ledger = Ledger(database, "main", origin, "first")
    await ledger.open()
    log = StoredLog(database, "main")
    keeper = Keeper(
        ledger=ledger,
        log=log,
        archive=FileArchive(folder / "tiles"),
        witnesses=(witness,),
        policy=policy,
        heads=OneGeneration(keys),
        now=clock.now,
        steady=clock.steady,
        random=secrets.token_bytes,
    )
    standing = await open_journal(keeper)
    for _ in range(3):
        clock.go(61)
        standing = await keep_once(keeper, standing)
    return log, policy


@pytest.fixture
async def exported(pair: Pair, tmp_path: Path) -> Exported:
    """Three messages there and one back, then one that is under way."""
    kz, kg = pair.kz, pair.kg
    await kz.puts(KG, b"1", b"2", b"3")
    assert await kz.sends() == 3
    await kg.puts(KZ, b"answer")
    assert await kg.sends() == 1
    await kz.puts(KG, b"under way")
    made = [await ordered(side, tmp_path / f"log-{side.state}") for side in (kz, kg)]
    mine = await history_of(kz.node, made[0][0], KG, kz.clock())
    theirs = await history_of(kg.node, made[1][0], KZ, kg.clock())
    return Exported(pair, (mine, theirs), (made[0][1], made[1][1]))


def lied(pair: Pair, history: History, told: Iterable[Told]) -> History:
    """What a node would say of its line if it lied: it signs that its history has these messages and no others."""
    left = tuple(told)
    sent, taken = (reach_of(left, one) for one in (Direction.OUT, Direction.IN))
    lie = replace(history, told=left, sent=sent, taken=taken)
    side = pair.kz if history.own == KZ else pair.kg
    return replace(lie, signature=node_key(side.node.vault, side.name, 1).sign(HISTORY + lie.signed_bytes()))


def without(pair: Pair, history: History, direction: Direction, number: int) -> History:
    return lied(
        pair, history, [one for one in history.told if (one.direction, one.envelope.number) != (direction, number)]
    )


def with_other(pair: Pair, history: History, place: int, change: Callable[[Told], Told]) -> History:
    told = list(history.told)
    told[place] = change(told[place])
    return lied(pair, history, told)


async def test_what_both_sides_keep_agrees_and_whoever_changes_something_is_named(exported: Exported) -> None:
    pair = exported.pair
    mine, theirs = exported.histories
    heads = [vouched_head(one, policy) for one, policy in zip(exported.histories, exported.policies, strict=True)]
    told = compared(mine, theirs, (heads[0], heads[1]))
    assert (told.agree, told.under_way, told.differences) == (4, 1, ())
    assert all(one.leaf for one in mine.told)
    assert (await exported.pair.kz.leaves("interstate_message_moved"))[-1]["step"] == "history_taken"
    key = node_key(exported.pair.kz.node.vault, KZ, 1)

    def altered(one: Told) -> Told:
        envelope = replace(one.envelope, content=b"\x09" * 32)
        return replace(one, envelope=envelope, signature=key.sign(ENVELOPE + envelope.signed_bytes()))

    def unsigned(one: Told) -> Told:
        return replace(one, signature=b"")

    def without_receipt(one: Told) -> Told:
        return replace(one, receipt=None)

    def other_receipt(one: Told) -> Told:
        assert one.receipt is not None
        return replace(one, receipt=replace(one.receipt, signature=b"\x01" * 64))

    turned = lied(pair, mine, (mine.told[1], mine.told[0], *mine.told[2:]))
    torn = replace(theirs, told=without(pair, theirs, Direction.IN, 3).told)
    cases = [
        ("the receiver hides the last", mine, without(pair, theirs, Direction.IN, 3), (Differs.MISSING, KG, 3)),
        ("somebody tears the last out of its file", mine, torn, (Differs.NOT_ITS_WORD, KG, 0)),
        ("somebody signs in its place", mine, replace(theirs, signature=mine.signature), (Differs.NOT_ITS_WORD, KG, 0)),
        ("the receiver hides one between", mine, without(pair, theirs, Direction.IN, 2), (Differs.MISSING, KG, 2)),
        ("the sender hides what it sent", without(pair, mine, Direction.OUT, 1), theirs, (Differs.MISSING, KZ, 1)),
        ("the sender alters", with_other(pair, mine, 1, altered), theirs, (Differs.ALTERED, KG, 2)),
        ("and its own log shows it", with_other(pair, mine, 1, altered), theirs, (Differs.NOT_PROVED, KZ, 2)),
        ("a forged signature", with_other(pair, mine, 0, unsigned), theirs, (Differs.NOT_SIGNED, KZ, 1)),
        ("another receipt", with_other(pair, mine, 0, other_receipt), theirs, (Differs.OTHER_RECEIPT, KG, 1)),
        ("no receipt there", mine, with_other(pair, theirs, 1, without_receipt), (Differs.OTHER_RECEIPT, KG, 1)),
        ("another order", turned, theirs, (Differs.BROKEN, KZ, 2)),
        ("another line", mine, mine, (Differs.OTHER_LINE, KZ, 0)),
    ]  # fmt: skip
    for name, first, second, wanted in cases:
        held = (
            exported.differences(first, second)
            if second is not mine
            else [(one.what, one.at, one.number) for one in compared(mine, mine, (heads[0], heads[0])).differences]
        )
        assert wanted in held, (name, held)


async def test_a_history_without_its_witness_proves_nothing(exported: Exported) -> None:
    mine, theirs = exported.histories
    with pytest.raises(Malformed):
        vouched_head(mine, exported.policies[1])
    with pytest.raises(Malformed):
        vouched_head(replace(mine, checkpoint=theirs.checkpoint), exported.policies[0])
    for bytes_ in (b"", b"{}", b"[" * 10_000, written_history(mine)[:-9]):
        with pytest.raises(Malformed):
            read_history(bytes_)


async def test_the_command_ends_with_what_it_found(exported: Exported, tmp_path: Path) -> None:
    mine, theirs = exported.histories
    files = {"mine": mine, "theirs": theirs, "short": without(exported.pair, theirs, Direction.IN, 3)}
    folder = tmp_path
    for label, history in files.items():
        (folder / label).write_bytes(written_history(history))
    for label, policy in zip(("first", "second"), exported.policies, strict=True):
        (folder / label).write_text(policy.text())
    policies = ["--first-policy", str(folder / "first"), "--second-policy", str(folder / "second")]
    for second, code in (("theirs", 0), ("short", 1)):
        kept = ["--evidence", str(folder / f"{second}.evidence")]
        done = CliRunner().invoke(
            interstate, ["compare", str(folder / "mine"), str(folder / second), *policies, "--json", *kept]
        )
        assert done.exit_code == code, done.output
        assert msgspec.json.decode(done.output)["same"] is (code == 0)
        assert (folder / f"{second}.evidence").exists() is (code == 1)
    evidence = str(folder / "short.evidence")
    for args in ([evidence], [evidence, *policies]):
        done = CliRunner().invoke(interstate, ["check", *args, "--json"])
        assert done.exit_code == 1, done.output
        [one] = msgspec.json.decode(done.output)["differences"]
        assert (one["what"], one["at"], one["number"]) == ("missing", KG, 3)
        assert [word["signed_by"] for word in one["said"]] == [[KZ, KG], [KG]], "its receipt stands against its word"
        assert set(one["says"]) == {"kk", "ru", "en"}
    for lang, said in SAID.items():
        for args in (["check", evidence], ["compare", str(folder / "mine"), str(folder / "short"), *policies]):
            done = CliRunner().invoke(interstate, [*args, "--lang", lang])
            assert all(words in done.output for words in said), done.output
    assert set(WORDS) == set(Differs)
    done = CliRunner().invoke(interstate, ["check", evidence, *policies[2:], "--first-policy", str(folder / "second")])
    assert (done.exit_code, "proves nothing" in done.output) == (2, True)
    done = CliRunner().invoke(interstate, ["compare", str(folder / "theirs"), str(folder / "mine"), *policies])
    assert (done.exit_code, "proves nothing" in done.output) == (2, True)
