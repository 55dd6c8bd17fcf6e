"""Three states, their bodies, and a request between two of them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec.structs import replace

from almasu.kernel.interstate.asking import Asked, Item, Matter, Subject, Way
from almasu.kernel.interstate.parties import Body, BodyKind, Directory, Notice, NoticeKind, Party
from almasu.law import moment
from almasu.law.text import Text

NOW = moment.read("2026-11-20T09:30:00+05:00")
ACT = UUID(int=77)
ASKING, ANSWERING, THIRD, CENTRE = "kz-knb", "kg-gknb", "by-kgb", "cis-atc"


def named(name: str) -> Text:
    return Text(kk=name, ru=name, en=name)


def at(text: str) -> datetime:
    return moment.read(f"{text}T10:00:00+05:00")


def party(code: str, *notices: Notice) -> Party:
    return Party(code, named(code), signed=True, notices=notices)


def done(day: str) -> Notice:
    return Notice(NoticeKind.PROCEDURES_DONE, date.fromisoformat(day), "note")


def body(number: str, code: str, kind: BodyKind = BodyKind.COMPETENT) -> Body:
    return Body(number, code, kind, named(number), since=date(2018, 8, 27))


DIRECTORY = Directory(
    parties=(
        party("KZ", done("2018-09-10")),
        party("KG", done("2018-10-01")),
        party("BY", done("2019-01-15")),
        party("TJ"),
    ),
    bodies=(
        body(ASKING, "KZ"),
        body(ANSWERING, "KG"),
        body(THIRD, "BY"),
        body("tj-gknb", "TJ"),
        body(CENTRE, "", BodyKind.CIS),
    ),
)

ASKED = Asked(
    number=UUID(int=1),
    way=Way.ONE_TIME,
    requesting=ASKING,
    requested=ANSWERING,
    subject=Subject.FINANCING,
    basis="Договор от 5 октября 2007 года, уголовное дело № 114.",
    items=(
        Item(Matter.PERSON, "Сведения о счетах гражданина «Asqarov Aibek» в банках."),
        Item(Matter.FACT, "Сведения о переводах свыше 10 000 долларов США."),
    ),
    purpose="Расследование финансирования терроризма по делу № 114.",
)
STANDING = replace(ASKED, way=Way.STANDING, ends_on=date(2027, 5, 1), review_on=date(2027, 2, 1))
