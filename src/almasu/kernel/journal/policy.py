"""Which witnesses suffice (C2SP tlog-policy): the prosecutor and the operator and any one register owner, say."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import KeyKind, VerifierKey, read_key

MAX_POLICY = 65_536
NONE = "none"


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness by its name inside the policy, its key, and where it is asked (empty where only proofs are read)."""

    name: str
    key: VerifierKey
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """At least `needed` of the members (names of witnesses or of groups defined before)."""

    name: str
    needed: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """The logs and the witnesses that are known, and the witness or group whose cosignature is demanded."""

    logs: tuple[VerifierKey, ...]
    witnesses: tuple[Witness, ...]
    groups: tuple[Group, ...]
    quorum: str

    def met_by(self, cosigned: Set[VerifierKey]) -> bool:
        """Tell whether these keys, each of which truly co-signed, satisfy the quorum."""
        if self.quorum == NONE:
            return True
        held = {witness.name for witness in self.witnesses if witness.key in cosigned}
        for group in self.groups:
            if sum(member in held for member in group.members) >= group.needed:
                held.add(group.name)
        return self.quorum in held

    def text(self) -> str:
        """Return the policy as a file."""
        lines = [f"log {key.text()}" for key in self.logs]
        lines += [f"witness {one.name} {one.key.text()} {one.url}".rstrip() for one in self.witnesses]
        lines += [f"group {group.name} {group.needed} {' '.join(group.members)}" for group in self.groups]
        return "\n".join([*lines, f"quorum {self.quorum}"]) + "\n"


def k_of(needed: int, logs: Sequence[VerifierKey], witnesses: Sequence[Witness]) -> Policy:
    """Return the policy that asks for `needed` of these witnesses; 0 asks for none."""
    if not needed:
        return Policy(tuple(logs), tuple(witnesses), (), NONE)
    group = Group("witnesses", needed, tuple(witness.name for witness in witnesses))
    return read_policy(Policy(tuple(logs), tuple(witnesses), (group,), group.name).text())


def read_policy(text: str) -> Policy:
    """Return the policy a file states; Malformed, naming the line, where it breaks a rule of the format."""
    if len(text) > MAX_POLICY:
        raise Malformed(f"a policy of more than {MAX_POLICY} characters is not read")
    logs: list[VerifierKey] = []
    witnesses: list[Witness] = []
    groups: list[Group] = []
    quorum: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        known = {witness.name for witness in witnesses} | {group.name for group in groups}
        match [word for word in re.split("[ \t]+", line) if word]:
            case []:
                pass
            case [first, *_] if first.startswith("#"):
                pass
            case ["log", key, *url] if len(url) <= 1:
                logs.append(_fresh(_key(key, KeyKind.NOTE, number), logs, number))
            case ["witness", name, key, *url] if len(url) <= 1 and name not in known | {NONE}:
                fresh = _fresh(_key(key, KeyKind.COSIGNATURE, number), [one.key for one in witnesses], number)
                witnesses.append(Witness(name, fresh, url[0] if url else ""))
            case ["group", name, needed, *members] if name not in known | {NONE} and known.issuperset(members):
                groups.append(_group(name, needed, tuple(members), groups, number))
            case ["quorum", name] if not quorum and name in known | {NONE}:
                quorum.append(name)
            case _:
                raise Malformed(f"line {number} of the policy is not understood")
    if not quorum:
        raise Malformed("a policy has a quorum line")
    return Policy(tuple(logs), tuple(witnesses), tuple(groups), quorum[0])


def _key(text: str, kind: KeyKind, number: int) -> VerifierKey:
    key = read_key(text)
    if key.kind is not kind:
        raise Malformed(f"line {number} of the policy: the key is of another kind")
    return key


def _fresh(key: VerifierKey, held: Sequence[VerifierKey], number: int) -> VerifierKey:
    if key.public in {one.public for one in held}:
        raise Malformed(f"line {number} of the policy repeats a key")
    return key


def _group(name: str, needed: str, members: tuple[str, ...], before: Sequence[Group], number: int) -> Group:
    count = {"any": "1", "all": str(len(members))}.get(needed, needed)
    taken = [member for group in before for member in group.members]
    if not count.isascii() or not count.isdecimal() or not 1 <= int(count) <= len(members):
        raise Malformed(f"line {number} of the policy: the count must be between 1 and the number of members")
    if len(set(members)) != len(members) or set(members) & set(taken):
        raise Malformed(f"line {number} of the policy counts a member twice")
    return Group(name, int(count), members)
