"""Words that several pages of the sector share."""

from __future__ import annotations

from almasu.interfaces.portal.offices.blocks import State, Tone
from almasu.interfaces.portal.offices_of_sector.form import titled
from almasu.kernel.parties.account import Role
from almasu.kernel.sector.assignment import AssignmentState
from almasu.kernel.sector.document import Document, Stage
from almasu.kernel.sector.receipt import ReceiptState
from almasu.kernel.sector.words import ASSIGNMENTS, NAMES, RECEIPTS, STAGES
from almasu.law.text import Text

INBOX, APPROVALS, CENTRE, DOCUMENTS = "/inbox", "/approvals", "/centre", "/documents"
REQUESTS = "/requests"
ONE = f"{DOCUMENTS}/{{document:uuid}}"
ROLES = {
    Role.RESPONSIBLE_WORKER: Text("Жауапты қызметкер", "Ответственный работник", "Responsible worker"),
    Role.HEAD_OF_SECURITY: Text(
        "Ақпараттық қауіпсіздік бөлімшесінің басшысы",
        "Руководитель подразделения информационной безопасности",
        "Head of the information-security unit",
    ),
    Role.SECTORAL_CENTRE: Text("Салалық орталық", "Отраслевой центр", "Sectoral centre"),
}
THE_CENTRE = Text(
    "Ақпараттық қауіпсіздіктің салалық орталығы",
    "Отраслевой центр информационной безопасности",
    "Sectoral centre of information security",
)
AUTHORISED_BODY = Text("Уәкілетті орган", "Уполномоченный орган", "The authorised body")
REGULATOR = "regulator"
"""Stands for the authorised body in a form, where an organisation has its BIN."""
DOCUMENT = Text("Құжат", "Документ", "Document")
ORGANISATION = Text("Ұйым", "Организация", "Organisation")
STANDING = Text("Күйі", "Состояние", "State")
SENT_AT = Text("Жіберілген уақыты", "Отправлено", "Sent")
WRITTEN_AT = Text("Жазылған уақыты", "Составлено", "Written")
DUE = Text("Мерзімі", "Срок", "Deadline")
BECAUSE = Text("Себебі", "Причина", "Reason")
OPEN = Text("Ашу", "Открыть", "Open")
NOTHING = Text("Әзірге ештеңе жоқ.", "Пока ничего нет.", "There is nothing yet.")
TONES = {
    ReceiptState.RECEIVED: Tone.WAIT,
    ReceiptState.PROPOSED: Tone.WAIT,
    ReceiptState.ACCEPTED: Tone.GOOD,
    ReceiptState.REFUSED: Tone.PLAIN,
    ReceiptState.PROCESSED: Tone.GOOD,
}
ASSIGNMENT_TONES = {
    AssignmentState.RECEIVED: Tone.WAIT,
    AssignmentState.PROPOSED: Tone.WAIT,
    AssignmentState.IN_WORK: Tone.WAIT,
    AssignmentState.DECLINED: Tone.PLAIN,
    AssignmentState.ANSWERED: Tone.GOOD,
}
STAGE_TONES = {
    Stage.DRAFT: Tone.PLAIN,
    Stage.AT_HEAD: Tone.WAIT,
    Stage.SENT: Tone.GOOD,
    Stage.RETURNED: Tone.BAD,
    Stage.WITHDRAWN: Tone.PLAIN,
}


def stage(document: Document) -> State:
    """Return where a document stands."""
    return State(STAGE_TONES[document.stage], STAGES[document.stage])


def part(state: ReceiptState) -> State:
    """Return where an alert stands at an organisation."""
    return State(TONES[state], RECEIPTS[state])


def asked(state: AssignmentState) -> State:
    """Return where a request stands at an addressee."""
    return State(ASSIGNMENT_TONES[state], ASSIGNMENTS[state])


def name_of(document: Document) -> Text:
    """Return what a document is called."""
    return titled(NAMES[document.kind])
