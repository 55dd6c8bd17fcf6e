"""Information that was received: whose it is, under which marks, opened for its own purpose alone (CIS-7.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.interstate import ask_onward, enter_equal, items, onward_kept, openings, seek
from almasu.actions.interstate.items import KeptItem
from almasu.interfaces.portal.offices.blocks import Block, Sheet, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Gives, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import item_blocks as show
from almasu.interfaces.portal.offices_of_interstate import onward_blocks
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.cases import shown
from almasu.interfaces.portal.offices_of_interstate.lines_of_act import lines_of
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at
from almasu.interfaces.portal.offices_of_interstate.seeking import FILTERS_OF_ITEMS, Row, Searched
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.interstate.asking import LONGEST
from almasu.kernel.interstate.item_print import OWNER
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.interstate.secrecy import LONGEST_STAMP
from almasu.kernel.powers.interstate import ASK_ONWARD, ENTER_EQUAL, USE_ITEM
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.moment import in_astana
from almasu.law.text import Language, Text
from almasu.wiring.item_pdf import item_pdf_of
from almasu.wiring.running import Running

ONE = f"{say.ITEMS}/{{item:uuid}}"
CITES = ("CIS-7.2",)
TITLE = Text("Алынған ақпарат", "Полученные сведения", "Received information")
LEAD = Text(
    "Ақпарат тек берілген мақсатына пайдаланылады; ашылғаны журналға жазылады.",
    "Сведения используются только для цели, ради которой переданы; открытие записывается в журнал.",
    "Information serves only the purpose for which it was given; opening it is journalled.",
)
STATED = Text("Қандай мақсатпен ашасыз", "С какой целью открываете", "For which purpose you open it")
TO_REQUEST = Text("Сұрау салуға", "К запросу", "To the request")
TO_OFFER = Text("Ұсынысқа", "К предложению", "To the offer")
TAKE = Text("Файлмен алу", "Взять файлом", "Take along as a file")
TAKE_LEAD = Text(
    "Файлда барлық белгілер мен меншік иесі бірге жазылады; басып шығаруға арналған құжатта белгілер әр бетте тұрады.",
    "В файле остаются все грифы, пометки и собственник; в документе для печати грифы стоят на каждой странице.",
    "In the file every mark and the owner stay with it; in the document to be printed they stand on every page.",
)
KIND_OF_FILE = Text("Файлдың түрі", "Вид файла", "Kind of file")
DATA = Text("бағдарламаларға арналған деректер (JSON)", "данные для программ (JSON)", "data for programs (JSON)")
PRINTED = {
    Language.KK: Text(
        "басып шығаруға, қазақша (PDF)", "для печати, на казахском языке (PDF)", "to be printed, in Kazakh (PDF)"
    ),
    Language.RU: Text(
        "басып шығаруға, орысша (PDF)", "для печати, на русском языке (PDF)", "to be printed, in Russian (PDF)"
    ),
    Language.EN: Text(
        "басып шығаруға, ағылшынша (PDF)", "для печати, на английском языке (PDF)", "to be printed, in English (PDF)"
    ),
}
EQUAL = Text("Тең белгіні қою", "Поставить равнозначный гриф", "Set the equal mark")
EQUAL_LEAD = Text(
    "Берушінің белгісі өзгермейді: жанына өз мемлекетінің тең белгісі қойылады.",
    "Гриф передавшей стороны не меняется: рядом ставится равнозначный гриф своего государства.",
    "The mark of whoever gave it stays as it is: the equal one of the own state stands beside it.",
)
ONWARD = Text("Әрі беруге келісім сұрау", "Запросить согласие на передачу", "Ask to pass it on")
SIGN_IT = Text("Қол қою", "Подписать", "Sign")
OPEN = Text("Ашу", "Открыть", "Open it")
LIKE_ABOVE = Text(
    "берілген мақсатты сөзбе-сөз жазыңыз; өзге мақсаттан бас тартылады, ол журналға жазылады",
    "дословно та цель, для которой переданы; в иной будет отказано, и это запишется в журнал",
    "word for word the purpose it was given for; any other is refused, and that is journalled",
)
FIELD = Field("purpose", STATED, Kind.LONG, hint=LIKE_ABOVE, longest=LONGEST)
COLUMNS = (OWNER, show.CAME_BY, say.PURPOSE, say.MARKS, say.WHEN)
NAMED = (
    Field("item", TITLE),
    Field("place", show.MARK),
    Field("equal", show.EQUAL_MARK),
)


@dataclass(frozen=True, slots=True)
class ItemsOffice:
    """Items as a body of this node sees them."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        equal = Signed(ActPurpose.CIS_EQUAL_STAMP, self.prepare_equal, self.enter_equal, SIGN_IT)
        onward = Signed(ActPurpose.CIS_ONWARD_ASKED, self.prepare_onward, self.ask_onward, SIGN_IT)
        asks = ASK_ONWARD.roles
        return Office(
            say.ITEMS,
            TITLE,
            USE_ITEM.roles,
            (
                Page(say.ITEMS, self.read, FILTERS_OF_ITEMS),
                Page(ONE, self.one),
                Page(f"{ONE}/openings/{{opening:uuid}}", self.opened),
            ),
            (
                Deed(f"{ONE}/open", OPEN, self.blank_purpose, Unsigned(self.open, OPEN), LEAD, CITES),
                Deed(f"{ONE}/take", TAKE, self.blank_taking, Gives(self.take, TAKE), TAKE_LEAD, CITES),
                Deed(f"{ONE}/equal", EQUAL, self.blank_equal, equal, EQUAL_LEAD, ("CIS-4.3",), ENTER_EQUAL.roles),
                Deed(f"{ONE}/onward", ONWARD, self.blank_onward, onward, onward_blocks.LEAD, onward_blocks.CITES, asks),
            ),
            section=Section.OF_OTHERS,
        )

    async def read(self, here: Here) -> Sheet:
        """Show what was received, without what it says."""

        def row(one: KeptItem, directory: Directory, _: datetime) -> Row:
            return show.row(one, directory, here.language)

        listed = Searched(TITLE, COLUMNS, seek.find_items, row, CITES)
        return Sheet(TITLE, (await listed.page(self.running, here),), (), LEAD, CITES)

    async def one(self, here: Here) -> Sheet:
        """Show one item's card; what it says is opened by a deed of its own."""
        at, seen, number = self.running.now(), await directory_at(self.running, here), here.ids["item"]
        kept = await items.item_card(self.running.node, here.session, number, at)
        asked = await onward_kept.askings_of_item(self.running.node, here.session, number, at)
        blocks = (*_about(kept, seen.directory, here), *onward_blocks.of_item(asked, seen.directory, here))
        opens = Way(OPEN, f"{say.ITEMS}/{number}/open", main=True)
        return Sheet(TITLE, blocks, (opens, *_ways(kept, here)), LEAD, CITES)

    async def blank_purpose(self, here: Here) -> Blank:
        """Return the form in which the purpose is stated."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        return Blank((FIELD,), _about(kept, seen.directory, here))

    async def blank_taking(self, here: Here) -> Blank:
        """Return the form in which the purpose is stated and the kind of file chosen."""
        blank = await self.blank_purpose(here)
        choices = tuple(Choice(one.value, text) for one, text in PRINTED.items())
        kind = Field("kind", KIND_OF_FILE, Kind.CHOICE, required=False, choices=choices, unchosen=DATA)
        return replace(blank, fields=(*blank.fields, kind))

    async def open(self, here: Here, typed: Typed) -> str:
        """Open it; that is journalled before anything is shown."""
        number, at = here.ids["item"], self.running.now()
        made = await openings.open_item(self.running.node, here.session, number, typed.text("purpose").strip(), at)
        return f"{say.ITEMS}/{number}/openings/{made}"

    async def opened(self, here: Here) -> Sheet:
        """Show what an item says to whoever opened it, for a while."""
        at, seen = self.running.now(), await directory_at(self.running, here)
        kept = await openings.opened(self.running.node, here.session, here.ids["item"], here.ids["opening"], at)
        return Sheet(
            TITLE,
            (show.opened(kept, seen.directory), *_about(kept, seen.directory, here)),
            _ways(kept, here),
            LEAD,
            CITES,
        )

    async def take(self, here: Here, typed: Typed) -> EvidenceFile:
        """Give the item with its marks; any purpose but its own is refused."""
        number, stated, at = here.ids["item"], typed.text("purpose").strip(), self.running.now()
        taken = await items.take_item(self.running.node, here.session, number, stated, at)
        if typed.text("kind"):
            return EvidenceFile(f"item-{number}.pdf", await item_pdf_of(taken, Language(typed.text("kind")), at))
        return EvidenceFile(f"item-{number}.json", msgspec.json.format(msgspec.json.encode(taken.file())))

    async def blank_equal(self, here: Here) -> Blank:
        """Return the form in which a mark is chosen and its equal written."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        stamps = kept.item.received.stamps
        choices = tuple(
            Choice(str(place), Text(one.original, one.original, one.original)) for place, one in enumerate(stamps, 1)
        )
        fields = (
            Field("place", show.MARK, Kind.CHOICE, choices=choices),
            Field("equal", show.EQUAL_MARK, longest=LONGEST_STAMP),
        )
        return Blank(fields, (show.marks(stamps, seen.directory),), named=NAMED, closed=not stamps)

    async def prepare_equal(self, here: Here, typed: Typed) -> ToSign:
        """Make the act."""
        form = enter_equal.Equal(here.ids["item"], typed.number("place") or 0, typed.text("equal"))
        return shown(await enter_equal.prepare_equal(self.running.node, here.session, form, self.running.now()))

    async def enter_equal(self, here: Here, act: UUID, cms: bytes) -> str:
        """Enter it."""
        made = await enter_equal.enter_equal(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.ITEMS}/{made.paper.id}"

    async def blank_onward(self, here: Here) -> Blank:
        """Return the form of an asking: to whom, for what, until when."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        received = kept.item.received
        day, own = in_astana(self.running.now()).date(), "" if seen.own is None else seen.own.party
        may = {one.id for one in seen.directory.partners(own, day)}
        choices = tuple(
            Choice(one.id, one.name)
            for one in seen.directory.bodies
            if (one.id in may or (one.party == own and one.stands_on(day)))
            and one.id not in (received.owner, received.receiver)
        )
        fields = (
            Field("to", onward_blocks.TO, Kind.CHOICE, choices=choices),
            Field("purpose", say.PURPOSE, Kind.LONG, longest=LONGEST),
            Field("until", onward_blocks.UNTIL, Kind.DAY),
        )
        return Blank(fields, (show.card(kept, seen.directory, here),), named=(*NAMED, *lines_of(seen)))

    async def prepare_onward(self, here: Here, typed: Typed) -> ToSign:
        """Make the asking."""
        at = self.running.now()
        until = typed.day("until") or in_astana(at).date()
        form = ask_onward.Form(here.ids["item"], typed.text("to"), typed.text("purpose"), until)
        return shown(await ask_onward.prepare_asking(self.running.node, here.session, form, at))

    async def ask_onward(self, here: Here, act: UUID, cms: bytes) -> str:
        """Ask."""
        made = await ask_onward.ask_onward(self.running.node, here.session, act, cms, self.running.now())
        return onward_blocks.place(made)

    async def _kept(self, here: Here) -> KeptItem:
        return await items.item_card(self.running.node, here.session, here.ids["item"], self.running.now())


def _about(kept: KeptItem, directory: Directory, here: Here) -> tuple[Block, ...]:
    return (show.card(kept, directory, here), show.marks(kept.item.received.stamps, directory))


def _ways(kept: KeptItem, here: Here) -> tuple[Way, ...]:
    """Return where one may go on from an item: what it came by, the file, its marks, the asking."""
    place, item = f"{say.ITEMS}/{kept.paper.id}", kept.item
    signs = here.may(ASK_ONWARD)
    ways = [Way(TAKE, f"{place}/take")]
    if item.consent is None:
        came_by = (TO_REQUEST, say.CASES) if item.part else (TO_OFFER, say.OFFERS)
        ways.insert(0, Way(came_by[0], f"{came_by[1]}/{item.case}"))
    if signs and item.received.stamps:
        ways.append(Way(EQUAL, f"{place}/equal"))
    if signs and item.consent is None:
        ways.append(Way(ONWARD, f"{place}/onward"))
    return tuple(ways)
