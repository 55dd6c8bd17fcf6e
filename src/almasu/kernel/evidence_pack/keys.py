"""The keys that a pack is judged by, as one text: roots of signatures, receipt keys, the log, its witnesses.

A pack carries the keys of its node, which proves only that it agrees with itself. A reader who holds the same text
from elsewhere (printed, published, handed over by the prosecutor) judges by that. The form is a C2SP tlog-policy with
two kinds of line in front of it:

    root <SHA-256 of a root certificate, 64 hexadecimal digits>
    receipts <vkey of the key that signs the node's promises>
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import VerifierKey, read_key
from almasu.kernel.journal.policy import Policy, read_policy

MOST_TEXT = 65_536
_ROOT = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Keys:
    """`roots` are SHA-256 digests of root certificates, `receipts` the keys of promises, `policy` log and witnesses."""

    roots: tuple[bytes, ...]
    receipts: tuple[VerifierKey, ...]
    policy: Policy

    def text(self) -> str:
        """Return the keys as their text."""
        lines = [f"root {root.hex()}\n" for root in self.roots]
        lines += [f"receipts {key.text()}\n" for key in self.receipts]
        return "".join(lines) + self.policy.text()


def read_keys(text: str) -> Keys:
    """Return the keys that a text names; Malformed where it breaks the form."""
    if len(text) > MOST_TEXT:
        raise Malformed(f"keys of more than {MOST_TEXT} characters are not read")
    roots: list[bytes] = []
    receipts: list[VerifierKey] = []
    rest: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        match line.split(" "):
            case ["root", digest]:
                roots.append(_root(digest))
            case ["receipts", key]:
                receipts.append(read_key(key))
            case _:
                rest.append(line)
    if not roots or not receipts:
        raise Malformed("keys name at least one root and one receipt key")
    policy = read_policy("\n".join(rest))
    if not policy.logs:
        raise Malformed("keys name at least one log")
    return Keys(tuple(roots), tuple(receipts), policy)


def keys_of(roots: Sequence[bytes], receipts: Sequence[VerifierKey], policy: Policy) -> Keys:
    """Return the keys of a node as its packs carry them: without the addresses at which its witnesses are asked."""
    return Keys(tuple(roots), tuple(receipts), read_policy(_without_addresses(policy.text())))


def _without_addresses(text: str) -> str:
    return "\n".join(
        " ".join(line.split(" ")[:3]) if line.startswith("witness ") else line for line in text.split("\n")
    )


def _root(digest: str) -> bytes:
    if not _ROOT.fullmatch(digest):
        raise Malformed("a root is named by the 64 small hexadecimal digits of its SHA-256")
    return bytes.fromhex(digest)
