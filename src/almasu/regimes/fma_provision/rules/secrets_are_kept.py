"""Confidentiality: opened by need and journalled, and every item marked with its regime."""

from __future__ import annotations

from almasu.kernel.provision.facts import Used
from almasu.kernel.provision.secrecy import CARD_ONLY
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.fma_provision.editions import EDITION_2022


def _by_need(facts: Used) -> Verdict:
    if facts.needed and facts.journalled:
        return Met()
    return Broken(
        because=Text(
            kk="Мәлімет қажеттіліксіз не журналға жазылмай ашылған.",
            ru="Сведения открыты без необходимости или без записи в журнал.",
            en="The content was opened without need, or without a trace in the journal.",
        ),
        remedy=Text(
            kk="Мәліметті өз материалы бар қызметкер ғана ашады.",
            ru="Сведения открывает только работник, у которого есть материал.",
            en="Only a worker whose material needs the content opens it.",
        ),
    )


def _marked(facts: Used) -> Verdict:
    if facts.secrecy and not facts.secrecy & CARD_ONLY:
        return Met()
    return Broken(
        because=Text(
            kk="Құпия режимі белгіленбеген не мазмұнды жүйеде сақтауға болмайды.",
            ru="Режим тайны не указан, или такое содержание нельзя хранить в системе.",
            en="No regime of secrecy is marked, or such content may not be held in the system.",
        ),
        remedy=Text(
            kk="Режимін белгілеңіз; шектелген мазмұнның карточкасын ғана қалдырыңыз.",
            ru="Укажите режим; от ограниченного содержания оставьте только карточку.",
            en="Mark the regime; of restricted content leave the card only.",
        ),
    )


opened_by_need: Rule[Used] = Rule(
    id="fma_provision.opened_by_need",
    kind=RuleKind.LAW,
    cites=("FMA-6.1",),
    says=Text(
        kk="Алынған мәліметті қажет адам ғана ашады, әр ашу журналға жазылады.",
        ru="Полученное открывает только тот, кому нужно, и каждое открытие записано.",
        en="What is received is opened only by those who need it, and every opening leaves a trace.",
    ),
    reading="Need is a material of one's own that the data belong to.",
    since=EDITION_2022,
    until=None,
    judge=_by_need,
)
secret_is_marked: Rule[Used] = Rule(
    id="fma_provision.secret_is_marked",
    kind=RuleKind.LAW,
    cites=("FMA-6.2",),
    says=Text(
        kk="Әр жазбаның құпия режимі белгіленген және ол қолданылады.",
        ru="У каждой записи указан режим тайны, и он применяется.",
        en="Every item carries its regime of secrecy, which is applied.",
    ),
    reading="Where several regimes meet, only what each of them allows is allowed.",
    since=EDITION_2022,
    until=None,
    judge=_marked,
)
