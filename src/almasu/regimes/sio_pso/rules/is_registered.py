"""Registration in the exchange is one of the two conditions of any answer."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked
from almasu.kernel.parties.account import AccountState
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022


def _judge(asked: Asked) -> Verdict:
    match asked.asker.state:
        case AccountState.ACTIVE | AccountState.BLOCKED | AccountState.DELETED:
            return Met()
        case AccountState.REGISTERED | AccountState.CONSENT_PENDING:
            return Broken(
                because=Text(
                    kk="Есептік жазба әлі белсенді емес: алғашқы кіру аяқталмаған.",
                    ru="Учётная запись ещё не активна: первичный вход не завершён.",
                    en="The account is not active yet: the first entry is not complete.",
                ),
                remedy=Text(
                    kk="Жүйеге кіріп, пайдалану шарттарына келісімге қол қойыңыз.",
                    ru="Войдите в систему и подпишите согласие на условия использования.",
                    en="Sign in and sign the consent to the terms of use.",
                ),
            )


is_registered: Rule[Asked] = Rule(
    id="sio_pso.is_registered",
    kind=RuleKind.LAW,
    cites=("SIO25-2", "SIO25-6.1", "SIO22-4.2"),
    says=Text(
        kk="Сұрау салушы жүйеде тіркелген және есептік жазбасы іске қосылған.",
        ru="Запрашивающий зарегистрирован в системе, и его учётная запись действует.",
        en="The person asking is registered in the exchange and the account is active.",
    ),
    reading=(
        "Registration comes before the consent and the consent before the first request: an account passes registered, "
        "consent pending, active. A blocked or deleted account is judged by a rule of its own."
    ),
    since=EDITION_2022,
    until=None,
    judge=_judge,
)
