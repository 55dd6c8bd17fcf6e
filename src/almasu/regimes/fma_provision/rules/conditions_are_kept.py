"""Standing conditions: No. 179 and No. 832 are kept on both sides, and a carrier is encrypted."""

from __future__ import annotations

from almasu.kernel.provision.conditions import KEPT_NAMES
from almasu.kernel.provision.facts import Transferred
from almasu.kernel.provision.way import Way
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.fma_provision.editions import EDITION_2022, EDITION_2025


def _kept(facts: Transferred) -> Verdict:
    if not facts.lacking:
        return Met()
    names = [KEPT_NAMES[one] for one in sorted(facts.lacking)]
    return Broken(
        because=Text(
            kk="Сәйкестік мәлімдемесі жоқ: " + "; ".join(one.kk for one in names) + ".",
            ru="Нет заявления о соблюдении: " + "; ".join(one.ru for one in names) + ".",
            en="No statement of keeping: " + "; ".join(one.en for one in names) + ".",
        ),
        remedy=Text(
            kk="Күні бар мәлімдемені құжатымен тіркеңіз.",
            ru="Внесите датированное заявление с документом.",
            en="Enter a dated statement with its paper.",
        ),
    )


def _encrypted(facts: Transferred) -> Verdict:
    if facts.way is not Way.CARRIER:
        return NotApplicable()
    if facts.encrypted:
        return Met()
    return Broken(
        because=Text(
            kk="Жеткізгіштегі файлдар шифрланбаған.",
            ru="Файлы на носителе не зашифрованы.",
            en="The files on the carrier are not encrypted.",
        ),
        remedy=Text(
            kk="Оларды Агенттіктің кілтіне шифрлаңыз.",
            ru="Зашифруйте их на ключ Агентства.",
            en="Encrypt them for the Agency's key.",
        ),
    )


conditions_are_kept: Rule[Transferred] = Rule(
    id="fma_provision.conditions_are_kept",
    kind=RuleKind.LAW,
    cites=("FMA-4.1",),
    says=Text(
        kk="Екі қатысушы да № 179 және № 832 талаптарын сақтайтыны туралы күні бар мәлімдеме берген.",
        ru="У обоих участников есть датированное заявление о соблюдении № 179 и № 832.",
        en="Both participants have a dated statement of keeping No. 179 and No. 832.",
    ),
    reading="The act asks that they be kept; a statement, a year old at most, is how anybody can see it.",
    since=EDITION_2025,
    until=None,
    judge=_kept,
)
carrier_is_encrypted: Rule[Transferred] = Rule(
    id="fma_provision.carrier_is_encrypted",
    kind=RuleKind.HOUSE,
    cites=("FMA-6.2", "FMA-3.4"),
    says=Text(
        kk="Электрондық жеткізгіштегі мәлімет шифрланған.",
        ru="Сведения на электронном носителе зашифрованы.",
        en="Data on an electronic carrier are encrypted.",
    ),
    reading="The act asks for a regime of protection and names no means; a carrier that is lost must tell nothing.",
    since=EDITION_2022,
    until=None,
    judge=_encrypted,
)
