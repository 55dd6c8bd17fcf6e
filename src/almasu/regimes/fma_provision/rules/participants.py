"""Who gives to whom, and what for."""

from __future__ import annotations

from almasu.kernel.provision.facts import Transferred
from almasu.kernel.provision.joint_act import Purpose
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.fma_provision.editions import EDITION_2023, EDITION_2025


def _between(facts: Transferred) -> Verdict:
    if facts.from_state_body and facts.to_agency:
        return Met()
    return Broken(
        because=Text(
            kk="Беруші тіркелген мемлекеттік орган емес не алушы Агенттік емес.",
            ru="Передающий – не зарегистрированный государственный орган или получатель – не Агентство.",
            en="The giver is no registered state body, or the receiver is not the Agency.",
        ),
        remedy=Text(
            kk="Органды тіркеңіз; басқа алушыға бұл қағидалармен мәлімет берілмейді.",
            ru="Зарегистрируйте орган; другому получателю по этим Правилам сведения не передаются.",
            en="Register the body; under these Rules data are given to no other receiver.",
        ),
    )


def _purpose(facts: Transferred) -> Verdict:
    if facts.purpose in {one.value for one in Purpose}:
        return Met()
    return Broken(
        because=Text(
            kk="Үш мақсаттың бірде-бірі таңдалмаған.",
            ru="Не выбрана ни одна из трёх целей.",
            en="None of the three purposes is chosen.",
        ),
        remedy=Text(
            kk="Тізімнен мақсатты таңдаңыз.", ru="Выберите цель из перечня.", en="Choose a purpose from the list."
        ),
    )


between_participants: Rule[Transferred] = Rule(
    id="fma_provision.between_participants",
    kind=RuleKind.LAW,
    cites=("FMA-2.4",),
    says=Text(
        kk="Мәліметті мемлекеттік орган Агенттікке береді, үшінші қатысушы жоқ.",
        ru="Сведения передаёт государственный орган Агентству, третьих участников нет.",
        en="A state body gives data to the Agency; there is no third participant.",
    ),
    reading="A participant is a state body registered here; subordinate organisations give through their body.",
    since=EDITION_2023,
    until=None,
    judge=_between,
)
states_a_purpose: Rule[Transferred] = Rule(
    id="fma_provision.states_a_purpose",
    kind=RuleKind.LAW,
    cites=("FMA-1",),
    says=Text(
        kk="Мәлімет беру мақсаты үшеуінің бірі: кірістерді заңдастыруға, терроризмді не қару таратуды қаржыландыруға "
        "қарсы іс-қимыл.",
        ru="Цель передачи – одна из трёх: противодействие легализации, финансированию терроризма или распространения "
        "оружия.",
        en="The purpose is one of three: against laundering, the financing of terrorism or of the spread of weapons.",
    ),
    reading="One purpose is chosen for each transfer; what is received is bound to it.",
    since=EDITION_2025,
    until=None,
    judge=_purpose,
)
