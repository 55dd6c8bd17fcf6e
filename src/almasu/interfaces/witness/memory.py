"""What a witness must not forget: the head it co-signed last, per log, on its own disk before it answers."""

from __future__ import annotations

import fcntl
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from almasu.kernel.journal.checkpoint import Checkpoint, Cosigned, cosigners, read_checkpoint
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import Note, VerifierKey, read_note
from almasu.law.problem import Fault, ProblemKind
from almasu.law.text import Text

IN_USE = ProblemKind(
    "witness.in_use",
    409,
    Text(
        kk="{folder} қалтасын басқа куәгер процесі пайдаланып отыр.",
        ru="Папку {folder} уже использует другой процесс свидетеля.",
        en="Another witness process already uses the folder {folder}.",
    ),
    Text(
        kk="Сол процесті тоқтатыңыз немесе басқа қалта көрсетіңіз.",
        ru="Остановите тот процесс или укажите другую папку.",
        en="Stop that process or name another folder.",
    ),
)


@dataclass(frozen=True, slots=True)
class Head:
    """The head co-signed last: the checkpoint, the note with the log's and our signature, and our own statement."""

    checkpoint: Checkpoint
    note: Note
    cosigned: Cosigned


@dataclass(frozen=True, slots=True)
class Memory:
    """The heads in a folder, one file per origin. A file that cannot be read is a Fault: never begin anew silently."""

    folder: Path
    key: VerifierKey

    def latest(self, origin: str) -> Head | None:
        """Return the head co-signed last for an origin, None before the first."""
        return self.by_name(origin_name(origin))

    def by_name(self, name: str) -> Head | None:
        """Return a head by the SHA-256 of its origin in small hexadecimal digits."""
        try:
            data = (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None
        try:
            note = read_note(data)
            [own] = cosigners(note, [self.key])
            return Head(read_checkpoint(note.text), note, own)
        except (Malformed, ValueError) as broken:
            raise Fault(f"the head {name} of this witness is damaged: {broken}") from broken

    def keep(self, origin: str, note: Note) -> None:
        """Write the head so that neither a crash nor a power cut can take it back."""
        place = self.folder / origin_name(origin)
        aside = place.with_name(f".{place.name}")
        with aside.open("wb") as file:
            file.write(note.data())
            file.flush()
            os.fsync(file.fileno())
        aside.replace(place)
        flush(self.folder)


def origin_name(origin: str) -> str:
    """Return the name an origin has in addresses and files (C2SP tlog-witness)."""
    return hashlib.sha256(origin.encode()).hexdigest()


def open_memory(data: Path, key: VerifierKey) -> Memory:
    """Return the memory in a witness's data folder, made where it is new; every head in it is read once."""
    folder = data / "heads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    flush(data)
    memory = Memory(folder, key)
    for file in folder.iterdir():
        if not file.name.startswith("."):
            memory.by_name(file.name)
    return memory


def lock(data: Path) -> int:
    """Hold the folder for this process as long as the returned handle lives; Problem `witness.in_use` otherwise."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(data / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        os.close(handle)
        raise IN_USE.at(str(data), folder=str(data)) from taken
    return handle


def flush(folder: Path) -> None:
    """Flush a folder's own entries to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
