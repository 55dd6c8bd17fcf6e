"""Signed notes (C2SP signed-note): a text, a blank line, and lines of signatures anybody can check, print and mail."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from almasu.kernel.journal.malformed import Malformed

MAX_NOTE = 65_536
MAX_SIGNATURES = 64
_DASH = "\u2014 "

Sign = Callable[[bytes], bytes]
"""Makes the raw 64-byte Ed25519 signature of a message; where the private key lives is its own business."""


class KeyKind(IntEnum):
    """What a key signs, as the signature type byte of the specification."""

    NOTE = 0x01
    COSIGNATURE = 0x04


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with its name: `name`, what it signs, and the 32 bytes of the Ed25519 public key."""

    name: str
    kind: KeyKind
    public: bytes

    def __post_init__(self) -> None:
        if not is_key_name(self.name) or len(self.public) != 32:
            raise Malformed("a key needs a name without spaces and plus signs, and 32 bytes")

    @property
    def key_id(self) -> bytes:
        """Return the four bytes that stand for the key in signature lines."""
        named = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return hashlib.sha256(named).digest()[:4]

    def text(self) -> str:
        """Return the key as one line of text (a vkey)."""
        return f"{self.name}+{self.key_id.hex()}+{encoded(bytes([self.kind]) + self.public)}"

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Tell whether the raw signature over the message is this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def is_key_name(name: str) -> bool:
    """Tell whether a text can name a key: not empty, no spaces of any script, no plus, no control characters."""
    return bool(name) and not any(sign.isspace() or sign == "+" or sign < " " for sign in name)


def read_key(text: str) -> VerifierKey:
    """Return the key a vkey line names; Malformed where its parts do not agree or the kind is not known here."""
    name, _, rest = text.strip().partition("+")
    key_id, _, material = rest.partition("+")
    data = decoded(material)
    if not data or data[0] not in {kind.value for kind in KeyKind}:
        raise Malformed("the key is of a kind not used here (Ed25519 notes 01, Ed25519 cosignatures 04)")
    key = VerifierKey(name, KeyKind(data[0]), data[1:])
    if not hmac.compare_digest(key.key_id.hex(), key_id):
        raise Malformed("the key does not match its own id")
    return key


def key_lines(keys: Iterable[VerifierKey]) -> str:
    """Return verifier keys as a file, one a line."""
    return "".join(f"{key.text()}\n" for key in keys)


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the key's name, its four-byte id, and what follows it."""

    name: str
    key_id: bytes
    value: bytes

    def line(self) -> str:
        """Return the line as it stands in a note, newline included."""
        return f"{_DASH}{self.name} {encoded(self.key_id + self.value)}\n"

    def is_by(self, key: VerifierKey) -> bool:
        """Tell whether the line claims to be this key's; whether it is must be verified."""
        return self.name == key.name and self.key_id == key.key_id


@dataclass(frozen=True, slots=True)
class Note:
    """A text (its final newline included) and its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def data(self) -> bytes:
        """Return the note's bytes."""
        return (self.text + "\n" + "".join(signature.line() for signature in self.signatures)).encode()

    def with_signatures(self, more: Iterable[Signature]) -> Note:
        """Return the same text with further signatures; one that stands there already is not repeated."""
        return Note(self.text, tuple(dict.fromkeys([*self.signatures, *more])))


def read_note(data: bytes) -> Note:
    """Return the note these bytes are; Malformed where they break any rule of the format or its limits."""
    if len(data) > MAX_NOTE:
        raise Malformed(f"a note of more than {MAX_NOTE} bytes is not read")
    try:
        whole = data.decode()
    except UnicodeDecodeError as broken:
        raise Malformed("a note is UTF-8") from broken
    if any(sign < " " and sign != "\n" for sign in whole):
        raise Malformed("a note has no control characters but newlines")
    cut = whole.rfind("\n\n")
    if cut < 0:
        raise Malformed("a note has an empty line between its text and its signatures")
    return Note(whole[: cut + 1], read_signatures(whole[cut + 2 :]))


def read_signatures(text: str) -> tuple[Signature, ...]:
    """Return one or more signature lines, each ended by a newline; Malformed otherwise."""
    lines = text.split("\n")
    if lines.pop() or not lines or len(lines) > MAX_SIGNATURES:
        raise Malformed(f"a note has 1 to {MAX_SIGNATURES} signature lines, each ended by a newline")
    return tuple(_read_signature(line) for line in lines)


def _read_signature(line: str) -> Signature:
    name, space, value = line.removeprefix(_DASH).partition(" ")
    data = decoded(value)
    if not line.startswith(_DASH) or not space or not is_key_name(name) or len(data) < 5:
        raise Malformed("a signature line is a dash, a key name and base64")
    return Signature(name, data[:4], data[4:])


def sign_note(text: str, key: VerifierKey, sign: Sign) -> Signature:
    """Return the signature of a note's text by a key of kind NOTE."""
    if key.kind is not KeyKind.NOTE or not text.endswith("\n"):
        raise Malformed("a note ends with a newline and is signed by a note key")
    return Signature(key.name, key.key_id, sign(text.encode()))


def signers(note: Note, keys: Sequence[VerifierKey]) -> tuple[VerifierKey, ...]:
    """Return those of the keys (kind NOTE) that signed the note.

    Unknown signatures are passed over; Malformed where a line names a known key and does not verify.
    """
    found = []
    for signature in note.signatures:
        for key in keys:
            if key.kind is KeyKind.NOTE and signature.is_by(key):
                if not key.signed(note.text.encode(), signature.value):
                    raise Malformed(f"the signature of {key.name} is false")
                found.append(key)
    return tuple(dict.fromkeys(found))


def encoded(data: bytes) -> str:
    """Return standard base64."""
    return base64.b64encode(data).decode()


def decoded(text: str) -> bytes:
    """Return what standard base64 stands for; Malformed for any other spelling of the same bytes."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as broken:
        raise Malformed("not base64") from broken
    if encoded(data) != text:
        raise Malformed("not base64 in its only spelling")
    return data
