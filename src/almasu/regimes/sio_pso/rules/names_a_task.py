"""Every request belongs to a task or material: its answers are shown in the report on that task."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022

MOST_LETTERS = 100


def _judge(asked: Asked) -> Verdict:
    task = asked.task.strip()
    if task and len(task) <= MOST_LETTERS and any(sign.isdigit() for sign in task):
        return Met()
    return Broken(
        because=Text(
            kk="Тапсырманың немесе материалдың нөмірі көрсетілмеген.",
            ru="Номер задания или материала не указан.",
            en="No number of a task or material is given.",
        ),
        remedy=Text(
            kk="Сұрау салу қай тапсырма бойынша жасалатынын көрсетіңіз, мысалы ҚМ-2026-0147.",
            ru="Укажите номер задания, по которому делается запрос, например ФМ-2026-0147.",
            en="Give the number of the task the request serves, for instance FM-2026-0147.",
        ),
    )


names_a_task: Rule[Asked] = Rule(
    id="sio_pso.names_a_task",
    kind=RuleKind.LAW,
    cites=("SIO25-3.2", "SIO25-19.1", "SIO22-A5.11.1"),
    says=Text(
        kk="Тапсырманың немесе материалдың нөмірі көрсетілген.",
        ru="Указан номер задания или материала.",
        en="The number of the task or material is given.",
    ),
    reading="What must appear in the report on a task and join its material needs that task's number from the start.",
    since=EDITION_2022,
    until=None,
    judge=_judge,
)
