"""Nobody asks about themself: the registers are not for private use (house)."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked, Tie
from almasu.kernel.resources import KeyKind
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022


def _judge(asked: Asked) -> Verdict:
    own = any(subject.key.kind is KeyKind.IIN and subject.key.value == asked.asker.iin for subject in asked.subjects)
    if not (own or Tie.ONESELF in asked.ties) or asked.countersigned:
        return Met()
    return Broken(
        because=Text(
            kk="Сұрау салушы өзі туралы сұрап отыр.",
            ru="Запрашивающий спрашивает о самом себе.",
            en="The person asking asks about themself.",
        ),
        remedy=Text(
            kk="Тапсырманы басқа жұмыскерге беруді сұраңыз немесе осы сұрау салуға басшының қолын алыңыз.",
            ru="Если задание касается вас, попросите передать его другому работнику или получите подпись руководителя.",
            en="If a task concerns you, ask that another worker be given it, or have your head sign this very request.",
        ),
    )


not_about_oneself: Rule[Asked] = Rule(
    id="sio_pso.not_about_oneself",
    kind=RuleKind.HOUSE,
    cites=("SIO25-3.1", "SIO22-A5.11.1"),
    says=Text(
        kk="Сұрау салу сұрау салушының өзі туралы емес.",
        ru="Запрос не о самом запрашивающем.",
        en="The request is not about the person asking.",
    ),
    reading="Requests are for official work only; one's own record is the plainest conflict of interest.",
    since=EDITION_2022,
    until=None,
    judge=_judge,
)
