"""What a log shows to anyone: its checkpoint, its files, proofs, and whether a leaf is in it. Hashes only.

Everything is shown up to the latest co-signed checkpoint and no further: what no witness has vouched for yet is not
published. Content is opened by role elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from almasu.actions.cosigning import proven
from almasu.kernel.journal.checkpoint import Checkpoint, read_checkpoint
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import read_note
from almasu.kernel.journal.proof_file import ProofFile
from almasu.kernel.journal.proofs import consistency_proof, inclusion_proof
from almasu.kernel.journal.tiles import Bundle, Tile, joined_bundle, read_path, width_at
from almasu.kernel.journal.tree import HASH_SIZE, TILE_WIDTH
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

NO_CHECKPOINT = ProblemKind(
    "log.no_checkpoint",
    404,
    Text(
        kk="Журналда расталған бақылау нүктесі әлі жоқ.",
        ru="У журнала ещё нет подтверждённой контрольной точки.",
        en="The log has no co-signed checkpoint yet.",
    ),
    Text(
        kk="Бірнеше секундтан кейін қайталап көріңіз.",
        ru="Повторите через несколько секунд.",
        en="Try again in a few seconds.",
    ),
)

NO_FILE = ProblemKind(
    "log.no_file",
    404,
    Text(kk="Журналда мұндай файл жоқ.", ru="Такого файла у журнала нет.", en="The log has no such file."),
    Text(
        kk="Мекенжай C2SP tlog-tiles пішімінде және бақылау нүктесінің көлемі шегінде болуы керек.",
        ru="Адрес должен быть в формате C2SP tlog-tiles и в пределах размера контрольной точки.",
        en="The address must be in the form of C2SP tlog-tiles and within the checkpoint's size.",
    ),
)

NO_PROOF = ProblemKind(
    "log.no_proof",
    400,
    Text(
        kk="Мұндай дәлел жоқ: сұралған орын немесе көлем журналдан тыс.",
        ru="Такого доказательства нет: место или размер вне журнала.",
        en="There is no such proof: the place or the size lies outside the log.",
    ),
    Text(
        kk="Көлем 1 мен {size} аралығында болуы керек, орын көлемнен кіші болуы керек.",
        ru="Размер должен быть от 1 до {size}, место меньше размера.",
        en="A size must be between 1 and {size}, a place below the size.",
    ),
)

NO_LEAF = ProblemKind(
    "log.no_leaf",
    404,
    Text(
        kk="Журналда мұндай міндеттемесі бар жазба жоқ.",
        ru="Записи с таким обязательством в журнале нет.",
        en="The log has no entry with this commitment.",
    ),
    Text(
        kk="Түбіртегіңіз болса, мерзімі өткен соң оны `almasu journal verify --receipt` арқылы тексеріңіз.",
        ru="Если у вас есть квитанция, после её срока проверьте её: `almasu journal verify --receipt`.",
        en="If you hold a receipt, check it once it is due: `almasu journal verify --receipt`.",
    ),
)


class JournalReader(Protocol):
    """Reading one log (`almasu.store.journal_reading.StoredLog`)."""

    async def checkpoint(self) -> bytes | None:
        """Return the latest co-signed checkpoint, None before the first."""
        ...

    async def tiles(self, names: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        """Return tiles by (level, index), each as far as it has grown."""
        ...

    async def commitments(self, first: int, last: int) -> list[bytes]:
        """Return the commitments of the entries first..last-1."""
        ...

    async def position_of(self, commitment: bytes) -> int | None:
        """Return where the entry with this commitment stands."""
        ...

    async def waits(self, commitment: bytes) -> bool:
        """Tell whether a leaf still waits for its place."""
        ...


@dataclass(frozen=True, slots=True)
class Published:
    """The latest co-signed head and its note's bytes."""

    head: Checkpoint
    note: bytes


async def published(journal: JournalReader) -> Published:
    """Return the latest co-signed head; Problem `log.no_checkpoint` before the first."""
    note = await journal.checkpoint()
    if note is None:
        raise NO_CHECKPOINT.at()
    return Published(read_checkpoint(read_note(note).text), note)


async def file(journal: JournalReader, path: str) -> bytes:
    """Return a tile or an entry bundle by its path; Problem `log.no_file` for anything else, `opened` included."""
    try:
        named = read_path(path)
    except Malformed as malformed:
        raise NO_FILE.at(path) from malformed
    size = (await published(journal)).head.size
    match named:
        case Tile(level, index, width) if width <= width_at(level, index, size):
            held = (await journal.tiles([(level, index)])).get((level, index), b"")
            if len(held) >= width * HASH_SIZE:
                return held[: width * HASH_SIZE]
        case Bundle(index, width, opened=False) if width <= width_at(0, index, size):
            first = index * TILE_WIDTH
            return joined_bundle(await journal.commitments(first, first + width))
        case Tile() | Bundle():
            pass
    raise NO_FILE.at(path)


@dataclass(frozen=True, slots=True)
class Proof:
    """Hashes of a proof within a tree of `size`."""

    size: int
    hashes: tuple[bytes, ...]


async def inclusion(journal: JournalReader, index: int, size: int | None = None) -> Proof:
    """Return the proof that entry `index` is in the tree of `size` (the published one where it is not named)."""
    reach = (await published(journal)).head.size
    wanted = reach if size is None else size
    if not 0 <= index < wanted <= reach:
        raise NO_PROOF.at("index", size=str(reach))
    hashes = await proven(journal.tiles, wanted, lambda nodes: inclusion_proof(index, wanted, nodes))
    return Proof(wanted, tuple(hashes))


async def consistency(journal: JournalReader, first: int, second: int | None = None) -> Proof:
    """Return the proof that the tree of size `second` (the published one) continues that of size `first`."""
    reach = (await published(journal)).head.size
    wanted = reach if second is None else second
    if not 0 < first <= wanted <= reach:
        raise NO_PROOF.at("first", size=str(reach))
    hashes = await proven(journal.tiles, wanted, lambda nodes: consistency_proof(first, wanted, nodes))
    return Proof(wanted, tuple(hashes))


@dataclass(frozen=True, slots=True)
class Included:
    """The entry stands in the published log: everything a proof file holds."""

    index: int
    published: Published
    path: tuple[bytes, ...]

    def file(self, extra: bytes = b"") -> ProofFile:
        """Return the offline proof (C2SP tlog-proof)."""
        return ProofFile(self.index, self.path, self.published.note, extra)


@dataclass(frozen=True, slots=True)
class StillWaiting:
    """The entry is kept and waits for its place, or for the witnesses of its place."""


@dataclass(frozen=True, slots=True)
class NotThere:
    """The log knows nothing of the entry."""


Whereabouts = Included | StillWaiting | NotThere


async def whereabouts(journal: JournalReader, commitment: bytes) -> Whereabouts:
    """Tell where the entry with this 32-byte commitment stands, with its proof when it is published."""
    # Looked for among the waiting first: a leaf that is being ordered meanwhile is then found in the log.
    waiting = await journal.waits(commitment)
    index = await journal.position_of(commitment)
    if index is None:
        return StillWaiting() if waiting else NotThere()
    note = await journal.checkpoint()
    if note is None:
        return StillWaiting()
    shown = Published(read_checkpoint(read_note(note).text), note)
    size = shown.head.size
    if index >= size:
        return StillWaiting()
    path = await proven(journal.tiles, size, lambda nodes: inclusion_proof(index, size, nodes))
    return Included(index, shown, tuple(path))
