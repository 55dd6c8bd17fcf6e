"""Integration modules: who has the duty and who has one, when each was in contact, and how one is let in (ASOI-7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.sector import modules, see_modules, silent_modules
from almasu.actions.sector.modules import Listed
from almasu.actions.sector.see_modules import InDuty
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import (
    At,
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
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.powers.signals import APPLY_FOR_MODULE, LET_MODULE_IN, SEE_MODULES, SHUT_MODULE_OUT
from almasu.kernel.sector.contact import Spell
from almasu.kernel.sector.modules import LONGEST_NAME, ModuleState
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law import moment
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/modules"
ONE = f"{PLACE}/{{module:uuid}}"
TITLE = Text("Интеграция модульдері", "Модули интеграции", "Integration modules")
DUTY = Text("Модуль орнатуға міндеттілер", "Кто обязан установить модуль", "Who has to install a module")
LEAD = Text(
    "Банктер, бейрезидент банк филиалдары және банк операцияларының жекелеген түрлерін жүзеге асыратын ұйымдар "
    "модульді орнатып, қауіпсіздік жүйелеріне қосады.",
    "Банки, филиалы банков-нерезидентов и организации, осуществляющие отдельные виды банковских операций, "
    "устанавливают модуль и подключают его к системам безопасности.",
    "Banks, branches of non-resident banks and organisations with certain banking operations install the module and "
    "join it to their security systems.",
)
NAME = Text("Модуль", "Модуль", "Module")
CERTIFICATE = Text("Сертификаттың SHA-256 ізі", "Отпечаток SHA-256 сертификата", "SHA-256 of the certificate")
UNTIL = Text("Рұқсат мерзімі", "Допуск до", "May send until")
VERSION = Text("Нұсқасы", "Версия", "Version")
LAST = Text("Соңғы байланыс", "Последняя связь", "Last contact")
HAS = Text("Модулі", "Модуль", "Its module")
SOURCES = Text("Көздері", "Источники", "Source systems")
SENT = Text("Қабылданған сигналдар", "Принято сигналов", "Signals taken")
LOST = Text("Жоғалған сигналдар", "Потеряно сигналов", "Signals lost")
FROM = Text("Байланыстың басы", "Связь с", "In contact from")
TO = Text("Соңы", "По", "To")
BATCHES = Text("Топтамалар", "Пакетов", "Batches")
THEN = Text("Одан кейін", "После этого", "After that")
HISTORY = Text("Байланыс тарихы", "История связи", "History of contact")
GOES_ON = State(Tone.GOOD, Text("байланыста", "на связи", "in contact"))
BROKE = State(Tone.BAD, Text("байланыс үзілді", "связь прервалась", "contact was lost"))
CAME_BACK = State(Tone.PLAIN, Text("үзіліп, қалпына келді", "прервалась и вернулась", "lost, then back"))
NEVER = State(Tone.BAD, Text("байланысқа шыққан жоқ", "на связь не выходил", "never in contact"))
NO_MODULE = State(Tone.BAD, Text("модуль жоқ", "модуля нет", "no module yet"))
APPLIED = State(Tone.WAIT, Text("өтінім берілген", "заявка подана", "applied for"))
INSTALLED = State(Tone.GOOD, Text("орнатылған", "установлен", "installed"))
STATES = {
    ModuleState.APPLIED: State(Tone.WAIT, Text("рұқсат күтеді", "ждёт допуска", "waits to be let in")),
    ModuleState.LET_IN: State(Tone.GOOD, Text("рұқсат берілген", "допущен", "let in")),
    ModuleState.SHUT_OUT: State(Tone.BAD, Text("рұқсаты қайтарылған", "допуск отозван", "shut out")),
}
APPLY = Text("Модуль қосуға өтінім", "Заявка на подключение модуля", "Apply for a module")
SEND = Text("Өтінім беру", "Подать заявку", "Apply")
LET_IN = Text("Рұқсат беру", "Допустить", "Let in")
SHUT_OUT = Text("Рұқсатты қайтарып алу", "Отозвать допуск", "Shut out")
SIGN = Text("Қол қою", "Подписать", "Sign")
TAKE = Text("Баптау файлын алу", "Скачать конфигурацию", "Take the configuration")
TO_LET_IN = Text("Модульге рұқсат беру", "Допустить модуль", "Let a module in")
PAPER = Text("Өтінімнің нөмірі", "Номер заявки", "Number of the application")
TO_HEAR = Text("Үнсіз модульді тексеру", "Проверить молчащий модуль", "Look after a silent module")
ARE_SILENT = Text("Үнсіз модульдер", "Молчащие модули", "Silent modules")
MOST_TASKS = 20
"""Silent modules that stand on a desk one by one; all of them are counted."""
SILENT = Text(
    "Сигнал болмаса да, модуль жұмыс істеп тұрғанын хабарлайды. 15 минуттан ұзақ үнсіздік байланыстың үзілгені деп "
    "саналады; модуль сигналдарды сақтап, қайта қосылғанда жібереді.",
    "И без сигналов модуль сообщает, что работает. Молчание дольше пятнадцати минут считается потерей связи; модуль "
    "хранит сигналы и передаёт их при возвращении.",
    "Also without signals a module tells that it works. A silence longer than fifteen minutes counts as a loss; the "
    "module holds its signals and sends them at its return.",
)
OF_DUTIES = "older-duties"
"""The cursor of the list of those who have the duty, in the address of the page."""
FIELDS = (
    Field("name", NAME, longest=LONGEST_NAME),
    Field("certificate", CERTIFICATE, longest=128),
    Field("until", UNTIL, Kind.MOMENT),
)
NAMED = (Field("paper", PAPER), Field("organisation", say.ORGANISATION), *FIELDS)


@dataclass(frozen=True, slots=True)
class Modules:
    """The pages of modules."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        lets_in = Signed(ActPurpose.SECTOR_MODULE, self.prepare_letting_in, self.let_in, SIGN)
        shuts_out = Signed(ActPurpose.SECTOR_MODULE_SHUT, self.prepare_shutting_out, self.shut_out, SIGN)
        cites = ("ASOI-3.8", "ASOI-7")
        deeds = (
            Deed(f"{PLACE}/new", APPLY, self.blank, Unsigned(self.apply, SEND), LEAD, cites, APPLY_FOR_MODULE.roles),
            Deed(f"{ONE}/let-in", LET_IN, self.look, lets_in, None, cites, LET_MODULE_IN.roles),
            Deed(f"{ONE}/shut-out", SHUT_OUT, self.look, shuts_out, None, cites, SHUT_MODULE_OUT.roles),
        )
        return Office(
            PLACE,
            TITLE,
            SEE_MODULES.roles,
            (Page(PLACE, self.read, lists=(OF_DUTIES,)), Page(ONE, self.read_one)),
            deeds,
            (File(f"{ONE}/configuration", self.take),),
            section=Section.MEMBERS,
            today=self.today,
        )

    async def read(self, here: Here) -> Sheet:
        """Show who has the duty, and every module."""
        node, at = self.running.node, self.running.now()
        duties = await see_modules.see_duties(node, here.session, at, here.asked.text(OF_DUTIES))
        page = await modules.modules(node, here.session, at, here.asked.text("older"))
        listed = page.items
        spells = await see_modules.latest_spells(node, here.session, listed, at)
        shown = (
            Table(
                DUTY,
                (say.ORGANISATION, HAS, LAST, SOURCES),
                tuple(_duty(one, at) for one in duties.items),
                say.NOTHING,
                older_of(duties.after, name=OF_DUTIES),
                ("ASOI-7",),
            ),
            Table(
                TITLE,
                (NAME, say.ORGANISATION, say.STANDING, VERSION, LAST),
                tuple(_module(one, spells.get(one.paper.id), at) for one in listed),
                say.NOTHING,
                older_of(page.after),
                ("ASOI-3.8",),
            ),
        )
        ways = (Way(APPLY, f"{PLACE}/new", main=True),) if here.may(APPLY_FOR_MODULE) else ()
        return Sheet(TITLE, shown, ways, LEAD, ("ASOI-3.8", "ASOI-7", "ASOI-9"))

    async def read_one(self, here: Here) -> Sheet:
        """Show one module, its contacts, and what may be done about it."""
        at, number = self.running.now(), here.ids["module"]
        seen = await see_modules.see_module(self.running.node, here.session, number, at)
        listed, place = seen.listed, f"{PLACE}/{number}"
        ways = [Way(TAKE, f"{place}/configuration")]
        if listed.paper.state == ModuleState.APPLIED and here.may(LET_MODULE_IN):
            ways.insert(0, Way(LET_IN, f"{place}/let-in", main=True))
        if listed.paper.state == ModuleState.LET_IN and here.may(SHUT_MODULE_OUT):
            ways.append(Way(SHUT_OUT, f"{place}/shut-out"))
        rows = tuple(_spell(one, place == 0, at) for place, one in enumerate(seen.spells))
        history = Table(HISTORY, (FROM, TO, VERSION, BATCHES, THEN), rows, say.NOTHING, cites=("ASOI-9",))
        return Sheet(TITLE, (_facts(listed), history), tuple(ways), SILENT, ("ASOI-3.8", "ASOI-9"))

    async def blank(self, here: Here) -> Blank:
        """Return the form of an application for a module."""
        return Blank(FIELDS)

    async def apply(self, here: Here, typed: Typed) -> str:
        """Apply for a module."""
        until = typed.moment("until")
        said = {
            "name": typed.text("name"),
            "certificate": typed.text("certificate"),
            "until": "" if until is None else moment.written(until),
        }
        paper = await modules.apply_for_module(self.running.node, here.session, said, self.running.now())
        return f"{PLACE}/{paper.id}"

    async def look(self, here: Here) -> Blank:
        """Show the module above a single button."""
        seen = await see_modules.see_module(self.running.node, here.session, here.ids["module"], self.running.now())
        return Blank((), (_facts(seen.listed),), named=NAMED)

    async def prepare_letting_in(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that lets the module in."""
        number, at = here.ids["module"], self.running.now()
        act = await modules.prepare_letting_in(self.running.node, here.session, number, at)
        return to_sign(act, said_by(act.data).actor)

    async def let_in(self, here: Here, act: UUID, cms: bytes) -> str:
        """Let it in."""
        paper = await modules.let_module_in(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{paper.id}"

    async def prepare_shutting_out(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that shuts the module out."""
        number, at = here.ids["module"], self.running.now()
        act = await modules.prepare_shutting_out(self.running.node, here.session, number, at)
        return to_sign(act, said_by(act.data).actor)

    async def shut_out(self, here: Here, act: UUID, cms: bytes) -> str:
        """Shut it out."""
        paper = await modules.shut_module_out(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{paper.id}"

    async def take(self, here: Here) -> EvidenceFile:
        """Give the configuration."""
        number, address = here.ids["module"], self.running.settings.intake_url
        node, at = self.running.node, self.running.now()
        told = await see_modules.configuration_of(node, here.session, number, address, at)
        return EvidenceFile(f"almasu-module-{number}.toml", told.encode())

    async def today(self, here: Here) -> Today:
        """Return what waits for the centre, which modules of one's own are silent, and how many are."""
        node, at = self.running.node, self.running.now()
        tasks: list[Task] = []
        if here.may(LET_MODULE_IN):
            applied = (ModuleState.APPLIED,)
            waiting = (await modules.modules(node, here.session, at, states=applied)).items
            tasks += [Task(TO_LET_IN, f"{PLACE}/{one.paper.id}", (Own(one.module.name),)) for one in waiting]
        silent = await silent_modules.silent_modules(node, here.session, at)
        if here.may(APPLY_FOR_MODULE):
            tasks += [Task(TO_HEAR, f"{PLACE}/{one.number}", _heard(one)) for one in silent[:MOST_TASKS]]
        figures = (
            Figure(TITLE, len(tasks), PLACE, Tone.WAIT if tasks else Tone.PLAIN),
            Figure(ARE_SILENT, len(silent), PLACE, Tone.BAD if silent else Tone.PLAIN),
        )
        return Today(tuple(tasks), figures)


def _heard(one: silent_modules.Silent) -> tuple[Cell, ...]:
    last: Cell = Said(NEVER.text) if one.heard_at is None else At(one.heard_at)
    return (Own(one.module.name), last)


def _duty(one: InDuty, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    has = INSTALLED if one.let_in else APPLIED if one.applied else NO_MODULE
    return ((Own(one.profile.name),), (has,), _contact(one.latest, at), tuple(Own(name) for name in one.sources))


def _contact(latest: Spell | None, at: datetime) -> tuple[Cell, ...]:
    if latest is None:
        return (NEVER,)
    return (At(latest.until), GOES_ON if latest.lasts(at) else BROKE)


def _module(one: Listed, latest: Spell | None, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    return (
        (Link(one.module.name, f"{PLACE}/{one.paper.id}"),),
        (Own(one.module.organisation),),
        (STATES[ModuleState(one.paper.state)],),
        () if latest is None else (Own(latest.version),),
        _contact(latest, at),
    )


def _spell(one: Spell, is_latest: bool, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    then = CAME_BACK if not is_latest else GOES_ON if one.lasts(at) else BROKE
    return ((At(one.since),), (At(one.until),), (Own(one.version),), (Number(one.deliveries),), (then,))


def _facts(listed: Listed) -> Facts:
    module, contact = listed.module, listed.contact
    rows: tuple[tuple[Text, tuple[Cell, ...]], ...] = (
        (NAME, (Own(module.name),)),
        (say.ORGANISATION, (Own(module.organisation),)),
        (say.STANDING, (STATES[ModuleState(listed.paper.state)],)),
        (CERTIFICATE, (Code(module.certificate),)),
        (UNTIL, (At(module.until),)),
        (SENT, () if contact is None else (Number(contact.sent),)),
        (LOST, () if contact is None else (Number(contact.lost),)),
    )
    return Facts(None, rows)
