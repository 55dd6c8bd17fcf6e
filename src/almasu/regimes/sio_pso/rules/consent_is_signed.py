"""No consent, no request: the paper signed at the first entry, in either edition's form."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022, EDITION_2025

_REMEDY = Text(
    kk="Алғашқы кіру бетінде келісімге ЭЦҚ-мен қол қойыңыз, содан кейін қайта сұраңыз.",
    ru="Подпишите согласие ЭЦП на странице первичного входа и повторите запрос.",
    en="Sign the consent with your EDS on the first-entry page, then ask again.",
)


def _judge(asked: Asked) -> Verdict:
    signed = asked.asker.consent_signed_at
    if signed is None:
        return Broken(
            because=Text(
                kk="Қол қойылған келісім жоқ.",
                ru="Подписанного согласия нет.",
                en="There is no signed consent.",
            ),
            remedy=_REMEDY,
        )
    if signed > asked.at:
        return Broken(
            because=Text(
                kk="Келісімге сұрау салудан кейін қол қойылған.",
                ru="Согласие подписано позже запроса.",
                en="The consent was signed after the request.",
            ),
            remedy=_REMEDY,
        )
    return Met()


consent_is_signed: Rule[Asked] = Rule(
    id="sio_pso.consent_is_signed",
    kind=RuleKind.LAW,
    cites=("SIO25-10.1", "SIO25-10.2", "SIO25-11"),
    says=Text(
        kk="Пайдалану шарттарына келісімге ЭЦҚ-мен қол қойылған, күні сақталған.",
        ru="Согласие на условия использования подписано ЭЦП, дата подписания сохранена.",
        en="The consent to the terms of use is signed with an EDS and its date is kept.",
    ),
    reading="Clause 11 ties both access and the possibility to send requests to the consent: judged at every request.",
    since=EDITION_2025,
    until=None,
    judge=_judge,
)

agreement_is_signed: Rule[Asked] = Rule(
    id="sio_pso.agreement_is_signed",
    kind=RuleKind.LAW,
    cites=("SIO22-10", "SIO22-11", "SIO22-A5.4", "SIO22-A5.7", "SIO22-A5.16"),
    says=Text(
        kk="Пайдалану құқықтары туралы келісімге (5-қосымша) ЭЦҚ-мен қол қойылған.",
        ru="Соглашение о правах использования (приложение 5) подписано ЭЦП.",
        en="The agreement on the rights of use (annex 5) is signed with an EDS.",
    ),
    reading=(
        "Annex 5 starts the agreement on the day of registration, rule 10 has it signed at the first entry: the "
        "account waits between the two and nothing may be asked meanwhile."
    ),
    since=EDITION_2022,
    until=EDITION_2025,
    judge=_judge,
)
