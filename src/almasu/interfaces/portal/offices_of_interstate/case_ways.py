"""What may be done with a request from its page, by where it stands and who looks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from almasu.actions.interstate.cases import KeptCase
from almasu.interfaces.portal.offices.blocks import Way
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_interstate.case_blocks import place
from almasu.interfaces.portal.offices_of_interstate.packet_words import CAME, PACKETS
from almasu.kernel.interstate.answering import conditions_wait
from almasu.kernel.interstate.case import CaseState, Side
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.powers.interstate import SEND_REQUEST, TELL, WRITE_REQUEST
from almasu.law.text import Text

EDIT = Text("Жобаны түзету", "Изменить черновик", "Change the draft")
SEND = Text("Қол қойып, жіберу", "Подписать и направить", "Sign and send")
TELL_NOW = Text("Хабарлау", "Известить", "Tell")
ACCEPT = Text("Шарттарға жауап беру", "Ответить на условия", "Answer the conditions")
AGAIN = Text("Сол қалпында жаңадан жазу", "Составить такой же заново", "Write the same anew")
ANEW = Text("Толықтырып, жаңадан жазу", "Дополнить и составить заново", "Complete it and write it anew")
REVIEW = Text("Қайта қаралды, әлі қажет", "Пересмотрен, ещё нужен", "Looked at again: still needed")
WITHDRAW = Text("Қайтарып алу", "Отозвать", "Withdraw")
CONSENT = Text("Жариялауға келісу", "Согласие на раскрытие", "Consent to disclosure")
BACK = Text("Келісімді қайтарып алу", "Отозвать согласие", "Take the consent back")
DISCLOSE = Text("Жариялау", "Раскрыть", "Disclose")


def ways_of(kept: KeptCase, here: Here, at: datetime, *, never_came: bool = False) -> tuple[Way, ...]:
    """Return what may be done now; `never_came`: the other side did not accept the request, or lost it."""
    signs = here.may(SEND_REQUEST, TELL)
    own = tuple(_draft(kept, signs=signs) if kept.case.sent is None else _sent(kept, at)) if signs else _edit(kept)
    return (*_anew(kept, never_came=never_came), *own) if here.may(WRITE_REQUEST) else own


def _anew(kept: KeptCase, *, never_came: bool) -> tuple[Way, ...]:
    """Return the way from a request that came back as incomplete, or was lost, to a new one that says the same."""
    is_back = kept.case.side is Side.ASKING and kept.case.state is CaseState.RETURNED
    if never_came and not is_back:
        return (Way(AGAIN, f"{place(kept)}/anew", main=True),)
    return (Way(ANEW, f"{place(kept)}/anew", main=True),) if is_back else ()


def _edit(kept: KeptCase) -> tuple[Way, ...]:
    if kept.case.sent is None:
        return (Way(EDIT, f"{place(kept)}/edit"),)
    by_courier = kept.case.channel is Channel.COURIER and kept.case.state is not CaseState.CLOSED
    return (Way(CAME, f"{PACKETS}/came/{kept.paper.id}"),) if by_courier else ()


def _draft(kept: KeptCase, *, signs: bool) -> Iterator[Way]:
    if signs:
        yield Way(SEND, f"{place(kept)}/send", main=True)
    yield Way(EDIT, f"{place(kept)}/edit")


def _sent(kept: KeptCase, at: datetime) -> Iterator[Way]:
    case, here = kept.case, place(kept)
    moves = case.state in (CaseState.RECEIVED, CaseState.OPEN)
    consents = [one for one in case.consents if one.stands_at(at)]
    if case.channel is Channel.COURIER and case.state is not CaseState.CLOSED:
        yield Way(CAME, f"{PACKETS}/came/{kept.paper.id}", main=case.side is Side.ASKING)
    if case.side is Side.ASKED and moves:
        yield Way(TELL_NOW, f"{here}/tell", main=True)
    if case.side is Side.ASKING:
        if case.reception is not None and conditions_wait(case.reception):
            yield Way(ACCEPT, f"{here}/conditions", main=True)
        if case.review_on is not None:
            yield Way(REVIEW, f"{here}/review", main=case.review_is_due(at))
        if moves:
            yield Way(WITHDRAW, f"{here}/withdraw")
        yield Way(CONSENT, f"{here}/consent")
        if consents:
            yield Way(BACK, f"{here}/consent-back")
    if consents:
        yield Way(DISCLOSE, f"{here}/disclose")
