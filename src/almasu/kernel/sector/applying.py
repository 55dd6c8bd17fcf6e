"""Applying to join: the data of an organisation (ASOI-5) or of its user (ASOI-6) on their way to the sectoral centre.

submitted -> checked by the centre -> created; or returned, after which it is filed again, or refused. What is decided
is the edition that was checked: one filed anew is checked anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import msgspec

from almasu.kernel.papers.paper import Paper
from almasu.kernel.sector.kept import found_by
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

BY_APPLICANT = "applicant"
LEAST_WORDS = 3
LONGEST_WORDS = 2_000


class Wish(StrEnum):
    """What is applied for."""

    PROFILE = "profile"
    """The profile of an organisation (ASOI-5)."""
    USER = "user"
    """The account of an organisation's user (ASOI-6)."""


class JoiningState(StrEnum):
    """Where an application stands."""

    SUBMITTED = "submitted"
    CHECKED = "checked"
    CREATED = "created"
    RETURNED = "returned"
    """The applicant mends it and files it again."""
    REFUSED = "refused"


AT_CENTRE = (JoiningState.SUBMITTED, JoiningState.CHECKED)
"""Those that wait for the sectoral centre."""


class Answered(msgspec.Struct, frozen=True):
    """What the centre said of an edition when it returned or refused it: by whose account, under which signed act."""

    words: str
    edition: int
    by: UUID
    act: UUID
    at: datetime


class Joining(msgspec.Struct, frozen=True):
    """An application. `fields` are the texts typed by the names of the form's fields; `organisation` a BIN.

    `applicant` is the IIN that the signature proved, `certificate_bin` the organisation that the certificate names,
    empty where it names none; `made` is the profile or the account that came of it.
    """

    wish: Wish
    organisation: str
    fields: dict[str, str]
    applicant: str
    applicant_name: str
    certificate_bin: str
    filed_at: datetime
    act: UUID
    edition: int = 1
    answers: tuple[Answered, ...] = ()
    made: UUID | None = None


def joining_in(paper: Paper) -> Joining:
    """Return what a paper of the kind says."""
    return msgspec.json.decode(paper.data, type=Joining)


def keys_of(joining: Joining) -> Mapping[str, str]:
    """Return what an application is found by."""
    return MappingProxyType({**found_by(joining.organisation), BY_APPLICANT: joining.applicant})


JOINING_ABSENT = ProblemKind(
    "sector.joining_absent",
    404,
    Text(kk="Мұндай өтінім жоқ.", ru="Такой заявки нет.", en="There is no such application."),
    Text(
        kk="Өтінімдер тізімінен таңдаңыз.", ru="Выберите заявку из списка.", en="Choose an application from the list."
    ),
    ("ASOI-5", "ASOI-6"),
)
JOINING_STATE = ProblemKind(
    "sector.joining_state",
    409,
    Text(
        kk="Өтінімнің қазіргі күйінде бұл қадам жасалмайды.",
        ru="В нынешнем состоянии заявки этот шаг невозможен.",
        en="The application is in a state in which this step cannot be taken.",
    ),
    Text(
        kk="Өтінімді қайта ашып, күйін қараңыз: алдымен тексеріледі, содан кейін шешіледі.",
        ru="Откройте заявку снова и посмотрите состояние: сначала проверка, затем решение.",
        en="Open the application again and look at its state: it is checked first, then decided.",
    ),
    ("ASOI-5", "ASOI-6"),
)
OWN_JOINING = ProblemKind(
    "sector.joining_own",
    403,
    Text(
        kk="Өз өтініміңізді өзіңіз шеше алмайсыз.",
        ru="Собственную заявку решает не тот, кто её подал.",
        en="Nobody decides on their own application.",
    ),
    Text(
        kk="Орталықтың басқа қызметкері тексеріп, шешсін.",
        ru="Пусть заявку проверит и решит другой работник центра.",
        en="Let somebody else of the centre check it and decide.",
    ),
    ("ASOI-5", "ASOI-6"),
)
JOINING_OPEN = ProblemKind(
    "sector.joining_open",
    409,
    Text(
        kk="Дәл осындай өтінім орталықта қаралып жатыр.",
        ru="Такая же заявка уже рассматривается центром.",
        en="An application for the same is with the centre already.",
    ),
    Text(
        kk="Орталықтың жауабын күтіңіз; қайтарылса, сол өтінімді түзетіп беріңіз.",
        ru="Дождитесь ответа центра; если заявку вернут, исправьте её.",
        en="Wait for the centre's answer; where it is returned, mend that one.",
    ),
    ("ASOI-5", "ASOI-6"),
)
NOT_OF_ORGANISATION = ProblemKind(
    "sector.joining_organisation",
    403,
    Text(
        kk="Сіз бұл ұйымның атынан өтінім бере алмайсыз.",
        ru="Вы не можете подать заявку за эту организацию.",
        en="You cannot apply for this organisation.",
    ),
    Text(
        kk="Өз ұйымыңыздың БСН-ін жазыңыз немесе оның қызметкері ретінде берілген сертификатпен қол қойыңыз.",
        ru="Укажите БИН своей организации или подпишите сертификатом, выданным вам как её работнику.",
        en="Write the BIN of your own organisation, or sign with the certificate that you hold as its worker.",
    ),
    ("ASOI-5", "ASOI-6", "ASOI-3.1"),
)
