"""What is asked: every fact a decision rests on, gathered before it is made (SIO25-2, SIO25-3.1, SIO25-12.1).

The same facts serve two moments: ASKING ("may I?", before anything is signed) and SENDING (the signed request is in our
hands). A fact that is not known is left empty; no rule fills it with a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from almasu.kernel.answers import SubjectKey
from almasu.kernel.parties.account import AccountState, Role
from almasu.kernel.resources import Resource


class Step(StrEnum):
    """Where the request stands when the question is put."""

    ASKING = "asking"
    SENDING = "sending"


class Factor(StrEnum):
    """What the person proved at the entry to this session (SIO25-9)."""

    EDS = "eds"
    SMS = "sms"
    FINGERPRINT = "fingerprint"
    FACE = "face"
    BIOMETRICS = "biometrics"
    """A finger or a face, whichever the bound device asks for: WebAuthn does not tell which."""


class Tie(StrEnum):
    """What the subject is to the person asking, as our own records show it."""

    RELATIVE = "relative"
    COLLEAGUE = "colleague"
    ONESELF = "oneself"
    """The person asking, where the key is no IIN: an own one is seen from the key itself."""


class Depth(StrEnum):
    """How much is asked of a register: whether it holds anything, or what it holds."""

    HIT = "hit"
    DETAIL = "detail"


class SignatureOutcome(StrEnum):
    """What verification said of the signature (`almasu.kernel.signatures`)."""

    PASSED = "passed"
    FAILED = "failed"
    INDETERMINATE = "indeterminate"


@dataclass(frozen=True, slots=True)
class Asker:
    """The person asking, as the register of accounts and the session show them at this moment."""

    account_id: UUID
    iin: str
    role: Role
    state: AccountState
    consent_signed_at: datetime | None
    factors: frozenset[Factor]


@dataclass(frozen=True, slots=True)
class AskedSubject:
    """Whom or what is asked about. `justification` is the subject's own, needed where there are several subjects.

    `alike` tells that it repeats, word for word, the justification of another subject of the same signed act.
    """

    key: SubjectKey
    justification: str = ""
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """One chosen register.

    `resource` is None where the number is in no list; `hit_seen` tells that an earlier request of the same task found
    a record there; `reason` says why the detail is needed.
    """

    number: int
    resource: Resource | None
    depth: Depth = Depth.DETAIL
    hit_seen: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GivenSignature:
    """The signature that came with the request: who signed and what verification said.

    `protected_carrier` tells whether the key is kept on one; None where the certificate does not tell.
    """

    iin: str
    outcome: SignatureOutcome
    protected_carrier: bool | None


@dataclass(frozen=True, slots=True)
class Downtime:
    """Time in which the exchange does not work: an emergency entered in its journal, or works published beforehand."""

    planned: bool
    since: datetime
    until: datetime | None
    notice: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it is put to the rules. `task` is the number of the task or material; codes are of the sheets.

    `ties` are of the subjects; `countersigned` tells that the head signed this very request. `among` is how many
    subjects the signed act names: where it names several, each is put to the rules by itself.
    """

    at: datetime
    step: Step
    asker: Asker
    ground: str
    purpose: str
    justification: str
    task: str
    subjects: tuple[AskedSubject, ...]
    chosen: tuple[Chosen, ...]
    signature: GivenSignature | None = None
    downtime: Downtime | None = None
    ties: tuple[Tie, ...] = ()
    countersigned: bool = False
    among: int = 1
