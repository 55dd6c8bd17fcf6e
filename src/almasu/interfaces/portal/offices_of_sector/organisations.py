"""Organisations of the sector: everybody sees who is connected; the centre creates profiles and accounts (ASOI-5)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.sector import join
from almasu.actions.sector.acting import law_of
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import Cell, Own, Said, Sheet, Table, Way
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.form import fields_of, typed_values
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.sector import CREATE_PROFILE, REGISTER_WORKER, SEE_PROFILES
from almasu.kernel.sector.parties import Profile
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/organisations"
TITLE = Text("Ұйымдар", "Организации", "Organisations")
NAME = Text("Атауы", "Наименование", "Name")
BIN = Text("БСН", "БИН", "BIN")
KIND = Text("Түрі", "Вид", "Kind")
EMAIL = Text("Электрондық пошта", "Электронная почта", "E-mail")
NEW = Text("Профиль жасау", "Создать профиль", "Create a profile")
NEW_WORKER = Text("Пайдаланушыны тіркеу", "Зарегистрировать пользователя", "Register a user")
SIGN = Text("Қол қойып, жасау", "Подписать и создать", "Sign and create")
LEAD = Text(
    "Деректерді ұйымның жауапты қызметкері береді.",
    "Данные предоставляет ответственный работник организации.",
    "The data are given by the responsible worker of the organisation.",
)
IN_AT_ONCE = Text(
    "адам енді өз ЭЦҚ-сымен кіре алады.",
    "человек теперь может войти со своей ЭЦП.",
    "the person may come in with their EDS now.",
)


@dataclass(frozen=True, slots=True)
class Organisations:
    """Who is connected, and the joining."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        profile = Signed(ActPurpose.SECTOR_PROFILE, self.prepare_profile, self.create_profile, SIGN)
        worker = Signed(ActPurpose.SECTOR_WORKER, self.prepare_worker, self.register_worker, SIGN)
        return Office(
            PLACE,
            TITLE,
            SEE_PROFILES.roles,
            (Page(PLACE, self.read),),
            (
                Deed(f"{PLACE}/new", NEW, self.blank_profile, profile, LEAD, ("ASOI-5",), CREATE_PROFILE.roles),
                Deed(
                    f"{PLACE}/workers/new",
                    NEW_WORKER,
                    self.blank_worker,
                    worker,
                    LEAD,
                    ("ASOI-6",),
                    REGISTER_WORKER.roles,
                    IN_AT_ONCE,
                ),
            ),
            section=Section.MEMBERS,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the connected organisations."""
        found = await join.profiles(self.running.node, here.session, self.running.now())
        table = Table(TITLE, (NAME, BIN, KIND, EMAIL), tuple(map(self._row, found)), say.NOTHING)
        ways: tuple[Way, ...] = ()
        if here.person is not None and here.person.holds is Role.SECTORAL_CENTRE:
            ways = (Way(NEW, f"{PLACE}/new", main=True), Way(NEW_WORKER, f"{PLACE}/workers/new"))
        return Sheet(TITLE, (table,), ways, None, ("ASOI-3.2", "ASOI-5"))

    def _row(self, one: Profile) -> tuple[tuple[Cell, ...], ...]:
        (field,) = (field for field in law_of(self.running.node).catalogue.profile if field.name == "kind")
        kind = next(option.name for option in field.options if option.code == one.kind.value)
        return ((Own(one.name),), (Own(one.bin),), (Said(kind),), (Own(one.email),))

    async def blank_profile(self, here: Here) -> Blank:
        """Return the form of a profile (ASOI-5.1 to ASOI-5.3)."""
        return Blank(fields_of(law_of(self.running.node).catalogue.profile))

    async def prepare_profile(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that creates a profile."""
        values = typed_values(law_of(self.running.node).catalogue.profile, typed)
        act = await join.prepare_profile(self.running.node, here.session, values, self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def create_profile(self, here: Here, act: UUID, cms: bytes) -> str:
        """Create it."""
        await join.create_profile(self.running.node, here.session, act, cms, self.running.now())
        return PLACE

    async def blank_worker(self, here: Here) -> Blank:
        """Return the form of a user (ASOI-6.1 to ASOI-6.5)."""
        return Blank(fields_of(law_of(self.running.node).catalogue.worker))

    async def prepare_worker(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that creates an account."""
        values = typed_values(law_of(self.running.node).catalogue.worker, typed)
        act = await join.prepare_worker(self.running.node, here.session, values, self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def register_worker(self, here: Here, act: UUID, cms: bytes) -> str:
        """Create it."""
        await join.register_worker(self.running.node, here.session, act, cms, self.running.now())
        return PLACE
