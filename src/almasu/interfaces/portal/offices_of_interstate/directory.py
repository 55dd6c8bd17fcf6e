"""Parties, bodies, systems and people of the exchange: seen by all, entered by the keeper (CIS-5.1, CIS-1e)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from almasu.actions.interstate import enter_directory, register_worker
from almasu.actions.interstate.directory import PartyNotice
from almasu.actions.interstate.enter_directory import Seen
from almasu.interfaces.portal.offices.blocks import Cell, On, Own, Sentence, Sheet, Small, State, Table, Tone, Way
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import directory_forms as form
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.cases import shown
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at, named
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.interstate.parties import Body, Directory, Party
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
TO_TELL = Text("хабарлау керек", "нужно известить", "to be told")
SYSTEMS = Text("Ақпараттық жүйелер", "Информационные системы", "Information systems")
NAME = Text("Атауы", "Название", "Name")
SET_BY = Text("Режимін белгілеген", "Режим установил", "Regime set by")
IN_EFFECT = Text("қолданыста", "действует", "in effect")
NO_CARD = Text("картасы енгізілмеген", "карточка не внесена", "no card entered")
UNKNOWN = Text("белгісіз", "неизвестно", "unknown")
WORKPLACE_AT = Text(
    "жұмыс орны: {state} торабы", "рабочее место в узле {state}", "its workplace is at the node of {state}"
)
LEFT = Text("шықты", "вышло", "left")


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
        return Office(
            here,
            TITLE,
            SEE_DIRECTORY.roles,
            (Page(here, self.read),),
            (
                Deed(f"{here}/bodies/new", NEW_BODY, self.blank_body, body, None, ("CIS-5.1", "CIS-5.2"), keeps),
                Deed(f"{here}/notices/new", NEW_NOTICE, self.blank_notice, notice, None, ("CIS-16.2", "CIS-18"), keeps),
                Deed(f"{here}/systems/new", NEW_SYSTEM, self.blank_system, system, None, ("CIS-1e", "CIS-9.4"), keeps),
                Deed(f"{here}/people/new", NEW_WORKER, self.blank_worker, worker, None, ("CIS-1c",), registers),
            ),
            section=Section.PARTIES,
        )

    async def read(self, here: Here) -> Sheet:
        """Show Parties with their days of effect, bodies with theirs, systems with their cards."""
        seen, day = await directory_at(self.running, here), in_astana(self.running.now()).date()
        waiting = {one.body.id for one in seen.entered if one.paper.due_at is not None}
        parties = tuple(_party(one, seen.directory, day, here) for one in seen.directory.parties)
        bodies = tuple(_body(one, here, waiting) for one in seen.directory.bodies)
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
        of_bodies = (say.BODY, SINCE, UNTIL, TOLD_ON, form.CONTACT)
        of_systems = (NAME, form.OWNER, form.HOLDER, SET_BY)
        blocks = (
            Table(PARTIES, (PARTY, say.STATE, SINCE, UNTIL), parties, say.NOTHING, cites=("CIS-S", "CIS-16.1")),
            Table(BODIES, of_bodies, bodies, say.NOTHING, cites=("CIS-5.1", "CIS-R.2", "CIS-11.2")),
            Table(SYSTEMS, of_systems, systems, say.NOTHING, cites=("CIS-1e", "CIS-10.1", "CIS-10.2")),
        )
        return Sheet(TITLE, blocks, ways, LEAD, ("CIS-5.1",))

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
    since, until = directory.binds_since(one.code), directory.binds_until(one.code)
    if directory.binds(one.code, day):
        state = State(Tone.GOOD, IN_EFFECT)
    else:
        state = State(Tone.PLAIN, LEFT if until is not None and until <= day else UNKNOWN)
    return (
        (Own(one.name.said_in(here.language)), Small(one.code)),
        (state,),
        () if since is None else (On(since),),
        () if until is None else (On(until),),
    )


def _body(one: Body, here: Here, waiting: set[str]) -> tuple[tuple[Cell, ...], ...]:
    told: tuple[Cell, ...] = (State(Tone.WAIT, TO_TELL),) if one.id in waiting else ()
    return (
        (Own(one.name.said_in(here.language)), Small(one.id), *_guest(one)),
        (On(one.since),),
        () if one.until is None else (On(one.until),),
        told if one.told_on is None else (On(one.told_on),),
        (Own(one.contact),) if one.contact else (),
    )


def _guest(one: Body) -> tuple[Cell, ...]:
    return (Sentence(WORKPLACE_AT, {"state": one.works_at}),) if one.works_at else ()


def _system(one: System, directory: Directory, here: Here) -> tuple[tuple[Cell, ...], ...]:
    card: tuple[Cell, ...] = (State(Tone.PLAIN, NO_CARD),) if one.card is None else (On(one.card.since),)
    return (
        (Own(one.name.said_in(here.language)), Small(one.id)),
        named(directory, one.owner, here),
        named(directory, one.holder, here),
        (*named(directory, one.regime_setter(), here), *card),
    )
