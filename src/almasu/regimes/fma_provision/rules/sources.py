"""An informatisation object is one of four kinds and has an owner, staff, documentation and data sets."""

from __future__ import annotations

from almasu.kernel.provision.facts import Described
from almasu.kernel.provision.joint_act import ObjectKind
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.fma_provision.editions import EDITION_2023


def _described(facts: Described) -> Verdict:
    known = facts.kind in {one.value for one in ObjectKind}
    if known and facts.data_sets > 0 and all(one.strip() for one in (facts.owner, facts.staff, facts.documentation)):
        return Met()
    return Broken(
        because=Text(
            kk="Объектінің түрі, иесі, қызметкері, құжаттамасы не деректер жиыны аталмаған.",
            ru="Не названы вид объекта, владелец, персонал, документация или наборы данных.",
            en="The kind of the object, its owner, staff, documentation or data sets are not named.",
        ),
        remedy=Text(
            kk="Объект карточкасын толық толтырыңыз.",
            ru="Заполните карточку объекта полностью.",
            en="Fill in the whole card of the object.",
        ),
    )


source_is_described: Rule[Described] = Rule(
    id="fma_provision.source_is_described",
    kind=RuleKind.LAW,
    cites=("FMA-2.2", "FMA-2.3", "FMA-2.6"),
    says=Text(
        kk="Ақпараттандыру объектісі төрт түрдің бірі; иесі, қызметкері, құжаттамасы және деректер жиындары аталған.",
        ru="Объект информатизации – одного из четырёх видов; названы владелец, персонал, документация и наборы данных.",
        en="An informatisation object is of one of four kinds; owner, staff, documentation and data sets are named.",
    ),
    reading="The parts of the definition of an information system are asked of every object that data come from.",
    since=EDITION_2023,
    until=None,
    judge=_described,
)
