"""The order of the ways: a lower one only when every better one is proved impossible; the restricted by paper."""

from __future__ import annotations

from almasu.kernel.provision.facts import Proved, Transferred
from almasu.kernel.provision.impossibility import Longest
from almasu.kernel.provision.secrecy import CARD_ONLY
from almasu.kernel.provision.way import CLAUSES, WAY_NAMES, Way, better_than, named
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.fma_provision.editions import EDITION_2022, EDITION_2025

_PROVE = Text(
    kk="Жақсырақ әр тәсілдің мүмкін еместігін дәлелдеңіз немесе сол тәсілмен беріңіз.",
    ru="Докажите невозможность каждого лучшего способа или передайте этим способом.",
    en="Prove each better way impossible, or give the data by that way.",
)


def _in_its_turn(rule_id: str, way: Way, reading: str) -> Rule[Transferred]:
    name = WAY_NAMES[way]
    needed = named(better_than(way))

    def judge(facts: Transferred) -> Verdict:
        if facts.way is not way or facts.secrecy in CARD_ONLY:
            return NotApplicable()
        missing = named([one for one in better_than(way) if one not in facts.impossible])
        if not missing.en:
            return Met()
        because = Text(
            kk=f"Мүмкін еместігі дәлелденбеген: {missing.kk}.",
            ru=f"Не доказана невозможность: {missing.ru}.",
            en=f"Not proved impossible: {missing.en}.",
        )
        return Broken(because=because, remedy=_PROVE)

    return Rule(
        id=rule_id,
        kind=RuleKind.LAW,
        cites=("FMA-3", CLAUSES[way]),
        says=Text(
            kk=f"«{name.kk}» тәсілі мыналар мүмкін болмағанда ғана қолданылады: {needed.kk}.",
            ru=f"Способ «{name.ru}» – только при невозможности: {needed.ru}.",
            en=f"The way “{name.en}” is used only where these are impossible: {needed.en}.",
        ),
        reading=reading,
        since=EDITION_2025,
        until=None,
        judge=judge,
    )


_IMPOSSIBLE = (
    "Impossible is what a standing proof says: a measured failure, a letter, a joint decision, each with an end."
)
workplace_in_its_turn = _in_its_turn("fma_provision.workplace_in_its_turn", Way.WORKPLACE, _IMPOSSIBLE)
request_in_its_turn = _in_its_turn("fma_provision.request_in_its_turn", Way.REQUEST_ANSWER, _IMPOSSIBLE)
paper_in_its_turn = _in_its_turn(
    "fma_provision.paper_in_its_turn",
    Way.PAPER,
    "Paper is printed fifth and comes fourth: it needs ways 1 to 3 impossible, not the carrier.",
)
carrier_in_its_turn = _in_its_turn(
    "fma_provision.carrier_in_its_turn",
    Way.CARRIER,
    "The carrier is printed fourth and comes last: it needs ways 1, 2, 3 and 5 impossible.",
)


def _by_paper(facts: Transferred) -> Verdict:
    if facts.secrecy not in CARD_ONLY:
        return NotApplicable()
    if facts.way is Way.PAPER:
        return Met()
    return Broken(
        because=Text(
            kk="Қолжетімділігі шектелген ресурс қағаздан басқа тәсілмен беріліп тұр.",
            ru="Ресурс с ограниченным доступом передаётся не на бумаге.",
            en="A resource with restricted access is given otherwise than on paper.",
        ),
        remedy=Text(
            kk="Қағазбен беріп, тіркеу карточкасын ғана толтырыңыз.",
            ru="Передайте на бумаге и заполните только учётную карточку.",
            en="Give it on paper, and fill in the register card only.",
        ),
    )


restricted_by_paper: Rule[Transferred] = Rule(
    id="fma_provision.restricted_by_paper",
    kind=RuleKind.LAW,
    cites=("FMA-4.2", "FMA-3.5"),
    says=Text(
        kk="Қолжетімділігі шектелген ресурстан мәлімет тек қағазбен беріледі.",
        ru="Сведения из ресурсов с ограниченным доступом передаются только на бумаге.",
        en="Data from resources with restricted access are given on paper only.",
    ),
    reading='Sub-clause 5 "of this clause" is read as clause 3(5); as the special rule it asks no proofs.',
    since=EDITION_2025,
    until=None,
    judge=_by_paper,
)


def proof_has_an_end(longest: Longest) -> Rule[Proved]:
    """Return the rule for the longest lives of proofs at this node."""

    def judge(facts: Proved) -> Verdict:
        if facts.at < facts.until <= facts.at + longest.of(facts.kind):
            return Met()
        return Broken(
            because=Text(
                kk="Дәлелдің мерзімі жоқ не тым ұзақ.",
                ru="У доказательства нет срока или он слишком долог.",
                en="The proof has no end, or too late a one.",
            ),
            remedy=Text(
                kk="Мерзімін қысқартыңыз: біткенде тәсіл қайта тексеріледі.",
                ru="Сократите срок: по его окончании способ проверят снова.",
                en="Shorten it: at its end the way is tried again.",
            ),
        )

    return Rule(
        id="fma_provision.proof_has_an_end",
        kind=RuleKind.HOUSE,
        cites=("FMA-3",),
        says=Text(
            kk="Мүмкін еместік дәлелінің мерзімі бар: біткенде жақсырақ тәсіл қайта ашылады.",
            ru="У доказательства невозможности есть срок: по его окончании лучший способ снова открыт.",
            en="A proof of impossibility has an end, after which the better way is open again.",
        ),
        reading="The act sets no term: what was impossible once need not stay so.",
        since=EDITION_2022,
        until=None,
        judge=judge,
    )
