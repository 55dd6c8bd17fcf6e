"""Access is round the clock, but for emergencies and works announced beforehand."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked, Downtime
from almasu.law import moment
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022, EDITION_2025


def _judge(asked: Asked) -> Verdict:
    downtime = asked.downtime
    if downtime is None or asked.at < downtime.since:
        return Met()
    if downtime.until is not None and asked.at >= downtime.until:
        return Met()
    return _closed(downtime)


def _closed(downtime: Downtime) -> Broken:
    planned = Text(
        kk="Жарияланған техникалық жұмыстар жүріп жатыр.",
        ru="Идут объявленные технические работы.",
        en="Announced technical works are under way.",
    )
    emergency = Text(
        kk="Журналға енгізілген апаттық жағдай әлі жойылмаған.",
        ru="Аварийная ситуация, внесённая в журнал, ещё не устранена.",
        en="An emergency entered in the journal is not over yet.",
    )
    return Broken(because=planned if downtime.planned else emergency, remedy=_remedy(downtime))


def _remedy(downtime: Downtime) -> Text:
    if downtime.until is None:
        return Text(
            kk="Портал хабарламасын күтіңіз; жазғаныңыз сақталады.",
            ru="Дождитесь сообщения на портале; написанное сохранится.",
            en="Wait for the notice on the portal; what you wrote is kept.",
        )
    return Text(
        kk="{until} (Астана уақыты) кейін жіберіңіз; жазғаныңыз сақталады.",
        ru="Отправьте после {until} (время Астаны); написанное сохранится.",
        en="Send it after {until} (Astana time); what you wrote is kept.",
    ).filled(until=moment.in_astana(downtime.until).strftime("%d.%m.%Y %H:%M"))


_SAYS = Text(
    kk="Жүйе жұмыс істеп тұр: апат та, жарияланған жұмыстар да жоқ.",
    ru="Система работает: нет ни аварии, ни объявленных работ.",
    en="The exchange is open: no emergency and no announced works.",
)

service_is_open: Rule[Asked] = Rule(
    id="sio_pso.service_is_open",
    kind=RuleKind.LAW,
    cites=("SIO25-14.1", "SIO25-14.3"),
    says=_SAYS,
    reading="No hours and no weekdays limit requests; only a recorded downtime does, and only while it lasts.",
    since=EDITION_2025,
    until=None,
    judge=_judge,
)

service_was_open: Rule[Asked] = Rule(
    id="sio_pso.service_was_open",
    kind=RuleKind.LAW,
    cites=("SIO22-14",),
    says=_SAYS,
    reading="The same as in 2025, with the journal of annex 6.",
    since=EDITION_2022,
    until=EDITION_2025,
    judge=_judge,
)
