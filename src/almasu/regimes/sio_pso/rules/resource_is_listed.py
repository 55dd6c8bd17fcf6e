"""Information is obtained by the list of annex 2: at least one of its resources, and nothing outside it."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022

ANNEX_2 = range(1, 53)


def _judge(asked: Asked) -> Verdict:
    if not asked.chosen:
        return Broken(
            because=Text(
                kk="Бірде-бір ресурс таңдалмаған.",
                ru="Не выбран ни один ресурс.",
                en="No resource is chosen.",
            ),
            remedy=Text(
                kk="2-қосымшадағы 52 ресурстың кемінде біреуін таңдаңыз.",
                ru="Выберите хотя бы один из 52 ресурсов приложения 2.",
                en="Choose at least one of the 52 resources of annex 2.",
            ),
        )
    unlisted = sorted(one.number for one in asked.chosen if one.resource is None or one.number not in ANNEX_2)
    return _unlisted(unlisted) if unlisted else Met()


def _unlisted(numbers: list[int]) -> Broken:
    named = ", ".join(str(number) for number in numbers)
    return Broken(
        because=Text(
            kk="2-қосымшада мұндай ресурс жоқ: {numbers}.",
            ru="В приложении 2 нет таких ресурсов: {numbers}.",
            en="Annex 2 has no such resource: {numbers}.",
        ).filled(numbers=named),
        remedy=Text(
            kk="Бұл нөмірлерді алып тастаңыз.",
            ru="Уберите эти номера.",
            en="Remove these numbers.",
        ),
    )


resource_is_listed: Rule[Asked] = Rule(
    id="sio_pso.resource_is_listed",
    kind=RuleKind.LAW,
    cites=("SIO25-4.1", *(f"SIO25-A2.{number:02}" for number in ANNEX_2)),
    says=Text(
        kk="Таңдалған ресурстардың бәрі 2-қосымшаның тізбесінде бар.",
        ru="Все выбранные ресурсы есть в перечне приложения 2.",
        en="Every chosen resource is in the list of annex 2.",
    ),
    reading="The list is closed; both editions hold the same 52 rows.",
    since=EDITION_2022,
    until=None,
    judge=_judge,
)
