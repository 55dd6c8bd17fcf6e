"""Several subjects in one request: each has its own reason, and a crowd is no request (house)."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022
from almasu.regimes.sio_pso.reasons import Floor, says_enough


def each_subject_has_its_reason(floor: Floor) -> Rule[Asked]:
    """Return the rule that each of several subjects is justified by itself."""

    def judge(asked: Asked) -> Verdict:
        if max(len(asked.subjects), asked.among) < 2:
            return NotApplicable()
        if any(subject.alike for subject in asked.subjects):
            return _REPEATED
        bare = [
            str(place)
            for place, subject in enumerate(asked.subjects, start=1)
            if not says_enough(subject.justification, floor)
        ]
        return _without_reason(", ".join(bare)) if bare else Met()

    return Rule(
        id="sio_pso.each_subject_has_its_reason",
        kind=RuleKind.HOUSE,
        cites=("SIO25-3.1",),
        says=Text(
            kk="Бірнеше субъект болса, әрқайсысының өз негіздемесі бар.",
            ru="Если субъектов несколько, у каждого есть своё обоснование.",
            en="Where there are several subjects, each has a justification of its own.",
        ),
        reading=(
            "The clause speaks of the request; a person asked about beside others deserves a reason no less. "
            "The words of another subject repeated are no reason of one's own."
        ),
        since=EDITION_2022,
        until=None,
        judge=judge,
    )


def _without_reason(places: str) -> Broken:
    return Broken(
        because=Text(
            kk="Мына реттік нөмірдегі субъектілердің негіздемесі жоқ немесе жеткіліксіз: {places}.",
            ru="Нет достаточного обоснования у субъектов под номерами: {places}.",
            en="These subjects, by their order, lack a sufficient justification: {places}.",
        ).filled(places=places),
        remedy=Text(
            kk="Әр субъект туралы не үшін сұралатынын жазыңыз немесе оны алып тастаңыз.",
            ru="Напишите, для чего нужны сведения о каждом субъекте, или уберите его.",
            en="Write why each subject is asked about, or remove it.",
        ),
    )


_REPEATED = Broken(
    because=Text(
        kk="Бұл субъектінің негіздемесі сол сұрау салудағы басқа субъектінің негіздемесін сөзбе-сөз қайталайды.",
        ru="Обоснование этого субъекта слово в слово повторяет обоснование другого субъекта того же запроса.",
        en="The justification of this subject repeats, word for word, that of another subject of the same request.",
    ),
    remedy=Text(
        kk="Дәл осы субъект туралы мәлімет не үшін қажет екенін жазыңыз немесе оны алып тастаңыз.",
        ru="Напишите, для чего нужны сведения именно об этом субъекте, или уберите его.",
        en="Write what the information about this very subject is needed for, or remove the subject.",
    ),
)


def subjects_are_few(most: int) -> Rule[Asked]:
    """Return the rule that one request has at most so many subjects."""

    def judge(asked: Asked) -> Verdict:
        return Met() if max(len(asked.subjects), asked.among) <= most else _too_many(str(most))

    return Rule(
        id="sio_pso.subjects_are_few",
        kind=RuleKind.HOUSE,
        cites=("SIO25-18", "SIO25-3.1"),
        says=Text(
            kk="Бір сұрау салудағы субъектілер саны шектен аспайды.",
            ru="Субъектов в одном запросе не больше предела.",
            en="One request has no more subjects than the limit.",
        ),
        reading="Unlawful collection is to be prevented; a list of hundreds is collection, whatever it says.",
        since=EDITION_2022,
        until=None,
        judge=judge,
    )


def _too_many(most: str) -> Broken:
    return Broken(
        because=Text(
            kk="Субъектілер тым көп: шек {most}.",
            ru="Слишком много субъектов: предел {most}.",
            en="Too many subjects: the limit is {most}.",
        ).filled(most=most),
        remedy=Text(
            kk="Сұрау салуды тапсырмалар бойынша бөліңіз.",
            ru="Разделите запрос по заданиям.",
            en="Divide the request by tasks.",
        ),
    )
