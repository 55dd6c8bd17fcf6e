"""Why a notice was not taken, in three languages: by the word that is kept of its last try."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from almasu.kernel.exchange.reasons import Silence
from almasu.law.text import Text

REASONS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "place not listed": Text(
            "оператор бұл мекенжайға шығуға рұқсат бермеген",
            "оператор не разрешил выход на этот адрес",
            "the operator lets nothing out to this address",
        ),
        "place not allowed": Text(
            "мекенжай ішкі желіде", "адрес во внутренней сети", "the address is inside of the own network"
        ),
        "no address": Text(
            "мекенжайдағы атау табылмады", "имя из адреса не найдено", "the name in the address was not found"
        ),
        "no channel": Text("пошта бапталмаған", "почта не настроена", "mail is not set up"),
        Silence.TIME_RAN_OUT: Text("уақытында жауап келмеді", "ответ не пришёл вовремя", "no answer came in time"),
        Silence.NO_CONNECTION: Text("қосылу мүмкін болмады", "не удалось соединиться", "no connection was possible"),
        Silence.CUT_OFF: Text("байланыс үзілді", "соединение прервалось", "the connection broke"),
        Silence.UNTRUSTED_SERVER: Text(
            "қабылдаушының сертификатына сенім жоқ",
            "сертификату получателя нет доверия",
            "the certificate of the receiver is not trusted",
        ),
    }
)
REFUSED: Final = Text("қабылдаушы бас тартты:", "получатель отказал:", "the receiver refused:")
OTHERWISE: Final = Text("жеткізілмеді:", "не доставлено:", "not delivered:")


def why_said(last: str) -> tuple[Text, str]:
    """Return why a try failed, and the code that came beside it, empty where the words say all."""
    if last in REASONS:
        return REASONS[last], ""
    return REFUSED if last.removeprefix("SMTP ").isdigit() else OTHERWISE, last
