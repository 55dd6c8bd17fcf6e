"""What the rules of the Agreement say of a request that somebody wants to send; doubt does not permit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    """Return all that stands in the way, with its words and clauses at once; None where nothing does.

    Told one by one, a request that lacks three blocks would be mended and tried three times.
    """
    told = tuple(_told(Decision(tuple(findings)).refusals))
    if not told:
        return None
    because = _joined(reason for reason, _, _ in told)
    remedy = _joined(what_to_do for _, what_to_do, _ in told)
    cites = tuple(dict.fromkeys(clause for _, _, clauses in told for clause in clauses))
    return Problem(replace(REFUSED_BY_RULE, title=because, remedy=remedy, cites=cites), because, remedy)


def _told(refusals: Iterable[Finding]) -> Iterator[tuple[Text, Text, tuple[str, ...]]]:
    for finding in refusals:
        match finding.verdict:
            case Broken(because=because, remedy=remedy):
                yield because, remedy, finding.cites
            case CannotTell(missing=missing):
                yield _unknown(missing), ENTER_IT, finding.cites
            case _:
                continue


def _joined(texts: Iterable[Text]) -> Text:
    """Return several texts as one, each sentence once."""
    each = tuple(dict.fromkeys(texts))
    return Text(*(" ".join(getattr(one, code) for one in each) for code in ("kk", "ru", "en")))


def _unknown(what: Text) -> Text:
    return Text(
        kk=UNKNOWN.kk.format(what=what.kk), ru=UNKNOWN.ru.format(what=what.ru), en=UNKNOWN.en.format(what=what.en)
    )
