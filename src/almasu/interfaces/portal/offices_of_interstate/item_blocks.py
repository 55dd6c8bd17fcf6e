"""An item of received information as its pages show it: its card, its marks with their equals, its carrier."""

from __future__ import annotations

from collections.abc import Iterable

from almasu.actions.interstate.items import KeptItem
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Code,
    Facts,
    Link,
    Number,
    Own,
    Said,
    Sentence,
    Small,
    Table,
)
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.naming import named, states_of
from almasu.kernel.interstate.item_print import CARRIER, CONSENT, FORM, FORMS, HOLDER, NO_MARKS, OWNER, WAYS, mark_words
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.interstate.secrecy import Stamp
from almasu.law.text import Language, Text

USES = Text("Неше рет ашылды", "Сколько раз открыто", "Times opened")
MARK = Text("Берушінің белгісі", "Гриф передавшей стороны", "Mark of whoever gave it")
STATE_OF_MARK = Text("Мемлекеті", "Государство", "State")
EQUAL_MARK = Text("Біздің мемлекеттің тең белгісі", "Равнозначный гриф у нас", "Our equal mark")
CAME_BY = Text("Не бойынша келді", "По чему пришло", "What it came by")
OF_REQUEST = Text("сұрау салу, {item}-тармақ", "запрос, пункт {item}", "request, item {item}")
OF_OFFER = Text("бастамашыл ұсыныс", "инициативное предложение", "an offer")
PASSED_ON = Text("басқа органнан, әрі берілген", "от другого органа, передано дальше", "passed on by another body")
SAYS = Text("Мазмұны", "Содержание", "What it says")


def came_by(one: KeptItem, language: Language) -> tuple[Cell, ...]:
    """Return what an item came by, with a way to it: a request with the number of the item asked for, or an offer."""
    item = one.item
    if item.consent is not None:
        return (Said(PASSED_ON),)
    if not item.part:
        return (Link(OF_OFFER.said_in(language), f"{say.OFFERS}/{item.case}"),)
    number = item.part.partition("/")[0]
    return (Link(OF_REQUEST.filled(item=number).said_in(language), f"{say.CASES}/{item.case}"),)


def row(one: KeptItem, directory: Directory, language: Language) -> tuple[tuple[Cell, ...], ...]:
    """Return an item as a row of the list."""
    received = one.item.received
    owner = directory.body(received.owner)
    return (
        (Link(received.owner if owner is None else owner.name, f"{say.ITEMS}/{one.paper.id}"),),
        came_by(one, language),
        (Own(received.purpose),),
        tuple(Own(stamp.original) for stamp in received.stamps),
        (At(one.item.at),),
    )


def card(one: KeptItem, directory: Directory, here: Here) -> Facts:
    """Return whose an item is, for what, on what it came, how often it was opened."""
    received, carrier = one.item.received, one.item.carrier
    number: tuple[Cell, ...] = (Small(carrier.number),) if carrier.number else ()
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (OWNER, named(directory, received.owner, here)),
        (HOLDER, named(directory, received.holder, here)),
        (CAME_BY, came_by(one, here.language)),
        (say.PURPOSE, (Own(received.purpose),)),
        (FORM, (Said(FORMS[carrier.form]),)),
        (CARRIER, (Said(WAYS[carrier.way]), *number)),
        (USES, (Number(one.item.uses),)),
        (say.WHEN, (At(one.item.at),)),
    ]
    if one.item.consent is not None:
        rows.append((CONSENT, (Code(str(one.item.consent)),)))
    return Facts(None, tuple(rows), ("CIS-1f", "CIS-1g", "CIS-6.2", "CIS-7.2"))


def opened(one: KeptItem, directory: Directory) -> Facts:
    """Return what an item says under its marks: nobody reads the one without the other (CIS-4.3)."""
    stamps, states = one.item.received.stamps, states_of(directory)
    mark = tuple(Sentence(*mark_words(stamp, states)) for stamp in stamps) or (Said(NO_MARKS),)
    return Facts(None, ((say.MARKS, mark), (SAYS, (Own(one.item.content),))), ("CIS-4.3", "CIS-7.2"))


def marks(stamps: Iterable[Stamp], directory: Directory) -> Table:
    """Return the marks as their originators set them, each with our equal beside it."""
    rows = tuple(
        ((Own(one.original),), _state(one.state, directory), (Own(one.equal),) if one.equal else ()) for one in stamps
    )
    return Table(say.MARKS, (MARK, STATE_OF_MARK, EQUAL_MARK), rows, NO_MARKS, cites=("CIS-4.3",))


def _state(code: str, directory: Directory) -> tuple[Cell, ...]:
    found = directory.party(code)
    if found is not None:
        return (Said(found.name),)
    return (Own(code),) if code else ()
