"""The most sensitive registers are first asked whether they hold anything; the detail is a second, reasoned step."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked, Chosen, Depth
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022
from almasu.regimes.sio_pso.reasons import Floor, says_enough


def detail_follows_a_hit(floor: Floor) -> Rule[Asked]:
    """Return the rule for registers marked `hit_first` in the catalogue."""

    def judge(asked: Asked) -> Verdict:
        sensitive = tuple(one for one in asked.chosen if one.resource is not None and one.resource.hit_first)
        if not sensitive:
            return NotApplicable()
        early = sorted(one.number for one in sensitive if not _in_order(one, floor))
        return _too_early(", ".join(str(number) for number in early)) if early else Met()

    return Rule(
        id="sio_pso.detail_follows_a_hit",
        kind=RuleKind.HOUSE,
        cites=("SIO25-3.1", "SIO25-18", "SIO25-20"),
        says=Text(
            kk="Аса сезімтал ресурстан толық мәлімет тек жазба бары анықталған соң және жеке себеппен сұралады.",
            ru="Подробности особо чувствительного ресурса запрашиваются после ответа о наличии и с отдельной причиной.",
            en="A most sensitive register gives detail only after a hit, and for a reason of its own.",
        ),
        reading="Annex 2 gives full access; personal-data and secrecy law (cl. 3, 20) asks for no more than is needed.",
        since=EDITION_2022,
        until=None,
        judge=judge,
    )


def _in_order(one: Chosen, floor: Floor) -> bool:
    return one.depth is Depth.HIT or (one.hit_seen and says_enough(one.reason, floor))


def _too_early(numbers: str) -> Broken:
    return Broken(
        because=Text(
            kk="Мына ресурстардан толық мәлімет әлі сұралмайды: {numbers}.",
            ru="Подробности этих ресурсов пока запрашивать нельзя: {numbers}.",
            en="The detail of these resources cannot be asked for yet: {numbers}.",
        ).filled(numbers=numbers),
        remedy=Text(
            kk="Алдымен жазба бар-жоғын сұраңыз; болса, толық мәлімет не үшін қажет екенін жазып, қайта сұраңыз.",
            ru="Сначала запросите наличие записи; если она есть, напишите, зачем нужны подробности, и запросите их.",
            en="First ask whether there is a record; if there is, write why the detail is needed and ask for it.",
        ),
    )
