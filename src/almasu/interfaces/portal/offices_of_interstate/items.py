"""Information that was received: whose it is, under which marks, opened for its own purpose alone (CIS-7.2)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.interstate import items
from almasu.actions.interstate.items import KeptItem
from almasu.interfaces.portal.offices.blocks import At, Cell, Facts, Link, Own, Sheet, Table, Way, Words
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Here, Office, Page
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at, named
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.powers.interstate import USE_ITEM
from almasu.law.text import Text
from almasu.wiring.running import Running

ONE = f"{say.ITEMS}/{{item:uuid}}"
CITES = ("CIS-7.2",)
TITLE = Text("Алынған ақпарат", "Полученные сведения", "Received information")
LEAD = Text(
    "Ақпарат тек берілген мақсатына пайдаланылады; ашылғаны журналға жазылады.",
    "Сведения используются только для цели, ради которой переданы; открытие записывается в журнал.",
    "Information serves only the purpose for which it was given; opening it is journalled.",
)
OWNER = Text("Меншік иесі", "Собственник", "Owner")
HOLDER = Text("Иеленуші", "Владелец", "Holder")
SAYS = Text("Мазмұны", "Содержание", "What it says")
STATED = Text("Қандай мақсатпен ашасыз", "С какой целью открываете", "For which purpose you open it")
TO_REQUEST = Text("Сұрау салуға", "К запросу", "To the request")
RELEASE = Text("Беру туралы шешім", "Решение о передаче", "Decision to hand it over")
FIELD = Field("purpose", STATED, Kind.LONG, required=False, longest=8_000)


@dataclass(frozen=True, slots=True)
class ItemsOffice:
    """Items as a body of this node sees them."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        return Office(
            say.ITEMS,
            TITLE,
            USE_ITEM.roles,
            (Page(say.ITEMS, self.read), Page(ONE, self.one, (FIELD,))),
            section=Section.BETWEEN_STATES,
        )

    async def read(self, here: Here) -> Sheet:
        """Show what was received, without what it says."""
        seen = await directory_at(self.running, here)
        found = await items.received_items(self.running.node, here.session, self.running.now())
        rows = tuple(_row(one, seen.directory) for one in found)
        table = Table(TITLE, (OWNER, say.PURPOSE, say.MARKS, say.WHEN), rows, say.NOTHING, cites=CITES)
        return Sheet(TITLE, (table,), (), LEAD, CITES)

    async def one(self, here: Here) -> Sheet:
        """Show one item's card, and what it says once its purpose is stated."""
        at, seen, number = self.running.now(), await directory_at(self.running, here), here.ids["item"]
        stated = here.asked.text("purpose").strip()
        if stated:
            kept = await items.use_item(self.running.node, here.session, number, stated, at)
        else:
            kept = await items.item_card(self.running.node, here.session, number, at)
        blocks = [_card(kept, seen.directory, here)]
        said = kept.item.content
        more = (Words(SAYS, Text(said, said, said), cites=CITES),) if stated else ()
        ways = (Way(TO_REQUEST, f"{say.CASES if kept.item.part else say.OFFERS}/{kept.item.case}"),)
        return Sheet(TITLE, (*blocks, *more), ways, LEAD, CITES)


def _row(one: KeptItem, directory: Directory) -> tuple[tuple[Cell, ...], ...]:
    received = one.item.received
    owner = directory.body(received.owner)
    return (
        (Link(received.owner if owner is None else owner.name, f"{say.ITEMS}/{one.paper.id}"),),
        (Own(received.purpose),),
        tuple(Own(stamp.original) for stamp in received.stamps),
        (At(one.item.at),),
    )


def _card(one: KeptItem, directory: Directory, here: Here) -> Facts:
    received = one.item.received
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (OWNER, named(directory, received.owner, here)),
        (HOLDER, named(directory, received.holder, here)),
        (say.PURPOSE, (Own(received.purpose),)),
        (say.MARKS, tuple(Own(stamp.original) for stamp in received.stamps)),
        (say.WHEN, (At(one.item.at),)),
    ]
    return Facts(None, tuple(rows), ("CIS-1f", "CIS-1g", "CIS-7.2"))
