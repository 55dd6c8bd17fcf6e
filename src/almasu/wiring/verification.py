"""What verifying a log from outside needs: where its files are, with which keys, over how many cores."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import aiohttp

from almasu.connectors.tlog.published import UNREACHABLE, PublishedLog
from almasu.connectors.tlog.witness import HttpWitness
from almasu.kernel.journal.checkpoint import Checkpoint, read_checkpoint
from almasu.kernel.journal.keeping import Silent
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import KeyKind, VerifierKey, read_key, read_note
from almasu.kernel.journal.policy import Policy, Witness, k_of, read_policy
from almasu.kernel.journal.rotation import read_leaves
from almasu.kernel.journal.verify import Claims, Report, Trust, verify
from almasu.kernel.journal.verify_tree import Source, Span, SpanChecked
from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.store.journal_archive import FileArchive

MOST_KEY_FILE = 65_536
POLICY, RECEIPTS = "policy", "receipts.vkey"
CATCHING_UP_SECONDS = 5.0
WITNESS_SECONDS = 10.0

NO_KEYS = ProblemKind(
    "journal.no_keys",
    400,
    Text(
        kk="Журналды тексеретін кілттер берілмеген.",
        ru="Не даны ключи для проверки журнала.",
        en="No keys to verify the log with were given.",
    ),
    Text(
        kk="Журнал кілтінің файлын `--key`, куәгерлердікін `--witness-key` арқылы беріңіз не `--policy` көрсетіңіз.",
        ru="Дайте файл ключа журнала в `--key`, свидетелей в `--witness-key` либо укажите `--policy`.",
        en="Give the log's key file with `--key`, the witnesses' with `--witness-key`, or a `--policy`.",
    ),
)

KEY_FILE = ProblemKind(
    "journal.key_file",
    400,
    Text(
        kk="{file} кілт файлы оқылмады: {because}.",
        ru="Файл ключа {file} не читается: {because}.",
        en="The key file {file} cannot be read: {because}.",
    ),
    Text(
        kk="Файлдың әр жолында C2SP пішіміндегі бір тексеру кілті (vkey) болуы керек.",
        ru="В файле должен быть один ключ проверки (vkey, C2SP) в строке.",
        en="The file must have one verifier key (vkey, C2SP) a line.",
    ),
)


@dataclass(frozen=True, slots=True)
class KeyFiles:
    """The files a verifier brings: keys of the log and of its receipts, keys of witnesses, or a policy of both.

    `quorum` is how many of the witness keys are demanded; None demands all of them. `rotations` hold leaves about
    changes of the log's key, one a line, as a log publishes them.
    """

    keys: Sequence[Path]
    witness_keys: Sequence[Path]
    policy: Path | None
    quorum: int | None
    rotations: Sequence[Path] = ()


def source_at(place: str, *, is_url: bool) -> Source:
    """Return the files of a log at an address, or in a folder.

    A node's data folder stands for its tiles, a node's own address for the log that it shows under `/log`.
    """
    if is_url:
        named, under = PublishedLog(place.rstrip("/")), PublishedLog(f"{place.rstrip('/')}/log")
        return named if named.read(["checkpoint"]) != [None] or under.read(["checkpoint"]) == [None] else under
    folder = Path(place)
    inside = folder / "tiles"
    return FileArchive(inside if (inside / "checkpoint").is_file() else folder)


def trust_from(files: KeyFiles, beside: Source | None = None) -> tuple[Trust, bool]:
    """Return what to trust, and whether it came from outside the log's own folder.

    With no files at all the policy that lies beside the log's own files is taken: that shows consistency, not
    authorship, and the caller says so. Problems `journal.no_keys`, `journal.key_file`.
    """
    if files.keys or files.policy is not None:
        leaves = [leaf for file in files.rotations for leaf in _leaves(file)]
        return replace(_trust(files), rotations=tuple(leaves)), True
    policy, receipts = beside.read([POLICY, RECEIPTS]) if beside is not None else (None, None)
    if policy is None:
        raise NO_KEYS.at("--key")
    try:
        known = [] if receipts is None else [read_key(line) for line in receipts.decode().splitlines()]
        return Trust(read_policy(policy.decode()), tuple(known)), False
    except (Malformed, UnicodeDecodeError) as broken:
        raise KEY_FILE.at(POLICY, file=POLICY, because=str(broken)) from broken


def _trust(files: KeyFiles) -> Trust:
    keys = [key for file in files.keys for key in _keys(file)]
    receipts = tuple(key for key in keys if key.name.endswith("/receipts"))
    logs = [key for key in keys if key not in receipts and key.kind is KeyKind.NOTE]
    if files.policy is not None:
        policy = _policy(files.policy)
        return Trust(Policy((*policy.logs, *logs), policy.witnesses, policy.groups, policy.quorum), receipts)
    vouching = [key for file in files.witness_keys for key in _keys(file)]
    witnesses = [Witness(f"w{number}", key) for number, key in enumerate(vouching, 1)]
    needed = len(witnesses) if files.quorum is None else files.quorum
    return Trust(k_of(needed, logs, witnesses), receipts)


def _text(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as opened:
            return opened.read(MOST_KEY_FILE)
    except (OSError, UnicodeDecodeError) as broken:
        raise KEY_FILE.at(str(file), file=str(file), because=type(broken).__name__) from broken


def _keys(file: Path) -> list[VerifierKey]:
    lines = [line for line in _text(file).splitlines() if line.strip() and not line.startswith("#")]
    try:
        return [read_key(line) for line in lines]
    except Malformed as broken:
        raise KEY_FILE.at(str(file), file=str(file), because=str(broken)) from broken


def _leaves(file: Path) -> list[bytes]:
    try:
        return read_leaves(_text(file).encode())
    except Malformed as broken:
        raise KEY_FILE.at(str(file), file=str(file), because=str(broken)) from broken


def _policy(file: Path) -> Policy:
    try:
        return read_policy(_text(file))
    except Malformed as broken:
        raise KEY_FILE.at(str(file), file=str(file), because=str(broken)) from broken


@dataclass(frozen=True, slots=True)
class Seen:
    """A source whose checkpoint is the one already read: a log that grows meanwhile is verified as of one moment."""

    source: Source
    checkpoint: bytes | None

    def read(self, paths: Sequence[str]) -> list[bytes | None]:
        """Return files; the checkpoint as it was."""
        return [self.checkpoint] if list(paths) == ["checkpoint"] else self.source.read(paths)


def verified(
    source: Source, trust: Trust, at: datetime, claims: Claims, cores: int, told: Callable[[int, int], None]
) -> Report:
    """Verify with so many cores; `told` hears how many spans of how many are done. The log must stand at one moment."""

    def spread(check: Callable[[Span], SpanChecked], spans: Iterable[Span]) -> Iterator[SpanChecked]:
        listed = list(spans)
        workers = min(cores, len(listed) // 4)
        if workers < 2:
            yield from _counted(map(check, listed), len(listed), told)
            return
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
            yield from _counted(pool.map(check, listed, chunksize=2), len(listed), told)

    [checkpoint] = source.read(["checkpoint"])
    former = source.former() if isinstance(source, FileArchive) else ()
    return verify(Seen(source, checkpoint), trust, at, claims, spread, former)


def _counted(checked: Iterable[SpanChecked], count: int, told: Callable[[int, int], None]) -> Iterator[SpanChecked]:
    for number, one in enumerate(checked, 1):
        told(number, count)
        yield one


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))


def heads_of_witnesses(urls: Sequence[str], origin: str) -> list[bytes]:
    """Return the heads that witnesses co-signed last for an origin; Problem `journal.unreachable` for a silent one."""
    return asyncio.run(_heads(urls, origin)) if urls else []


async def _heads(urls: Sequence[str], origin: str) -> list[bytes]:
    async with aiohttp.ClientSession(trust_env=False) as session:
        nobody = VerifierKey("nobody", KeyKind.COSIGNATURE, bytes(32))
        asked = [HttpWitness(nobody, url.rstrip("/"), session) for url in urls]
        answers = await asyncio.gather(*(one.latest(origin, WITNESS_SECONDS) for one in asked))
    heads = []
    for witness, answer in zip(asked, answers, strict=True):
        if isinstance(answer, Silent):
            raise UNREACHABLE.at(url=witness.url, because=answer.because)
        if answer is not None:
            heads.append(answer)
    return heads


def await_size(source: Source, heads: Sequence[bytes]) -> None:
    """Give a running log a few seconds to publish what its witnesses have just co-signed."""
    wanted = max((head.size for head in map(_head, heads) if head), default=0)
    ends = time.monotonic() + CATCHING_UP_SECONDS
    while time.monotonic() < ends:
        [data] = source.read(["checkpoint"])
        head = _head(data) if data else None
        if head is None or head.size >= wanted:
            return
        time.sleep(0.2)


def origin_of(source: Source) -> str | None:
    """Return the origin a log's checkpoint names, None where there is no readable one."""
    [data] = source.read(["checkpoint"])
    head = _head(data) if data else None
    return head.origin if head else None


def _head(data: bytes) -> Checkpoint | None:
    try:
        return read_checkpoint(read_note(data).text)
    except Malformed:
        return None
