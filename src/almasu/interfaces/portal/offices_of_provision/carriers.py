"""Electronic carriers: the manifest and its signature, the chain of custody, reading in, return or destruction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from almasu.actions.provision import carriers as acts
from almasu.actions.provision import read_carrier as reading
from almasu.actions.provision.carriers import ToHandOn, ToPutAway, ToReceive
from almasu.actions.provision.ended_carrier import ended_carrier
from almasu.actions.provision.read_carrier import CameIn, ToRead
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Code,
    Due,
    Facts,
    Link,
    Number,
    On,
    Own,
    Said,
    Sheet,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.field import Field
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed, Upload
from almasu.interfaces.portal.offices_of_provision import words_of_carriers as say
from almasu.interfaces.portal.offices_of_provision.feeds import FEEDS
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.way_deeds import ready
from almasu.interfaces.portal.offices_of_provision.wordings import wording_facts
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.provision_carriers import RECEIVE_CARRIER, SEE_CARRIERS, SEND_CARRIER, SIGN_CARRIER
from almasu.kernel.provision.carrier import TO_PUT_AWAY, Carrier, CarrierState, read_manifest
from almasu.kernel.provision.carrier_print import MEDIA
from almasu.kernel.provision.secrecy import SECRECY_NAMES
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.text import Language
from almasu.wiring.end_pdf import carrier_end_pdf_of
from almasu.wiring.running import Running


@dataclass(frozen=True, slots=True)
class CarriersOffice:
    """Carriers of a body, or of all at the Agency, and what is done with one."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        sends, takes, cites = SEND_CARRIER.roles, RECEIVE_CARRIER.roles, say.CITES
        signs = Signed(ActPurpose.PROVISION_CARRIER, self.prepare_signature, self.sign, say.SIGN)
        away = Signed(ActPurpose.PROVISION_CARRIER_END, self.prepare_end, self.put_away, say.SIGN)
        hand, take = Unsigned(self.hand_on, say.HAND), Unsigned(self.receive, say.TAKE)
        refuse, file = Unsigned(self.refuse, say.REFUSE), Unsigned(self.give_file, say.SEND_FILE)
        new, read = Unsigned(self.describe, say.NEW), Unsigned(self.read_in, say.READ)
        end_cites = ("FMA-3.4", "FMA-6.2")
        deeds = (
            Deed(f"{say.PLACE}/new", say.NEW, self.blank, new, say.NEW_LEAD, cites, sends),
            Deed(f"{say.ONE}/manifest", say.SIGN_MANIFEST, self.blank_sign, signs, None, cites, SIGN_CARRIER.roles),
            Deed(f"{say.ONE}/hand-on", say.HAND, self.blank_hand, hand, None, cites, sends),
            Deed(f"{say.ONE}/receive", say.TAKE, self.blank_take, take, None, cites, takes),
            Deed(f"{say.ONE}/refuse", say.REFUSE, self.blank_plain, refuse, None, cites, takes),
            Deed(f"{say.ONE}/file", say.SEND_FILE, self.blank_file, file, say.FILE_LEAD, cites, takes),
            Deed(f"{say.ONE}/read", say.READ, self.blank_plain, read, say.READ_LEAD, cites, takes),
            Deed(f"{say.ONE}/end", say.PUT_AWAY, self.blank_end, away, None, end_cites, takes),
        )
        pages = (Page(say.PLACE, self.show_all), Page(say.ONE, self.show))
        files = (File(f"{say.ONE}/pdf-kk", self.pdf_kk), File(f"{say.ONE}/pdf-ru", self.pdf_ru))
        return Office(say.PLACE, say.TITLE, SEE_CARRIERS.roles, pages, deeds, files, section=Section.ON_PAPER)

    async def show_all(self, here: Here) -> Sheet:
        """Show the carriers, and the key they are encrypted for."""
        node, at = self.running.node, self.running.now()
        page = await acts.listed_carriers(node, here.session, here.asked.text("older"), at)
        key = Facts(None, ((say.KEY, (Code(await acts.key_for_carriers(node, here.session, at)),)),), ("FMA-6.2",))
        columns = (say.NUMBER, say.MEDIUM, say.BODY, say.SET, say.PACKED_ON, say.STATE)
        older = f"{say.PLACE}?older={page.after}" if page.after else ""
        names = await named(self.running, here, [_of(one) for one in page.items])
        rows = tuple(_line(one, names) for one in page.items)
        table = Table(say.TITLE, columns, rows, say.NONE, older, say.CITES)
        may = here.may(SEND_CARRIER)
        ways = (Way(say.NEW, f"{say.PLACE}/new", main=True),) if may else ()
        return Sheet(say.TITLE, (table, key), ways, say.LEAD, say.CITES)

    async def show(self, here: Here) -> Sheet:
        """Show one carrier: its manifest, its files, its chain of custody, its end."""
        found = await self._seen(here)
        role = None if here.person is None else here.person.holds
        blocks = await self._blocks(here, found)
        return Sheet(say.CARRIER, blocks, tuple(_ways(found.carrier, role)), None, say.CITES)

    async def blank(self, here: Here) -> Blank:
        """Return the form of a manifest."""
        return Blank(say.NEW_FIELDS)

    async def describe(self, here: Here, typed: Typed) -> str:
        """Enter the manifest."""
        manifest = read_manifest((typed.files.get("manifest") or Upload("", b"")).data)
        made = await acts.describe_carrier(self.running.node, here.session, manifest, self.running.now())
        return f"{say.PLACE}/{made.id}"

    async def blank_sign(self, here: Here) -> Blank:
        """Show the manifest above the signature."""
        shown = await self._blocks(here, await self._seen(here))
        named = (Field("carrier", say.CARRIER), Field("number", say.NUMBER), Field("files", say.FILES))
        return Blank((), shown, named=(*named, Field("rows", say.ROWS)))

    async def prepare_signature(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of the head."""
        told, at = acts.ToSign(here.ids["carrier"]), self.running.now()
        return ready(await acts.prepare_signature(self.running.node, here.session, told, at))

    async def sign(self, here: Here, act: UUID, cms: bytes) -> str:
        """Sign the manifest."""
        made = await acts.sign_manifest(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.PLACE}/{made.id}"

    async def blank_hand(self, here: Here) -> Blank:
        """Return the form of a hand-over."""
        return Blank(say.HAND_FIELDS, await self._blocks(here, await self._seen(here)))

    async def hand_on(self, here: Here, typed: Typed) -> str:
        """Hand the carrier over."""
        told = ToHandOn(typed.text("taker"), typed.text("seal"), typed.text("receipt"))
        await acts.hand_on(self.running.node, here.session, here.ids["carrier"], told, self.running.now())
        return f"{say.PLACE}/{here.ids['carrier']}"

    async def blank_take(self, here: Here) -> Blank:
        """Return the form of the incoming register; the seal is typed from the carrier, so it is not shown."""
        await self._seen(here)
        return Blank(say.TAKE_FIELDS)

    async def receive(self, here: Here, typed: Typed) -> str:
        """Receive the carrier."""
        told = ToReceive(typed.text("receipt"), typed.text("seal"))
        await acts.receive_carrier(self.running.node, here.session, here.ids["carrier"], told, self.running.now())
        return f"{say.PLACE}/{here.ids['carrier']}"

    async def blank_plain(self, here: Here) -> Blank:
        """Show the carrier above the button."""
        return Blank((), await self._blocks(here, await self._seen(here)))

    async def refuse(self, here: Here, typed: Typed) -> str:
        """Refuse the carrier."""
        await acts.refuse_carrier(self.running.node, here.session, here.ids["carrier"], self.running.now())
        return f"{say.PLACE}/{here.ids['carrier']}"

    async def blank_file(self, here: Here) -> Blank:
        """Return the form of one file."""
        found = await self._seen(here)
        return Blank(say.FILE_FIELDS, (_files(found),))

    async def give_file(self, here: Here, typed: Typed) -> str:
        """Take one file of the carrier in, encrypted as it is."""
        upload, number = typed.files.get("file") or Upload("", b""), here.ids["carrier"]
        token, at = here.session, self.running.now()
        await reading.add_to_carrier(self.running.node, token, number, upload.name, 0, upload.data, at)
        return f"{say.PLACE}/{number}"

    async def read_in(self, here: Here, typed: Typed) -> str:
        """Read the carrier in."""
        number = here.ids["carrier"]
        await reading.read_carrier(self.running.node, here.session, number, ToRead(), self.running.now())
        return f"{say.PLACE}/{number}"

    async def blank_end(self, here: Here) -> Blank:
        """Return the form of return or destruction."""
        shown = await self._blocks(here, await self._seen(here))
        return Blank(say.END_FIELDS, shown, named=(Field("carrier", say.CARRIER), Field("number", say.ENDING)))

    async def prepare_end(self, here: Here, typed: Typed) -> ToSign:
        """Make the act."""
        told = ToPutAway(here.ids["carrier"], CarrierState(typed.text("end")), typed.text("ending"))
        return ready(await acts.prepare_putting_away(self.running.node, here.session, told, self.running.now()))

    async def put_away(self, here: Here, act: UUID, cms: bytes) -> str:
        """Return or destroy the carrier."""
        made = await acts.put_away(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.PLACE}/{made.id}"

    async def pdf_kk(self, here: Here) -> EvidenceFile:
        """Return the act of return or destruction as a document in Kazakh."""
        return await self._pdf(here, Language.KK)

    async def pdf_ru(self, here: Here) -> EvidenceFile:
        """Return the act of return or destruction as a document in Russian."""
        return await self._pdf(here, Language.RU)

    async def _pdf(self, here: Here, language: Language) -> EvidenceFile:
        ended = await ended_carrier(self.running.node, here.session, here.ids["carrier"], self.running.now())
        return EvidenceFile(f"carrier-{language.value}.pdf", await carrier_end_pdf_of(ended, language))

    async def _seen(self, here: Here) -> CameIn:
        return await reading.came_in(self.running.node, here.session, here.ids["carrier"], self.running.now())

    async def _blocks(self, here: Here, found: CameIn) -> tuple[Block, ...]:
        one, at = found.carrier, self.running.now()
        names = await named(self.running, here, [_of(one)])
        manifest = one.manifest
        due: tuple[Cell, ...] = ()
        if one.ending_due is not None and one.state in TO_PUT_AWAY:
            late = one.is_late(at)
            due = (
                Due(Tone.BAD if late else Tone.WAIT, say.LATE if late else say.IN_TIME, one.ending_due, ("FMA-6.2",)),
            )
        facts = Facts(
            say.MANIFEST,
            (
                (say.STATE, (say.STATES[one.state],)),
                (say.NUMBER, (Own(manifest.number),)),
                (say.MEDIUM, (Said(MEDIA[manifest.medium]),)),
                (say.BODY, names.body(manifest.body)),
                (say.SET, names.data_set(manifest.body, manifest.data_set)),
                (say.SECRECY, (Said(SECRECY_NAMES[manifest.secrecy]),)),
                (say.PACKED_ON, (On(manifest.packed_on),)),
                (say.ROWS, (Number(manifest.rows),)),
                (say.MANIFEST_SHA, (Code(manifest.sha256),)),
                (say.READ_AT, (At(one.read_at),) if one.read_at else ()),
                (say.DELIVERY, (Link(say.OPEN_DELIVERY, f"{FEEDS}/{one.delivery}"),) if one.delivery else ()),
                *(((say.DUE, due),) if due else ()),
                *(((say.ENDED, (At(one.ended_at),)),) if one.ended_at else ()),
                *(((say.ENDING, (Own(one.ending),)),) if one.ending else ()),
            ),
            say.CITES,
        )
        law = (wording_facts(self.running, one.chain[0].at),) if one.chain else ()
        return (facts, _files(found), _chain(one, names), *law)


def _of(one: Carrier) -> tuple[str, str]:
    return (one.manifest.body, one.manifest.data_set)


def _line(one: Carrier, names: Named) -> tuple[tuple[Cell, ...], ...]:
    manifest = one.manifest
    return (
        (Link(manifest.number, f"{say.PLACE}/{one.id}"),),
        (Said(MEDIA[manifest.medium]),),
        names.body(manifest.body),
        names.data_set(manifest.body, manifest.data_set),
        (On(manifest.packed_on),),
        (say.STATES[one.state],),
    )


def _files(found: CameIn) -> Table:
    rows = tuple(
        (
            (Code(file.name),),
            (Number(file.size),),
            (Number(found.bytes[file.name]),) if found.carrier.state is CarrierState.AT_AGENCY else (),
            (Number(file.rows),),
            (Code(file.sha256),),
        )
        for file in found.carrier.manifest.files
    )
    return Table(say.FILES, (say.FILE, say.SIZE, say.CAME, say.ROWS, say.SHA), rows, say.NONE, cites=say.CITES)


def _chain(one: Carrier, names: Named) -> Table:
    rows = tuple(
        (names.body(link.giver), names.body(link.taker), (At(link.at),), (Own(link.seal),), (Own(link.receipt),))
        for link in one.chain
    )
    columns = (say.GIVER, say.TAKER, say.WHEN, say.SEAL, say.RECEIPT)
    return Table(say.CHAIN, columns, rows, say.NO_LINKS, cites=say.CITES)


def _ways(one: Carrier, role: Role | None) -> Iterator[Way]:
    place, state = f"{say.PLACE}/{one.id}", one.state
    if state is CarrierState.DRAFTED and role in SIGN_CARRIER.roles:
        yield Way(say.SIGN_MANIFEST, f"{place}/manifest", main=True)
    if state in (CarrierState.PACKED, CarrierState.ON_THE_WAY) and role in SEND_CARRIER.roles:
        yield Way(say.HAND, f"{place}/hand-on", main=state is CarrierState.PACKED)
    if one.ended_at is not None:
        yield Way(say.END_KK, f"{place}/pdf-kk")
        yield Way(say.END_RU, f"{place}/pdf-ru")
    if role in RECEIVE_CARRIER.roles:
        yield from _ways_of_officer(place, state)


def _ways_of_officer(place: str, state: CarrierState) -> Iterator[Way]:
    if state is CarrierState.ON_THE_WAY:
        yield Way(say.TAKE, f"{place}/receive", main=True)
    if state is CarrierState.AT_AGENCY:
        yield Way(say.SEND_FILE, f"{place}/file", main=True)
        yield Way(say.READ, f"{place}/read")
    if state in (CarrierState.ON_THE_WAY, CarrierState.AT_AGENCY):
        yield Way(say.REFUSE, f"{place}/refuse")
    if state in TO_PUT_AWAY:
        yield Way(say.PUT_AWAY, f"{place}/end", main=True)
