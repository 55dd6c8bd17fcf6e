"""What annex 2 withholds of a resource is not asked for: the pension register gives no amount of receipts."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked
from almasu.kernel.resources import FieldType, Resource
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022


def _judge(asked: Asked) -> Verdict:
    truncated = tuple(one.resource for one in asked.chosen if one.resource is not None and one.resource.truncated)
    if not truncated:
        return NotApplicable()
    return Met() if not any(_tells_money(resource) for resource in truncated) else _broken()


def _tells_money(resource: Resource) -> bool:
    return any(field.type is FieldType.DECIMAL for field in resource.fields)


def _broken() -> Broken:
    return Broken(
        because=Text(
            kk="Қысқартылған ресурстың сипаттамасында ақша сомасының өрісі бар.",
            ru="В описании усечённого ресурса есть поле с денежной суммой.",
            en="The description of a truncated resource has a field for an amount of money.",
        ),
        remedy=Text(
            kk="Ресурс сипаттамасынан соманы алып тастау үшін операторға хабарлаңыз.",
            ru="Сообщите оператору, чтобы он убрал сумму из описания ресурса.",
            en="Tell the operator to remove the amount from the resource's description.",
        ),
    )


withheld_stays_withheld: Rule[Asked] = Rule(
    id="sio_pso.withheld_stays_withheld",
    kind=RuleKind.LAW,
    cites=("SIO25-A2.11", "SIO25-A2.n2"),
    says=Text(
        kk="Қысқартылған ресурстан түсімдер мөлшері сұралмайды.",
        ru="У усечённого ресурса не запрашивается размер поступлений.",
        en="A truncated resource is not asked for the amount of receipts.",
    ),
    reading="The footnote binds fields and values derived from them: no field of such a resource can carry an amount.",
    since=EDITION_2022,
    until=None,
    judge=_judge,
)
