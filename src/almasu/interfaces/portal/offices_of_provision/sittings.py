"""Sessions at workplaces: who, when, how long, how many looks (FMA-3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.provision import looks, sittings
from almasu.actions.provision.materials import my_materials
from almasu.actions.provision.seats import seat
from almasu.actions.provision.sittings import GOING_ON, KeptSitting
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Code,
    Facts,
    Link,
    Number,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Way,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words_of_asking as words
from almasu.interfaces.portal.offices_of_provision import words_of_sitting as say
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.wordings import wording_facts
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.powers.provision_seats import END_SITTING, SEE_SITTINGS, USE_SEAT
from almasu.kernel.provision.look import Look
from almasu.kernel.provision.shown.named import UNNAMED
from almasu.law.text import Language, Text
from almasu.wiring.running import Running
from almasu.wiring.workplaces import entrance

CITES = ("FMA-3.2",)
MINUTE = 60


@dataclass(frozen=True, slots=True)
class SittingsOffice:
    """Sessions as each side sees them."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        sit, end = Unsigned(self.sit, say.SIT), Unsigned(self.end, say.END)
        return Office(
            say.SITTINGS,
            say.TITLE,
            SEE_SITTINGS.roles,
            (
                Page(say.SITTINGS, self.read),
                Page(say.ONE, self.one),
            ),
            (
                Deed(
                    "/provision/seats/{seat:uuid}/sit",
                    say.SIT,
                    self.blank_sit,
                    sit,
                    say.SIT_LEAD,
                    CITES,
                    USE_SEAT.roles,
                ),
                Deed(f"{say.ONE}/end", say.END, self.blank_end, end, None, CITES, END_SITTING.roles),
            ),
            section=Section.BY_WAYS,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the sessions that whoever is here may know of."""
        node, at = self.running.node, self.running.now()
        page = await sittings.sittings(node, here.session, here.asked.text("older"), sittings.AT_ONCE, at)
        columns = (say.PERSON, words.SET, words.BODY, words.STATE, say.SINCE, say.MINUTES, say.LOOKS)
        names = await named(self.running, here, [(one.sitting.body, one.sitting.data_set) for one in page.items])
        rows = tuple(_row(one, names, at) for one in page.items)
        table = Table(say.TITLE, columns, rows, words.NOTHING, older_of(page.after), CITES)
        return Sheet(say.TITLE, (table,), (), say.LEAD, CITES)

    async def one(self, here: Here) -> Sheet:
        """Show one session with its looks."""
        node, at, number = self.running.node, self.running.now(), here.ids["sitting"]
        one, ticket = await sittings.sitting(node, here.session, number, at)
        older = here.asked.text("older")
        page = await looks.looks(node, here.session, number, older, looks.MOST_LOOKS, at)
        lies = _lies(await looks.seen_under(node, here.session, number, at), here.language)
        columns = (say.NUMBER, say.AT, say.METHOD, say.PATH, say.FATE, say.BEYOND, say.SENT, say.CAME)
        rows = tuple(_look_row(look) for look in page.items)
        table = Table(say.LOOKS, columns, rows, words.NOTHING, older_of(page.after), (*CITES, "FMA-5"))
        ways = [Way(say.OPEN, entrance(self.running.settings, ticket, here.language), main=True)] if ticket else []
        ways += [Way(say.END, f"{say.SITTINGS}/{number}/end")] if one.state in GOING_ON else []
        blocks: tuple[Block, ...] = (
            _facts(one, await self._names(here, one), at, lies),
            table,
            wording_facts(self.running, one.sitting.since),
        )
        return Sheet(say.ONE_TITLE, blocks, tuple(ways), None, CITES)

    async def blank_sit(self, here: Here) -> Blank:
        """Return the form of sitting down: a material where the seat keeps what is seen."""
        node, at = self.running.node, self.running.now()
        held = (await seat(node, here.session, here.ids["seat"], at)).held.seat
        fields: tuple[Field, ...] = ()
        if held.keeps:
            mine = await my_materials(node, here.session, at)
            offered = tuple(Choice(str(one.paper.id), Text(*(one.material.name,) * 3)) for one in mine)
            fields = (Field("material", words.MATERIAL, Kind.CHOICE, choices=offered),)
        names = await named(self.running, here, [(held.body, held.data_set)])
        known = ((words.BODY, names.body(held.body)), (words.SET, names.data_set(held.body, held.data_set)))
        return Blank(fields, (Facts(None, known),))

    async def sit(self, here: Here, typed: Typed) -> str:
        """Sit down: the page of the session leads to the workplace."""
        chosen, at = typed.text("material"), self.running.now()
        material = UUID(chosen) if chosen else None
        begun, _ = await sittings.sit_down(self.running.node, here.session, here.ids["seat"], material, at)
        return f"{say.SITTINGS}/{begun.paper.id}"

    async def blank_end(self, here: Here) -> Blank:
        """Return the form of ending one."""
        at = self.running.now()
        one, _ = await sittings.sitting(self.running.node, here.session, here.ids["sitting"], at)
        return Blank((), (_facts(one, await self._names(here, one), at),))

    async def end(self, here: Here, typed: Typed) -> str:
        """End it."""
        await sittings.end_by_hand(self.running.node, here.session, here.ids["sitting"], self.running.now())
        return f"{say.SITTINGS}/{here.ids['sitting']}"

    async def _names(self, here: Here, one: KeptSitting) -> Named:
        return await named(self.running, here, [(one.sitting.body, one.sitting.data_set)])


def _row(one: KeptSitting, names: Named, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    held = one.sitting
    return (
        (Link(_name(one), f"{say.SITTINGS}/{one.paper.id}"),),
        names.data_set(held.body, held.data_set),
        names.body(held.body),
        (State(*say.STATES[one.state]),),
        (At(held.since),),
        (Number(_minutes(one, at)),),
        (Number(one.looks),),
    )


def _lies(found: tuple[UUID, bool] | None, language: Language) -> tuple[Cell, ...]:
    """Return the way to the material that what was seen lies under, or that it went with it; nothing for others."""
    if found is None:
        return ()
    material, stands = found
    place = f"{words.MATERIALS}/{material}"
    return (Link(words.TO_MATERIAL.said_in(language), place),) if stands else (Said(say.SEEN_GONE),)


def _facts(one: KeptSitting, names: Named, at: datetime, lies: tuple[Cell, ...] = ()) -> Facts:
    held = one.sitting
    ended: tuple[tuple[Text, tuple[Cell, ...]], ...] = ()
    if held.cut_at is not None and held.why is not None:
        ended = ((say.UNTIL, (At(held.cut_at),)), (say.WHY_ENDED, (Said(say.CUTS[held.why]),)))
    return Facts(
        None,
        (
            (say.PERSON, (Own(_name(one)),)),
            (words.STATE, (State(*say.STATES[one.state]),)),
            (words.BODY, names.body(held.body)),
            (words.SET, names.data_set(held.body, held.data_set)),
            (say.SEAT, (Link(say.SEE_SEAT, f"/provision/seats/{held.seat}"),)),
            (say.SINCE, (At(held.since),)),
            *ended,
            (say.MINUTES, (Number(_minutes(one, at)),)),
            (say.LOOKS, (Number(one.looks),)),
            *(((say.KEPT_UNDER, lies),) if lies else ()),
            (say.EDITION, (Code(held.edition),)),
        ),
        CITES,
    )


def _look_row(look: Look) -> tuple[tuple[Cell, ...], ...]:
    number: Cell = Number(look.number)
    if look.kept and look.path:
        number = Link(str(look.number), f"{say.SEEN_AT}/{look.id}")
    return (
        (number,),
        (At(look.at),),
        (Code(f"{look.method} {look.status}" if look.status else look.method),),
        (Code(look.path),) if look.path else (),
        (State(*say.FATES[look.fate]),),
        tuple(Said(say.CUT_NUMBER) if one == UNNAMED else Code(one) for one in look.cuts),
        (Number(look.sent),),
        (Number(look.received),),
    )


def _minutes(one: KeptSitting, at: datetime) -> int:
    return int(((one.sitting.cut_at or at) - one.sitting.since).total_seconds()) // MINUTE


def _name(one: KeptSitting) -> str:
    return str(one.sitting.person) if one.person is None else one.person.person.full_name()
