"""The terms of resolution No. 67 in working days of Kazakhstan: kept or missed, never a reason to refuse a late act."""

from __future__ import annotations

from collections.abc import Callable

from almasu.kernel.sector.facts import Timed
from almasu.kernel.sector.law import ALERT_DECISION, ANSWER, CORRECTION, REQUEST_DECISION
from almasu.law import moment
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.asoi.rules.dated import of_law

_LATE = Text(
    kk="Әрекетті бәрібір жасаңыз: кешігу көрсетіледі, бірақ міндет қалады.",
    ru="Сделайте это всё равно: опоздание будет видно, но обязанность остаётся.",
    en="Do it all the same: the delay shows, but the duty stays.",
)


def _within(term: str) -> Callable[[Timed], Verdict]:
    """Return the judge of one term."""

    def judge(facts: Timed) -> Verdict:
        if facts.term != term or facts.due is None:
            return NotApplicable()
        if facts.at <= facts.due:
            return Met()
        due = f"{moment.in_astana(facts.due):%d.%m.%Y %H:%M}"
        because = Text(kk=f"Мерзім {due} бітті.", ru=f"Срок истёк {due}.", en=f"The term ended on {due}.")
        return Broken(because, _LATE)

    return judge


alert_decided_in_time = of_law(
    "alert_decided_in_time",
    ("ASOI-13.1",),
    Text(
        kk="Хабарлама бойынша шешім бір жұмыс күні ішінде көрсетілген.",
        ru="Решение по оповещению показано в течение одного рабочего дня.",
        en="The decision on an alert is shown within one working day.",
    ),
    "The day of receipt does not count; a corrected edition is received anew.",
    _within(ALERT_DECISION),
)
request_decided_in_time = of_law(
    "request_decided_in_time",
    ("ASOI-14.1",),
    Text(
        kk="Сұрау салу бір жұмыс күні ішінде жұмысқа алынған не қабылданбаған.",
        ru="Запрос взят в работу или отклонён в течение одного рабочего дня.",
        en="A request is taken into work or declined within one working day.",
    ),
    "The clock binds organisations; for the authorised body none runs.",
    _within(REQUEST_DECISION),
)
answered_in_time = of_law(
    "answered_in_time",
    ("ASOI-14.2",),
    Text(
        kk="Жауап он жұмыс күнінен кешіктірмей берілген.",
        ru="Ответ дан не позднее десяти рабочих дней.",
        en="The answer is given not later than ten working days.",
    ),
    "Ten days from receipt, the stricter reading; a request keeps the reading of the day on which it was sent.",
    _within(ANSWER),
)
corrected_in_time = of_law(
    "corrected_in_time",
    ("ASOI-15",),
    Text(
        kk="Қайтарылған құжат үш жұмыс күні ішінде түзетілген.",
        ru="Возвращённый документ исправлен в течение трёх рабочих дней.",
        en="What was returned is mended within three working days.",
    ),
    "It is mended when the corrected edition was sent with the head's consent.",
    _within(CORRECTION),
)
