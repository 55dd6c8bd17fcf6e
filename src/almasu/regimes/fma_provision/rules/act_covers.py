"""Nothing moves outside a joint act in force, and what it promises comes in time."""

from __future__ import annotations

from almasu.kernel.provision.facts import Transferred
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.fma_provision.editions import EDITION_2022

_NEW_VERSION = Text(
    kk="Екі тарап бекіткен акт не оның жаңа нұсқасы керек.",
    ru="Нужен акт или его новая версия, утверждённые обеими сторонами.",
    en="An act or a new version of it is needed, approved by both sides.",
)


def _covers(facts: Transferred) -> Verdict:
    if not facts.act_in_force:
        because = Text(
            kk="Бұл күні бірлескен акт күшінде емес.",
            ru="На этот день нет действующего совместного акта.",
            en="On this day no joint act is in force.",
        )
    elif facts.uncovered:
        shown = ", ".join(facts.uncovered[:5])
        because = Text(
            kk=f"Актіде жоқ өрістер: {shown}.", ru=f"В акте нет полей: {shown}.", en=f"The act has no fields: {shown}."
        )
    else:
        return Met()
    return Broken(because=because, remedy=_NEW_VERSION)


def _in_time(facts: Transferred) -> Verdict:
    if facts.due is None:
        return NotApplicable()
    if facts.at <= facts.due:
        return Met()
    return Broken(
        because=Text(
            kk="Мәлімет актіде белгіленген мерзімнен кейін берілген.",
            ru="Сведения переданы позже срока, установленного актом.",
            en="The data were given after the term of the act.",
        ),
        remedy=Text(
            kk="Кешігу себебін екінші тарапқа жазыңыз.",
            ru="Напишите другой стороне причину задержки.",
            en="Tell the other side the reason of the delay.",
        ),
    )


act_covers: Rule[Transferred] = Rule(
    id="fma_provision.act_covers",
    kind=RuleKind.LAW,
    cites=("FMA-5",),
    says=Text(
        kk="Берілетін әр өріс күшіндегі бірлескен актіде аталған.",
        ru="Каждое передаваемое поле названо в действующем совместном акте.",
        en="Every field given is named in a joint act in force.",
    ),
    reading="An act is in force when both heads have signed it, from its first to its last day; nobody reaches back.",
    since=EDITION_2022,
    until=None,
    judge=_covers,
)
given_in_time: Rule[Transferred] = Rule(
    id="fma_provision.given_in_time",
    kind=RuleKind.LAW,
    cites=("FMA-5",),
    says=Text(
        kk="Мәлімет бірлескен актінің мерзімінде берілген.",
        ru="Сведения переданы в срок совместного акта.",
        en="The data are given within the term of the joint act.",
    ),
    reading="The order sets no term of its own: that of the act is counted as the law counts terms.",
    since=EDITION_2022,
    until=None,
    judge=_in_time,
)
