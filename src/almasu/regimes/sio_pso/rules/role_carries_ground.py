"""The ground of the request is one that annex 1 gives to the person's role."""

from __future__ import annotations

from collections.abc import Mapping

from almasu.kernel.grounds.asked import Asked
from almasu.kernel.parties.account import Role
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022


def role_carries_ground(grounds_of: Mapping[Role, frozenset[str]]) -> Rule[Asked]:
    """Return the rule for the list of annex 1, given as role and the codes of its grounds."""

    def judge(asked: Asked) -> Verdict:
        grounds = grounds_of.get(asked.asker.role, frozenset())
        if not grounds:
            return _no_ground_at_all()
        if not asked.ground:
            return NotApplicable()
        return Met() if asked.ground in grounds else _another_ground()

    return Rule(
        id="sio_pso.role_carries_ground",
        kind=RuleKind.LAW,
        cites=("SIO25-2", "SIO25-A1.1"),
        says=Text(
            kk="Сұрау салушының рөлі осы негіз бойынша ақпарат алуға құқық береді (1-қосымша).",
            ru="Роль запрашивающего даёт право на информацию по этому основанию (приложение 1).",
            en="The role of the person asking carries this ground (annex 1).",
        ),
        reading=(
            "Annex 1 knows one role and one ground. Other roles of the exchange (operator, controller, prosecutor, "
            "owner) look at requests and never make them."
        ),
        since=EDITION_2022,
        until=None,
        judge=judge,
    )


def _no_ground_at_all() -> Broken:
    return Broken(
        because=Text(
            kk="Бұл рөл ақпарат сұрауға құқық бермейді.",
            ru="Эта роль не даёт права запрашивать информацию.",
            en="This role may not ask for information.",
        ),
        remedy=Text(
            kk="Сұрау салуды қаржылық мониторинг жөніндегі уәкілетті органның тіркелген жұмыскері жібереді.",
            ru="Запрос направляет зарегистрированный работник уполномоченного органа по финансовому мониторингу.",
            en="A registered worker of the financial-monitoring body sends requests.",
        ),
    )


def _another_ground() -> Broken:
    return Broken(
        because=Text(
            kk="Бұл негіз сұрау салушының рөліне берілмеген.",
            ru="Это основание не закреплено за ролью запрашивающего.",
            en="This ground does not belong to the role of the person asking.",
        ),
        remedy=Text(
            kk="1-қосымшадағы өз рөліңізге тиесілі негізді таңдаңыз.",
            ru="Выберите основание, закреплённое за вашей ролью в приложении 1.",
            en="Choose the ground that annex 1 gives to your role.",
        ),
    )
