"""How the person entered: by EDS in 2022, by EDS and a second factor since 2025."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked, Factor
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022, EDITION_2025

_SECOND = frozenset({Factor.SMS, Factor.FINGERPRINT, Factor.FACE, Factor.BIOMETRICS})
_NO_EDS = Broken(
    because=Text(
        kk="Бұл сеанста ЭЦҚ тексерілмеген.",
        ru="В этом сеансе ЭЦП не проверена.",
        en="The EDS was not checked in this session.",
    ),
    remedy=Text(
        kk="Шығып, жүйеге ЭЦҚ-мен қайта кіріңіз.",
        ru="Выйдите и войдите заново с ЭЦП.",
        en="Sign out and enter again with your EDS.",
    ),
)


def _eds(asked: Asked) -> Verdict:
    return Met() if Factor.EDS in asked.asker.factors else _NO_EDS


def _eds_and_second(asked: Asked) -> Verdict:
    if Factor.EDS not in asked.asker.factors:
        return _NO_EDS
    if asked.asker.factors & _SECOND:
        return Met()
    return Broken(
        because=Text(
            kk="Екінші фактор (SMS-код немесе биометрия) расталмаған.",
            ru="Второй фактор (SMS-код или биометрия) не подтверждён.",
            en="No second factor (SMS code or biometrics) was confirmed.",
        ),
        remedy=Text(
            kk="Тіркеу кезінде көрсетілген нөмірге келген SMS-кодты енгізіңіз.",
            ru="Введите SMS-код, отправленный на номер, указанный при регистрации.",
            en="Enter the SMS code sent to the number given at registration.",
        ),
    )


entered_with_two_factors: Rule[Asked] = Rule(
    id="sio_pso.entered_with_two_factors",
    kind=RuleKind.LAW,
    cites=("SIO25-9",),
    says=Text(
        kk="Кіру кезінде ЭЦҚ және екінші фактор (биометрия немесе SMS-код) тексерілген.",
        ru="При входе проверены ЭЦП и второй фактор: биометрия или SMS-код.",
        en="At the entry the EDS and a second factor, biometrics or an SMS code, were checked.",
    ),
    reading=(
        "EDS AND (biometrics OR SMS). The comma would also allow an SMS code alone; that is one factor, which the "
        "words 'multi-factor' exclude, so it is rejected."
    ),
    since=EDITION_2025,
    until=None,
    judge=_eds_and_second,
)

entered_with_eds: Rule[Asked] = Rule(
    id="sio_pso.entered_with_eds",
    kind=RuleKind.LAW,
    cites=("SIO22-9", "SIO22-A5.8"),
    says=Text(
        kk="Жүйеге ЭЦҚ арқылы кірген.",
        ru="Вход выполнен с ЭЦП.",
        en="The entry was made with an EDS.",
    ),
    reading="The 2022 edition names the EDS only; a second factor given then does no harm.",
    since=EDITION_2022,
    until=EDITION_2025,
    judge=_eds,
)
