"""What a person is reminded of at the desk: the monthly change of the EDS password, a workplace card that runs out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from almasu.actions.view_applications import OwnAccount
from almasu.interfaces.portal.views.law import Notice, NoticeKind
from almasu.kernel.parties.password import PasswordState
from almasu.law.text import Text

CARD_BEFORE = timedelta(days=14)
PASSWORD = Text(
    kk="ЭЦҚ құпиясөзін өзгертетін кез келді: соңғы растаудан бері жиырма бес күн өтті. "
    "Мерзімінде расталмаса, кіру тоқтайды.",
    ru="Пора сменить пароль ЭЦП: со дня последнего подтверждения прошло двадцать пять дней. Без подтверждения в срок "
    "вход прекратится.",
    en="It is time to change the EDS password: twenty-five days have passed since it was last confirmed. "
    "The entry stops when the confirmation is late.",
)
CARD = Text(
    kk="Жұмыс орны картасының мерзімі аяқталып барады немесе аяқталды: оны қайта толтырыңыз.",
    ru="Срок карточки рабочего места истекает или истёк: заполните её заново.",
    en="The card of your workplace runs out or has run out: fill it in anew.",
)


def reminders(own: OwnAccount, at: datetime) -> Iterator[Notice]:
    """Yield what the person should do soon, with the days between which it is to be done."""
    password, card = own.password, own.card
    if password is not None and password.state is not PasswordState.KEPT:
        yield Notice(NoticeKind.PASSWORD, PASSWORD, password.remind_from, password.stop_from)
    if card is not None and at >= card.expires_at - CARD_BEFORE:
        yield Notice(NoticeKind.INFORMATION, CARD, card.declared_at, card.expires_at)
