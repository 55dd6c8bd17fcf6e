"""A server of a body from which the file of a set is fetched, as its officer registers it by a signed act (FMA-3.1).

What lets us in is sealed under a key of its own in the vault: the act and the database hold the sealed bytes, nobody is
shown them again, and they are gone with the key once the server is revoked.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID, uuid5

import msgspec

from almasu.kernel.provision.problems_of_servers import (
    SERVER_ADDRESS,
    SERVER_CERTIFICATE,
    SERVER_ENTRY,
    SERVER_HOST_KEY,
)
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text

PORTS = {"https": 443, "sftp": 22}
LONGEST_ADDRESS, LONGEST_KEY = 2_000, 20_000
_HOST_KEYS = re.compile(r"(ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521)|ssh-rsa) ([A-Za-z0-9+/]+={0,2})(?: .*)?")
_HIDDEN = re.compile(r"[\x00-\x20\x7f]")
_CERTIFICATE = "-----BEGIN CERTIFICATE-----"


class ServerState(StrEnum):
    """Where a registered server stands."""

    REGISTERED = "registered"
    REVOKED = "revoked"


class EntranceState(StrEnum):
    """Where the key of a registration stands, which is made before anybody signs."""

    WAITING = "waiting"
    USED = "used"
    UNSIGNED = "unsigned"
    """Nobody signed in time: it is destroyed."""


class OfEntrance(msgspec.Struct, frozen=True):
    """Whose registration a key is of."""

    body: str
    data_set: str


class Entrance(msgspec.Struct, frozen=True):
    """What lets us in: a password, or a private key of SSH. It is sealed, and in no log."""

    password: str = ""
    key: bytes = b""

    def __repr__(self) -> str:
        return "Entrance(...)"


class ServerForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said of a server: `address` is `https://host/path` or `sftp://host/path`.

    Over SFTP `host_key` is its public key in one line as OpenSSH writes it, and `password` or `key` (a private one)
    lets us in. Over HTTPS `password` with `user` is an account, alone a bearer token; `roots` are certificates (PEM)
    by which the server is known where no public authority knows it.
    """

    data_set: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    address: Annotated[str, msgspec.Meta(max_length=LONGEST_ADDRESS)]
    user: Annotated[str, msgspec.Meta(max_length=200)] = ""
    host_key: Annotated[str, msgspec.Meta(max_length=LONGEST_KEY)] = ""
    roots: Annotated[str, msgspec.Meta(max_length=LONGEST_KEY)] = ""
    password: Annotated[str, msgspec.Meta(max_length=2_000)] = ""
    key: Annotated[str, msgspec.Meta(max_length=LONGEST_KEY)] = ""

    def __repr__(self) -> str:
        return f"ServerForm({self.data_set!r}, ...)"


class Server(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A server as it is signed: `server` numbers this registration and its key in the vault.

    `sealed` is what lets us in, as hexadecimal digits; `fingerprint` that of `host_key`.
    """

    server: UUID
    body: str
    data_set: str
    address: str
    user: str
    host_key: str
    fingerprint: str
    roots: str
    sealed: str

    @property
    def is_sftp(self) -> bool:
        """Tell whether the file is fetched by SFTP, and not by HTTPS."""
        return self.address.startswith("sftp:")

    @property
    def host(self) -> str:
        """Return its host."""
        return urlsplit(self.address).hostname or ""

    @property
    def port(self) -> int:
        """Return its port."""
        parts = urlsplit(self.address)
        return parts.port or PORTS[parts.scheme]

    @property
    def path(self) -> str:
        """Return the path of the file there."""
        return urlsplit(self.address).path


def server_number(audience: str, body: str, data_set: str) -> UUID:
    """Return the number of the card of a set's server: there is one."""
    return uuid5(UUID(int=0), f"feed-server/{audience}/{body}/{data_set}")


def place_of(server: UUID) -> str:
    """Return where the entrance of a server stands, for its sealing."""
    return f"provision/feed-server/{server}"


def server_of(form: ServerForm, body: str, number: UUID, sealed: bytes) -> Server:
    """Return the server that a form tells; ProblemGroup with all that is wrong: `provision.server.*`."""
    if wrong := list(_wrong(form)):
        raise ProblemGroup(tuple(wrong))
    host_key = " ".join(form.host_key.split()[:2])
    return Server(
        server=number,
        body=body,
        data_set=form.data_set,
        address=form.address,
        user=form.user,
        host_key=host_key,
        fingerprint=fingerprint(host_key) if host_key else "",
        roots=form.roots.strip(),
        sealed=sealed.hex(),
    )


def fingerprint(host_key: str) -> str:
    """Return the fingerprint of a host's key as `ssh-keygen -l` shows it: two people compare it by ear."""
    digest = hashlib.sha256(base64.b64decode(host_key.split()[1])).digest()
    return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def said_of(server: Server) -> Text:
    """Return the sentence that whoever signs reads."""
    where = f"{server.address} ({server.fingerprint})" if server.fingerprint else server.address
    return Text(
        kk=f"«{server.data_set}» жиынының файлы алынатын серверді тіркеймін: {where}.",
        ru=f"Регистрирую сервер, с которого забирается файл набора «{server.data_set}»: {where}.",
        en=f"I register the server from which the file of the set “{server.data_set}” is fetched: {where}.",
    )


def _wrong(form: ServerForm) -> Iterator[Problem]:
    scheme = _scheme(form.address)
    if not scheme:
        yield SERVER_ADDRESS.at("address")
    if scheme == "sftp" and not _is_host_key(form.host_key):
        yield SERVER_HOST_KEY.at("host_key")
    if scheme == "https" and form.host_key:
        yield SERVER_HOST_KEY.at("host_key")
    if scheme == "sftp" and not (form.user and bool(form.password) != bool(form.key)):
        yield SERVER_ENTRY.at("user" if not form.user else "password")
    if scheme == "https" and (form.key or (form.user and not form.password)):
        yield SERVER_ENTRY.at("password")
    if form.roots.strip() and not (scheme == "https" and form.roots.strip().startswith(_CERTIFICATE)):
        yield SERVER_CERTIFICATE.at("roots")
    if any(map(_HIDDEN.search, (form.user, form.password.replace(" ", "")))) or ":" in form.user:
        yield SERVER_ENTRY.at("user")


def _scheme(address: str) -> str:
    """Return how a server is called; nothing for an address of another shape, or with an account in it."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    is_plain = not _HIDDEN.search(address) and address.isascii() and "\\" not in address
    is_bare = not (parts.username or parts.password or parts.query or parts.fragment) and "@" not in parts.netloc
    has_file = bool(parts.hostname) and parts.path.strip("/") != "" and port != 0
    return parts.scheme if parts.scheme in PORTS and is_plain and is_bare and has_file else ""


def _is_host_key(line: str) -> bool:
    """Tell whether a line is a public key whose bytes begin with its own kind (RFC 4253, 6.6)."""
    found = _HOST_KEYS.fullmatch(line.strip())
    if found is None:
        return False
    try:
        data = base64.b64decode(found[2], validate=True)
    except binascii.Error:
        return False
    kind = found[1].encode()
    return data[:4] == len(kind).to_bytes(4, "big") and data[4 : 4 + len(kind)] == kind
