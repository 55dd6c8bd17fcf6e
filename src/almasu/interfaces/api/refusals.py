"""What the HTTP interface itself refuses, before any act begins, in fixed words: nothing that was sent comes back."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

LARGEST_BODY = 512 * 1024
"""Bytes of what a program may send at once."""

NO_SESSION = ProblemKind(
    "http.no_session",
    401,
    Text(
        kk="Сеанс көрсетілмеген немесе Authorization тақырыбы дұрыс жазылмаған.",
        ru="Сеанс не указан, или заголовок Authorization записан неверно.",
        en="No session is given, or the Authorization header is malformed.",
    ),
    Text(
        kk="POST /api/v1/sign-in арқылы кіріп, әр сұрауға «Authorization: Bearer <сеанс>» тақырыбын қосыңыз.",
        ru="Войдите через POST /api/v1/sign-in и добавляйте к каждому запросу «Authorization: Bearer <сеанс>».",
        en="Sign in with POST /api/v1/sign-in and send “Authorization: Bearer <session>” with every request.",
    ),
    ("SIO25-9",),
)
ABSENT = ProblemKind(
    "http.absent",
    404,
    Text(kk="Мұнда ештеңе жоқ.", ru="Здесь ничего нет.", en="There is nothing here."),
    Text(
        kk="Мекенжайды /openapi.json сипаттамасымен салыстырыңыз.",
        ru="Сверьте адрес с описанием /openapi.json.",
        en="Compare the address with the description at /openapi.json.",
    ),
)
OTHER_METHOD = ProblemKind(
    "http.other_method",
    405,
    Text(
        kk="Бұл мекенжай мұндай әдісті қабылдамайды.",
        ru="Этот адрес не принимает такой метод.",
        en="This address does not take this method.",
    ),
    Text(
        kk="Allow тақырыбындағы әдістердің бірін қолданыңыз.",
        ru="Используйте один из методов, названных в заголовке Allow.",
        en="Use one of the methods that the Allow header names.",
    ),
)
TOO_LARGE = ProblemKind(
    "http.too_large",
    413,
    Text(
        kk="Жіберілген мәлімет тым көлемді.",
        ru="Отправлено слишком много данных.",
        en="Too much was sent.",
    ),
    Text(
        kk=f"{LARGEST_BODY // 1024} КБ-тан аспайтын мәлімет жіберіңіз.",
        ru=f"Отправляйте не больше {LARGEST_BODY // 1024} КБ.",
        en=f"Send no more than {LARGEST_BODY // 1024} KB.",
    ),
)
UNREADABLE = ProblemKind(
    "http.unreadable",
    400,
    Text(
        kk="Жіберілгенді оқу мүмкін болмады.",
        ru="Отправленное не удалось прочитать.",
        en="What was sent could not be read.",
    ),
    Text(
        kk="Денесі мен параметрлерін /openapi.json сипаттамасымен салыстырыңыз.",
        ru="Сверьте тело и параметры с описанием /openapi.json.",
        en="Compare body and parameters with the description at /openapi.json.",
    ),
)


def refusal_for(status: int) -> ProblemKind | None:
    """Return what a refusal of the web frame with this status is called here; None where it is a fault of ours."""
    match status:
        case 404:
            return ABSENT
        case 405:
            return OTHER_METHOD
        case 413:
            return TOO_LARGE
        case _ if 400 <= status < 500:
            return UNREADABLE
        case _:
            return None
