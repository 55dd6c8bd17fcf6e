"""A worker's files of others, and what machines handed in: each fills in a draft alert, an incident a draft card
(ASOI-10, ASOI-12).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from almasu.actions.sector import given_files as acts
from almasu.actions.sector.acting import law_of
from almasu.actions.sector.given_incidents import incidents_of
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Code,
    Facts,
    Link,
    Number,
    Own,
    Said,
    Sheet,
    Table,
    Way,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Page, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.form import fields_of, filled, said, typed_values
from almasu.interfaces.portal.offices_of_sector.given_incidents import GivenIncidents
from almasu.interfaces.portal.offices_of_sector.losses import LOST, losses_table
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.interchange.incoming import BY_MACHINE, PulledFile
from almasu.kernel.interchange.problems import NO_EVENT
from almasu.kernel.sector.fields import Field as SectorField
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = f"{say.INBOX}/files"
ONE = f"{PLACE}/{{given:uuid}}"
CITES = ("ASOI-10",)
TITLE = Text("Басқалардан алынған файлдар", "Файлы, полученные от других", "Files of others")
GIVE = Text("STIX не MISP файлын беру", "Загрузить файл STIX или MISP", "Give a STIX or MISP file")
FILE = Text("Файл", "Файл", "File")
HINT = Text(
    "STIX 2.1 топтамасы не MISP оқиғасы, 1 МБ-тан аспасын.",
    "Пакет STIX 2.1 или событие MISP, не больше 1 МБ.",
    "A STIX 2.1 bundle or an event of MISP, at most 1 MB.",
)
LEAD = Text(
    "Файл келген күйінде, тек сіздің ұйымыңыз үшін сақталады. Одан хабарламаның, ал инцидент болса картаның жобасы "
    "толтырылады. Қалғанын адам жазады, басшы келіседі.",
    "Файл хранится таким, как пришёл, только для вашей организации. Из него заполняется черновик оповещения, а из "
    "инцидента – черновик карточки. Остальное пишет человек, согласие даёт руководство.",
    "The file is kept as it came, for your organisation alone. It fills in a draft alert, an incident a draft card. A "
    "person writes the rest, the head consents.",
)
WRITE = Text("Хабарлама жобасын жазу", "Составить черновик оповещения", "Write a draft alert from it")
SAVE = Text("Жобаны сақтау", "Сохранить черновик", "Save the draft")
ORIGINAL = Text("Келген күйіндегі файл", "Файл как он пришёл", "The file as it came")
FORMAT = Text("Пішімі", "Формат", "Format")
DIGEST = Text("SHA-256", "SHA-256", "SHA-256")
GIVEN_BY = Text("Кім берді", "Кто загрузил", "Given by")
PROGRAM = Text("ұйымның бағдарламасы", "программа организации", "a program of the organisation")
WORKER = Text("қызметкер", "работник", "a worker")
CAME = Text("Берілген уақыты", "Загружен", "Given")
SAYS = Text("Не туралы", "О чём", "What it is about")
FILLS = Text("Хабарламаға не толтырады", "Что заполнит в оповещении", "What it fills in of an alert")


@dataclass(frozen=True, slots=True)
class GivenFiles:
    """The pages of these files, inside of the inbox."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the list and one file."""
        return (Page(PLACE, self.read), Page(ONE, self.read_one), *GivenIncidents(self.running).pages())

    def deeds(self) -> tuple[Deed, ...]:
        """Return the giving of a file, and the draft that it fills in."""
        return (
            Deed(f"{PLACE}/new", GIVE, self.blank_file, Unsigned(self.give, GIVE), LEAD, CITES),
            Deed(f"{ONE}/alert", WRITE, self.blank, Unsigned(self.write, SAVE), LEAD, CITES),
            *GivenIncidents(self.running).deeds(),
        )

    def files(self) -> tuple[File, ...]:
        """Return the file as it came."""
        return (File(f"{ONE}/original", self.original, foreign=True),)

    async def read(self, here: Here) -> Sheet:
        """Show the files of one's own organisation, newest first."""
        page = await acts.given_files(self.running.node, here.session, here.asked.text("older"), self.running.now())
        rows = tuple(map(self._row, page.items))
        table = Table(TITLE, (SAYS, FORMAT, GIVEN_BY, LOST, CAME), rows, say.NOTHING, older_of(page.after), CITES)
        return Sheet(TITLE, (table,), (Way(GIVE, f"{PLACE}/new", main=True),), LEAD, CITES)

    async def read_one(self, here: Here) -> Sheet:
        """Show one file: what it fills in, and everything of it that an alert has no field for."""
        one = await self._one(here)
        facts = Facts(
            None,
            (
                (FORMAT, (Own(one.file.kind.value.upper()),)),
                (DIGEST, (Code(one.file.tag),)),
                (GIVEN_BY, (Said(giver_of(one.file)),)),
                (CAME, (At(one.file.came_at),)),
            ),
        )
        incidents = GivenIncidents(self.running).table(one.file)
        blocks: tuple[Block, ...] = (
            facts,
            *incidents,
            said(FILLS, self._fields(), one.taken.fields),
            losses_table(one.taken.losses, law_of(self.running.node).catalogue, CITES),
        )
        place = f"{PLACE}/{one.file.id}"
        return Sheet(
            TITLE, blocks, (Way(WRITE, f"{place}/alert", main=not incidents), Way(ORIGINAL, f"{place}/original")), LEAD
        )

    async def blank_file(self, here: Here) -> Blank:
        """Return the form of a file."""
        return Blank((Field("file", FILE, Kind.FILE, hint=HINT),))

    async def give(self, here: Here, typed: Typed) -> str:
        """Keep the file."""
        file = typed.files.get("file")
        if file is None:
            raise NO_EVENT.at("file")
        given = await acts.give_file(self.running.node, here.session, file.data, self.running.now())
        return f"{PLACE}/{given.file.id}"

    async def blank(self, here: Here) -> Blank:
        """Return the form of an alert with what the file fills in."""
        fields = self._fields()
        return Blank(fields_of(fields), filled=filled(fields, (await self._one(here)).taken.fields))

    async def write(self, here: Here, typed: Typed) -> str:
        """Keep the draft."""
        values, number = typed_values(self._fields(), typed), here.ids["given"]
        kept = await acts.write_from_file(self.running.node, here.session, number, values, self.running.now())
        return f"{say.DOCUMENTS}/{kept.paper.id}"

    async def original(self, here: Here) -> EvidenceFile:
        """Return the file as it came."""
        one = await self._one(here)
        return EvidenceFile(f"{one.file.kind.value}-{one.file.id}.json", one.file.body)

    async def _one(self, here: Here) -> acts.Given:
        return await acts.given_file(self.running.node, here.session, here.ids["given"], self.running.now())

    def _fields(self) -> Iterable[SectorField]:
        return law_of(self.running.node).catalogue.alert

    def _row(self, one: acts.Given) -> tuple[tuple[Cell, ...], ...]:
        incidents = incidents_of(self.running.node, one.file)
        name = incidents[0].name if incidents else one.taken.fields.get("source")
        return (
            (Link(name or one.file.tag[:16], f"{PLACE}/{one.file.id}"),),
            (Own(one.file.kind.value.upper()),),
            (Said(giver_of(one.file)),),
            () if incidents else (Number(len(one.taken.losses)),),
            (At(one.file.came_at),),
        )


def giver_of(file: PulledFile) -> Text:
    """Return who gave a file: a worker, or a program of the organisation."""
    return PROGRAM if file.source.startswith(f"{BY_MACHINE}/") else WORKER
