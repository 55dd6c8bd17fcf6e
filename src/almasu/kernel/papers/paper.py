"""A paper: a document of the exchange in one of its states - an application, an order, a resolution, a notice.

What a paper says is a Struct of its own kind, in the module that knows the kind. States follow each other as versions;
no version is ever changed, and each is told in the journal by the act that made it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import msgspec

from almasu.law.canonical import Json

FIRST_VERSION = 1


class PaperKind(StrEnum):
    """Kinds of paper. The list only grows: a value is never reused or removed."""

    FOUNDING = "founding"
    """The order by which a node was founded: the operator's first people (SIO25-6.1)."""
    AUTHENTICATOR = "authenticator"
    """An authenticator for biometrics, bound to its person by a signed act (SIO25-9)."""
    PASSWORD = "password"  # noqa: S105 - a kind of paper
    """The confirmations that the EDS password was changed (SIO25-12.4)."""
    WORKPLACE = "workplace"
    """The card of a user's workplace, renewed when it runs out (SIO25-4.2)."""
    APPLICATION = "application"
    """An electronic application: register, change or block a user (SIO25-5)."""
    RESOLUTION = "resolution"
    """The prosecutor's resolution to hold a check (SIO25-22.2)."""
    SUPERVISION_CASE = "supervision_case"
    """The case a check is held in, with the measures taken (SIO25-23)."""
    BREACH = "breach"
    """The operator's report of a breach (SIO25-17, SIO25-23)."""
    NOTICE = "notice"
    """A notice to a body: a breach of its user (SIO25-17)."""
    EMERGENCY = "emergency"
    """An entry of the emergency journal (SIO25-14.2)."""
    WORKS = "works"
    """The announcement of planned works (SIO25-14.3)."""
    DIAGNOSIS = "diagnosis"
    """The latest test of a register or a service (SIO25-14.1)."""
    CONTROL_ORDER = "control_order"
    """The order that names the officers of departmental control (SIO25-21.1)."""
    CONTROL_PACK = "control_pack"
    """The monthly pack of departmental control (SIO25-21.2)."""
    LIABILITY_CASE = "liability_case"
    """A breach that departmental control found, and what became of it (SIO25-21.3)."""
    CONTROL_SHEET = "control_sheet"
    """The sheet of a day: what packs are told of each of its requests (SIO25-21.2)."""
    CONTROL_COUNT = "control_count"
    """What the journal of a day was counted to: its accepted requests, between two heads (SIO25-21.2)."""
    CONTROL_OVERDUE = "control_overdue"
    """A month whose control was not signed in time (SIO25-21.2)."""
    AWAY = "away"
    """A leave or a night duty that the control officer wrote down (SIO25-21.2)."""
    TASK = "task"
    """The report a task was closed with, and the destruction of its material (SIO25-3.2, SIO25-19.2)."""
    COPY = "copy"
    """A file of answers taken to a local device, until its destruction is confirmed (SIO25-19.1)."""

    COUNTERSIGNATURE = "countersignature"
    """The head's signature under a request about somebody near to the officer (SIO25-3.1)."""
    RELATIVES = "relatives"
    """Relatives an officer declared (SIO25-3.1)."""
    MACHINE = "machine"
    """The account of a machine that exchanges objects for its organisation (ASOI-3.1)."""
    SECTOR_PROFILE = "sector_profile"
    """The profile of a financial organisation (ASOI-3.2, ASOI-5)."""
    SECTOR_JOINING = "sector_joining"
    """An application for a profile or for a user's account (ASOI-5, ASOI-6)."""
    SECTOR_WORKER = "sector_worker"
    """The account data of an organisation's user, as the responsible worker gave them (ASOI-6)."""
    SECTOR_MODULE = "sector_module"
    """An integration module of an organisation: applied for, let in, shut out (ASOI-3.8)."""
    SECTOR_DOCUMENT = "sector_document"
    """A document of the sector: an alert, a card, a request, an answer (ASOI-10 to ASOI-14.2)."""
    SECTOR_RECEIPT = "sector_receipt"
    """An alert at one organisation (ASOI-13.1)."""
    SECTOR_ASSIGNMENT = "sector_assignment"
    """A request at one addressee (ASOI-14.1)."""
    SECTOR_SOFTWARE = "sector_software"
    """The software and equipment that an organisation declares (ASOI-3.5)."""
    NOTICE_PLACE = "notice_place"
    """Where notices of an organisation go: a webhook or a mailbox (ASOI-3.3)."""
    SECTOR_NOTICE = "sector_notice"
    """A notice on its way to such a place: there is something, look."""
    CALENDAR_OVERLAY = "calendar_overlay"
    """Days off and days worked that a decree added to the calendar."""
    PROVISION_BODY = "provision_body"
    """A state body that gives data to the Agency (FMA-2.4)."""
    PROVISION_WORKER = "provision_worker"
    """Somebody of a body or of the Agency, as they were registered for giving data (FMA-2.4)."""
    PROVISION_SOURCE = "provision_source"
    """An informatisation object of a body: its owner, staff, documentation, regime and data sets (FMA-2.6)."""
    PROVISION_STATEMENT = "provision_statement"
    """A participant's dated statement of keeping No. 179 or No. 832 (FMA-4.1)."""
    PROVISION_LADDER = "provision_ladder"
    """By which way a set of a body is given, with the proofs that no better one can (FMA-3)."""
    PROVISION_PROPOSAL = "provision_proposal"
    """A decision or a step that waits for the hand of the other side (FMA-3, FMA-5)."""
    PROVISION_CHANNEL = "provision_channel"
    """A channel of a body for one way, with what was measured of it (FMA-2.5, FMA-3.1, FMA-3.3)."""
    PROVISION_SHEAF = "provision_sheaf"
    """The register card of a paper on its way from a body to the Agency; never its content (FMA-3.5, FMA-4.2)."""
    PROVISION_CARRIER = "provision_carrier"
    """An electronic carrier on its way from a body to the Agency, with its manifest and chain of custody (FMA-3.4)."""
    PROVISION_KEYING = "provision_keying"
    """What is keyed from one paper, twice, as hashes and hands; the values are sealed under a material (FMA-3.5)."""
    PROVISION_INCOMING = "provision_incoming"
    """A number of the Agency's incoming register that was given out: it stands once in a year (FMA-3.5)."""
    PROVISION_ACT = "provision_act"
    """A version of the joint act of a state body and the Agency (FMA-5)."""
    PROVISION_OBLIGATION = "provision_obligation"
    """One thing that a state body owes under its act, until it is given (FMA-5)."""
    PROVISION_FETCH = "provision_fetch"
    """What came of fetching the file of a set from the body's own server, and when it is tried again (FMA-3.1)."""
    PROVISION_SERVER = "provision_server"
    """The server from which the file of a set is fetched, as its body registered it; the entrance sealed (FMA-3.1)."""
    PROVISION_ENTRANCE = "provision_entrance"
    """The key that seals what lets us into a server, made before its registration is signed (FMA-3.1)."""
    PROVISION_MATERIAL = "provision_material"
    """A material of the Agency that received data belong to (FMA-6.1)."""
    PROVISION_QUESTION = "provision_question"
    """A question to a body's object with its one answer (FMA-3.1, FMA-3.3)."""
    PROVISION_RECEIVED = "provision_received"
    """The card of something received; its content is sealed under the key of its material (FMA-6.1, FMA-6.2)."""
    PROVISION_SEAT = "provision_seat"
    """The right of one person to use a body's workplace for a term (FMA-3.2)."""
    CIS_BODY = "cis_body"
    """A body of the directory as this node entered it (CIS-5.1)."""
    CIS_NOTICE = "cis_notice"
    """What a state told the depositary, as this node entered it (CIS-16.1, CIS-17, CIS-18)."""
    CIS_SYSTEM = "cis_system"
    """An information system with the card of its legal regime (CIS-1e)."""
    CIS_WORKER = "cis_worker"
    """Somebody of a body, as they were registered for the exchange between states (CIS-1c)."""
    CIS_CASE = "cis_case"
    """A request between states with everything told of it, at one of its two sides (CIS-7a, CIS-7b)."""
    CIS_OFFER = "cis_offer"
    """Information offered without a request, at one of its two sides (CIS-7c)."""
    CIS_ITEM = "cis_item"
    """An item of information that was received, with its owner, purpose and marks (CIS-7.2)."""
    CIS_ONWARD = "cis_onward"
    """An asking to pass received information on, with the owner's answer, at one of its two sides (CIS-1f, CIS-7.2)."""
    CIS_CONSULTATION = "cis_consultation"
    """A consultation of two bodies with its minutes and outcome, at one of its two sides (CIS-12, CIS-14)."""
    CIS_ACT = "cis_act"
    """The card of a legal act, filed here or come from a partner; a protocol to the Agreement too (CIS-12, CIS-15)."""
    CIS_LEAVING = "cis_leaving"
    """What was open between a body and those of a Party on the day the Party left (CIS-18)."""
    CIS_OPENING = "cis_opening"
    """That somebody opened an item of received information for its purpose (CIS-7.2)."""
    CIS_PACKET = "cis_packet"
    """A packet by courier to or from a body without a node, as the registers hold it (CIS-6.1)."""
    CIS_CONFIRMING = "cis_confirming"
    """What a paper that came by courier says, until a second person confirmed it (CIS-8.4, CIS-1f)."""
    CIS_REGISTER = "cis_register"
    """The last number of a body's register of packets in a year, outgoing or incoming (CIS-6.1)."""
    CIS_REMINDER = "cis_reminder"
    """That a body was reminded of a clock that ends or ended (CIS-8.2)."""
    CIS_NOT_TAKEN = "cis_not_taken"
    """That the other side did not accept what a body of ours told it, and why (CIS-6.1)."""
    CIS_DISCLOSURE = "cis_disclosure"
    """That a request was sent, disclosed to a body that a standing consent names (CIS-8.4)."""
    CIS_BLIND = "cis_blind"
    """A blind question of a body: whom it went to and for what, none of its subjects (CIS-8.4)."""
    PROVISION_SITTING = "provision_sitting"
    """One session at a body's workplace (FMA-3.2)."""
    PROVISION_LOOK = "provision_look"
    """One exchange with a body's workplace, as the gateway recorded it (FMA-3.2)."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One version of a paper.

    `state` is a word of its kind; `at` when it came into this state; `due_at` when somebody must have acted on it, None
    where no clock runs; `data` the encoded Struct of its kind; `found_by` what it is looked up by, name and value: kept
    as keyed indexes only.
    """

    id: UUID
    kind: PaperKind
    version: int
    state: str
    at: datetime
    due_at: datetime | None
    data: bytes
    found_by: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def about(self) -> str:
        """Return how the journal names the paper."""
        return f"paper:{self.id}"

    def moved(self, state: str, at: datetime, data: msgspec.Struct, due_at: datetime | None = None) -> Paper:
        """Return the next version, in its new state and with what it says now."""
        encoded = msgspec.json.encode(data)
        return replace(self, version=self.version + 1, state=state, at=at, due_at=due_at, data=encoded)

    def told(self) -> dict[str, Json]:
        """Return what the leaf of the act that made this version says of it: a version written back later is older."""
        return {"paper_kind": self.kind.value, "paper_state": self.state, "paper_version": self.version}


def new_paper(
    number: UUID,
    kind: PaperKind,
    state: str,
    at: datetime,
    data: msgspec.Struct,
    found_by: Mapping[str, str],
    due_at: datetime | None = None,
) -> Paper:
    """Return the first version of a paper."""
    return Paper(
        number, kind, FIRST_VERSION, state, at, due_at, msgspec.json.encode(data), MappingProxyType({**found_by})
    )
