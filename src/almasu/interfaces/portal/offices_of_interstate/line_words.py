"""How a line to another node stands, as its keeper reads it: why nothing goes through, what a courier has (CIS-6.1)."""

from __future__ import annotations

from almasu.interfaces.portal.offices.blocks import At, Cell, Own, Said, Small, State, Tone
from almasu.kernel.interstate.messages import Standing
from almasu.kernel.interstate.peers import PeerState
from almasu.law.text import Text

STATES = {
    PeerState.OPEN.value: (Tone.GOOD, Text("ашық", "открыт", "open")),
    PeerState.STOPPED.value: (Tone.BAD, Text("тоқтатылды", "остановлен", "stopped")),
    PeerState.REVOKED.value: (Tone.BAD, Text("шығарылды", "отключён", "shut out")),
}
NOT_NOW = Text(
    "Ол торап қазір қабылдай алмайды; біз өзіміз қайталаймыз.",
    "Тот узел сейчас не может принять; повторяем сами.",
    "That node cannot take anything now; we try again by ourselves.",
)
NO_ANSWER = Text("Ол торап жауап бермейді.", "Тот узел не отвечает.", "That node does not answer.")
NOT_READ = Text("Жауабы оқылмайды.", "Его ответ не читается.", "Its answer cannot be read.")
WHYS = {
    "waits for an earlier one": Text(
        "Алдыңғысын күтіп тұр: ол жетпеген, бәлкім фельдъегерьде.",
        "Ждёт предыдущего: оно не дошло, возможно, у фельдъегеря.",
        "It waits for an earlier one that has not arrived, perhaps with a courier.",
    ),
    "card ended": Text(
        "Торап карточкасының мерзімі бітті.", "Срок карточки узла истёк.", "The card of the node has ended."
    ),
    "receipt of something else": Text(
        "Қолхаты басқа хабарламаға берілген.", "Расписка выдана на другое.", "Its receipt is for something else."
    ),
    "not tried": Text(
        "Әлі әрекет жасалмады: осы тораптың жұмыс процесі істемейді.",
        "Отправка не начиналась: рабочий процесс этого узла не работает.",
        "Not tried yet: the worker of this node does not run.",
    ),
    "place not listed": Text(
        "Мекенжайы осы тораптың peers_origins баптауында жоқ.",
        "Его адреса нет в настройке peers_origins этого узла.",
        "Its address is not in the setting peers_origins of this node.",
    ),
    "no address": Text("Мекенжайы табылмайды.", "Его адрес не находится.", "Its address is not found."),
    "time_ran_out": NO_ANSWER,
    "no_connection": Text("Байланыс орнамайды.", "Связь не устанавливается.", "No connection can be made."),
    "cut_off": Text("Байланыс үзілді.", "Связь прервалась.", "The connection broke off."),
    "untrusted_server": Text(
        "Ол торап өз карточкасындағы сертификатты көрсетпейді.",
        "Тот узел показывает не тот сертификат, что в его карточке.",
        "That node shows another certificate than that of its card.",
    ),
    "malformed": NOT_READ,
    "too_large": NOT_READ,
    "wrong_schema": NOT_READ,
    "status 403": Text(
        "Ол торап бізді кіргізбейді: карточкамызды тіркемеген, шығарған немесе тоқтатқан.",
        "Тот узел нас не впускает: наша карточка не зарегистрирована, отключена или остановлена.",
        "That node does not let us in: our card is not registered there, was shut out or stopped.",
    ),
    "status 408": NOT_NOW,
    "status 413": Text("Оған тым үлкен.", "Для него слишком велико.", "It is too large for that node."),
    **{f"status {one}": NOT_NOW for one in (429, 500, 502, 503, 504)},
    "unsigned": Text(
        "Ол торап қолтаңбамызға сенбейді: карточка хэшін дауыстап салыстырыңыз.",
        "Тот узел не верит нашей подписи: сверьте вслух хэш карточки.",
        "That node does not believe our signature: compare the hash of the card aloud.",
    ),
    "not_for_us": Text(
        "Ол торап мұны өзіне емес дейді.", "Тот узел говорит, что это не ему.", "That node says that it is not for it."
    ),
    "too_far_ahead": Text(
        "Ол торапта тым көп хабарлама алдыңғысын күтіп тұр.",
        "У того узла слишком многое ждёт предыдущего.",
        "Too much waits there for an earlier one.",
    ),
    "another_history": Text(
        "Ол торапта біздің басқа өткеніміз бар: тарихтарды салыстырыңыз.",
        "У того узла другое наше прошлое: сравните истории.",
        "That node holds a different past of ours: compare the histories.",
    ),
}
"""Words for what the sending notes."""
OTHERWISE = Text(
    "Ол торап күтпегендей жауап берді; коды төменде.",
    "Тот узел ответил не так, как ожидалось; код ниже.",
    "That node answered otherwise than expected; the code stands below.",
)
"""For a reason that is none of these."""


def line_row(one: Standing) -> tuple[tuple[Cell, ...], ...]:
    """Return a line of the table of nodes."""
    return (
        (Own(one.name), Small(one.peer)),
        (State(*STATES[one.state]),),
        _why(one.why),
        () if one.since is None else (At(one.since),),
        () if one.next_at is None else (At(one.next_at),),
        () if one.bag is None else (Own(one.bag.number), At(one.bag.handed_at)),
    )


def _why(why: str) -> tuple[Cell, ...]:
    return (Said(WHYS.get(why, OTHERWISE)), Small(why)) if why else ()
