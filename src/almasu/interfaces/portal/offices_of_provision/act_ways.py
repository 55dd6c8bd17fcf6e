"""What whoever is on the page of a joint act may do with it now: the one thing most come for stands first."""

from __future__ import annotations

from collections.abc import Iterator

from almasu.actions.provision.see_acts import Seen
from almasu.interfaces.portal.offices.blocks import Way
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_provision.act_blocks import ACTS
from almasu.kernel.powers.provision_acts import DRAFT_ACT, SIGN_ACT
from almasu.kernel.provision.act_course import Stage
from almasu.law.text import Text

EDIT = Text("Актінің басын түзету", "Изменить общую часть", "Change the head of the act")
ADD_SET = Text("Деректер жиынын қосу", "Добавить набор данных", "Add a data set")
PUT = Text("Келісуге шығару", "Вынести на согласование", "Put to approval")
APPROVE = Text("ЭЦҚ-мен келісу", "Согласовать с ЭЦП", "Approve with the EDS")
SIGN = Text("Басшы ретінде қол қою", "Подписать как руководитель", "Sign as the head")
SEND_BACK = Text("Жобаға қайтару", "Вернуть в проект", "Send back to a draft")
GIVE_UP = Text("Жобадан бас тарту", "Оставить проект", "Give the draft up")
RENEW = Text("Ұзарту жобасын жазу", "Составить проект продления", "Write the draft that renews it")
END = Text("Мерзімінен бұрын тоқтату", "Прекратить досрочно", "End it early")
AS_JSON = Text("JSON файлын алу", "Взять файл JSON", "Take the JSON file")
AS_PDF_KK = Text("PDF: қазақша", "PDF на казахском", "PDF in Kazakh")
AS_PDF_RU = Text("PDF: орысша", "PDF на русском", "PDF in Russian")
AS_PDF_EN = Text("PDF: ағылшынша", "PDF на английском", "PDF in English")
COMPARE = Text("Алдыңғы нұсқамен салыстыру", "Сравнить с прошлой версией", "Compare with the version before")


def ways_on(seen: Seen, here: Here) -> Iterator[Way]:
    """Yield the deeds that the stage of the version and the role of whoever is here allow, then the files."""
    place = f"{ACTS}/{seen.kept.paper.id}"
    role = None if here.person is None else here.person.holds
    if role in DRAFT_ACT.roles:
        yield from _of_worker(seen, place)
    if role in SIGN_ACT.roles:
        yield from _of_head(seen, place)
    yield Way(AS_JSON, f"{place}/json")
    yield Way(AS_PDF_KK, f"{place}/pdf-kk")
    yield Way(AS_PDF_RU, f"{place}/pdf-ru")
    yield Way(AS_PDF_EN, f"{place}/pdf-en")
    if seen.version.number > 1:
        yield Way(COMPARE, f"{place}/differences")


def _of_worker(seen: Seen, place: str) -> Iterator[Way]:
    version = seen.version
    mine = any(one.side is seen.who.actor.side for one in version.approvals)
    match version.stage:
        case Stage.DRAFT:
            yield Way(PUT, f"{place}/put", main=True)
            yield Way(EDIT, f"{place}/edit")
            yield Way(ADD_SET, f"{place}/sets/add")
            yield Way(GIVE_UP, f"{place}/give-up")
        case Stage.AT_APPROVAL:
            if not mine:
                yield Way(APPROVE, f"{place}/approve", main=True)
            yield Way(SEND_BACK, f"{place}/send-back")
        case Stage.AT_SIGNATURE:
            yield Way(SEND_BACK, f"{place}/send-back")
        case Stage.SIGNED:
            yield Way(RENEW, f"{place}/renew", main=True)
        case Stage.GIVEN_UP:
            return


def _of_head(seen: Seen, place: str) -> Iterator[Way]:
    version = seen.version
    if version.stage is Stage.AT_SIGNATURE:
        if not any(one.side is seen.who.actor.side for one in version.signatures):
            yield Way(SIGN, f"{place}/sign", main=True)
        yield Way(SEND_BACK, f"{place}/send-back")
    if version.stage is Stage.SIGNED:
        yield Way(END, f"{place}/end")
