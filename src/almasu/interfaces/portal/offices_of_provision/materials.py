"""Materials of the Agency and what was received for them: cards, contents by need, use, destruction (FMA-6.1)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID

from almasu.actions.copy_file import neutral
from almasu.actions.provision import destroy, materials, see_received, use_received
from almasu.actions.provision.materials import OfAgency
from almasu.actions.provision.use_received import Asked, Opened
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Code,
    Facts,
    Link,
    Many,
    Number,
    Own,
    Said,
    Sheet,
    Small,
    State,
    Table,
    Tone,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words_of_asking as say
from almasu.interfaces.portal.offices_of_provision import words_of_sitting as sitting
from almasu.interfaces.portal.offices_of_provision.finding import FIND, Finding
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.seen import SeenPage
from almasu.interfaces.portal.offices_of_provision.wordings import wording_facts
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.powers.provision_asking import DESTROY_MATERIAL, KEEP_MATERIAL, USE_RECEIVED
from almasu.kernel.provision.act_words import PURPOSE_NAMES
from almasu.kernel.provision.received import Use
from almasu.kernel.provision.received_card import Card, Valued
from almasu.kernel.provision.secrecy import SECRECY_NAMES, Secrecy, handling_of
from almasu.kernel.provision.way import WAY_NAMES
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.moment import astana
from almasu.law.text import Language, Text
from almasu.wiring.running import Running

CITES = ("FMA-6.1", "FMA-6.2")
CAME = ("body", "source", "data_set", "act_version", "delivery", "line")
"""What a file that is taken along says of where each row came from."""


@dataclass(frozen=True, slots=True)
class MaterialsOffice:
    """The officer's materials and what they hold."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        ends = Signed(ActPurpose.PROVISION_DESTRUCTION, self.prepare_end, self.end, say.SIGN_END)
        content, printed = f"{say.ONE_RECEIVED}/content", f"{say.ONE_RECEIVED}/print"
        return Office(
            say.MATERIALS,
            say.MATERIALS_TITLE,
            KEEP_MATERIAL.roles,
            (
                Page(say.MATERIALS, self.read),
                Page(say.ONE_MATERIAL, self.one),
                Page(say.ONE_RECEIVED, self.card),
                Page(content, self.content, say.USE_FILTERS),
                Page(printed, self.printed, say.USE_FILTERS),
                Page(sitting.LOOK, SeenPage(self.running).look, say.USE_FILTERS[1:]),
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
                    None,
                    ("FMA-6.2",),
                    DESTROY_MATERIAL.roles,
                ),
                *Finding(self.running).deeds(),
                Deed(
                    f"{say.ONE_RECEIVED}/pass-on",
                    say.PASS_ON,
                    self.blank_passing,
                    Unsigned(self.pass_on, say.PASS_ON),
                    None,
                    CITES,
                    USE_RECEIVED.roles,
                ),
            ),
            (File(f"{say.ONE_RECEIVED}/csv", self.csv, say.USE_FILTERS),),
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
                (say.NAME, say.GONE, say.BACKUPS),
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
        columns = (say.SET, say.FROM_WHERE, say.SECRECY, say.ROWS, say.RECEIVED_AT)
        names = await self._names(here, *found.cards.items)
        rows = tuple(_card_row(card, names) for card in found.cards.items)
        table = Table(say.RECEIVED, columns, rows, say.NOTHING, older_of(found.cards.after), CITES)
        ways = (
            Way(FIND, f"{say.MATERIALS}/{number}/find", main=True),
            Way(say.DESTROY, f"{say.MATERIALS}/{number}/destroy"),
        )
        return Sheet(say.MATERIAL, (facts, table), ways, None, CITES)

    async def card(self, here: Here) -> Sheet:
        """Show the card of something received: everything but its content."""
        number = here.ids["received"]
        card = await see_received.received_card(self.running.node, here.session, number, self.running.now())
        place, handling = f"{say.MATERIALS}/received/{number}", handling_of(card.received.secrecy)
        law = wording_facts(self.running, card.received.provenance.received_at)
        if not card.rows:
            nothing = Words(None, say.NOTHING_FOUND, Tone.PLAIN, CITES)
            return Sheet(say.CARD, (nothing, _facts(card, await self._names(here, card)), law), (), None, CITES)
        ways = [Way(say.OPEN_CONTENT, f"{place}/content", main=True)]
        ways += [Way(say.PRINT, f"{place}/print")] if handling.printed else []
        ways += [Way(say.PASS_ON, f"{place}/pass-on")] if handling.passed_on else []
        facts = _facts(card, await self._names(here, card))
        return Sheet(say.CARD, (facts, _may(card), law), tuple(ways), None, CITES)

    async def content(self, here: Here) -> Sheet:
        """Show the content with the regime and the origin of every value, once purpose and reason are given."""
        number = here.ids["received"]
        card = await see_received.received_card(self.running.node, here.session, number, self.running.now())
        place = f"{say.MATERIALS}/received/{number}/csv?{_query(here)}"
        ways = (Way(say.TAKE_CSV, place),) if handling_of(card.received.secrecy).exported else ()
        return await self._used(here, Use.OPEN, say.CONTENT, ways)

    async def printed(self, here: Here) -> Sheet:
        """Show the content as it is printed."""
        return await self._used(here, Use.PRINT, say.PRINT, ())

    async def _used(self, here: Here, use: Use, title: Text, ways: tuple[Way, ...]) -> Sheet:
        if not here.asked.text("purpose") or not here.asked.text("why"):
            return Sheet(title, (Words(None, say.SAY_WHY, Tone.WAIT, CITES),), (), None, CITES)
        opened = await self._use(here, use)
        tables = tuple(_values(row, here.language) for row in opened.rows)
        return Sheet(title, (_facts(opened.card, await self._names(here, opened.card)), *tables), ways, None, CITES)

    async def _use(self, here: Here, use: Use) -> Opened:
        asked = Asked(use, here.asked.text("purpose"), here.asked.text("why"))
        number = here.ids["received"]
        return await use_received.use_received(self.running.node, here.session, number, asked, self.running.now())

    async def _names(self, here: Here, *cards: Card) -> Named:
        return await named(self.running, here, [(one.received.provenance.body, "") for one in cards])

    async def csv(self, here: Here) -> EvidenceFile:
        """Return the content as CSV, each value with its regime beside it; formulas are neutralised."""
        opened = await self._use(here, Use.EXPORT)
        return EvidenceFile(f"{here.ids['received']}.csv", _csv(opened))

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
        """Return the form of a destruction."""
        number, at = here.ids["material"], self.running.now()
        found = await see_received.material(self.running.node, here.session, number, "", 1, at)
        above = Facts(None, ((say.NAME, (Own(found.one.material.name),)),))
        return Blank((say.WHY_FIELD,), (above,), named=(Field("material", say.MATERIAL),))

    async def prepare_end(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that destroys."""
        number, at = here.ids["material"], self.running.now()
        act = await destroy.prepare_destruction(self.running.node, here.session, number, typed.text("why"), at)
        return to_sign(act, said_by(act.data).actor)

    async def end(self, here: Here, act: UUID, cms: bytes) -> str:
        """Destroy the material."""
        await destroy.destroy(self.running.node, here.session, act, cms, self.running.now())
        return say.MATERIALS

    async def blank_passing(self, here: Here) -> Blank:
        """Return the form of passing on."""
        number, at = here.ids["received"], self.running.now()
        card = await see_received.received_card(self.running.node, here.session, number, at)
        to = Field("material", say.PASS_TO, longest=60)
        return Blank((to, say.PURPOSE_FIELD, say.WHY_FIELD), (_facts(card, await self._names(here, card)),))

    async def pass_on(self, here: Here, typed: Typed) -> str:
        """Pass it on."""
        asked = Asked(Use.PASS_ON, typed.text("purpose"), typed.text("why"))
        number, at = here.ids["received"], self.running.now()
        await use_received.pass_on(self.running.node, here.session, number, typed.text("material"), asked, at)
        return f"{say.MATERIALS}/received/{number}"


def _row(one: OfAgency) -> tuple[tuple[Cell, ...], ...]:
    material = one.material
    return (
        (Link(material.name, f"{say.MATERIALS}/{one.paper.id}"),),
        (Said(PURPOSE_NAMES[material.purpose]),),
        (At(material.until),),
    )


def _ended(one: OfAgency) -> tuple[tuple[Cell, ...], ...]:
    gone = one.material.destroyed
    told: tuple[tuple[Cell, ...], ...] = (
        ((), ()) if gone is None else ((Number(gone.contents),), (Own(gone.backups_expire),))
    )
    return ((Own(one.material.name),), *told)


def _card_row(card: Card, names: Named) -> tuple[tuple[Cell, ...], ...]:
    received = card.received
    return (
        (Link(card.name.text().said_in(names.language), f"{say.MATERIALS}/received/{received.id}"),),
        names.body(received.provenance.body),
        (Many(tuple(SECRECY_NAMES[one] for one in received.secrecy)),),
        (Number(card.rows),),
        (At(received.provenance.received_at),),
    )


def _facts(card: Card, names: Named) -> Facts:
    received = card.received
    came = received.provenance
    return Facts(
        None,
        (
            (say.SET, (Own(card.name.text().said_in(names.language)), Small(came.data_set))),
            (say.SECRECY, tuple(map(_regime, received.secrecy))),
            (say.PURPOSE, (Said(PURPOSE_NAMES[received.purpose]),)),
            (say.FROM_WHERE, names.body(came.body)),
            (say.SOURCE, (Code(came.source),)),
            (say.WAY, (Said(WAY_NAMES[came.way]),)),
            (say.ACT_VERSION, (Number(came.act_version),)),
            (say.DELIVERY, (Code(str(came.delivery)),)),
            (say.DIGEST, (Code(came.sha256),)),
            (say.RECEIVED_AT, (At(came.received_at),)),
            *_sought(card, names),
            (say.ROWS, (Number(card.rows),)),
            (say.UNTIL, (At(received.until),)),
        ),
        CITES,
    )


def _regime(one: Secrecy) -> State:
    return State(Tone.PLAIN if one is Secrecy.OPEN else Tone.WAIT, SECRECY_NAMES[one])


def _sought(card: Card, names: Named) -> Iterator[tuple[Text, tuple[Cell, ...]]]:
    if card.sought is not None:
        label = next((one.label.text() for one in card.fields if one.name == card.sought.key), None)
        key = card.sought.key if label is None else label.said_in(names.language)
        yield say.SOUGHT, (Own(key), Own(card.sought.value))
        yield say.WHY, (Own(card.sought.why),)


def _may(card: Card) -> Facts:
    handling = handling_of(card.received.secrecy)
    allowed = ((say.TO_PRINT, handling.printed), (say.TO_EXPORT, handling.exported), (say.TO_PASS, handling.passed_on))
    return Facts(
        say.MAY,
        tuple((name, (State(Tone.GOOD if yes else Tone.BAD, say.YES if yes else say.NO),)) for name, yes in allowed),
        ("FMA-6.2",),
    )


def _values(row: tuple[Valued, ...], language: Language) -> Table:
    """Return one record as a table: each value with its regime, its object and its row."""
    rows = tuple(
        (
            (Own(one.field.label.text().said_in(language)),),
            (Own("" if one.value is None else str(one.value)),),
            (_regime(one.secrecy),),
            (Code(f"{one.provenance.source}/{one.provenance.data_set}"),),
            (Number(one.provenance.line),),
        )
        for one in row
    )
    return Table(
        say.CONTENT, (say.FIELD, say.VALUE, say.SECRECY, say.FROM_WHERE, say.LINE), rows, say.NOTHING, cites=CITES
    )


def _csv(opened: Opened) -> bytes:
    """Return the rows with the regime of each value and where the row came from beside them."""
    written = io.StringIO()
    writer = csv.writer(written)
    names = [field.name for field in opened.card.fields]
    writer.writerow([*names, *(f"{name}_secrecy" for name in names), *(f"from_{name}" for name in CAME)])
    for row in opened.rows:
        came = () if not row else (getattr(row[0].provenance, name) for name in CAME)
        writer.writerow(
            [
                *(neutral("" if one.value is None else str(one.value)) for one in row),
                *(one.secrecy.value for one in row),
                *(neutral(str(one)) for one in came),
            ]
        )
    return written.getvalue().encode("utf-8-sig")


def _query(here: Here) -> str:
    return urlencode([(name, here.asked.text(name)) for name in ("purpose", "why")])
