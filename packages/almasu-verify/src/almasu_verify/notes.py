"""Signed notes, checkpoints, cosignatures, policies (C2SP) and Merkle paths (RFC 9162), and the keys of a reader."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from typing import NamedTuple

from almasu_verify.ed25519 import verified
from almasu_verify.faults import Refused
from almasu_verify.keys import sha256

NOTE, COSIGNATURE = 1, 4
DASH = "\u2014 "
_NUMBER = re.compile(r"(0|[1-9][0-9]{0,18})\Z")
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


def decoded(text: str) -> bytes:
    """Return what base64 stands for, in its only spelling."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as bad:
        raise Refused("not base64") from bad
    if base64.b64encode(data).decode() != text:
        raise Refused("not base64 in its only spelling")
    return data


class VerifierKey(NamedTuple):
    """A public key of a log, of receipts (kind 1) or of a witness (kind 4)."""

    name: str
    kind: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes that stand for the key in signature lines."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public)[:4]


def read_vkey(text: str) -> VerifierKey:
    """Return the key a vkey line names."""
    name, _, rest = text.strip().partition("+")
    key_id, _, material = rest.partition("+")
    data = decoded(material)
    if len(data) != 33 or data[0] not in (NOTE, COSIGNATURE) or not _is_name(name):
        raise Refused("a key is malformed")
    key = VerifierKey(name, data[0], data[1:])
    if key.key_id.hex() != key_id:
        raise Refused("a key's id is another's")
    return key


def _is_name(name: str) -> bool:
    return bool(name) and not any(sign.isspace() or sign == "+" or sign < " " for sign in name)


class Note(NamedTuple):
    """A text and its signature lines: name, key id, value."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]


def read_note(whole: str) -> Note:
    """Return the note a text is."""
    cut = whole.rfind("\n\n")
    if len(whole.encode()) > 65_536 or cut < 0 or any(sign < " " and sign != "\n" for sign in whole):
        raise Refused("not a note")
    lines = whole[cut + 2 :].split("\n")
    if lines.pop() or not 1 <= len(lines) <= 64:
        raise Refused("not a note")
    signatures = []
    for line in lines:
        name, space, value = line[len(DASH) :].partition(" ")
        data = decoded(value)
        if not line.startswith(DASH) or not space or not _is_name(name) or len(data) < 5:
            raise Refused("a signature line is malformed")
        signatures.append((name, data[:4], data[4:]))
    return Note(whole[: cut + 1], tuple(signatures))


def signers(note: Note, keys: Sequence[VerifierKey]) -> set[VerifierKey]:
    """Return those of the keys that signed; Refused where a line of a known key is false."""
    found = set()
    for name, key_id, value in note.signatures:
        for key in keys:
            if (name, key_id) == (key.name, key.key_id):
                if not _is_signed(note.text, key, value):
                    raise Refused(f"the signature of {key.name} is false")
                found.add(key)
    return found


def _is_signed(text: str, key: VerifierKey, value: bytes) -> bool:
    if key.kind == NOTE:
        return verified(key.public, text.encode(), value)
    time = int.from_bytes(value[:8], "big")
    message = f"cosignature/v1\ntime {time}\n{text}".encode()
    return len(value) == 72 and verified(key.public, message, value[8:])


class Head(NamedTuple):
    """A checkpoint."""

    origin: str
    size: int
    root: bytes


def read_head(text: str) -> Head:
    """Return the checkpoint that a note's text is."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0]:
        raise Refused("not a checkpoint")
    head = Head(lines[0], read_number(lines[1]), decoded(lines[2]))
    if len(head.root) != 32 or (head.size == 0 and head.root != sha256(b"")):
        raise Refused("not a checkpoint")
    return head


def read_number(text: str) -> int:
    """Return a number written in decimal."""
    if not _NUMBER.match(text) or int(text) >> 63:
        raise Refused("not a number")
    return int(text)


def is_included(commitment: bytes, index: int, head: Head, path: Sequence[bytes]) -> bool:
    """Tell whether the entry with a commitment stands at an index of the tree under a head (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < head.size or any(len(node) != 32 for node in path):
        return False
    at, last = index, head.size - 1
    computed = sha256(b"\x00" + commitment)
    for node in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            computed = sha256(b"\x01" + node + computed)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            computed = sha256(b"\x01" + computed + node)
        at, last = at >> 1, last >> 1
    return last == 0 and computed == head.root


class Group(NamedTuple):
    """At least so many of these witnesses or groups."""

    needed: int
    members: tuple[str, ...]


class Keys(NamedTuple):
    """What a pack is judged by."""

    roots: tuple[bytes, ...]
    receipts: tuple[VerifierKey, ...]
    logs: tuple[VerifierKey, ...]
    witnesses: dict[str, VerifierKey]
    groups: dict[str, Group]
    quorum: str

    def met_by(self, cosigned: set[VerifierKey]) -> bool:
        """Tell whether these keys satisfy the quorum."""
        if self.quorum == "none":
            return True
        held = {name for name, key in self.witnesses.items() if key in cosigned}
        for name, group in self.groups.items():
            if sum(member in held for member in group.members) >= group.needed:
                held.add(name)
        return self.quorum in held


def read_keys(text: str) -> Keys:
    """Return the keys a text names: lines root, receipts, log, witness, group, quorum."""
    if len(text) > 65_536:
        raise Refused("too many keys")
    reading = _Reading()
    for line in text.replace("\r\n", "\n").split("\n"):
        words = [word for word in re.split("[ \t]+", line) if word]
        if words and not words[0].startswith("#"):
            reading.line(words)
    return reading.done()


class _Reading:
    """Keys while their lines are read."""

    def __init__(self) -> None:
        self.roots: list[bytes] = []
        self.receipts: list[VerifierKey] = []
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, VerifierKey] = {}
        self.groups: dict[str, Group] = {}
        self.quorum: str | None = None

    def line(self, words: list[str]) -> None:
        """Read one line."""
        kind, rest = words[0], words[1:]
        if kind == "root" and len(rest) == 1 and _DIGEST.match(rest[0]):
            self.roots.append(bytes.fromhex(rest[0]))
        elif kind == "receipts" and len(rest) == 1:
            self.receipts.append(read_vkey(rest[0]))
        elif kind == "log" and 1 <= len(rest) <= 2:
            self._log(read_vkey(rest[0]))
        elif kind == "witness" and 2 <= len(rest) <= 3:
            self._witness(rest[0], read_vkey(rest[1]))
        elif kind == "group" and len(rest) >= 3:
            self._group(rest[0], rest[1], tuple(rest[2:]))
        elif kind == "quorum" and len(rest) == 1 and self.quorum is None and rest[0] in {*self._named(), "none"}:
            self.quorum = rest[0]
        else:
            raise Refused("a line of the keys is not understood")

    def _named(self) -> set[str]:
        return {*self.witnesses, *self.groups}

    def _log(self, key: VerifierKey) -> None:
        if key.kind != NOTE or key.public in {one.public for one in self.logs}:
            raise Refused("a log's key is of another kind or repeated")
        self.logs.append(key)

    def _witness(self, name: str, key: VerifierKey) -> None:
        known = {one.public for one in self.witnesses.values()}
        if key.kind != COSIGNATURE or key.public in known or name in {*self._named(), "none"}:
            raise Refused("a witness's key is of another kind or repeated")
        self.witnesses[name] = key

    def _group(self, name: str, needed: str, members: tuple[str, ...]) -> None:
        count = {"any": "1", "all": str(len(members))}.get(needed, needed)
        taken = {member for group in self.groups.values() for member in group.members}
        twice = len(set(members)) != len(members) or bool(set(members) & taken)
        if twice or name in {*self._named(), "none"} or not set(members) <= self._named():
            raise Refused("a group is malformed")
        if not count.isascii() or not count.isdecimal() or not 1 <= int(count) <= len(members):
            raise Refused("a group's count is malformed")
        self.groups[name] = Group(int(count), members)

    def done(self) -> Keys:
        """Return the keys."""
        if not self.roots or not self.receipts or not self.logs or self.quorum is None:
            raise Refused("keys name a root, a receipt key, a log and a quorum")
        roots, receipts, logs = tuple(self.roots), tuple(self.receipts), tuple(self.logs)
        return Keys(roots, receipts, logs, self.witnesses, self.groups, self.quorum)
