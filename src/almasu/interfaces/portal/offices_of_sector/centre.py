"""The sectoral centre's office: all that was sent, what is returned, who has not reacted (ASOI-13.1, ASOI-15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from almasu.actions.sector import publish, see
from almasu.actions.sector.acting import law_of
from almasu.actions.sector.documents import Kept
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import At, Bars, Cell, Link, Own, Sheet, Table, Tone, Way
from almasu.interfaces.portal.offices.deadline import due_by_law
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.form import fields_of, typed_values
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.powers.sector import PUBLISH, SEE_SECTOR
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.parties import Profile
from almasu.kernel.sector.words import NAMES
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.wiring.running import Running

TITLE = Text("Сектор", "Сектор", "The sector")
LATE = Text("Мерзімінде жауап бермегендер", "Не отреагировали в срок", "Who has not reacted in time")
RETURNED = Text("Қайтарылғандар", "Возвращённые", "Returned")
SENT = Text("Жіберілгендер", "Отправленные", "Sent")
CORRECT_BY = Text("Түзету мерзімі", "Исправить до", "To be mended by")
NEW = Text("Осалдық туралы хабарлама", "Оповестить об уязвимости", "Publish a vulnerability alert")
SIGN = Text("Қол қойып, жариялау", "Подписать и опубликовать", "Sign and publish")
LEAD = Text(
    "Хабарлама барлық қосылған ұйымға барады; олар бір жұмыс күні ішінде шешеді.",
    "Оповещение уйдёт всем подключённым организациям; они решают в течение одного рабочего дня.",
    "The alert goes to all connected organisations; they decide within one working day.",
)
OF_RETURNED = "older-returned"
"""The cursor of the list of what is returned, in the address of the page."""
BY_KIND = Text("Түрлері бойынша", "По видам", "By kind")


@dataclass(frozen=True, slots=True)
class Centre:
    """How the sector stands."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        done = Signed(ActPurpose.SECTOR_PUBLISH, self.prepare, self.finish, SIGN)
        deed = Deed(f"{say.CENTRE}/vulnerability", NEW, self.blank, done, LEAD, ("ASOI-3.5",), PUBLISH.roles)
        return Office(
            say.CENTRE,
            TITLE,
            SEE_SECTOR.roles,
            (Page(say.CENTRE, self.read, lists=(OF_RETURNED,)),),
            (deed,),
            section=Section.SECTOR,
            today=self.today,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the sector."""
        after_late, after_returned = here.asked.text("older"), here.asked.text(OF_RETURNED)
        at = self.running.now()
        sector = await see.see_sector(self.running.node, here.session, at, after_late, after_returned)
        names = sector.organisations
        blocks = (
            Table(
                LATE,
                (say.ORGANISATION, say.DOCUMENT, say.STANDING, say.DUE),
                tuple(self._late(one, names) for one in sector.late.items),
                say.NOTHING,
                older_of(sector.late.after),
                ("ASOI-13.1",),
            ),
            Table(
                RETURNED,
                (say.DOCUMENT, say.ORGANISATION, say.STANDING, CORRECT_BY),
                tuple((*_line(one, names), _correct_by(one)) for one in sector.returned.items),
                say.NOTHING,
                older_of(sector.returned.after, name=OF_RETURNED),
                ("ASOI-15",),
            ),
            Bars(BY_KIND, _counted(sector.sent), say.NOTHING),
            Table(
                SENT,
                (say.DOCUMENT, say.ORGANISATION, say.STANDING, say.SENT_AT),
                tuple((*_line(one, names), _sent_at(one)) for one in sector.sent[: see.AT_ONCE]),
                say.NOTHING,
                say.DOCUMENTS if len(sector.sent) > see.AT_ONCE else "",
            ),
        )
        ways = (Way(NEW, f"{say.CENTRE}/vulnerability", main=True),)
        return Sheet(TITLE, blocks, ways, None, ("ASOI-2", "ASOI-13.1", "ASOI-15"))

    def _late(self, one: see.Received, names: Mapping[str, Profile]) -> tuple[tuple[Cell, ...], ...]:
        due = due_by_law(one.due.deadline, self.running.law.terms[one.due.term], self.running.now())
        return (
            (Own(_name(one.part.organisation, names)),),
            (Link(say.name_of(one.kept.document), f"{say.DOCUMENTS}/{one.kept.paper.id}"),),
            (say.part(one.part.state),),
            (due,),
        )

    async def today(self, here: Here) -> Today:
        """Return how the sector stands in numbers."""
        sector = await see.see_sector(self.running.node, here.session, self.running.now())
        figures = (
            Figure(LATE, len(sector.late.items), say.CENTRE, Tone.BAD if sector.late.items else Tone.PLAIN),
            Figure(
                RETURNED, len(sector.returned.items), say.CENTRE, Tone.WAIT if sector.returned.items else Tone.PLAIN
            ),
            Figure(SENT, len(sector.sent), say.CENTRE),
        )
        return Today((), figures, (Way(TITLE, say.CENTRE),))

    async def blank(self, here: Here) -> Blank:
        """Return the form of a vulnerability alert."""
        return Blank(fields_of(law_of(self.running.node).catalogue.vulnerability))

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that publishes an alert."""
        values = typed_values(law_of(self.running.node).catalogue.vulnerability, typed)
        act = await publish.prepare_publishing(self.running.node, here.session, values, self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def finish(self, here: Here, act: UUID, cms: bytes) -> str:
        """Publish it."""
        kept = await publish.publish(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.DOCUMENTS}/{kept.paper.id}"


def _name(organisation: str, names: Mapping[str, Profile]) -> str:
    profile = names.get(organisation)
    return organisation if profile is None else profile.name


def _line(one: Kept, names: Mapping[str, Profile]) -> tuple[tuple[Cell, ...], ...]:
    return (
        (Link(say.name_of(one.document), f"{say.DOCUMENTS}/{one.paper.id}"),),
        (Own(_name(one.document.organisation, names)),),
        (say.stage(one.document),),
    )


def _correct_by(one: Kept) -> tuple[Cell, ...]:
    return () if one.document.correct_by is None else (At(one.document.correct_by),)


def _sent_at(one: Kept) -> tuple[Cell, ...]:
    seen = one.document.seen_by_others
    return () if seen is None else (At(seen.at),)


def _counted(sent: tuple[Kept, ...]) -> tuple[tuple[Text | str, int], ...]:
    counts = {kind: sum(one.document.kind is kind for one in sent) for kind in DocumentKind}
    return tuple((NAMES[kind], count) for kind, count in counts.items() if count)
