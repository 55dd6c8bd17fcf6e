"""The form of the card of a legal act, the same where it is filed here and where it came by courier (CIS-12)."""

from __future__ import annotations

from dataclasses import replace

from almasu.actions.interstate.enter_directory import Seen
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.problems import MISSING
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.interstate.legal_acts import ActKind, LegalAct
from almasu.law.text import Text

KIND = Text("Түрі", "Вид", "Kind")
NUMBER = Text("Нөмірі", "Номер", "Number")
NAME = Text("Атауы", "Название", "Name")
STATE_OF = Text("Мемлекеті", "Государство", "State")
ADOPTED = Text("Қабылданған күні", "День принятия", "Adopted on")
IN_FORCE = Text("Күшіне енген күні", "Действует с", "In force on")
DIGEST = Text("Мәтінінің SHA-256 хэші", "Хэш текста SHA-256", "SHA-256 of its text")
READ_AT = Text("Қайда оқуға болады", "Где прочесть", "Where it is read")
KINDS = {
    ActKind.NATIONAL: Text("мемлекет актісі", "акт государства", "act of a state"),
    ActKind.PROTOCOL: Text("Келісімге хаттама", "протокол к Соглашению", "protocol to the Agreement"),
    ActKind.TREATY: Text("өзге шарт не ТМД актісі", "иной договор или акт СНГ", "other treaty or act of the CIS"),
}


def card_fields(seen: Seen) -> tuple[Field, ...]:
    """Return the fields of the card."""
    parties = tuple(Choice(one.code, one.name) for one in seen.directory.parties)
    return (
        Field("kind", KIND, Kind.CHOICE, choices=tuple(Choice(k.value, v) for k, v in KINDS.items())),
        Field("number", NUMBER, longest=100),
        Field("name", NAME, Kind.LONG, longest=1_000),
        Field("state", STATE_OF, Kind.CHOICE, required=False, choices=parties),
        Field("adopted_on", ADOPTED, Kind.DAY),
        Field("in_force_on", IN_FORCE, Kind.DAY, required=False),
        Field("sha256", DIGEST, required=False, longest=64),
        Field("place", READ_AT, required=False),
    )


def lines_of_card(seen: Seen, before: str) -> tuple[Field, ...]:
    """Return what the lines of an act are called that hold the card under a path, "act/" for one."""
    return tuple(replace(one, name=f"{before}{one.name}") for one in card_fields(seen))


def read_card(typed: Typed) -> LegalAct:
    """Return the card that was typed; Problem `portal.field.missing` without the day it was adopted."""
    adopted = typed.day("adopted_on")
    if adopted is None:
        raise MISSING.at("adopted_on", label_kk=ADOPTED.kk, label_ru=ADOPTED.ru, label_en=ADOPTED.en)
    return LegalAct(
        ActKind(typed.text("kind")),
        typed.text("number").strip(),
        typed.text("name").strip(),
        typed.text("state"),
        adopted,
        typed.day("in_force_on"),
        typed.text("sha256").strip().lower(),
        typed.text("place").strip(),
    )
