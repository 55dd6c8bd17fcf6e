"""What was received for a material, as blocks of pages: its card, its regimes and what they allow (FMA-6.2)."""

from __future__ import annotations

from collections.abc import Iterator

from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Code,
    Facts,
    Link,
    Number,
    On,
    Own,
    Said,
    Sentence,
    Small,
    State,
    Tone,
)
from almasu.interfaces.portal.offices_of_provision import words_of_asking as say
from almasu.interfaces.portal.offices_of_provision.naming import Named
from almasu.kernel.provision.act_words import PURPOSE_NAMES
from almasu.kernel.provision.came import InAnswer, InFile, OnCarrier, OnPaper
from almasu.kernel.provision.received_card import Card
from almasu.kernel.provision.secrecy import SECRECY_NAMES, Secrecy, handling_of
from almasu.kernel.provision.way import WAY_NAMES
from almasu.law.text import Language, Text

CITES = ("FMA-6.1", "FMA-6.2")
DELIVERIES, CARRIERS = "/provision/deliveries", "/provision/carriers"
PAPERS, KEYINGS = "/provision/papers", "/provision/keyings"
Line = tuple[Text, tuple[Cell, ...]]


def facts_of(card: Card, names: Named) -> Facts:
    """Return what the card says: what it is, from whom and how it came, its regimes, until when it is kept."""
    received = card.received
    came = received.provenance
    return Facts(
        None,
        (
            (say.SET, (Own(card.name.text().said_in(names.language)), Small(came.data_set))),
            (say.SECRECY, tuple(map(regime, received.secrecy))),
            (say.PURPOSE, (Said(PURPOSE_NAMES[received.purpose]),)),
            *_material(card, names.language),
            (say.FROM_WHERE, names.body(came.body)),
            (say.SOURCE, (Code(came.source),)),
            (say.WAY, (Said(WAY_NAMES[came.way]),)),
            (say.ACT_VERSION, (Number(came.act_version),)),
            *came_rows(card, names.language),
            (say.DIGEST, (Code(came.sha256),)),
            (say.RECEIVED_AT, (At(came.received_at),)),
            *_sought(card, names),
            (say.ROWS, (Number(card.rows),)),
            (say.UNTIL, (At(received.until),)),
            *(((say.GONE_AT, (At(received.destroyed_at),)),) if received.destroyed_at is not None else ()),
        ),
        CITES,
    )


def regime(one: Secrecy) -> State:
    """Return the badge of a regime."""
    return State(Tone.PLAIN if one is Secrecy.OPEN else Tone.WAIT, SECRECY_NAMES[one])


def came_rows(card: Card, language: Language) -> Iterator[Line]:
    """Yield what rows stood in or were keyed from, with a way to its page."""
    delivery = card.received.provenance.delivery
    match card.came:
        case InFile(delivery=number, name=name):
            yield say.DELIVERY, (Link(_numbered(number), f"{DELIVERIES}/{delivery}"),)
            yield say.FILE, (Own(name),)
        case OnCarrier(carrier=carrier, number=number, manifest=manifest, delivery=delivered):
            yield say.CARRIER, (Link(number, f"{CARRIERS}/{carrier}"),)
            yield say.MANIFEST, (Code(manifest),)
            yield say.DELIVERY, (Link(_numbered(delivered), f"{DELIVERIES}/{delivery}"),)
        case InAnswer(question=number, given_by=by):
            yield say.QUESTION, (Link(number, f"{say.QUESTIONS}/{delivery}"),)
            yield say.GIVEN_BY, (Said(say.BY_SYSTEM if by.startswith("system:") else say.BY_CLERK),)
        case OnPaper() as paper:
            yield say.PAPER, (Link(paper.outgoing, f"{PAPERS}/{delivery}"), On(paper.dated))
            yield say.INCOMING, (Own(paper.incoming),)
            yield say.SHEET, (Sentence(say.SHEET_OF, {"sheet": str(paper.sheet), "sheets": str(paper.sheets)}),)
            yield say.KEYING, (Link(say.TO_KEYING.said_in(language), f"{KEYINGS}/{paper.keying}"),)
        case None:
            yield say.DELIVERY, (Code(str(delivery)),)
    if card.passed_from is not None:
        yield say.PASSED_FROM, (Code(str(card.passed_from)),)


def _numbered(number: int) -> str:
    return f"№ {number}"


def _material(card: Card, language: Language) -> Iterator[Line]:
    """Yield the way to the material that it lies under, while it lies there."""
    received = card.received
    if received.destroyed_at is None:
        yield say.MATERIAL, (Link(say.TO_MATERIAL.said_in(language), f"{say.MATERIALS}/{received.material}"),)


def _sought(card: Card, names: Named) -> Iterator[Line]:
    if card.sought is not None:
        label = next((one.label.text() for one in card.fields if one.name == card.sought.key), None)
        key = card.sought.key if label is None else label.said_in(names.language)
        yield say.SOUGHT, (Own(key), Own(card.sought.value))
        yield say.WHY, (Own(card.sought.why),)


def allowed(card: Card) -> Facts:
    """Return what the regimes of what was received allow to do with it."""
    handling = handling_of(card.received.secrecy)
    may = ((say.TO_PRINT, handling.printed), (say.TO_EXPORT, handling.exported), (say.TO_PASS, handling.passed_on))
    return Facts(
        say.MAY,
        tuple((name, (State(Tone.GOOD if yes else Tone.BAD, say.YES if yes else say.NO),)) for name, yes in may),
        ("FMA-6.2",),
    )
