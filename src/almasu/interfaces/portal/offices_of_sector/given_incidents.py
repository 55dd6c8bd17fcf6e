"""Incidents in a worker's files of others, or in what machines handed in: what each fills in of a card (ASOI-12)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from almasu.actions.sector import given_incidents as acts
from almasu.actions.sector.acting import law_of
from almasu.interfaces.portal.offices.blocks import At, Cell, Code, Facts, Link, Own, Said, Sheet, Table, Way
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Page, Unsigned
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.form import REPORT, fields_of, filled, said, titled, typed_values
from almasu.interfaces.portal.offices_of_sector.losses import losses_table
from almasu.kernel.interchange.incoming import PulledFile
from almasu.kernel.sector.catalogue import Catalogue, IncidentKind
from almasu.kernel.sector.fields import checked
from almasu.kernel.sector.incident import Report
from almasu.kernel.sector.words import REPORTS
from almasu.law.text import Text
from almasu.wiring.running import Running

FILES = f"{say.INBOX}/files"
ONE = f"{FILES}/{{given:uuid}}/incidents/{{incident:uuid}}"
CITES = ("ASOI-12",)
INCIDENTS = Text("Инциденттер", "Инциденты", "Incidents")
TITLE = Text("Басқалардан алынған инцидент", "Инцидент, полученный от других", "Incident of others")
NAME = Text("Атауы", "Название", "Name")
KIND = Text("Түрі", "Вид", "Kind")
NOT_TOLD = Text("файлда айтылмаған", "в файле не указан", "not told in the file")
REPORTED = Text("Хабардың түрі", "Вид сообщения", "How far it has grown")
CAME = Text("Келген уақыты", "Получен", "Came")
NUMBER = Text("Нөмірі", "Номер", "Number")
FILLS = Text("Картаға не толтырады", "Что заполнит в карточке", "What it fills in of a card")
KINDS = Text("Қай түрдің картасын жазу", "Карточку какого вида составить", "Of which kind to write the card")
WRITE = Text("Карта жобасын жазу", "Составить черновик карточки", "Write a draft card from it")
SAVE = Text("Жобаны сақтау", "Сохранить черновик", "Save the draft")
BACK = Text("Файлға оралу", "Вернуться к файлу", "Back to the file")
LEAD = Text(
    "Инцидент карта жобасын толтырады. Қалғанын адам жазады, басшы келіседі; карта дереу жіберіледі.",
    "Инцидент заполнит черновик карточки. Остальное пишет человек, согласие даёт руководство; карточка отправляется "
    "незамедлительно.",
    "The incident fills in a draft card. A person writes the rest, the head consents; the card is sent immediately.",
)
THEN = Text(
    "жоба сақталды; оны басшыға жіберіңіз.",
    "черновик сохранён; передайте его руководству.",
    "the draft is kept; put it before the head.",
)


@dataclass(frozen=True, slots=True)
class GivenIncidents:
    """The page of an incident, and a form for each of the six kinds of cards."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the page of one incident."""
        return (Page(ONE, self.read),)

    def deeds(self) -> tuple[Deed, ...]:
        """Return a form for each kind (ASOI-12.1 to ASOI-12.6)."""
        return tuple(
            Deed(
                f"{ONE}/{kind.code}",
                titled(kind.name),
                partial(self.blank, kind),
                Unsigned(partial(self.write, kind), SAVE),
                LEAD,
                (*CITES, *kind.cites),
                then=THEN,
            )
            for kind in self._catalogue().incidents
        )

    def table(self, file: PulledFile) -> tuple[Table, ...]:
        """Return the incidents of a file, nothing where it has none."""
        rows = tuple(
            ((Link(one.name, f"{FILES}/{file.id}/incidents/{one.id}"),), (_kind(one.kind),))
            for one in acts.incidents_of(self.running.node, file)
        )
        return (Table(INCIDENTS, (NAME, KIND), rows, say.NOTHING, cites=CITES),) if rows else ()

    async def read(self, here: Here) -> Sheet:
        """Show what the incident fills in of a card, everything that a card has no field for, and the kinds."""
        one = await self._one(here, "")
        place = f"{FILES}/{one.file.id}"
        fields = acts.fields_for(self._catalogue(), one.kind)
        facts: tuple[tuple[Text, tuple[Cell, ...]], ...] = (
            (NAME, (Own(one.told.name),)),
            (KIND, (_kind(one.kind),)),
            (REPORTED, (Said(REPORTS[one.taken.report]),)),
            (CAME, (At(one.file.came_at),)),
            (NUMBER, (Code(f"incident--{one.told.id}"),)),
        )
        kinds = tuple(
            ((Link(titled(kind.name), f"{place}/incidents/{one.told.id}/{kind.code}"),),)
            for kind in self._catalogue().incidents
        )
        blocks = (
            Facts(None, facts),
            said(FILLS, fields, checked(fields, one.taken.fields)[0]),
            losses_table(one.taken.losses, self._catalogue(), CITES),
            Table(KINDS, (KIND,), kinds, say.NOTHING, cites=CITES),
        )
        own = () if one.kind is None else (Way(WRITE, f"{place}/incidents/{one.told.id}/{one.kind.code}", main=True),)
        return Sheet(TITLE, blocks, (*own, Way(BACK, place)), LEAD, CITES)

    async def blank(self, kind: IncidentKind, here: Here) -> Blank:
        """Return the form of a card of a kind with what the incident fills in."""
        taken = (await self._one(here, kind.code)).taken
        fields = self._catalogue().fields_of_card(kind)
        texts = {**filled(fields, taken.fields).texts, "report": (taken.report.value,)}
        return Blank((*fields_of(fields), REPORT), filled=Typed(texts))

    async def write(self, kind: IncidentKind, here: Here, typed: Typed) -> str:
        """Keep the draft."""
        values = typed_values(self._catalogue().fields_of_card(kind), typed)
        report = Report(typed.text("report"))
        form = acts.Filled(here.ids["given"], here.ids["incident"], kind.code, report, values)
        kept = await acts.write_card(self.running.node, here.session, form, self.running.now())
        return f"{say.DOCUMENTS}/{kept.paper.id}"

    async def _one(self, here: Here, kind: str) -> acts.GivenIncident:
        given, incident = here.ids["given"], here.ids["incident"]
        return await acts.given_incident(self.running.node, here.session, given, incident, kind, self.running.now())

    def _catalogue(self) -> Catalogue:
        return law_of(self.running.node).catalogue


def _kind(kind: IncidentKind | None) -> Cell:
    return Said(NOT_TOLD if kind is None else titled(kind.name))
