"""Nothing leaves an organisation, and nothing is decided in it, before the head of its IS unit consents."""

from __future__ import annotations

from typing import Any

from almasu.kernel.sector.facts import Decided, Sent, Taken
from almasu.law.rule import Rule
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.asoi.rules.dated import of_house, of_law

_ASK = Text(
    kk="Басшыдан келісім сұраңыз: оны ол өз қолтаңбасымен береді.",
    ru="Запросите согласие руководства: оно даётся его подписью.",
    en="Ask the head to consent: the consent is given by their signature.",
)
_NONE = Text(
    kk="Осы нұсқаға ақпараттық қауіпсіздік бөлімшесі басшысының келісімі жоқ.",
    ru="Нет согласия руководства подразделения ИБ на эту редакцию.",
    en="The head of the information-security unit has not consented to this edition.",
)
_OWN = Text(
    kk="Келісімді құжатты жазған адамның өзі берген.",
    ru="Согласие дал сам составитель.",
    en="Whoever wrote it gave the consent.",
)
_SAYS = Text(
    kk="Ұйымнан құжат басшының осы нұсқаға берген келісімінен кейін ғана шығады.",
    ru="Документ уходит из организации только после согласия руководства именно на эту редакцию.",
    en="A document leaves its organisation only after the head consented to this very edition.",
)


def _sent(facts: Sent) -> Verdict:
    if facts.of_centre:
        return NotApplicable()
    return Met() if facts.consented else Broken(_NONE, _ASK)


def _decided(facts: Decided) -> Verdict:
    return Met() if facts.consented else Broken(_NONE, _ASK)


def _taken(facts: Taken) -> Verdict:
    if facts.of_centre:
        return NotApplicable()
    return Met() if facts.consented else Broken(_NONE, _ASK)


def _by_another(facts: Sent | Decided | Taken) -> Verdict:
    if not facts.consented:
        return NotApplicable()
    return Met() if facts.by_another else Broken(_OWN, _ASK)


consent_precedes = of_law(
    "consent_precedes",
    ("ASOI-10", "ASOI-11", "ASOI-12", "ASOI-14.2"),
    _SAYS,
    "“With the consent” is a consent before sending, to the very words sent; the centre asks nobody.",
    _sent,
)
decided_with_consent = of_law(
    "decided_with_consent",
    ("ASOI-13.1",),
    Text(
        kk="Хабарламаны ұйым басшының келісімімен қабылдайды не одан бас тартады.",
        ru="Организация принимает оповещение или отказывается от него с согласия руководства.",
        en="An organisation accepts an alert or refuses it with the consent of the head.",
    ),
    "Each organisation decides for itself, and the consent is to the edition it decides on.",
    _decided,
)
taken_with_consent = of_law(
    "taken_with_consent",
    ("ASOI-14.1",),
    Text(
        kk="Сұрау салуды ұйым басшының келісімімен жұмысқа алады не қабылдамайды.",
        ru="Организация берёт запрос в работу или отклоняет его с согласия руководства.",
        en="An organisation takes a request into work or declines it with the consent of the head.",
    ),
    "The clause binds organisations; the authorised body has no head of an IS unit to ask.",
    _taken,
)
consent_by_another: Rule[Any] = of_house(
    "consent_by_another",
    ("ASOI-10", "ASOI-11", "ASOI-12", "ASOI-13.1", "ASOI-14.1"),
    Text(
        kk="Жазған адам мен келісім берген адам – екі бөлек адам.",
        ru="Составляет и согласует не один и тот же человек.",
        en="Whoever writes and whoever consents are two people.",
    ),
    "The act names two people; one who holds both duties could consent to himself, so we keep them apart.",
    _by_another,
)
