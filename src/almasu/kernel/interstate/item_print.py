"""An item of received information as a document: its marks first, whose it is, its purpose, what it says (CIS-4.3)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from almasu.kernel.interstate.carriers import Carrier
from almasu.kernel.interstate.messages import Form, Way
from almasu.kernel.interstate.secrecy import Received, Stamp
from almasu.law.text import Language, Text

TITLE = Text("Алынған ақпарат", "Полученные сведения", "Received information")
OWNER = Text("Меншік иесі", "Собственник", "Owner")
HOLDER = Text("Иеленуші", "Владелец", "Holder")
RECEIVER = Text("Пайдаланушы", "Пользователь", "User")
PURPOSE = Text("Пайдалану мақсаты", "Цель использования", "Purpose of use")
FORM = Text("Түрі", "Форма", "Form")
CARRIER = Text("Тасымалдаушы", "Носитель", "Carrier")
NUMBER = Text("Нөмірі", "Номер", "Number")
CONSENT = Text("Меншік иесінің келісімі", "Согласие собственника", "Its owner's consent")
NO_MARKS = Text("Белгі қойылмаған.", "Грифов и пометок нет.", "It has no marks.")
MARK = Text("{mark} (берушінің белгісі)", "{mark} (гриф передавшей стороны)", "{mark} (mark of whoever gave it)")
MARK_OF = Text(
    "{mark} ({state}: берушінің белгісі)",
    "{mark} ({state}: гриф передавшей стороны)",
    "{mark} ({state}: mark of whoever gave it)",
)
EQUAL = Text(
    "; біздің мемлекеттің тең белгісі – {equal}", "; равнозначный гриф у нас – {equal}", "; our equal mark – {equal}"
)
FOOT = Text(
    "Тек көрсетілген мақсатқа пайдаланылады; әрі қарай меншік иесінің келісімімен ғана беріледі "
    "(2017 жылғы 3 қарашадағы келісім, 7-бап).",
    "Используется только для указанной цели; передаётся дальше лишь с согласия собственника "
    "(Соглашение от 3 ноября 2017 года, статья 7).",
    "To be used for the stated purpose alone, and passed on only with its owner's consent "
    "(Agreement of 3 November 2017, article 7).",
)
FORMS: Mapping[Form, Text] = {
    Form.ELECTRONIC: Text("электрондық", "электронная", "electronic"),
    Form.PAPER: Text("қағаз", "бумажная", "paper"),
}
WAYS: Mapping[Way, Text] = {
    Way.NODE: Text("ақпараттық жүйелер арқылы", "через информационные системы", "between information systems"),
    Way.COURIER: Text("фельдъегерлік байланыспен", "фельдъегерской связью", "by courier"),
    Way.WORKPLACE: Text("жұмыс орны арқылы", "через рабочее место", "by a workplace"),
}


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """The document in one language; `marks` stand above every page, `sha256` is that of what it says."""

    language: Language
    title: str
    marks: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    content: str
    foot: str
    sha256: str


def printed_item(
    received: Received, content: str, carrier: Carrier, consent: str, names: Mapping[str, Text], language: Language
) -> PrintedItem:
    """Return an item as a document.

    `names` are those of bodies by id and of states by code, `consent` is the number of its owner's or "".
    """
    marks = tuple(said_mark(one, names, language) for one in received.stamps)
    rows = tuple(
        (label.said_in(language), value) for label, value in _rows(received, carrier, consent, names, language) if value
    )
    return PrintedItem(
        language,
        TITLE.said_in(language),
        marks or (NO_MARKS.said_in(language),),
        rows,
        content,
        FOOT.said_in(language),
        hashlib.sha256(content.encode()).hexdigest(),
    )


def mark_words(stamp: Stamp, states: Mapping[str, Text]) -> tuple[Text, Mapping[str, Text | str]]:
    """Return a mark as a sentence of ours with {named} places, and what fills them (CIS-4.3).

    It tells whose mark it is, and our equal beside it where one was set; `states` are names of states by code.
    """
    first = MARK_OF if stamp.state else MARK
    state = states.get(stamp.state, stamp.state)
    words = {"mark": stamp.original.strip() or "–", "state": state, "equal": stamp.equal}
    return (Text(first.kk + EQUAL.kk, first.ru + EQUAL.ru, first.en + EQUAL.en) if stamp.equal else first), words


def said_mark(stamp: Stamp, states: Mapping[str, Text], language: Language) -> str:
    """Return that sentence in a language with its places filled."""
    sentence, words = mark_words(stamp, states)
    filled = {name: one.said_in(language) if isinstance(one, Text) else one for name, one in words.items()}
    return sentence.said_in(language).format(**filled)


def _rows(
    received: Received, carrier: Carrier, consent: str, names: Mapping[str, Text], language: Language
) -> Iterator[tuple[Text, str]]:
    def called(body: str) -> str:
        name = names.get(body)
        return body if name is None else name.said_in(language)

    way = WAYS[carrier.way].said_in(language)
    yield OWNER, called(received.owner)
    yield HOLDER, called(received.holder)
    yield RECEIVER, called(received.receiver)
    yield PURPOSE, received.purpose
    yield FORM, FORMS[carrier.form].said_in(language)
    yield CARRIER, f"{way}, {carrier.number}" if carrier.number else way
    yield NUMBER, str(received.number)
    yield CONSENT, consent
