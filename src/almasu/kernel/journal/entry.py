"""One journal entry: what happened, without personal data. Outsiders see only its 32-byte commitment (DESIGN 3.3)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from almasu.law import moment
from almasu.law.canonical import Json, canonical_bytes


class EntryKind(StrEnum):
    """Kinds of entry. The list only grows: a value is never reused or removed."""

    NODE_STARTED = "node_started"
    """A process of the node began to work."""
    LAW_LOADED = "law_loaded"
    """The law data a node decides by, with the hash of each file."""
    SIGN_IN_CHALLENGED = "sign_in_challenged"
    """A challenge for an entry was given out; nobody is named yet."""
    SIGN_IN_REFUSED = "sign_in_refused"
    """An entry was refused: the signature, the account or the code."""
    CODE_SENT = "code_sent"
    """A second-factor code was sent; never the code or the number."""
    SIGNED_IN = "signed_in"
    """Both factors were proved and the session is open."""
    SIGNED_OUT = "signed_out"
    """The person ended the session."""
    CONSENT_SIGNED = "consent_signed"
    """The consent was signed; the account is active from here."""
    CONSENT_VIEWED = "consent_viewed"
    """The file of a signed consent was given out."""
    CONSENT_REFUSED = "consent_refused"
    """The signature under a consent was not accepted."""
    MAY_I_ASKED = "may_i_asked"
    """A request was judged before signing, with every verdict."""
    REQUEST_REFUSED = "request_refused"
    """A request was refused: unreadable, unlawful or wrongly signed."""
    REQUEST_ACCEPTED = "request_accepted"
    """A signed request was accepted; names every register to be asked."""
    QUESTION_SENT = "question_sent"
    """Registers that stayed silent are about to be asked again."""
    ANSWER_RECEIVED = "answer_received"
    """What one register answered, refused or left unanswered."""
    REQUEST_REPLAYED = "request_replayed"
    """A past request was judged again under an edition; it stays judged by that of its day."""
    SIGNATURE_EXPLAINED = "signature_explained"
    """The story of a kept signature was told on the node's command line; names the digest of its evidence."""
    DOSSIER_VIEWED = "dossier_viewed"
    """Answers were opened by their officer."""
    SERVICE_OUTAGE = "service_outage"
    """A register or a witness stopped answering."""
    SERVICE_RESTORED = "service_restored"
    """It answers again."""
    LOG_KEY_ROTATED = "log_key_rotated"
    """The key that signs heads was exchanged."""
    JOURNAL_REPLAYED = "journal_replayed"
    """Entries the database had lost were put back from the archive."""
    ACCOUNT_SET_BACK = "account_set_back"
    """An account in the database is older than the log says, or gone: somebody wrote to the database."""
    NODE_FOUNDED = "node_founded"
    """The operator's first people were registered by a signed order."""
    ACCOUNT_REGISTERED = "account_registered"
    """A person was registered; the consent is signed at first entry."""
    PAPER_SET_BACK = "paper_set_back"
    """A paper in the database is older than the log says, or gone: somebody wrote to the database."""
    ACT_REFUSED = "act_refused"
    """The signature under an act of office was not accepted."""
    RESOLUTION_ISSUED = "resolution_issued"
    """A prosecutor issued a resolution to hold a check; in the log of supervision."""
    CASE_CHANGED = "case_changed"
    """A case of supervision was opened, taken up, or given a measure; in the log of supervision."""
    SUPERVISION_VIEWED = "supervision_viewed"
    """A prosecutor saw what a resolution covers; in the log of supervision."""
    RESOLUTION_CUT = "resolution_cut"
    """A prosecutor withdrew a resolution or made its term shorter; in the log of supervision."""
    SUPERVISION_EXPORTED = "supervision_exported"
    """A prosecutor took along what a resolution covers; names the digest; in the log of supervision."""
    BREACH_REPORTED = "breach_reported"
    """The operator found a breach: the user is blocked, the body and the prosecutor are told."""
    NOTICE_SENT = "notice_sent"
    """A notice was sent to a body."""
    NOTICE_READ = "notice_read"
    """The body's officer of control has read a notice."""
    SERVICE_TESTED = "service_tested"
    """The operator tests a register or a service; then what it did. Nobody is asked about."""
    EMERGENCY_CHANGED = "emergency_changed"
    """An entry of the emergency journal was opened, ended or closed."""
    WORKS_PUBLISHED = "works_published"
    """Planned works were announced before they begin."""
    LAWFULNESS_VIEWED = "lawfulness_viewed"
    """The operator looked at how requests were judged: no people, no subjects, no answers."""
    BREACH_TAKEN = "breach_taken"
    """The papers of a reported breach were taken along; names the digest."""
    USES_VIEWED = "uses_viewed"
    """The owner of a register looked at its uses, or took a statement along."""
    RECORDS_ARCHIVED = "records_archived"
    """Records of requests and summaries of results were archived for a full part of the log."""
    VISIT_PROVED = "visit_proved"
    """Somebody proved an EDS to apply for access or to sign off an application; nobody is named."""
    APPLICATION_FILED = "application_filed"
    """An application was signed by its applicant."""
    APPLICATION_SIGNED_OFF = "application_signed_off"
    """The head signed it: it arrived at the operator, whose 24 hours run."""
    APPLICATION_CLOSED = "application_closed"
    """It was declined by the head or withdrawn by the applicant."""
    APPLICATION_DECIDED = "application_decided"
    """The operator decided, or a block took effect by itself."""
    APPLICATION_VIEWED = "application_viewed"
    """An office opened an application."""
    ACCOUNT_CHANGED = "account_changed"
    """The particulars or the rights of a person were changed."""
    ACCOUNT_BLOCKED = "account_blocked"
    """An account was blocked; its sessions ended in the same act."""
    ACCOUNT_UNBLOCKED = "account_unblocked"
    """A block was lifted by a decision of the operator."""
    ACCOUNT_DELETED = "account_deleted"
    """An account was deleted as a sanction; what its person did stays."""
    ACCOUNTS_VIEWED = "accounts_viewed"
    """An office looked at accounts."""
    AUTHENTICATOR_ADDED = "authenticator_added"
    """An authenticator for biometrics was bound to its person by a signed act."""
    AUTHENTICATOR_USED = "authenticator_used"
    """Its counter grew: the biometrics were proved."""
    AUTHENTICATOR_REMOVED = "authenticator_removed"
    """It opens nothing any more."""
    PASSWORD_CONFIRMED = "password_confirmed"  # noqa: S105 - a kind of entry
    """The person confirmed that the EDS password was changed."""
    WORKPLACE_UNFIT = "workplace_unfit"
    """A workplace does not keep what it must: its person works no further before a new card is signed."""
    WORKPLACE_DECLARED = "workplace_declared"
    """The card of a workplace was filled in or renewed."""
    ABSENCE_NOTED = "absence_noted"
    """Nobody entered under an account for two months: a task for the control officer."""
    CONTROL_ORDER_CHANGED = "control_order_changed"
    """The order that names the control officers came into a state: drafted, signed, in force, declined, ended."""
    REPORT_VIEWED = "report_viewed"
    """A control officer looked at requests of the body; names the order, the filters and a digest of what was shown."""
    CONTROL_PACK_MADE = "control_pack_made"
    """The pack of a month was made, with its completeness between two checkpoints."""
    CONTROL_PACK_SIGNED = "control_pack_signed"
    """The control officer signed it: the month's control is done."""
    CONTROL_PACK_TAKEN = "control_pack_taken"
    """A file of a pack was given out."""
    CONTROL_OVERDUE = "control_overdue"
    """The control of a month was not signed in time: body, head and operator see it; or it was signed after all."""
    AWAY_NOTED = "away_noted"
    """A control officer wrote down a leave or a night duty, or withdrew such a note."""
    LIABILITY_OPENED = "liability_opened"
    """A breach was found by departmental control: the account is blocked and a case on liability is open."""
    LIABILITY_CLOSED = "liability_closed"
    """The question of liability was decided."""
    TASK_CLOSED = "task_closed"
    """A task was closed with a signed report that lists its requests."""
    ANSWERS_JOINED = "answers_joined"
    """Answers of a request are held by a further material from now on."""
    COPY_TAKEN = "copy_taken"
    """Answers were given out as a file; names its digest and until when its destruction is to be confirmed."""
    COPY_REFUSED = "copy_refused"
    """No file was given out; says why."""
    COPY_DESTROYED = "copy_destroyed"
    """The destruction of a file on a local device was confirmed."""
    DESTRUCTION_SIGNED = "destruction_signed"
    """The destruction of a material was signed: the intent, before any key is touched."""
    MATERIAL_DESTROYED = "material_destroyed"
    """The key of a material is destroyed and what it alone held is gone."""
    COUNTERSIGNATURE_ASKED = "countersignature_asked"
    """A request about somebody near to the officer was put before the head."""
    COUNTERSIGNATURE_GIVEN = "countersignature_given"
    """The head signed such a request."""
    COUNTERSIGNATURE_USED = "countersignature_used"
    """The request that the head signed is being sent; the signature serves no other."""
    RELATIVES_DECLARED = "relatives_declared"
    """An officer declared relatives; tells how many."""
    CLOCK_CHANGED = "clock_changed"
    """The clock moved otherwise than the machine's steady one."""
    EVIDENCE_EXPORTED = "evidence_exported"
    """An evidence pack of a request was made; names the pack's number and digest."""
    SIGNALS_TAKEN = "signals_taken"
    """Signals of financial organisations were made durable; a digest covers every one of them."""
    MACHINE_OPENED = "machine_opened"
    """An account of a machine was opened by a signed act; never its token."""
    MACHINE_BLOCKED = "machine_blocked"
    """An account of a machine was blocked by a signed act: the next request under it is refused."""
    OBJECTS_GIVEN = "objects_given"
    """A machine was given a page of a collection; names the places from and to, and how many objects."""
    OBJECTS_ADDED = "objects_added"
    """A machine, or the node itself, put objects into a collection; a digest covers what came."""
    OBJECTS_DELETED = "objects_deleted"
    """A machine deleted versions of an object that it may write."""
    SECTOR_PROFILE_CREATED = "sector_profile_created"
    """The sectoral centre created the profile of a financial organisation."""
    SECTOR_WORKER_REGISTERED = "sector_worker_registered"
    """The sectoral centre created the account of an organisation's user; names the account."""
    SECTOR_DOCUMENT_MOVED = "sector_document_moved"
    """A document of the sector took a step: written, put before the head, sent, returned; names edition and digest."""
    SECTOR_RECEIPT_MOVED = "sector_receipt_moved"
    """A document reached an organisation, or the organisation took a step with it."""
    SECTOR_DOCUMENT_VIEWED = "sector_document_viewed"
    """Somebody opened a document of the sector."""
    CALENDAR_CHANGED = "calendar_changed"
    """The calendar of working days was changed under a decree; tells how many open clocks moved."""
    CLOCK_RECOUNTED = "clock_recounted"
    """An open clock ends at another moment, since the calendar changed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened.

    `actor` is an account id or `system:<part>`; `about` the object's id; `says` holds only facts fit for the log:
    ids, codes, clause ids, outcomes, hashes and salted commitments - never a name or a number of a person. `salt`
    is 32 random bytes that make the entry's own commitment unguessable.
    """

    kind: EntryKind
    at: datetime
    actor: str
    about: str
    says: Mapping[str, Json]
    salt: bytes


def entry_bytes(entry: Entry) -> bytes:
    """Return the entry's canonical bytes, salt included: what is kept and can be opened by role."""
    return canonical_bytes(
        {
            "kind": entry.kind.value,
            "at": moment.written(entry.at),
            "actor": entry.actor,
            "about": entry.about,
            "says": dict(entry.says),
            "salt": entry.salt.hex(),
        }
    )


def commitment(entry_data: bytes) -> bytes:
    """Return the 32 bytes outsiders get for an entry: SHA-256 of its canonical bytes (the leaf data of the tree)."""
    return hashlib.sha256(entry_data).digest()
