"""A pack judged by keys, a step at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from almasu_verify.certificates import Trust, read_certificate
from almasu_verify.cms import check_stamp
from almasu_verify.entries import committed, own_part, place_of, read_entry
from almasu_verify.evidence import Evidence, read_evidence, tell
from almasu_verify.faults import Refused
from almasu_verify.keys import sha256
from almasu_verify.notes import Keys, decoded, is_included, read_head, read_note, signers
from almasu_verify.reading import canonical, in_astana, moment, parsed
from almasu_verify.story import CODES, Step


class Case:
    """A pack and the keys it is judged by."""

    def __init__(self, pack: dict[str, Any], keys: Keys) -> None:
        self.body: dict[str, Any] = pack["body"]
        self.given: dict[str, str] = pack["export"]
        self.keys = keys

    def told(self, code: str, check: Callable[[], Step]) -> Step:
        """Return a step; what is refused has failed."""
        try:
            return check()
        except Refused as bad:
            return Step(code, "failed", str(bad))

    def export(self) -> Step:
        """Make sure that the node's receipt is for an entry that names the digest of this body."""
        note = read_note(self.given["receipt"])
        lines = note.text.split("\n")
        if len(lines) != 6 or lines[0] != "almasu-receipt/v1" or lines[5]:
            raise Refused("not a receipt")
        if f"{lines[1]}/receipts" not in {key.name for key in signers(note, self.keys.receipts)}:
            raise Refused("no known receipt key signed the receipt")
        if decoded(lines[2]) != sha256(self.given["entry"].encode()):
            raise Refused("the receipt is for another entry")
        entry, says = read_entry(self.given["entry"]), read_entry(self.given["entry"])["says"]
        if entry["kind"] != "evidence_exported" or entry["about"] != read_entry(self.body["request"]["entry"])["about"]:
            raise Refused("the entry does not tell of a pack of this request")
        digest = sha256(canonical(self.body)).hex()
        if says.get("pack") != digest or says.get("number") != self.body["number"]:
            raise Refused("the entry tells of another pack")
        code = "-".join(digest[at : at + 4].upper() for at in range(0, 20, 4))
        return Step("export", "passed", f"{self.body['number']} {code}")

    def _evidence(self) -> Evidence:
        act = self.body["act"]
        return read_evidence(decoded(act["bundle"]), [decoded(part) for part in act["parts"]])

    def _accepted(self) -> dict[str, Any]:
        entry = read_entry(self.body["request"]["entry"])
        if entry["kind"] != "request_accepted":
            raise Refused("the entry is not about an accepted request")
        return entry

    def _act(self) -> dict[str, Any]:
        act = parsed(self._evidence().content)
        if not isinstance(act, dict) or not isinstance(act.get("body"), dict):
            raise Refused("the act cannot be read")
        return act

    def act(self) -> Step:
        """Make sure that bundle and act open the commitments of the request's entry, and speak of one another."""
        entry, evidence, act = self._accepted(), self._evidence(), self._act()
        says, salt = entry["says"], self.body["act"]["salt"]
        if says.get("evidence") != committed(salt, "evidence", decoded(self.body["act"]["bundle"])):
            raise Refused("the evidence is not what the entry is committed to")
        if says.get("act") != committed(salt, "act", evidence.content):
            raise Refused("the act is not what the entry is committed to")
        expected = evidence.expected
        if expected.get("purpose") != "request" or not expected.get("iin") or act.get("purpose") != "request":
            raise Refused("the signature was not examined as a request of a person")
        made = says.get("bundle", entry["about"].removeprefix("request:"))
        if act.get("audience") != self.body["node"] or made != act.get("object"):
            raise Refused("the act is about something else")
        if abs(moment(entry["at"]) - evidence.at) > timedelta(seconds=1):
            raise Refused("the signature was examined at another time")
        if not evidence.chain or says.get("certificate") != sha256(evidence.chain[0]).hex():
            raise Refused("the entry names another certificate")
        return Step("act", "passed", sha256(evidence.content).hex())

    def _trust(self) -> Trust:
        known = tuple(read_certificate(decoded(one)) for one in self.body["certificates"])
        roots = frozenset(one.fingerprint for one in known) & frozenset(self.keys.roots)
        if not roots:
            raise Refused("trust.no_roots")
        return Trust(roots, known)

    def signature(self) -> list[Step]:
        """Let the kept evidence tell its story again under the roots that are named."""
        try:
            trust = self._trust()
        except Refused as bad:
            outcomes = [("indeterminate", ""), ("failed", str(bad)), ("indeterminate", ""), ("indeterminate", "")]
            return [Step(code, *outcome) for code, outcome in zip(CODES[3:7], outcomes, strict=True)]
        return [Step(*told) for told in tell(self._evidence(), trust)]

    def question(self) -> Step:
        """Make sure that what was asked agrees with the entry, and that the rules allowed it."""
        says, asked = self._accepted()["says"], self._act()["body"]
        for label, data in self.body["act"]["openings"].items():
            opened = committed(self.body["act"]["salt"], label, decoded(data))
            if label in ("act", "evidence") or says.get(label) != opened:
                raise Refused(f"{label} is not what the entry is committed to")
        for name in ("ground", "purpose"):
            if says.get(name) != asked.get(name):
                raise Refused(f"the act has another {name}")
        own = own_part(says, asked)
        for label, said in (("subject", own.get("key")), ("justification", own.get("justification"))):
            data = self.body["act"]["openings"].get(label)
            if data is not None and decoded(data) != (said.encode() if isinstance(said, str) else canonical(said)):
                raise Refused(f"the act has another {label}")
        decision = says.get("decision")
        if not isinstance(decision, dict) or decision.get("allowed") is not True:
            raise Refused("the rules did not allow the request")
        return Step("question", "passed", str(says.get("edition", "")))

    def answers(self) -> Step:
        """Make sure that every answer's entry names this act and its register."""
        accepted, digest, seen = self._accepted()["says"], sha256(self._evidence().content), set()
        asked, place = accepted.get("resources"), place_of(accepted)
        subject = place.to_bytes(2, "big") if place else b""
        for answer in self.body["answers"]:
            entry = read_entry(answer["leaf"]["entry"])
            says = entry["says"]
            number = says.get("resource")
            if type(number) is not int or not isinstance(asked, list) or number not in asked or number in seen:
                raise Refused("an answer of a register that was not asked, or two of one")
            seen.add(number)
            if entry["kind"] != "answer_received" or entry["actor"] != f"resource:{number}":
                raise Refused("an entry is not about an answer")
            fits = 0 <= number < 65_536
            if not fits or says.get("question") != sha256(digest + number.to_bytes(2, "big") + subject).hex():
                raise Refused(f"the answer of register {number} belongs to another question")
            opened = answer["salt"] or answer["reply"]
            if opened and says.get("answer") != committed(answer["salt"], "answer", decoded(answer["reply"])):
                raise Refused(f"the answer of register {number} was changed")
        return Step("answers", "passed", f"{len(seen)}/{len(asked) if isinstance(asked, list) else 0}")

    def inclusion(self) -> Step:
        """Make sure that every entry stands in the tree of the checkpoint."""
        head = read_head(read_note(self.body["checkpoint"]).text)
        for leaf in (self.body["request"], *(answer["leaf"] for answer in self.body["answers"])):
            path = [decoded(node) for node in leaf["path"]]
            if not is_included(sha256(leaf["entry"].encode()), leaf["index"], head, path):
                raise Refused(f"the path of entry {leaf['index']} does not lead to the checkpoint")
        return Step("inclusion", "passed", str(head.size))

    def checkpoint(self) -> Step:
        """Make sure that the log signed the checkpoint and that enough witnesses co-signed it."""
        note = read_note(self.body["checkpoint"])
        head = read_head(note.text)
        if head.origin not in {key.name for key in signers(note, self.keys.logs)}:
            raise Refused(f"no known key of {head.origin} signed the checkpoint")
        cosigned = signers(note, tuple(self.keys.witnesses.values()))
        if not self.keys.met_by(cosigned):
            raise Refused("the witnesses that co-signed do not suffice under the policy")
        names = ", ".join(sorted(key.name for key in cosigned))
        return Step("checkpoint", "passed", f"{head.origin} {head.size} {names}".strip())

    def stamp(self) -> Step:
        """Make sure that the stamp is over the checkpoint's very bytes, and not older than the act."""
        if not self.body["stamp"]:
            return Step("stamp", "warned")
        evidence, checkpoint = self._evidence(), self.body["checkpoint"].encode()
        given = check_stamp(decoded(self.body["stamp"]), checkpoint, self._trust(), moment(self.body["made_at"]))
        if given + timedelta(minutes=5) < evidence.at:
            raise Refused("the stamp is older than the act")
        return Step("stamp", "passed", in_astana(given))
