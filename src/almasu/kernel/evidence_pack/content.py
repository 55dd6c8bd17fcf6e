"""What a pack holds, and its one spelling: RFC 8785 JSON, so that no byte of it can change unseen.

The file is `{"body": ..., "export": {"entry": ..., "receipt": ...}}` and a newline. `export` is the journal entry that
tells of the making of this very body, by its SHA-256, and the node's signed receipt for that entry.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import encoded
from almasu.kernel.sealing.seal import SALT_BYTES
from almasu.law.canonical import Json, canonical_bytes

FORMAT = "almasu-evidence-pack"
VERSION = 1
MOST_BYTES = 64 * 1024 * 1024
MOST_LEAVES = 64
MOST_PARTS = 64
MOST_CERTIFICATES = 32


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name in the three languages."""

    kk: str
    ru: str
    en: str


class SignedAct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The signed act: the salt of the request's commitments (hexadecimal), and the signature's evidence, taken apart.

    `bundle` is the evidence as the journal committed to it (base64), each large part named by its SHA-256; `parts` are
    those parts: certificates, the answer about revocation, lists. `openings` open further commitments of the leaf:
    base64 by label.
    """

    salt: str
    bundle: str
    parts: tuple[str, ...]
    openings: dict[str, str]


class Leaf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One journal entry: its canonical text, its place, and the audit path to the checkpoint (base64)."""

    entry: str
    index: int
    path: tuple[str, ...]


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one register said: its leaf; salt (hexadecimal) and reply (base64), both empty where it stays closed."""

    leaf: Leaf
    salt: str
    reply: str


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything but the export entry and its receipt. Moments are RFC 3339; digests hexadecimal; bytes base64.

    `made_by` is the id of an account, never a name; `names` the registers asked, by number; `rules` what each rule
    of the verdict says; `stamp` is a TimeStampResp over the checkpoint's bytes, empty where none covers it yet;
    `certificates` are roots and authorities.
    """

    format: str
    version: int
    number: str
    made_at: str
    made_by: str
    node: str
    act: SignedAct
    request: Leaf
    answers: tuple[Answer, ...]
    checkpoint: str
    stamp: str
    keys: str
    certificates: tuple[str, ...]
    names: dict[str, Words]
    rules: dict[str, Words]


class Export(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The entry that tells of this pack, and the node's receipt for it."""

    entry: str
    receipt: str


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One evidence pack."""

    body: Body
    export: Export


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A journal entry read back from its text."""

    kind: str
    at: str
    actor: str
    about: str
    says: dict[str, object]
    salt: str


@dataclass(frozen=True, slots=True)
class StampedHead:
    """A co-signed head as its note, and the time stamp over the note's bytes; empty where none was given yet."""

    note: bytes
    stamp: bytes = b""


def body_digest(body: Body) -> str:
    """Return the SHA-256 that the export entry names, hexadecimal."""
    return hashlib.sha256(canonical_bytes(_plain(body))).hexdigest()


def code_of(digest: str) -> str:
    """Return the verification code of a pack: the first 80 bits of its body's SHA-256 in groups of four digits."""
    return "-".join(digest[at : at + 4].upper() for at in range(0, 20, 4))


def pack_bytes(pack: Pack) -> bytes:
    """Return the file."""
    return canonical_bytes(_plain(pack)) + b"\n"


def read_pack(data: bytes) -> Pack:
    """Return the pack that a file holds; Malformed where it is none or not in its one spelling."""
    if len(data) > MOST_BYTES:
        raise Malformed("a pack of this size is not read")
    try:
        pack = msgspec.json.decode(data, type=Pack)
        again = canonical_bytes(json.loads(data)) + b"\n"
    except (ValueError, RecursionError) as bad:
        raise Malformed("not an evidence pack") from bad
    if again != data:
        raise Malformed("the pack is not in its one spelling")
    body = pack.body
    if (body.format, body.version) != (FORMAT, VERSION):
        raise Malformed("not an evidence pack of this version")
    too_many = len(body.answers) > MOST_LEAVES or len(body.act.parts) > MOST_PARTS
    if too_many or len(body.certificates) > MOST_CERTIFICATES:
        raise Malformed("the pack holds more than a request can have")
    return pack


def read_entry(text: str) -> Entry:
    """Return a journal entry from its text; Malformed where it is none."""
    try:
        return msgspec.convert(json.loads(text), type=Entry)
    except (ValueError, RecursionError) as bad:
        raise Malformed("not a journal entry") from bad


def read_salt(text: str) -> bytes:
    """Return the 32 bytes of a salt; Malformed otherwise."""
    if len(text) != 2 * SALT_BYTES or not set(text) <= set("0123456789abcdef"):
        raise Malformed("a salt is 64 small hexadecimal digits")
    return bytes.fromhex(text)


def written_bytes(data: Mapping[str, bytes]) -> dict[str, str]:
    """Return byte strings as a pack carries them."""
    return {name: encoded(one) for name, one in data.items()}


def _plain(value: Body | Pack) -> Json:
    plain: Json = msgspec.to_builtins(value)
    return plain
