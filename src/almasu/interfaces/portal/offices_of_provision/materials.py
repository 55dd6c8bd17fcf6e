"""Materials of the Agency and what was received for them: cards, contents by need, use, destruction (FMA-6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from almasu.actions.provision import destroy, materials, see_received
from almasu.actions.provision.materials import OfAgency
from almasu.actions.provision.see_received import Contained
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Facts,
    Link,
    Many,
    Number,
    On,
    Own,
    Said,
    Sheet,
    Table,
    Tone,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words_of_asking as say
from almasu.interfaces.portal.offices_of_provision.finding import FIND, Finding
from almasu.interfaces.portal.offices_of_provision.lying_under import GONE, table_of, what_went
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.received_blocks import CITES, allowed, facts_of
from almasu.interfaces.portal.offices_of_provision.seen import SeenPage
from almasu.interfaces.portal.offices_of_provision.using import Using, ways_of
from almasu.interfaces.portal.offices_of_provision.wordings import wording_facts
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.powers.provision_asking import DESTROY_MATERIAL, KEEP_MATERIAL
from almasu.kernel.provision.act_words import PURPOSE_NAMES
from almasu.kernel.provision.received_card import Card
from almasu.kernel.provision.secrecy import SECRECY_NAMES
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.moment import astana
from almasu.wiring.running import Running

COLUMNS = (say.SET, say.FROM_WHERE, say.SECRECY, say.ROWS, say.RECEIVED_AT)


@dataclass(frozen=True, slots=True)
class MaterialsOffice:
    """The officer's materials and what they hold."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        ends = Signed(ActPurpose.PROVISION_DESTRUCTION, self.prepare_end, self.end, say.SIGN_END)
        return Office(
            say.MATERIALS,
            say.MATERIALS_TITLE,
            KEEP_MATERIAL.roles,
            (
                Page(say.MATERIALS, self.read),
                Page(say.ONE_MATERIAL, self.one),
                Page(say.ONE_RECEIVED, self.card),
            ),
            (
                Deed(
                    f"{say.MATERIALS}/new",
                    say.NEW_MATERIAL,
                    self.blank_material,
                    Unsigned(self.open_material, say.NEW_MATERIAL),
                    say.MATERIALS_LEAD,
                    ("FMA-1", "FMA-6.1"),
                    KEEP_MATERIAL.roles,
                ),
                Deed(
                    f"{say.ONE_MATERIAL}/destroy",
                    say.DESTROY,
                    self.blank_end,
                    ends,
                    say.DESTROY_LEAD,
                    ("FMA-6.2",),
                    DESTROY_MATERIAL.roles,
                ),
                *Finding(self.running).deeds(),
                *Using(self.running).deeds(),
                SeenPage(self.running).deed(),
            ),
            section=Section.ASKED,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the officer's materials, open and ended."""
        node, at = self.running.node, self.running.now()
        found = await materials.my_materials(node, here.session, at)
        ended = await see_received.destroyed_materials(node, here.session, at)
        rows = tuple(_row(one) for one in found)
        blocks: tuple[Block, ...] = (
            Table(say.MATERIALS_TITLE, (say.NAME, say.PURPOSE, say.UNTIL), rows, say.NOTHING, cites=CITES),
            Table(
                say.ENDED,
                (say.NAME, *GONE, say.GONE, say.BACKUPS),
                tuple(_ended(one) for one in ended),
                say.NOTHING,
                cites=("FMA-6.2",),
            ),
        )
        ways = (Way(say.NEW_MATERIAL, f"{say.MATERIALS}/new", main=True),)
        return Sheet(say.MATERIALS_TITLE, blocks, ways, say.MATERIALS_LEAD, CITES)

    async def one(self, here: Here) -> Sheet:
        """Show one material with the cards of what it holds."""
        number = here.ids["material"]
        found = await see_received.material(
            self.running.node, here.session, number, here.asked.text("older"), see_received.AT_ONCE, self.running.now()
        )
        material = found.one.material
        facts = Facts(
            None,
            (
                (say.NAME, (Own(material.name),)),
                (say.PURPOSE, (Said(PURPOSE_NAMES[material.purpose]),)),
                (say.UNTIL, (At(material.until),)),
            ),
        )
        names = await self._names(here, found)
        rows = tuple(_card_row(card, names) for card in found.cards.items)
        table = Table(say.RECEIVED, COLUMNS, rows, say.NOTHING, older_of(found.cards.after), CITES)
        ways = (
            Way(FIND, f"{say.MATERIALS}/{number}/find", main=True),
            Way(say.DESTROY, f"{say.MATERIALS}/{number}/destroy"),
        )
        beside = (table_of(found.beside, names),) if found.beside else ()
        return Sheet(say.MATERIAL, (facts, table, *beside), ways, None, CITES)

    async def card(self, here: Here) -> Sheet:
        """Show the card of something received: everything but its content."""
        number = here.ids["received"]
        card = await see_received.received_card(self.running.node, here.session, number, self.running.now())
        law = wording_facts(self.running, card.received.provenance.received_at)
        if not card.rows:
            nothing = Words(None, say.NOTHING_FOUND, Tone.PLAIN, CITES)
            return Sheet(say.CARD, (nothing, facts_of(card, await self._name(here, card)), law), (), None, CITES)
        facts = facts_of(card, await self._name(here, card))
        if card.received.destroyed_at is not None:
            gone = Words(None, say.CONTENT_GONE, Tone.WAIT, ("FMA-6.2",))
            return Sheet(say.CARD, (gone, facts, law), (), None, CITES)
        return Sheet(say.CARD, (facts, allowed(card), law), ways_of(card), None, CITES)

    async def _names(self, here: Here, found: Contained) -> Named:
        came = [(one.received.provenance.body, "") for one in found.cards.items]
        return await named(self.running, here, [*came, *((one.body, one.data_set) for one in found.beside)])

    async def _name(self, here: Here, card: Card) -> Named:
        return await named(self.running, here, [(card.received.provenance.body, "")])

    async def blank_material(self, here: Here) -> Blank:
        """Return the form of a material."""
        name = Field("name", say.NAME, hint=say.NAME_HINT, longest=60)
        return Blank((name, say.PURPOSE_FIELD, Field("until", say.UNTIL, Kind.DAY)))

    async def open_material(self, here: Here, typed: Typed) -> str:
        """Open it; it is kept until the end of the day named."""
        at, day = self.running.now(), typed.day("until")
        until = at if day is None else datetime.combine(day, time(), astana()) + timedelta(days=1)
        token, name, purpose = here.session, typed.text("name"), typed.text("purpose")
        number = await materials.open_material(self.running.node, token, name, purpose, until, at)
        return f"{say.MATERIALS}/{number}"

    async def blank_end(self, here: Here) -> Blank:
        """Return the form of a destruction, above it what goes with the material."""
        number, at = here.ids["material"], self.running.now()
        found = await see_received.material(self.running.node, here.session, number, "", see_received.AT_ONCE, at)
        names, cards = await self._names(here, found), found.cards
        above = Facts(None, ((say.NAME, (Own(found.one.material.name),)),))
        rows = tuple(_card_row(card, names) for card in cards.items)
        received = Table(say.RECEIVED, COLUMNS, rows, say.NOTHING, cites=CITES)
        more = (Words(None, say.AND_MORE, Tone.WAIT),) if cards.after else ()
        beside = (table_of(found.beside, names),) if found.beside else ()
        return Blank((say.WHY_FIELD,), (above, received, *more, *beside), named=(Field("material", say.MATERIAL),))

    async def prepare_end(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that destroys."""
        number, at = here.ids["material"], self.running.now()
        act = await destroy.prepare_destruction(self.running.node, here.session, number, typed.text("why"), at)
        return to_sign(act, said_by(act.data).actor)

    async def end(self, here: Here, act: UUID, cms: bytes) -> str:
        """Destroy the material."""
        await destroy.destroy(self.running.node, here.session, act, cms, self.running.now())
        return say.MATERIALS


def _row(one: OfAgency) -> tuple[tuple[Cell, ...], ...]:
    material = one.material
    return (
        (Link(material.name, f"{say.MATERIALS}/{one.paper.id}"),),
        (Said(PURPOSE_NAMES[material.purpose]),),
        (At(material.until),),
    )


def _ended(one: OfAgency) -> tuple[tuple[Cell, ...], ...]:
    gone = one.material.destroyed
    if gone is None:
        return ((Own(one.material.name),), *(() for _ in GONE), (), ())
    expire = date.fromisoformat(gone.backups_expire)
    return ((Own(one.material.name),), *what_went(gone), (Number(gone.contents),), (On(expire),))


def _card_row(card: Card, names: Named) -> tuple[tuple[Cell, ...], ...]:
    received = card.received
    return (
        (Link(card.name.text().said_in(names.language), f"{say.MATERIALS}/received/{received.id}"),),
        names.body(received.provenance.body),
        (Many(tuple(SECRECY_NAMES[one] for one in received.secrecy)),),
        (Number(card.rows),),
        (At(received.provenance.received_at),),
    )
