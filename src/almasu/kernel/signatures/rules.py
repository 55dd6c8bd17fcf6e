"""Which certificates may sign which act, as a dated table: the order of the day of the signature decides.

Order 1187 (2015, edition of 2016) until 06.09.2026, order 500/НҚ since. The table, not code, is to be compared with the
orders before a release.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.certificate import DIGITAL_SIGNATURE, NON_REPUDIATION
from almasu.law import moment

SIGNING_KEY = "1.3.6.1.5.5.7.3.4"
INDIVIDUAL = "1.2.398.3.3.4.1.1"
LEGAL_ENTITY = "1.2.398.3.3.4.1.2"
HEAD, SIGNATORY, EMPLOYEE = (f"{LEGAL_ENTITY}.{number}" for number in (1, 2, 5))
NATIONAL_ROLES = "1.2.398.3.3.4"
KEY_IN_FILE = "1.2.398.3.3.5.1.1"
PERSONAL_POLICIES = frozenset({"1.2.398.3.3.2", "1.2.398.3.3.2.1", "1.2.398.3.3.2.3"})

OF_A_HEAD = frozenset({HEAD, SIGNATORY})
"""The roles in which the authority names a head, or whoever may sign in their stead."""
OF_A_KNOWN_HEAD = frozenset({INDIVIDUAL, HEAD, SIGNATORY})
"""Of a head who is registered as one: a key in their own name serves as well, an employee's does not."""

Roles = Mapping[ActPurpose, frozenset[str]]

# An officer acts as an individual (SIO22-A3.0). A refusal is the operator's, whose officers may also hold a key of
# their organisation. What a head approves only a head's key signs: with an employee's, two colleagues could register
# each other (SIO22-A4.12, SIO25-21.1).
_ROLES: Roles = MappingProxyType(
    {
        ActPurpose.LOGIN: frozenset({INDIVIDUAL}),
        ActPurpose.CONSENT: frozenset({INDIVIDUAL}),
        ActPurpose.REQUEST: frozenset({INDIVIDUAL}),
        ActPurpose.REFUSAL: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.RESOLUTION: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.MEASURE: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.BREACH: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.EMERGENCY: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.WORKS: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.RESOLUTION_CUT: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.CONTROL_ORDER: OF_A_HEAD,
        ActPurpose.CONTROL_PACK: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.LIABILITY: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.TASK_REPORT: frozenset({INDIVIDUAL}),
        ActPurpose.DESTRUCTION: frozenset({INDIVIDUAL}),
        ActPurpose.COUNTERSIGNATURE: OF_A_HEAD,
        ActPurpose.VISIT: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.APPLICATION: frozenset({INDIVIDUAL}),
        ActPurpose.SIGN_OFF: OF_A_HEAD,
        ActPurpose.BLOCK: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.LIFT: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.WORKPLACE: frozenset({INDIVIDUAL}),
        ActPurpose.BIOMETRICS: frozenset({INDIVIDUAL}),
        ActPurpose.AUTHENTICATOR: frozenset({INDIVIDUAL}),
        ActPurpose.FOUNDING: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.SECTOR_JOINING: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.SECTOR_JOINING_ANSWER: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.SECTOR_MODULE: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.SECTOR_MODULE_SHUT: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.SECTOR_PROFILE: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.SECTOR_WORKER: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.SECTOR_CONSENT: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.SECTOR_SENT_BACK: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.SECTOR_DECISION: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.SECTOR_RETURN: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.SECTOR_TAKING: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.SECTOR_ANSWER: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.SECTOR_PUBLISH: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.CALENDAR: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.PROVISION_BODY: OF_A_KNOWN_HEAD,
        ActPurpose.PROVISION_WORKER: OF_A_KNOWN_HEAD,
        ActPurpose.PROVISION_SOURCE: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.PROVISION_STATEMENT: OF_A_KNOWN_HEAD,
        ActPurpose.PROVISION_STATEMENT_WITHDRAWN: OF_A_KNOWN_HEAD,
        ActPurpose.PROVISION_APPROVAL: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.PROVISION_SIGNATURE: OF_A_KNOWN_HEAD,
        ActPurpose.PROVISION_ENDING: OF_A_KNOWN_HEAD,
        ActPurpose.PROVISION_DECISION: OF_A_KNOWN_HEAD,
        ActPurpose.PROVISION_DECISION_HAND: OF_A_KNOWN_HEAD,
        ActPurpose.PROVISION_PROOF: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.PROVISION_PROOF_BACK: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.PROVISION_STEP: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.PROVISION_STEP_HAND: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.PROVISION_CHANNEL: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.PROVISION_QUESTION: frozenset({INDIVIDUAL}),
        ActPurpose.PROVISION_QUESTION_WITHDRAWN: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.PROVISION_ANSWER: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.PROVISION_DESTRUCTION: frozenset({INDIVIDUAL}),
        ActPurpose.PROVISION_PUT_AWAY: frozenset({INDIVIDUAL}),
        ActPurpose.PROVISION_CARRIER: OF_A_KNOWN_HEAD,
        ActPurpose.PROVISION_CARRIER_END: frozenset({INDIVIDUAL}),
        ActPurpose.PROVISION_SEAT: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.PROVISION_SEAT_BACK: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.PROVISION_SERVER: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.PROVISION_SERVER_BACK: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.CIS_BODY: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.CIS_NOTICE: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.CIS_SYSTEM: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.CIS_WORKER: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.CIS_NODE: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.CIS_NODE_SHUT: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.CIS_NODE_CARD: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.CIS_LEGAL_ACT: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.CIS_PACKET_ENTERED: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.CIS_PACKET_CONFIRMED: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.CIS_REQUEST: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_EQUAL_STAMP: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_ONWARD_ASKED: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_ONWARD_ANSWER: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_ONWARD_BACK: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_PASSING_ON: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_CONSULTATION: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_CONSULTATION_ANSWER: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_MINUTES: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_TELLING: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_CONDITIONS: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_WITHDRAWAL: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_CONSENT: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_CONSENT_BACK: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_OFFER: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_OFFER_ANSWER: OF_A_KNOWN_HEAD,
        ActPurpose.CIS_HANDING_OVER: OF_A_KNOWN_HEAD,
        ActPurpose.MACHINE: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.MACHINE_BLOCK: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.NOTICE_PLACE: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
        ActPurpose.NOTICE_PLACE_CLOSED: frozenset({INDIVIDUAL, HEAD, SIGNATORY, EMPLOYEE}),
    }
)


@dataclass(frozen=True, slots=True)
class SigningRules:
    """The rules of one order.

    `usage` are key usage bits, all required; `signing` the extended usages of which one is
    required; `roles` the role identifiers of which one is required, by purpose; `policies` those accepted.
    """

    id: str
    since: date
    until: date | None
    usage: int
    signing: frozenset[str]
    policies: frozenset[str]
    roles: Roles


EDITIONS: tuple[SigningRules, ...] = (
    SigningRules(
        id="1187/2015",
        since=date(2015, 12, 9),
        until=date(2026, 9, 6),
        usage=DIGITAL_SIGNATURE | NON_REPUDIATION,
        signing=frozenset({SIGNING_KEY}),
        policies=PERSONAL_POLICIES,
        roles=_ROLES,
    ),
    SigningRules(
        id="500/НҚ",
        since=date(2026, 9, 6),
        until=None,
        usage=DIGITAL_SIGNATURE | NON_REPUDIATION,
        signing=frozenset({SIGNING_KEY}),
        policies=PERSONAL_POLICIES,
        roles=_ROLES,
    ),
)


def rules_on(at: datetime) -> SigningRules:
    """Return the rules in force at a moment, by its day in Astana; the earliest ones judge what is older still."""
    day = moment.in_astana(at).date()
    return next((rules for rules in reversed(EDITIONS) if rules.since <= day), EDITIONS[0])


def is_foreign(purpose: str) -> bool:
    """Tell whether an extended key usage belongs to another system: neither a signing key nor a national role."""
    return purpose != SIGNING_KEY and purpose != NATIONAL_ROLES and not purpose.startswith(NATIONAL_ROLES + ".")
