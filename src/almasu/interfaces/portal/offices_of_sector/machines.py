"""Accounts of machines: opened by a signed act, their token given once as a file, blocked by another act (ASOI-3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.interchange import machines
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import At, Cell, Link, Many, Own, Sheet, State, Table, Tone, Way
from almasu.interfaces.portal.offices.deadline import holds_by_paper
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.problems import NOT_A_MOMENT
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.interchange.collection import OF_NODE, own_collection
from almasu.kernel.interchange.machine import COLLECTIONS, LONGEST_NAME, OWN, Machine, MachineForm, MachineState
from almasu.kernel.papers.paper import Paper
from almasu.kernel.powers.sector import OPEN_MACHINE
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/machines"
ONE = f"{PLACE}/{{machine:uuid}}"
TITLE = Text("Машиналардың есептік жазбалары", "Учётные записи машин", "Accounts of machines")
LEAD = Text(
    "Бағдарлама TAXII арқылы осы есептік жазбамен оқиды және жазады. Кілті қол қойғанда бір рет файл болып беріледі.",
    "Программа читает и пишет по TAXII под этой записью. Её ключ даётся один раз, файлом, при подписании.",
    "A program reads and writes over TAXII under this account. Its token is given once, as a file, when it is signed.",
)
NAME = Text("Машинаның аты", "Имя машины", "Name of the machine")
READS = Text("Оқитын жинақтары", "Читает коллекции", "Reads the collections")
WRITES = Text("Өз жинағына жаза алады", "Пишет в свою коллекцию", "Writes into the own collection")
NARROWEST = Text("Ең тар құпиялылық белгісі", "Самая узкая метка", "Narrowest mark it reads")
EXPIRES = Text("Мерзімі", "Действует до", "Serves until")
CERTIFICATE = Text(
    "Сертификаттың SHA-256 ізі (кілттің орнына)",
    "Отпечаток SHA-256 сертификата (вместо ключа)",
    "SHA-256 of a certificate (in place of the token)",
)
SHOWS = Text("Немен танылады", "Чем предъявляется", "Known by")
TOKEN = Text("кілт", "ключ", "token")
SHOWN = Text("сертификат", "сертификат", "certificate")
NEW = Text("Есептік жазба ашу", "Открыть учётную запись", "Open an account")
BLOCK = Text("Бұғаттау", "Заблокировать", "Block")
SIGN = Text("Қол қойып, ашу", "Подписать и открыть", "Sign and open")
SIGN_BLOCK = Text("Қол қойып, бұғаттау", "Подписать и заблокировать", "Sign and block")
NUMBER = Text("Есептік жазбаның нөмірі", "Номер учётной записи", "Number of the account")
OF_ACT = Text("ашу актісінде аталған күн", "день, названный в акте открытия", "the day named in the act of opening")
CITES = ("ASOI-3.1",)
OPEN = State(Tone.GOOD, Text("ашық", "открыта", "open"))
BLOCKED = State(Tone.BAD, Text("бұғатталған", "заблокирована", "blocked"))
OVER = State(Tone.WAIT, Text("мерзімі өткен", "срок истёк", "run out"))
FIELDS = (
    Field("name", NAME, longest=LONGEST_NAME),
    Field(
        "reads",
        READS,
        Kind.CHOICES,
        required=False,
        choices=tuple(Choice(alias, name) for alias, name in COLLECTIONS.items()),
    ),
    Field("writes_own", WRITES, Kind.TICK, required=False),
    Field(
        "narrowest",
        NARROWEST,
        Kind.CHOICE,
        choices=tuple(Choice(one.value, Text(one.label, one.label, one.label)) for one in Degree),
    ),
    Field("expires_at", EXPIRES, Kind.MOMENT),
    Field("certificate", CERTIFICATE, required=False, longest=128),
)


@dataclass(frozen=True, slots=True)
class Machines:
    """The pages of machines."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        opens = Signed(ActPurpose.MACHINE, self.prepare, self.open, SIGN)
        blocks = Signed(ActPurpose.MACHINE_BLOCK, self.prepare_block, self.block, SIGN_BLOCK)
        cites = ("ASOI-3.1", "ASOI-3.3")
        deeds = (
            Deed(f"{PLACE}/new", NEW, self.blank, opens, LEAD, cites),
            Deed(f"{ONE}/block", BLOCK, self.blank_of_block, blocks, None, cites),
        )
        return Office(PLACE, TITLE, OPEN_MACHINE.roles, (Page(PLACE, self.read),), deeds, section=Section.MEMBERS)

    async def read(self, here: Here) -> Sheet:
        """Show the accounts of one's own organisation."""
        at = self.running.now()
        found = await machines.machines(self.running.node, here.session, at)
        columns = (NAME, say.STANDING, READS, WRITES, NARROWEST, SHOWS, EXPIRES, BLOCK)
        rows = tuple(_row(paper, machine, at) for paper, machine in found)
        ways = (Way(NEW, f"{PLACE}/new", main=True),)
        return Sheet(TITLE, (Table(TITLE, columns, rows, say.NOTHING),), ways, LEAD, ("ASOI-3.1",))

    async def blank(self, here: Here) -> Blank:
        """Return the form of an account."""
        return Blank(FIELDS)

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that opens an account."""
        until = typed.moment("expires_at")
        if until is None:
            raise NOT_A_MOMENT.at("expires_at")
        form = MachineForm(
            typed.text("name"),
            typed.many("reads"),
            typed.ticked("writes_own"),
            Degree(typed.text("narrowest")),
            until,
            typed.text("certificate").replace(":", "").strip().lower(),
        )
        act = await machines.prepare_machine(self.running.node, here.session, form, self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def open(self, here: Here, act: UUID, cms: bytes) -> str | EvidenceFile:
        """Open the account; its token is given as a file this once."""
        opened = await machines.open_machine(self.running.node, here.session, act, cms, self.running.now())
        if not opened.token:
            return PLACE
        told = f'account = "{opened.paper.id}"\ntoken = "{opened.token}"\n'
        return EvidenceFile(f"almasu-machine-{opened.paper.id}.toml", told.encode())

    async def blank_of_block(self, here: Here) -> Blank:
        """Return a form that asks nothing."""
        return Blank((), named=(Field("machine", NUMBER),))

    async def prepare_block(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that blocks an account."""
        number, at = here.ids["machine"], self.running.now()
        act = await machines.prepare_block(self.running.node, here.session, number, at)
        return to_sign(act, said_by(act.data).actor)

    async def block(self, here: Here, act: UUID, cms: bytes) -> str:
        """Block it at once."""
        await machines.block_machine(self.running.node, here.session, act, cms, self.running.now())
        return PLACE


def _row(paper: Paper, machine: Machine, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    own = own_collection(machine.organisation).id
    named = {**{one.id: COLLECTIONS[one.alias] for one in OF_NODE}, own: COLLECTIONS[OWN]}
    until = holds_by_paper(machine.expires_at, OF_ACT, at, CITES)
    stands = BLOCKED if paper.state == MachineState.BLOCKED else OPEN if at < machine.expires_at else OVER
    return (
        (Own(machine.name),),
        (stands,),
        (Many(tuple(named[one] for one in machine.reads if one in named)),),
        (Many(tuple(named[one] for one in machine.writes if one in named)),),
        (Own(machine.narrowest.label),),
        (Many((SHOWN if machine.certificate else TOKEN,)),),
        (At(machine.expires_at) if stands is BLOCKED else until,),
        () if stands is BLOCKED else (Link(BLOCK, f"{PLACE}/{paper.id}/block"),),
    )
