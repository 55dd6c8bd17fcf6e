"""Whoever asks answers for the request being justified: it says why, so that a controller can judge."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022
from almasu.regimes.sio_pso.reasons import Floor, says_enough


def _stated(asked: Asked) -> Verdict:
    if asked.justification.strip():
        return Met()
    return Broken(
        because=Text(
            kk="Сұрау салудың негіздемесі жазылмаған.",
            ru="Обоснование запроса не написано.",
            en="The request has no justification.",
        ),
        remedy=Text(
            kk="Бұл мәлімет не үшін қажет екенін бір-екі сөйлеммен жазыңыз.",
            ru="Напишите одним-двумя предложениями, для чего нужны эти сведения.",
            en="Write in a sentence or two what the information is needed for.",
        ),
    )


states_a_justification: Rule[Asked] = Rule(
    id="sio_pso.states_a_justification",
    kind=RuleKind.LAW,
    cites=("SIO25-3.1",),
    says=Text(
        kk="Сұрау салудың негіздемесі бар.",
        ru="Запрос обоснован.",
        en="The request is justified in writing.",
    ),
    reading="The clause makes the user answer for the request being justified; unwritten, nobody could control it.",
    since=EDITION_2022,
    until=None,
    judge=_stated,
)


def justification_says_enough(floor: Floor) -> Rule[Asked]:
    """Return the house's rule that a justification has at least so many letters and different words."""

    def judge(asked: Asked) -> Verdict:
        if not asked.justification.strip():
            return NotApplicable()
        return Met() if says_enough(asked.justification, floor) else _too_little(floor)

    return Rule(
        id="sio_pso.justification_says_enough",
        kind=RuleKind.HOUSE,
        cites=("SIO25-3.1", "SIO25-21.1"),
        says=Text(
            kk="Негіздеме бақылаушы түсінетіндей толық жазылған.",
            ru="Обоснование написано так, что его может оценить контролирующий.",
            en="The justification says enough for a controller to judge it.",
        ),
        reading="The act sets no measure. A floor of letters and different words stops 'needed', 'aaaa' and dots.",
        since=EDITION_2022,
        until=None,
        judge=judge,
    )


def _too_little(floor: Floor) -> Broken:
    values = {"letters": str(floor.letters), "words": str(floor.words)}
    return Broken(
        because=Text(
            kk="Негіздеме тым қысқа немесе мағынасыз.",
            ru="Обоснование слишком кратко или ничего не объясняет.",
            en="The justification is too short or explains nothing.",
        ),
        remedy=Text(
            kk="Кемінде {letters} әріп және {words} түрлі сөз жазыңыз: операция, күдік, не анықталады.",
            ru="Напишите не менее {letters} букв и {words} разных слов: операция, подозрение, что выясняется.",
            en="Write at least {letters} letters and {words} different words: operation, suspicion, what to learn.",
        ).filled(**values),
    )
