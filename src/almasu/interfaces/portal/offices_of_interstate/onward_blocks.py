"""Askings to pass information on, as pages show them: what was asked, what the owner answered, within which limits."""

from __future__ import annotations

from collections.abc import Sequence

from almasu.actions.interstate.onward_kept import KeptOnward
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Facts,
    Link,
    Number,
    On,
    Own,
    Said,
    State,
    Table,
    Tone,
)
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.case_blocks import CHANNEL
from almasu.interfaces.portal.offices_of_interstate.naming import named
from almasu.kernel.interstate.case import incoming
from almasu.kernel.interstate.onward import CLAUSES, Declined, Granted, OnwardAsked, OnwardGround, OnwardState
from almasu.kernel.interstate.parties import Directory
from almasu.law.text import Text

ONWARD = "/cis/onward"
CITES = ("CIS-1f", "CIS-7.2")
TITLE = Text("Ақпаратты әрі беру", "Дальнейшая передача сведений", "Passing information on")
LEAD = Text(
    "Алынған ақпарат басқа органға тек меншік иесінің келісімімен және оның шектеулерінде беріледі.",
    "Полученные сведения передаются другому органу только с согласия собственника и в его пределах.",
    "What was received goes on to another body only with its owner's consent and within its limits.",
)
TO = Text("Кімге беріледі", "Кому передать", "To whom it goes")
UNTIL = Text("Қай күнге дейін", "По какой день", "Until which day")
ASKED_BY = Text("Кім сұрады", "Кто просит", "Who asks")
OWNER = Text("Меншік иесі", "Собственник", "Owner")
CONSENT_NUMBER = Text("Иесі келісімінің нөмірі", "Номер согласия собственника", "Number of its owner's consent")
PURPOSE_GIVEN = Text("Келісілген мақсат", "Цель, на которую дано согласие", "Purpose consented to")
UNTIL_GIVEN = Text("Келісім мерзімі", "Срок согласия", "Consent lasts until")
ANSWERED = Text("Жауап берілді", "Дан ответ", "Answered")
BACK = Text("Қайтарып алынды", "Отозвано", "Taken back")
REASON = Text("Себебі", "Причина", "Reason")
GROUND = Text("Негізі", "Основание", "Ground")
PASSED = Text("Неше рет берілді", "Сколько раз передано", "Times passed on")
ITEM = Text("Ақпарат", "Сведения", "Information")
NUMBER = Text("Нөмірі", "Номер", "Number")
OF_REQUEST = Text("сұрау салудың {number}-тармағы", "пункт {number} запроса", "item {number} of the request")
OF_OFFER = Text("ұсыныс бойынша", "по предложению", "of an offer")
SECRET = Text("Құпия", "Секретно", "Secret")
YES, NO = Text("иә", "да", "yes"), Text("жоқ", "нет", "no")
STATES: dict[OnwardState, tuple[Tone, Text]] = {
    OnwardState.ASKED: (Tone.WAIT, Text("сұралды", "запрошено", "asked")),
    OnwardState.GRANTED: (Tone.GOOD, Text("келісім бар", "согласие дано", "granted")),
    OnwardState.REFUSED: (Tone.BAD, Text("бас тартылды", "отказано", "refused")),
    OnwardState.TAKEN_BACK: (Tone.PLAIN, Text("қайтарып алынды", "отозвано", "taken back")),
}
GROUNDS = {
    OnwardGround.OWNER: Text("меншік иесінің еркі", "воля собственника", "its owner's disposal"),
    OnwardGround.PURPOSE: Text("басқа мақсат", "иная цель", "another purpose"),
    OnwardGround.SECRECY: Text("құпия: шешім жоқ", "секретно: решения нет", "secret: no decision"),
}


def place(kept: KeptOnward) -> str:
    """Return the page of an asking."""
    return f"{ONWARD}/{kept.paper.id}"


def row(one: KeptOnward, directory: Directory, here: Here) -> tuple[tuple[Cell, ...], ...]:
    """Return an asking as a row."""
    body, asked = directory.body(one.onward.asked.to), one.onward.asked
    return (
        (Link(asked.to if body is None else body.name, place(one)),),
        named(directory, one.onward.other, here),
        (State(*STATES[one.onward.state]),),
        (At(one.paper.at),),
    )


def table(found: Sequence[KeptOnward], directory: Directory, here: Here, older: str = "") -> Table:
    """Return a table of askings; `older` leads to the next page."""
    rows = tuple(row(one, directory, here) for one in found)
    return Table(TITLE, (TO, say.OTHER_SIDE, say.STATE, say.WHEN), rows, say.NOTHING, older, CITES)


def of_item(found: Sequence[KeptOnward], directory: Directory, here: Here) -> tuple[Block, ...]:
    """Return the consents of an item, nothing where nobody asked for one."""
    return (table(found, directory, here),) if found else ()


def facts(one: KeptOnward, directory: Directory, here: Here) -> tuple[Facts, ...]:
    """Return what was asked, and what the owner answered."""
    asked = one.onward.asked
    first = Facts(
        None,
        (
            (say.STATE, (State(*STATES[one.onward.state]),)),
            (OWNER, named(directory, asked.owner, here)),
            (ASKED_BY, named(directory, asked.by, here)),
            (TO, named(directory, asked.to, here)),
            *(() if one.onward.ours else ((ITEM, _given(asked)),)),
            (say.PURPOSE, (Own(asked.purpose),)),
            (UNTIL, (On(asked.until),)),
            (SECRET, (Said(YES if asked.secret else NO),)),
            (CHANNEL, (Said(say.CHANNELS[asked.channel]),)),
            (PASSED, (Number(len(one.onward.passed)),)),
        ),
        CITES,
    )
    return (first, *_answer(one))


def _given(asked: OnwardAsked) -> tuple[Cell, ...]:
    """Return to its owner where it stands what they gave: the item of a request, or an offer."""
    if not asked.part:
        return (Link(OF_OFFER, f"{say.OFFERS}/{asked.source}"),)
    item = OF_REQUEST.filled(number=asked.part.partition("/")[0])
    return (Link(item, f"{say.CASES}/{incoming(asked.by, asked.source)}"),)


def _answer(one: KeptOnward) -> tuple[Facts, ...]:
    onward = one.onward
    when: tuple[Cell, ...] = () if onward.answered_at is None else (At(onward.answered_at),)
    match onward.answer:
        case None:
            return ()
        case Granted(purpose=purpose, until=until):
            back: tuple[Cell, ...] = () if onward.taken_back_at is None else (At(onward.taken_back_at),)
            given = (
                (PURPOSE_GIVEN, (Own(purpose),)),
                (UNTIL_GIVEN, (On(until),)),
                (say.WHEN, when),
                *(((BACK, back),) if back else ()),
            )
            return (Facts(ANSWERED, given, ("CIS-1f",)),)
        case Declined(ground=ground, reason=reason):
            refused = ((GROUND, (Said(GROUNDS[ground]),)), (REASON, (Own(reason),)), (say.WHEN, when))
            return (Facts(ANSWERED, refused, (CLAUSES[ground],)),)
