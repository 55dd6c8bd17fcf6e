"""Uses of what was received: open, print, take along, pass on, each with its purpose and reason (FMA-6.1).

Both are typed into a form and stand in no address: nothing opens by a link, and no history keeps a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from almasu.actions.provision import see_received, use_received
from almasu.actions.provision.received_file import TakenAs, received_file
from almasu.actions.provision.use_received import Asked, Opened
from almasu.interfaces.portal.offices.blocks import Number, Own, Sheet, Small, Table, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Gives, Here, Shows, Unsigned
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words_of_asking as say
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.received_blocks import CITES, facts_of, regime
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.powers.provision_asking import USE_RECEIVED
from almasu.kernel.provision.received import Use
from almasu.kernel.provision.received_card import Card, Valued
from almasu.kernel.provision.secrecy import handling_of
from almasu.law.text import Language, Text
from almasu.wiring.received_pdf import received_pdf_of
from almasu.wiring.running import Running

FIELDS = (say.PURPOSE_FIELD, say.WHY_FIELD)
FORMAT = Field(
    "form",
    Text("Файлдың түрі", "Вид файла", "Form of the file"),
    Kind.CHOICE,
    choices=tuple(Choice(one.value, Text(*(one.value.upper(),) * 3)) for one in TakenAs),
)
LANGUAGE = Field(
    "said_in",
    Text("Құжаттың тілі", "Язык документа", "Language of the document"),
    Kind.CHOICE,
    choices=(
        Choice(Language.KK.value, Text("қазақша", "казахский", "Kazakh")),
        Choice(Language.RU.value, Text("орысша", "русский", "Russian")),
        Choice(Language.EN.value, Text("ағылшынша", "английский", "English")),
    ),
)


def ways_of(card: Card) -> tuple[Way, ...]:
    """Return what may be done with something received, as ways from its card."""
    place, handling = f"{say.MATERIALS}/received/{card.received.id}", handling_of(card.received.secrecy)
    ways = [Way(say.OPEN_CONTENT, f"{place}/content", main=True)]
    ways += [Way(say.PRINT, f"{place}/print")] if handling.printed else []
    ways += [Way(say.TAKE, f"{place}/file")] if handling.exported else []
    ways += [Way(say.PASS_ON, f"{place}/pass-on")] if handling.passed_on else []
    return tuple(ways)


@dataclass(frozen=True, slots=True)
class Using:
    """The forms of use of what was received."""

    running: Running

    def deeds(self) -> tuple[Deed, ...]:
        """Return the deeds, one for each use."""
        deeds = (
            ("content", say.OPEN_CONTENT, self.blank, Shows(self.content, say.OPEN_CONTENT)),
            ("print", say.PRINT, self.blank_print, Gives(self.printed, say.PRINT)),
            ("file", say.TAKE, self.blank_file, Gives(self.file, say.TAKE)),
            ("pass-on", say.PASS_ON, self.blank_passing, Unsigned(self.pass_on, say.PASS_ON)),
        )
        return tuple(
            Deed(f"{say.ONE_RECEIVED}/{end}", title, blank, done, say.SAY_WHY, CITES, USE_RECEIVED.roles)
            for end, title, blank, done in deeds
        )

    async def blank(self, here: Here) -> Blank:
        """Return the form: a purpose and a reason, below the card."""
        return await self._blank(here)

    async def blank_passing(self, here: Here) -> Blank:
        """Return the form of passing on."""
        return await self._blank(here, Field("material", say.PASS_TO, longest=60))

    async def _blank(self, here: Here, *more: Field) -> Blank:
        node, number = self.running.node, here.ids["received"]
        card = await see_received.received_card(node, here.session, number, self.running.now())
        return Blank((*more, *FIELDS), (facts_of(card, await self._names(here, card)),))

    async def content(self, here: Here, typed: Typed) -> Sheet:
        """Show the content with the regime and the origin of every value."""
        opened = await self._use(here, _asked(typed, Use.OPEN))
        tables = tuple(_values(opened.card, row, here.language, opened.people) for row in opened.rows)
        facts = facts_of(opened.card, await self._names(here, opened.card))
        return Sheet(say.CONTENT, (facts, *tables), (), None, CITES, unprinted=say.UNPRINTED)

    async def blank_print(self, here: Here) -> Blank:
        """Return the form of a print: the language of the document first."""
        return await self._blank(here, LANGUAGE)

    async def printed(self, here: Here, typed: Typed) -> EvidenceFile:
        """Give the content as a PDF document with its regimes on every page."""
        asked, at = _asked(typed, Use.PRINT), self.running.now()
        opened = await self._use(here, asked)
        known, language = await self._names(here, opened.card), Language(typed.text("said_in"))
        document = await received_pdf_of(opened, asked, known.names.bodies, language, at)
        return EvidenceFile(f"{here.ids['received']}.pdf", document)

    async def blank_file(self, here: Here) -> Blank:
        """Return the form of a file: its form and the language of its labels first."""
        return await self._blank(here, FORMAT, LANGUAGE)

    async def file(self, here: Here, typed: Typed) -> EvidenceFile:
        """Give the content as a file, each value with its regime and its origin; formulas are neutralised."""
        asked, at = _asked(typed, Use.EXPORT), self.running.now()
        chosen, language = TakenAs(typed.text("form")), Language(typed.text("said_in"))
        opened = await self._use(here, asked)
        data = received_file(chosen, opened, asked, language, at)
        return EvidenceFile(f"{here.ids['received']}.{chosen.value}", data)

    async def pass_on(self, here: Here, typed: Typed) -> str:
        """Pass it on."""
        number, at = here.ids["received"], self.running.now()
        asked = _asked(typed, Use.PASS_ON)
        await use_received.pass_on(self.running.node, here.session, number, typed.text("material"), asked, at)
        return f"{say.MATERIALS}/received/{number}"

    async def _use(self, here: Here, asked: Asked) -> Opened:
        number, at = here.ids["received"], self.running.now()
        return await use_received.use_received(self.running.node, here.session, number, asked, at)

    async def _names(self, here: Here, card: Card) -> Named:
        return await named(self.running, here, [(card.received.provenance.body, "")])


def _asked(typed: Typed, use: Use) -> Asked:
    return Asked(use, typed.text("purpose"), typed.text("why"))


def _values(card: Card, row: tuple[Valued, ...], language: Language, people: Mapping[UUID, str]) -> Table:
    """Return one record as a table: each value with its regime, its object, its row, and who keyed it from a paper."""
    keyed, named_set = any(one.keyed_by for one in row), card.name.text().said_in(language)
    rows = tuple(
        (
            (Own(one.field.label.text().said_in(language)),),
            (Own("" if one.value is None else str(one.value)),),
            (regime(one.secrecy),),
            (Own(named_set), Small(f"{one.provenance.source}/{one.provenance.data_set}")),
            (Number(one.provenance.line),),
            *(((Own(", ".join(people.get(each, str(each)) for each in one.keyed_by)),),) if keyed else ()),
        )
        for one in row
    )
    columns = (say.FIELD, say.VALUE, say.SECRECY, say.FROM_WHERE, say.LINE, *((say.KEYED_BY,) if keyed else ()))
    return Table(say.CONTENT, columns, rows, say.NOTHING, cites=CITES)
