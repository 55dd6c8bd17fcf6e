"""What the HTTP interface of the sector says and takes (ASOI-5 to ASOI-15)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from almasu.interfaces.api.messages import FindingLine
from almasu.interfaces.api.messages_of_requests import AskedPart, AttachedFile
from almasu.kernel.sector.parties import Profile
from almasu.kernel.sector.receipt import Choice

FieldValue = str | int | bool | list[str]


class Fields(msgspec.Struct, frozen=True):
    """What is typed into the fields of a form, by their names; lists one value a line."""

    fields: dict[str, str]


class OfDocument(msgspec.Struct, frozen=True):
    """Which document an act is about."""

    document: UUID


class WordsOnDocument(msgspec.Struct, frozen=True):
    """Which document an act is about, and what is said of it: what to mend, what is missing."""

    document: UUID
    words: str


class ProposalOnAlert(msgspec.Struct, frozen=True):
    """What the responsible worker proposes about an alert; a refusal says why."""

    choice: Choice
    words: str = ""


class DocumentLine(msgspec.Struct, frozen=True):
    """A document in a list: `sent_at` of what others see, `correct_by` while it is returned."""

    id: UUID
    kind: str
    organisation: str
    stage: str
    edition: int
    written_at: datetime
    sent_at: datetime | None
    correct_by: datetime | None


class PartLine(msgspec.Struct, frozen=True):
    """An alert at one organisation. `overdue` tells that the decision is late, or came late."""

    alert: UUID
    organisation: str
    edition: int
    state: str
    received_at: datetime
    due_at: datetime
    opened_at: datetime | None
    choice: str
    words: str
    processed_at: datetime | None
    overdue: bool


class RemarkLine(msgspec.Struct, frozen=True):
    """What was said when a document went back; `of_centre` tells that the sectoral centre said it."""

    words: str
    edition: int
    at: datetime
    of_centre: bool


class DocumentCard(msgspec.Struct, frozen=True):
    """One document as somebody sees it: its fields, the part of their organisation, the parts of all for the centre.

    `asked` is the part of a request that the caller's organisation has, `asked_of` those of all addressees, for whoever
    asks and the centre; `answers` is the request that an answer answers; `verdicts` is what each rule says of it.
    """

    line: DocumentLine
    author: str
    fields: dict[str, FieldValue]
    part: PartLine | None
    parts: tuple[PartLine, ...]
    remarks: tuple[RemarkLine, ...]
    due_at: datetime | None
    asked: AskedPart | None
    asked_of: tuple[AskedPart, ...]
    answers: UUID | None
    attachments: tuple[AttachedFile, ...]
    verdicts: tuple[FindingLine, ...] = ()


class ReceivedLine(msgspec.Struct, frozen=True):
    """An alert that reached somebody's organisation."""

    document: DocumentLine
    author: str
    part: PartLine


class WaitingLines(msgspec.Struct, frozen=True):
    """What waits in an organisation: alerts, the most urgent first, and its own documents on their way.

    Alerts go on at the address in `Link`, documents at the cursor `after_written`, empty on their last page.
    """

    received: tuple[ReceivedLine, ...]
    written: tuple[DocumentLine, ...]
    after_written: str = ""


class ToConsent(msgspec.Struct, frozen=True):
    """What waits for the head: documents to consent to, and choices about alerts; empty cursors end the lists."""

    documents: tuple[DocumentLine, ...]
    choices: tuple[ReceivedLine, ...]
    after: str = ""
    after_choices: str = ""


class SectorLines(msgspec.Struct, frozen=True):
    """How the sector stands; empty cursors end the lists of what is returned and of who is late."""

    sent: tuple[DocumentLine, ...]
    returned: tuple[DocumentLine, ...]
    late: tuple[ReceivedLine, ...]
    after_returned: str = ""
    after_late: str = ""


class AccountMade(msgspec.Struct, frozen=True):
    """The account that was created."""

    id: UUID
    role: str
    organisation: str


class CalendarChanged(msgspec.Struct, frozen=True):
    """What a decree did: the clocks that were open, and how many of them end at another moment now."""

    name: str
    open: int
    moved: int


Profiles = tuple[Profile, ...]
