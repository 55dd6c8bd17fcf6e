"""What waits for a node that is not reached, by courier: packed, unloaded, its receipt noted, taken back (CIS-6.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from almasu.actions.interstate import bags, nodes
from almasu.interfaces.portal.offices.blocks import Sheet, Table, Way, Words
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Gives, Here, Office, Page, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import packet_form as form
from almasu.interfaces.portal.offices_of_interstate.line_words import line_row
from almasu.interfaces.portal.offices_of_interstate.nodes import LINES, NODE
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.interstate.messages import Standing
from almasu.kernel.powers.interstate import KEEP_NODES
from almasu.law.text import Text
from almasu.wiring.bags import note_bag_receipt, unload_bag
from almasu.wiring.running import Running

PLACE = "/cis/bags"
CITES = ("CIS-6.1", "CIS-6.2")
TITLE = Text("Фельдъегерлік сөмкелер", "Мешки для фельдсвязи", "Bags for couriers")
LEAD = Text(
    "Торапқа желі жетпесе, күтіп тұрғанның бәрі бір файлға салынып, сол торапқа мөрленеді. Оны ешкім оқымайды, "
    "ал желі қайта қосылса да ештеңе екі рет қабылданбайды.",
    "Если до узла не доходит сеть, всё ожидающее кладётся в один файл и запечатывается для этого узла. В пути его "
    "никто не прочтёт, а если сеть вернётся, ничто не будет принято дважды.",
    "Where the network does not reach a node, all that waits goes into one file, sealed for that node. Nobody reads it "
    "on the way, and if the network comes back nothing is taken twice.",
)
STUCK = Text("Желі жетпейтін тораптар", "Узлы, до которых не доходит сеть", "Nodes that the network does not reach")
ALL_WELL = Text("Бәрі өтіп жатыр.", "Всё проходит.", "Everything goes through.")
NONE_STUCK = Text(
    "Желі барлық торапқа жетеді: сөмке керек емес.",
    "Сеть доходит до всех узлов: мешок не нужен.",
    "The network reaches every node: no bag is needed.",
)
NONE_CARRIED = Text("Жолда бірде-бір сөмке жоқ.", "В пути нет ни одного мешка.", "No bag is on its way.")
PACK = Text("Сөмкені толтыру", "Собрать мешок", "Pack a bag")
CAME = Text("Келген сөмкені ашу", "Вскрыть пришедший мешок", "Unload a bag that came")
CAME_LEAD = Text(
    "Қолхат файлы сақталады: оны фельдъегермен қайтарыңыз.",
    "Сохранится файл расписки: верните его с фельдъегерем.",
    "The file of its receipt is saved: let the courier take it back.",
)
RECEIPT = Text("Қолхатты белгілеу", "Отметить расписку", "Note a receipt")
LOST = Text("Сөмке жетпеді", "Мешок не дошёл", "A bag did not arrive")
LOST_LEAD = Text(
    "Сөмкедегіні енді желі қайта жібереді.",
    "То, что было в мешке, снова отправит сеть.",
    "The network sends again what was in the bag.",
)
NUMBER = Text("Тізілім бойынша нөмірі", "Номер по реестру", "Number in the register")
FILE = Text("Сөмке файлы", "Файл мешка", "File of the bag")
RECEIPT_FILE = Text("Қолхат файлы", "Файл расписки", "File of the receipt")


@dataclass(frozen=True, slots=True)
class BagsOffice:
    """Bags, as the keeper of nodes packs and unloads them."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        return Office(
            PLACE,
            TITLE,
            KEEP_NODES.roles,
            (Page(PLACE, self.read),),
            (
                Deed(f"{PLACE}/new", PACK, self.blank_packing, Gives(self.pack, PACK), LEAD, CITES),
                Deed(f"{PLACE}/came", CAME, self.blank_came, Gives(self.unload, CAME), CAME_LEAD, CITES),
                Deed(f"{PLACE}/receipt", RECEIPT, self.blank_receipt, Unsigned(self.note, RECEIPT), None, CITES),
                Deed(f"{PLACE}/lost", LOST, self.blank_lost, Unsigned(self.lose, LOST), LOST_LEAD, CITES),
            ),
            section=Section.PARTIES,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the nodes that are not reached, and those whose bag is on its way."""
        found = await self._lines(here)
        stuck = [one for one in found if one.why]
        rows = tuple(line_row(one) for one in found if one.why or one.bag is not None)
        table = Table(STUCK, LINES, rows, ALL_WELL, cites=CITES)
        pack = (Way(PACK, f"{PLACE}/new", main=True),) if stuck else ()
        others = (Way(CAME, f"{PLACE}/came"), Way(RECEIPT, f"{PLACE}/receipt"))
        lost = (Way(LOST, f"{PLACE}/lost"),) if any(one.bag is not None for one in found) else ()
        return Sheet(TITLE, (table,), (*pack, *others, *lost), LEAD, CITES)

    async def blank_packing(self, here: Here) -> Blank:
        """Return the form of a bag."""
        stuck = [one for one in await self._lines(here) if one.why]
        if not stuck:
            return Blank((), (Words(None, NONE_STUCK),), closed=True)
        fields = (_of_nodes(stuck), Field("number", NUMBER, longest=200), *form.HANDING)
        return Blank(fields)

    async def pack(self, here: Here, typed: Typed) -> EvidenceFile:
        """Pack it, and give out its file."""
        number, seal, courier = (typed.text(name).strip() for name in ("number", "seal", "courier"))
        told = bags.Packing(typed.text("node"), number, seal, courier, form.carrier(typed))
        data = await bags.pack_bag(self.running.node, here.session, told, self.running.now())
        return EvidenceFile("almasu-bag.bin", data)

    async def blank_came(self, here: Here) -> Blank:
        """Return the form in which a bag is put in."""
        return Blank((Field("file", FILE, Kind.FILE),))

    async def unload(self, here: Here, typed: Typed) -> EvidenceFile:
        """Unload it, and give out the file of its receipt."""
        data = await unload_bag(self.running, here.session, typed.files["file"].data, self.running.now())
        return EvidenceFile("almasu-bag-receipt.bin", data)

    async def blank_receipt(self, here: Here) -> Blank:
        """Return the form in which a receipt is put in."""
        return Blank((Field("file", RECEIPT_FILE, Kind.FILE),))

    async def note(self, here: Here, typed: Typed) -> str:
        """Note it."""
        await note_bag_receipt(self.running, here.session, typed.files["file"].data, self.running.now())
        return PLACE

    async def blank_lost(self, here: Here) -> Blank:
        """Return the form in which it is chosen where a bag did not arrive."""
        carried = [one for one in await self._lines(here) if one.bag is not None]
        if not carried:
            return Blank((), (Words(None, NONE_CARRIED),), closed=True)
        return Blank((_of_nodes(carried),))

    async def lose(self, here: Here, typed: Typed) -> str:
        """Let the network send it again."""
        told = bags.OfPeer(typed.text("node"))
        await bags.bag_lost(self.running.node, here.session, told, self.running.now())
        return PLACE

    async def _lines(self, here: Here) -> Sequence[Standing]:
        return (await nodes.nodes(self.running.node, here.session, self.running.now())).lines


def _of_nodes(lines: Sequence[Standing]) -> Field:
    choices = tuple(Choice(one.peer, Text(one.name, one.name, one.name)) for one in lines)
    return Field("node", NODE, Kind.CHOICE, choices=choices)
