"""Nobody asks about relatives or colleagues without the head's signature (house)."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked, Tie
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022

HEAD_SIGNS = Text(
    kk="Тапсырманы басқа жұмыскерге беруді сұраңыз немесе осы сұрау салуға басшының қолын алыңыз.",
    ru="Попросите передать задание другому работнику или получите подпись руководителя под этим запросом.",
    en="Ask that the task be given to another worker, or have the head sign this very request.",
)


def _unless_signed_by_the_head(tie: Tie, because: Text, says: Text) -> Rule[Asked]:
    def judge(asked: Asked) -> Verdict:
        if tie not in asked.ties or asked.countersigned:
            return Met()
        return Broken(because=because, remedy=HEAD_SIGNS)

    return Rule(
        id=f"sio_pso.not_about_a_{tie.value}",
        kind=RuleKind.HOUSE,
        cites=("SIO25-3.1", "SIO25-18"),
        says=says,
        reading="The act asks that a request be justified; of those near to the asker a second person must say so.",
        since=EDITION_2022,
        until=None,
        judge=judge,
    )


not_about_a_relative = _unless_signed_by_the_head(
    Tie.RELATIVE,
    Text(
        kk="Сұрау салушы өзі жариялаған жақын туысы туралы сұрап отыр.",
        ru="Запрашивающий спрашивает о родственнике, которого он сам объявил.",
        en="The person asking asks about a relative they have declared.",
    ),
    Text(
        kk="Сұрау салу жақын туысы туралы емес немесе оған басшы қол қойған.",
        ru="Запрос не о родственнике, или под ним есть подпись руководителя.",
        en="The request is not about a relative, or the head has signed it.",
    ),
)

not_about_a_colleague = _unless_signed_by_the_head(
    Tie.COLLEAGUE,
    Text(
        kk="Сұрау салушы өз органында тіркелген әріптесі туралы сұрап отыр.",
        ru="Запрашивающий спрашивает о коллеге, зарегистрированном от того же органа.",
        en="The person asking asks about a colleague registered for the same body.",
    ),
    Text(
        kk="Сұрау салу әріптесі туралы емес немесе оған басшы қол қойған.",
        ru="Запрос не о коллеге, или под ним есть подпись руководителя.",
        en="The request is not about a colleague, or the head has signed it.",
    ),
)
