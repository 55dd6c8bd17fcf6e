"""The state network: what the Internet reaches is not it, and an integration goes over it and has worked."""

from __future__ import annotations

from almasu.kernel.provision.channel import OverChannel
from almasu.kernel.provision.facts import Channel, Transferred
from almasu.kernel.provision.network import SHOWS_INTERNET, SIGN_WORDS, Sign
from almasu.kernel.provision.way import OVER_STATE_NETWORK
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable, Verdict
from almasu.regimes.fma_provision.editions import EDITION_2023, EDITION_2025

_UNMEASURED = frozenset({Sign.NOT_MEASURED, Sign.OLD_MEASURE})

_OPEN = Text(
    "Арна интернеттен оқшау емес", "Канал не отделён от интернета", "The channel is not apart from the Internet"
)
_NOT_SHOWN = Text(
    "Арнаның МО БКО екені көрінбейді", "Не видно, что это канал ЕТС ГО", "It does not show as the state network"
)

_SHUT = Text(
    kk="Бұл тәсілдің арнасы жабылған: өлшеу оған интернеттен жол барын көрсетті.",
    ru="Канал этого способа перекрыт: измерение показало, что он связан с интернетом.",
    en="The channel of this way is shut: a measure found that it is open to the Internet.",
)
_TAKE_OFF = Text(
    kk="Арнаны интернеттен ажыратып, «Арналар» бетінде қайта өлшеңіз.",
    ru="Отделите канал от интернета и измерьте его снова на странице «Каналы».",
    en="Take the channel off the Internet and measure it again on the page “Channels”.",
)
_NO_CHANNEL = Text(
    kk="Органның бұл тәсіл үшін тіркелген МО БКО арнасы жоқ.",
    ru="У органа нет зарегистрированного канала ЕТС ГО для этого способа.",
    en="The body has no channel of the state network registered for this way.",
)
_REGISTER = Text(
    kk="Арнаны «Арналар» бетінде тіркеңіз; бұл мүмкін болмаса, тәсілдің мүмкін еместігін дәлелдеңіз.",
    ru="Орган регистрирует канал на странице «Каналы»; если это невозможно, докажите невозможность способа.",
    en="The body registers a channel on the page “Channels”; where it cannot, prove that the way is impossible.",
)


def _not_reached(facts: Channel) -> Verdict:
    if not facts.as_state_network:
        return NotApplicable()
    if facts.signs - _UNMEASURED:
        shown = [SIGN_WORDS[sign] for sign in sorted(facts.signs - _UNMEASURED)]
        says = _OPEN if facts.signs & SHOWS_INTERNET else _NOT_SHOWN
        return Broken(
            because=Text(
                kk=f"{says.kk}: {', '.join(one.kk for one in shown)}.",
                ru=f"{says.ru}: {', '.join(one.ru for one in shown)}.",
                en=f"{says.en}: {', '.join(one.en for one in shown)}.",
            ),
            remedy=Text(
                kk="Арнаны интернеттен ажыратып, қайта өлшеңіз.",
                ru="Отделите канал от интернета и измерьте снова.",
                en="Take the channel off the Internet and measure it again.",
            ),
        )
    if facts.signs:
        return CannotTell(
            missing=Text(
                kk="Арна толық не жақында өлшенбеген.",
                ru="Канал измерен не полностью или давно.",
                en="The channel was not measured wholly, or not lately.",
            )
        )
    return Met()


def _has_worked(facts: Channel) -> Verdict:
    if facts.way not in OVER_STATE_NETWORK:
        return NotApplicable()
    if facts.as_state_network and facts.worked_at is not None and facts.worked_at <= facts.at:
        return Met()
    return Broken(
        because=Text(
            kk="Арна МО БКО арқылы сәтті алмасу жасаған жоқ.",
            ru="По каналу ещё не было успешного обмена через ЕТС ГО.",
            en="No exchange over the state network has succeeded on this channel.",
        ),
        remedy=Text(
            kk="Арнаны МО БКО-да тіркеп, сынақ алмасуын жасаңыз.",
            ru="Зарегистрируйте канал в ЕТС ГО и проведите пробный обмен.",
            en="Register the channel on the state network and make a trial exchange.",
        ),
    )


def _over_state_network(facts: Transferred) -> Verdict:
    if facts.way not in OVER_STATE_NETWORK:
        return NotApplicable()
    match facts.channel:
        case OverChannel.OPEN:
            return Met()
        case OverChannel.SHUT:
            return Broken(because=_SHUT, remedy=_TAKE_OFF)
        case OverChannel.NONE:
            return Broken(because=_NO_CHANNEL, remedy=_REGISTER)


not_reached_from_internet: Rule[Channel] = Rule(
    id="fma_provision.not_reached_from_internet",
    kind=RuleKind.LAW,
    cites=("FMA-2.5",),
    says=Text(
        kk="МО БКО деп тіркелген арнаға интернеттен жол жоқ.",
        ru="Канал, зарегистрированный как ЕТС ГО, недоступен из интернета.",
        en="A channel registered as the state network cannot be reached from the Internet.",
    ),
    reading="Local networks with Internet access are excluded: decided by addresses, names, probes and certificates.",
    since=EDITION_2023,
    until=None,
    judge=_not_reached,
)
integration_has_worked: Rule[Channel] = Rule(
    id="fma_provision.integration_has_worked",
    kind=RuleKind.LAW,
    cites=("FMA-3.1", "FMA-3.3"),
    says=Text(
        kk="Интеграция мен сұрау салу МО БКО арқылы жүреді, арна жұмыс істеп көрсеткен.",
        ru="Интеграция и запросы идут через ЕТС ГО, и канал уже работал.",
        en="Integration and requests go over the state network, on a channel that has worked.",
    ),
    reading="An endpoint that never answered is no integration: the last successful exchange is kept with the channel.",
    since=EDITION_2025,
    until=None,
    judge=_has_worked,
)
given_over_state_network: Rule[Transferred] = Rule(
    id="fma_provision.given_over_state_network",
    kind=RuleKind.LAW,
    cites=("FMA-2.5", "FMA-3.1", "FMA-3.3"),
    says=Text(
        kk="Интеграциямен және сұрау салумен деректер тек тіркелген, интернетке ашық емес арна арқылы беріледі.",
        ru="Интеграцией и по запросу данные даются только по зарегистрированному каналу, не открытому в интернет.",
        en="Integration and requests give data over a registered channel only, and over none open to the Internet.",
    ),
    reading=(
        "Over the state network means: over a channel that was measured as such. One that its body closed is none; one"
        " found open to the Internet later is shut until a measure finds that it is apart again."
    ),
    since=EDITION_2025,
    until=None,
    judge=_over_state_network,
)
