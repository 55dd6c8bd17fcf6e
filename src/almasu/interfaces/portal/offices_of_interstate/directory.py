"""Parties, bodies, systems and people of the exchange: seen by all, entered by the keeper (CIS-5.1, CIS-1e)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from almasu.actions.interstate import enter_directory, register_worker
from almasu.actions.interstate.directory import PartyNotice
from almasu.actions.interstate.enter_directory import Seen
from almasu.interfaces.portal.offices.blocks import (
    Cell,
    Due,
    Link,
    On,
    Own,
    Said,
    Sentence,
    Sheet,
    Small,
    State,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import directory_forms as form
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.cases import shown
from almasu.interfaces.portal.offices_of_interstate.directory_entry import (
    IN_LIST,
    STANDING,
    EntryPages,
    listed,
    place_of,
    standing,
    tell_by,
)
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at, named
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.interstate.parties import Body, BodyKind, Directory, Party
from almasu.kernel.interstate.systems import System
from almasu.kernel.powers.interstate import KEEP_DIRECTORY, REGISTER_CIS_WORKER, SEE_DIRECTORY
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.moment import in_astana
from almasu.law.text import Text
from almasu.wiring.running import Running

TITLE = Text("Тараптар мен органдар", "Стороны и органы", "Parties and bodies")
LEAD = Text(
    "Тізім – күні бар деректер: орган немесе Тарап күшінде болмаған күні алмаса алмайды.",
    "Перечень – датированные сведения: в день, когда орган или Сторона не действует, обмена нет.",
    "The directory is dated data: on a day on which a body or a Party is not in force nothing is exchanged.",
)
NEW_BODY = Text("Органды енгізу", "Внести орган", "Enter a body")
NEW_NOTICE = Text("Хабарламаны енгізу", "Внести уведомление", "Enter a notice")
NEW_SYSTEM = Text("Жүйені енгізу", "Внести систему", "Enter a system")
NEW_WORKER = Text("Адамды тіркеу", "Зарегистрировать человека", "Register somebody")
SIGN_IT = Text("Қол қою", "Подписать", "Sign")
PARTIES = Text("Тараптар", "Стороны", "Parties")
PARTY = Text("Мемлекет", "Государство", "State")
SINCE = Text("Күшіне енген күні", "Действует с", "Binds since")
UNTIL = Text("Тоқтаған күні", "Действует до", "Until")
BODIES = Text("Органдар", "Органы", "Bodies")
TOLD_ON = Text("Депозитарийге хабарланды", "Депозитарий извещён", "Depositary told on")
TELL_DEPOSITARY = Text(
    "Тізімнің өзгергені туралы депозитарийге хабарлау керек",
    "Нужно известить депозитария об изменении перечня",
    "The depositary is to be told of a change of the list",
)
SYSTEMS = Text("Ақпараттық жүйелер", "Информационные системы", "Information systems")
NAME = Text("Атауы", "Название", "Name")
SET_BY = Text("Режимін белгілеген", "Режим установил", "Regime set by")
NO_CARD = Text("картасы енгізілмеген", "карточка не внесена", "no card entered")
WORKPLACE_AT = Text(
    "жұмыс орны: {state} торабы", "рабочее место в узле {state}", "its workplace is at the node of {state}"
)


@dataclass(frozen=True, slots=True)
class DirectoryOffice:
    """The directory, and what its keeper enters."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        body = Signed(ActPurpose.CIS_BODY, self.prepare_body, self.enter_body, SIGN_IT)
        notice = Signed(ActPurpose.CIS_NOTICE, self.prepare_notice, self.enter_notice, SIGN_IT)
        system = Signed(ActPurpose.CIS_SYSTEM, self.prepare_system, self.enter_system, SIGN_IT)
        worker = Signed(ActPurpose.CIS_WORKER, self.prepare_worker, self.register, SIGN_IT)
        keeps, here = KEEP_DIRECTORY.roles, say.DIRECTORY
        registers = REGISTER_CIS_WORKER.roles
        entries = EntryPages(self.running)
        return Office(
            here,
            TITLE,
            SEE_DIRECTORY.roles,
            (Page(here, self.read), *entries.pages()),
            (
                *entries.deeds(),
                Deed(f"{here}/bodies/new", NEW_BODY, self.blank_body, body, None, ("CIS-5.1", "CIS-5.2"), keeps),
                Deed(f"{here}/notices/new", NEW_NOTICE, self.blank_notice, notice, None, ("CIS-16.2", "CIS-18"), keeps),
                Deed(f"{here}/systems/new", NEW_SYSTEM, self.blank_system, system, None, ("CIS-1e", "CIS-9.4"), keeps),
                Deed(f"{here}/people/new", NEW_WORKER, self.blank_worker, worker, None, ("CIS-1c",), registers),
            ),
            section=Section.PARTIES,
            today=self.today,
        )

    async def read(self, here: Here) -> Sheet:
        """Show Parties with their days of effect, bodies with theirs, systems with their cards."""
        seen, day = await directory_at(self.running, here), in_astana(self.running.now()).date()
        entered = {one.body.id: one.body for one in seen.entered}
        parties = tuple(_party(one, seen.directory, day, here) for one in seen.directory.parties)
        bodies = tuple(_body(entered.get(one.id, one), seen.directory, here, self.tell_by) for one in _in_order(seen))
        systems = tuple(_system(one, seen.directory, here) for one in seen.systems)
        keeps = here.may(KEEP_DIRECTORY)
        place = say.DIRECTORY
        ways = (
            (
                Way(NEW_BODY, f"{place}/bodies/new"),
                Way(NEW_NOTICE, f"{place}/notices/new"),
                Way(NEW_SYSTEM, f"{place}/systems/new"),
                Way(NEW_WORKER, f"{place}/people/new"),
            )
            if keeps
            else ()
        )
        of_bodies = (say.BODY, PARTY, IN_LIST, TOLD_ON, form.CONTACT)
        of_systems = (NAME, form.OWNER, form.HOLDER, SET_BY)
        blocks = (
            Table(PARTIES, (PARTY, STANDING, SINCE, UNTIL), parties, say.NOTHING, cites=("CIS-S", "CIS-16.1")),
            Table(BODIES, of_bodies, bodies, say.NOTHING, cites=("CIS-5.1", "CIS-R.2", "CIS-11.2")),
            Table(SYSTEMS, of_systems, systems, say.NOTHING, cites=("CIS-1e", "CIS-10.1", "CIS-10.2")),
        )
        return Sheet(TITLE, blocks, ways, LEAD, ("CIS-5.1",))

    async def today(self, here: Here) -> Today:
        """Return what waits for the keeper: changes of the list that the depositary is to be told of (CIS-5.2)."""
        seen = await directory_at(self.running, here)
        waiting = (one.body for one in seen.entered if one.paper.due_at is not None) if here.may(KEEP_DIRECTORY) else ()
        return Today(
            tuple(
                Task(TELL_DEPOSITARY, place_of(one), (Said(one.name),), due)
                for one in waiting
                if (due := self.tell_by(one)) is not None
            )
        )

    def tell_by(self, one: Body) -> Due | None:
        """Return until when the depositary is told of a change, or was to be, None where there is nothing to tell."""
        return tell_by(self.running, one)

    async def blank_body(self, here: Here) -> Blank:
        """Return the form of a body."""
        return Blank(form.body_fields(await self._seen(here)), named=form.NAMED)

    async def prepare_body(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that enters it."""
        body = form.body(typed, self._today())
        act = await enter_directory.prepare_body(self.running.node, here.session, body, self.running.now())
        return shown(act)

    async def enter_body(self, here: Here, act: UUID, cms: bytes) -> str:
        """Enter it."""
        await enter_directory.enter_body(self.running.node, here.session, act, cms, self.running.now())
        return say.DIRECTORY

    async def blank_notice(self, here: Here) -> Blank:
        """Return the form of a notice."""
        return Blank(form.notice_fields(await self._seen(here)), named=form.NAMED)

    async def prepare_notice(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that enters it."""
        notice: PartyNotice = form.notice(typed, self._today())
        act = await enter_directory.prepare_notice(self.running.node, here.session, notice, self.running.now())
        return shown(act)

    async def enter_notice(self, here: Here, act: UUID, cms: bytes) -> str:
        """Enter it."""
        await enter_directory.enter_notice(self.running.node, here.session, act, cms, self.running.now())
        return say.DIRECTORY

    async def blank_system(self, here: Here) -> Blank:
        """Return the form of a system with its card."""
        return Blank(form.system_fields(await self._seen(here)), named=form.NAMED)

    async def prepare_system(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that enters it."""
        system: System = form.system(typed, self._today())
        act = await enter_directory.prepare_system(self.running.node, here.session, system, self.running.now())
        return shown(act)

    async def enter_system(self, here: Here, act: UUID, cms: bytes) -> str:
        """Enter it."""
        await enter_directory.enter_system(self.running.node, here.session, act, cms, self.running.now())
        return say.DIRECTORY

    async def blank_worker(self, here: Here) -> Blank:
        """Return the form of somebody of a body."""
        return Blank(form.worker_fields(self.running, await self._seen(here)), named=form.NAMED)

    async def prepare_worker(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that registers them."""
        worker = form.worker(typed)
        act = await register_worker.prepare_worker(self.running.node, here.session, worker, self.running.now())
        return shown(act)

    async def register(self, here: Here, act: UUID, cms: bytes) -> str:
        """Register them."""
        await register_worker.register_worker(self.running.node, here.session, act, cms, self.running.now())
        return say.DIRECTORY

    async def _seen(self, here: Here) -> Seen:
        return await directory_at(self.running, here)

    def _today(self) -> date:
        return in_astana(self.running.now()).date()


def _party(one: Party, directory: Directory, day: date, here: Here) -> tuple[tuple[Cell, ...], ...]:
    spans = directory.bound_spans(one.code)
    return (
        (Link(one.name, place_of(one)), Small(one.code)),
        (standing(one, directory, day),),
        tuple(On(span.since) for span in spans),
        tuple(On(span.until) for span in spans if span.until is not None),
    )


def _in_order(seen: Seen) -> list[Body]:
    """Return the bodies by their states, as the act prints these, then those of the CIS."""
    places = {one.code: place for place, one in enumerate(seen.directory.parties)}
    return sorted(seen.directory.bodies, key=lambda one: (places.get(one.party, len(places)), one.id))


def _body(
    one: Body, directory: Directory, here: Here, tell_by: Callable[[Body], Due | None]
) -> tuple[tuple[Cell, ...], ...]:
    party, due = directory.party(one.party), tell_by(one)
    told: tuple[Cell, ...] = () if one.told_on is None else (On(one.told_on),)
    return (
        (Link(one.name, place_of(one)), Small(one.id), *_guest(one)),
        (Said(form.KINDS[BodyKind.CIS] if party is None else party.name),),
        listed(one),
        (*told, *(() if due is None else (due,))),
        (Own(one.contact),) if one.contact else (),
    )


def _guest(one: Body) -> tuple[Cell, ...]:
    return (Sentence(WORKPLACE_AT, {"state": one.works_at}),) if one.works_at else ()


def _system(one: System, directory: Directory, here: Here) -> tuple[tuple[Cell, ...], ...]:
    card: tuple[Cell, ...] = (State(Tone.PLAIN, NO_CARD),) if one.card is None else (On(one.card.since),)
    return (
        (Link(one.name, place_of(one)), Small(one.id)),
        named(directory, one.owner, here),
        named(directory, one.holder, here),
        (*named(directory, one.regime_setter(), here), *card),
    )
