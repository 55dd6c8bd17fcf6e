"""The head's countersignature: a request about somebody near to the asker, signed by a second person (house)."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.grounds.asked import Tie
from almasu.kernel.papers.paper import Paper
from almasu.kernel.requests.draft import Draft
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

HUMAN = Text(
    kk="Басшы ретінде мына сұрау салуға рұқсат беремін, оның субъектісі сұрау салушыға жақын адам.",
    ru="Как руководитель разрешаю этот запрос о лице, близком к запрашивающему.",
    en="As the head I permit this request about somebody near to the person asking.",
)


class CountersignatureState(StrEnum):
    """Where a countersignature stands. A given one is used for one request."""

    ASKED = "asked"
    GIVEN = "given"
    USED = "used"


class CountersignatureSays(msgspec.Struct, frozen=True):
    """What the paper says: the very request, whose it is, and the IIN of the head who is to sign.

    `ties` are what the subject is to the officer; empty where the officer asks about themself.
    """

    draft: Draft
    account: UUID
    head_iin: str
    act: UUID | None = None
    ties: tuple[Tie, ...] = ()


def countersignature_says(paper: Paper) -> CountersignatureSays:
    """Return what the paper of a countersignature says."""
    return msgspec.json.decode(paper.data, type=CountersignatureSays)


NO_HEAD = ProblemKind(
    "countersignature.no_head",
    409,
    Text(
        kk="Сіздің өтінімдеріңізден басшыңыз кім екені көрінбейді.",
        ru="По вашим заявкам не видно, кто ваш руководитель.",
        en="Your applications do not tell who your head is.",
    ),
    Text(
        kk="Басшыңыз растаған өтінім беріңіз немесе тапсырманы басқа жұмыскерге беруді сұраңыз.",
        ru="Подайте заявку, заверенную руководителем, или попросите передать задание другому работнику.",
        en="Send an application that your head signs off, or ask that the task be given to another worker.",
    ),
    ("SIO25-5", "SIO25-3.1"),
)

NOT_NEEDED = ProblemKind(
    "countersignature.not_needed",
    409,
    Text(
        kk="Бұл сұрау салуға басшының қолы қажет емес немесе оған қол жеткіліксіз.",
        ru="Для этого запроса подпись руководителя не нужна или её одной недостаточно.",
        en="This request needs no signature of the head, or that signature alone does not suffice.",
    ),
    Text(
        kk="Алдымен сұрау салуды тексеріп, қалған себептерді жойыңыз.",
        ru="Сначала проверьте запрос и устраните остальные причины.",
        en="Check the request first and mend the other reasons.",
    ),
    ("SIO25-3.1",),
)
