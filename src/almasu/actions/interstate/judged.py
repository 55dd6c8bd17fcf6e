"""What the rules of the Agreement say of a request that somebody wants to send; doubt does not permit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from almasu.kernel.grounds.decision import Decision
from almasu.kernel.interstate.problems import REFUSED_BY_RULE
from almasu.law.problem import Problem
from almasu.law.rule import Finding
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell

UNKNOWN = Text(kk="Белгісіз: {what}.", ru="Неизвестно: {what}.", en="It is not known: {what}.")
ENTER_IT = Text(
    kk="Тізімді жүргізуші депозитарийдің хабарын енгізсін.",
    ru="Пусть ведущий перечень внесёт сведения депозитария.",
    en="Have the keeper of the directory enter what the depositary told.",
)


def refusal_of(findings: Sequence[Finding]) -> Problem | None:
    """Return the first rule that stands in the way, with its words and clauses; None where none does."""
    for finding in Decision(tuple(findings)).refusals:
        match finding.verdict:
            case Broken(because=because, remedy=remedy):
                pass
            case CannotTell(missing=missing):
                because, remedy = _unknown(missing), ENTER_IT
            case _:
                continue
        kind = replace(REFUSED_BY_RULE, title=because, remedy=remedy, cites=finding.cites)
        return Problem(kind, because, remedy)
    return None


def _unknown(what: Text) -> Text:
    return Text(
        kk=UNKNOWN.kk.format(what=what.kk), ru=UNKNOWN.ru.format(what=what.ru), en=UNKNOWN.en.format(what=what.en)
    )
