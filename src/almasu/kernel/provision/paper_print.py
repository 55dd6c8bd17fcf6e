"""The act of return or destruction of a paper as people read it: its card, whose hands it passed, its end (FMA-3.5).

Of what the paper says nothing stands in it: it is made of the register card alone (FMA-4.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.provision.act_print import Part, Printed
from almasu.kernel.provision.paper import Sheaf, Stage
from almasu.kernel.provision.problems_of_handing import WRONG_STATE
from almasu.kernel.provision.secrecy import SECRECY_NAMES
from almasu.law.canonical import canonical_bytes, sha256_hex
from almasu.law.moment import in_astana
from almasu.law.text import Language, Text

TITLES: Mapping[Stage, Text] = MappingProxyType(
    {
        Stage.RETURNED: Text(
            "Кіріс нөмірі {number} қағазды қайтару актісі",
            "Акт возврата бумаги, входящий № {number}",
            "Act of return of a paper, incoming No. {number}",
        ),
        Stage.DESTROYED: Text(
            "Кіріс нөмірі {number} қағазды жою актісі",
            "Акт уничтожения бумаги, входящий № {number}",
            "Act of destruction of a paper, incoming No. {number}",
        ),
    }
)
CARD = Text("Тіркеу карточкасы", "Учётная карточка", "Register card")
CARD_HEAD = (Text("Не", "Что", "What"), Text("Мәні", "Значение", "Value"))
BODY = Text("Мемлекеттік орган", "Государственный орган", "State body")
DATA_SET = Text("Деректер жиыны", "Набор данных", "Data set")
OUTGOING = Text("Шығыс нөмірі мен күні", "Исходящий номер и дата", "Outgoing number and day")
SECRECY = Text("Құпия режимі", "Режим тайны", "Regime of secrecy")
SHEETS = Text("Парақ саны", "Число листов", "Sheets")
COPY = Text("Данасының нөмірі", "Номер экземпляра", "Number of the copy")
ADDRESSEE = Text("Кімге", "Кому", "Addressee")
HANDS = Text("Жолы", "Путь", "Its way")
HANDS_HEAD = (
    Text("Қадам", "Шаг", "Step"),
    Text("Қашан", "Когда", "When"),
    Text("Нөмірі", "Номер", "Number"),
)
SEALED = Text("Мөрленді", "Опечатана", "Sealed")
HANDED = Text("Курьерге берілді", "Отдана курьеру", "Handed to the courier")
RECEIVED = Text("Агенттікте қабылданды", "Принята Агентством", "Received by the Agency")
OPENING = Text(
    "{body} жіберген қағаз ({sheets} парақ) {at} {end}. Мазмұны бұл актіде жоқ.",
    "Бумага органа «{body}» (листов: {sheets}) {at} {end}. Содержания бумаги в этом акте нет.",
    "The paper of {body} (sheets: {sheets}) was {end} at {at}. Nothing of what it says stands in this act.",
)
ENDS: Mapping[Stage, Text] = MappingProxyType(
    {
        Stage.RETURNED: Text("органға қайтарылды", "возвращена органу", "returned to the body"),
        Stage.DESTROYED: Text("жойылды", "уничтожена", "destroyed"),
    }
)
STANDING = Text(
    "Соңғы жолда – тіркеу карточкасының SHA-256 хеші.",
    "В последней строке – хеш SHA-256 учётной карточки.",
    "The last line is the SHA-256 of the register card.",
)


def printed_end(sheaf: Sheaf, bodies: Mapping[str, Text], data_set: Text | None, language: Language) -> Printed:
    """Return the act in a language; `bodies` are names by BIN, `data_set` what the set is called where that is known.

    Problem `provision.handing.state` where the paper is neither returned nor destroyed.
    """
    title = TITLES.get(sheaf.stage)
    if title is None or sheaf.ended_at is None:
        raise WRONG_STATE.at()
    card = sheaf.card

    def said(text: Text, **told: str) -> str:
        return text.filled(**told).said_in(language)

    name = bodies.get(card.body)
    body = card.body if name is None else name.said_in(language)
    rows = (
        (BODY, f"{body}, {card.body}" if name is not None else body),
        (DATA_SET, card.data_set if data_set is None else data_set.said_in(language)),
        (OUTGOING, f"{card.outgoing}, {card.dated:%d.%m.%Y}"),
        (SECRECY, said(SECRECY_NAMES[card.secrecy])),
        (SHEETS, str(card.sheets)),
        (COPY, card.copy_number),
        (ADDRESSEE, card.addressee),
    )
    told = tuple((said(label), value) for label, value in rows if value)
    opening = said(
        OPENING,
        body=body,
        sheets=str(card.sheets),
        at=f"{in_astana(sheaf.ended_at):%d.%m.%Y %H:%M}",
        end=said(ENDS[sheaf.stage]),
    )
    parts = (
        Part(said(CARD), (), (tuple(map(said, CARD_HEAD)), *told)),
        Part(said(HANDS), (), (tuple(map(said, HANDS_HEAD)), *_way(sheaf, language))),
    )
    return Printed(language, said(title, number=sheaf.incoming), opening, parts, card_digest(sheaf))


def card_digest(sheaf: Sheaf) -> str:
    """Return the SHA-256 of the card's canonical bytes, in hexadecimal."""
    card = sheaf.card
    return sha256_hex(
        canonical_bytes(
            {
                "outgoing": card.outgoing,
                "dated": card.dated.isoformat(),
                "body": card.body,
                "data_set": card.data_set,
                "secrecy": card.secrecy.value,
                "sheets": card.sheets,
                "copy_number": card.copy_number,
                "addressee": card.addressee,
            }
        )
    )


def _way(sheaf: Sheaf, language: Language) -> tuple[tuple[str, str, str], ...]:
    """Return the hands a paper went through: what happened, when, and the number it left behind."""
    steps = (
        (SEALED, sheaf.seal and sheaf.seal.at, sheaf.seal.number if sheaf.seal else ""),
        (
            HANDED,
            sheaf.courier and sheaf.courier.at,
            f"{sheaf.courier.number}, {sheaf.courier.courier}" if sheaf.courier else "",
        ),
        (RECEIVED, sheaf.received_at, sheaf.incoming),
    )
    return tuple(
        (step.said_in(language), f"{in_astana(at):%d.%m.%Y %H:%M}", number) for step, at, number in steps if at
    )
