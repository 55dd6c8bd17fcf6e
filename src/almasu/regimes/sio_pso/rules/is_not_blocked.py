"""A blocked person asks nothing from the moment of the block."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022


def _judge(asked: Asked) -> Verdict:
    if not asked.asker.state.shut:
        return Met()
    return Broken(
        because=Text(
            kk="Қолжетімділік бұғатталған.",
            ru="Доступ заблокирован.",
            en="Access is blocked.",
        ),
        remedy=Text(
            kk="Бұғаттау себебін ведомстволық бақылау жүктелген лауазымды адамнан сұраңыз; бұғатты оператор алады.",
            ru="Причину блокировки сообщит должностное лицо ведомственного контроля; снимает её оператор.",
            en="Ask the departmental-control officer for the reason; the operator lifts the block.",
        ),
    )


is_not_blocked: Rule[Asked] = Rule(
    id="sio_pso.is_not_blocked",
    kind=RuleKind.LAW,
    cites=("SIO25-8", "SIO25-17", "SIO25-21.3", "SIO22-17"),
    says=Text(
        kk="Сұрау салушының қолжетімділігі бұғатталмаған.",
        ru="Доступ запрашивающего не заблокирован.",
        en="The access of the person asking is not blocked.",
    ),
    reading="'At once' means that the state is read inside every act, never remembered from the entry.",
    since=EDITION_2022,
    until=None,
    judge=_judge,
)
