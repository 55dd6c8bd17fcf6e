"""What must follow a breach and a check: whom the operator informs, what a prosecutor needs and does."""

from __future__ import annotations

from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.sio_pso.acts.facts import Answer, Breach, Check, Informed, Unlawful
from almasu.regimes.sio_pso.editions import EDITION_2022, EDITION_2025

_NOT_BLOCKED = Broken(
    because=Text(
        kk="Бұзушылыққа жол берген адамның қолжетімділігі бұғатталмаған.",
        ru="Доступ допустившего нарушение не заблокирован.",
        en="The access of the person who committed the breach was not blocked.",
    ),
    remedy=Text(kk="Қолжетімділікті бұғаттаңыз.", ru="Заблокируйте доступ.", en="Block the access."),
)


def _user_is_informed(breach: Breach) -> Verdict:
    if not breach.blocked:
        return _NOT_BLOCKED
    if Informed.USER in breach.informed:
        return Met()
    return Broken(
        because=Text(
            kk="Пайдаланушы хабардар етілмеген.",
            ru="Пользователь не уведомлён.",
            en="The user was not informed.",
        ),
        remedy=Text(
            kk="Бұғаттау туралы пайдаланушыға хабарлаңыз.",
            ru="Уведомите пользователя о блокировке.",
            en="Inform the user of the block.",
        ),
    )


def _body_is_informed(breach: Breach) -> Verdict:
    if not breach.blocked:
        return _NOT_BLOCKED
    if Informed.BODY in breach.informed:
        return Met()
    return Broken(
        because=Text(
            kk="Уәкілетті орган хабардар етілмеген.",
            ru="Уполномоченный орган не оповещён.",
            en="The authorised body was not informed.",
        ),
        remedy=Text(
            kk="Бұғаттау туралы уәкілетті органға хабарлаңыз.",
            ru="Оповестите уполномоченный орган о блокировке.",
            en="Inform the authorised body of the block.",
        ),
    )


def _by_prosecutor(check: Check) -> Verdict:
    if check.by_prosecutor:
        return Met()
    return Broken(
        because=Text(
            kk="Тексеруді прокурор жүргізбеген.",
            ru="Проверку проводил не прокурор.",
            en="The check was not held by a prosecutor.",
        ),
        remedy=Text(
            kk="Тексеруді прокурорға беріңіз.",
            ru="Передайте проверку прокурору.",
            en="Hand the check to a prosecutor.",
        ),
    )


def _under_a_resolution(check: Check) -> Verdict:
    if check.by_prosecutor and check.resolution.strip():
        return Met()
    return Broken(
        because=Text(
            kk="Тексеру үшін прокурордың қаулысы шығарылмаған.",
            ru="Для проверки не вынесено постановление прокурора.",
            en="The prosecutor issued no resolution for the check.",
        ),
        remedy=Text(
            kk="Қаулының нөмірі мен күнін көрсетіңіз.",
            ru="Укажите номер и дату постановления.",
            en="Name the number and date of the resolution.",
        ),
    )


def _law_enforcement_is_told(found: Unlawful) -> Verdict:
    if Answer.LAW_ENFORCEMENT_NOTICE in found.answers:
        return Met()
    return Broken(
        because=Text(
            kk="Құқық қорғау органдарына хабар жіберілмеген.",
            ru="Сообщение правоохранительным органам не направлено.",
            en="No notice was sent to law-enforcement bodies.",
        ),
        remedy=Text(
            kk="Факті бойынша хабар жіберіңіз.",
            ru="Направьте сообщение по этому факту.",
            en="Send a notice about the fact.",
        ),
    )


def _measure_is_taken(found: Unlawful) -> Verdict:
    if found.answers - {Answer.LAW_ENFORCEMENT_NOTICE}:
        return Met()
    return Broken(
        because=Text(
            kk="Прокурорлық қадағалау шарасы қолданылмаған.",
            ru="Мера прокурорского надзора не принята.",
            en="No measure of prosecutor's supervision was taken.",
        ),
        remedy=Text(
            kk="Қадағалау актісін не заңда көзделген өзге шараны қолданыңыз.",
            ru="Примите акт надзора или иную меру, предусмотренную законом.",
            en="Take an act of supervision or another measure that the law provides.",
        ),
    )


user_is_informed: Rule[Breach] = Rule(
    id="sio_pso_acts.user_is_informed",
    kind=RuleKind.LAW,
    cites=("SIO22-17",),
    says=Text(
        kk="Бұзушылық анықталғанда қолжетімділік бұғатталып, пайдаланушы хабардар етілген.",
        ru="При нарушении доступ заблокирован, пользователь уведомлён.",
        en="On a breach the access was blocked and the user informed.",
    ),
    reading="The edition of 2022 names the user alone.",
    since=EDITION_2022,
    until=EDITION_2025,
    judge=_user_is_informed,
)
body_is_informed: Rule[Breach] = Rule(
    id="sio_pso_acts.body_is_informed",
    kind=RuleKind.LAW,
    cites=("SIO25-17",),
    says=Text(
        kk="Бұзушылық анықталғанда қолжетімділік бұғатталып, уәкілетті орган хабардар етілген.",
        ru="При нарушении доступ заблокирован, уполномоченный орган оповещён.",
        en="On a breach the access was blocked and the authorised body informed.",
    ),
    reading="The body must be told; telling the user as well is not forbidden.",
    since=EDITION_2025,
    until=None,
    judge=_body_is_informed,
)
check_is_by_the_prosecutor: Rule[Check] = Rule(
    id="sio_pso_acts.check_is_by_the_prosecutor",
    kind=RuleKind.LAW,
    cites=("SIO22-22",),
    says=Text(
        kk="Тексеруді прокурор «Прокуратура туралы» 2017 жылғы заңның 6-бабы 2-тармағы бойынша жүргізген.",
        ru="Проверку провёл прокурор по пункту 2 статьи 6 Закона о прокуратуре 2017 года.",
        en="A prosecutor held the check under Article 6(2) of the Law of 2017 on the Prosecutor's Office.",
    ),
    reading=(
        "The edition of 2022 names no resolution. The law of 2017 was replaced on 05.11.2022; until 2025 the clause is "
        "read to the Constitutional Law that took its place."
    ),
    since=EDITION_2022,
    until=EDITION_2025,
    judge=_by_prosecutor,
)
check_has_a_resolution: Rule[Check] = Rule(
    id="sio_pso_acts.check_has_a_resolution",
    kind=RuleKind.LAW,
    cites=("SIO25-22.1", "SIO25-22.2"),
    says=Text(
        kk="Тексеру прокурордың нөмірі мен күні бар қаулысы бойынша жүргізілген.",
        ru="Проверка проведена по постановлению прокурора с номером и датой.",
        en="The check was held under a prosecutor's resolution with number and date.",
    ),
    reading="No data may be seen before the resolution is issued.",
    since=EDITION_2025,
    until=None,
    judge=_under_a_resolution,
)
law_enforcement_is_told: Rule[Unlawful] = Rule(
    id="sio_pso_acts.law_enforcement_is_told",
    kind=RuleKind.LAW,
    cites=("SIO22-23",),
    says=Text(
        kk="Заңсыз алу анықталғанда прокурор құқық қорғау органдарына хабар жіберген.",
        ru="При незаконном получении прокурор направил сообщение правоохранительным органам.",
        en="On unlawful obtaining the prosecutor sent a notice to law-enforcement bodies.",
    ),
    reading="The edition of 2022 names the notice and no measure of the prosecutor's own.",
    since=EDITION_2022,
    until=EDITION_2025,
    judge=_law_enforcement_is_told,
)
measure_is_taken: Rule[Unlawful] = Rule(
    id="sio_pso_acts.measure_is_taken",
    kind=RuleKind.LAW,
    cites=("SIO25-23",),
    says=Text(
        kk="Заңсыз алу анықталғанда прокурор қадағалау шарасын не заңда көзделген өзге шараны қолданған.",
        ru="При незаконном получении прокурор принял меру надзора или иную предусмотренную законом меру.",
        en="On unlawful obtaining the prosecutor took a measure of supervision or another the law provides.",
    ),
    reading="A notice to law-enforcement bodies alone is no longer enough.",
    since=EDITION_2025,
    until=None,
    judge=_measure_is_taken,
)
