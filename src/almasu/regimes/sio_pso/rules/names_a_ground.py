"""Every request names a ground provided by legislation."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from almasu.kernel.grounds.asked import Asked
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022

_REMEDY = Text(
    kk="Тізімнен негізді таңдаңыз: қаржылық мониторинг.",
    ru="Выберите основание из списка: финансовый мониторинг.",
    en="Choose the ground from the list: financial monitoring.",
)


def names_a_ground(grounds: AbstractSet[str]) -> Rule[Asked]:
    """Return the rule for the codes of the grounds that legislation provides."""

    def judge(asked: Asked) -> Verdict:
        if not asked.ground:
            because = Text(
                kk="Сұрау салудың негізі көрсетілмеген.",
                ru="Основание запроса не указано.",
                en="The request names no ground.",
            )
        elif asked.ground not in grounds:
            because = Text(
                kk="Мұндай негіз тізімде жоқ.",
                ru="Такого основания в перечне нет.",
                en="The list has no such ground.",
            )
        else:
            return Met()
        return Broken(because=because, remedy=_REMEDY)

    return Rule(
        id="sio_pso.names_a_ground",
        kind=RuleKind.LAW,
        cites=("SIO25-2",),
        says=Text(
            kk="Заңнамада көзделген негіз көрсетілген.",
            ru="Указано основание, предусмотренное законодательством.",
            en="A ground provided by legislation is named.",
        ),
        reading="The grounds provided are those of annex 1; a ground in free words is none.",
        since=EDITION_2022,
        until=None,
        judge=judge,
    )
