"""Nodes of other states: what does not go through to them, registering one by its card, shutting one out (CIS-6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.interstate import nodes
from almasu.actions.interstate.messages.peers import written_card
from almasu.interfaces.portal.offices.blocks import (
    Cell,
    Code,
    Facts,
    Own,
    Sheet,
    Small,
    Table,
    Way,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.cases import shown
from almasu.interfaces.portal.offices_of_interstate.line_words import line_row
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.powers.interstate import KEEP_NODES
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.text import Text
from almasu.wiring.running import Running

NODES = "/cis/nodes"
CITES = ("CIS-6.1", "CIS-4.2")
TITLE = Text("Басқа мемлекеттердің тораптары", "Узлы других государств", "Nodes of other states")
LEAD = Text(
    "Торап өз карточкасы бойынша тіркеледі: екі жақтың адамдары оның хэшін дауыстап салыстырады.",
    "Узел регистрируется по его карточке: люди обеих сторон сверяют её хэш вслух.",
    "A node is registered by its card: people of both sides compare its hash aloud.",
)
NEW = Text("Торапты тіркеу", "Зарегистрировать узел", "Register a node")
SHUT = Text("Торапты шығару", "Отключить узел", "Shut a node out")
CHANGE = Text("Карточканы ауыстыру", "Сменить карточку узла", "Change a node's card")
CHANGE_LEAD = Text(
    "Тораптың кілті жоғалса: жаңа карточканың хэшін адамдар дауыстап салыстырады; бұрынғы кілт енді қол қоймайды.",
    "Если узел утратил ключ: хэш новой карточки люди сверяют вслух; прежний ключ больше ничего не подписывает.",
    "If a node lost its key: people compare the new card's hash aloud; the former key signs nothing any more.",
)
SIGN_IT = Text("Қол қою", "Подписать", "Sign")
CARD = Text("Карточка файлының мәтіні", "Текст файла карточки", "Text of the card's file")
OWN = Text("Осы тораптың карточкасы", "Карточка этого узла", "This node's card")
TAKE = Text("Карточканы алу", "Взять карточку", "Take the card")
NODE = Text("Торап", "Узел", "Node")
HASH = Text("Карточка хэші", "Хэш карточки", "Hash of the card")
ADDRESS = Text("Есігінің мекенжайы", "Адрес двери", "Address of its door")
SINCE = Text("Қашаннан", "С какого времени", "Since")
WHY = Text("Неге өтпейді", "Почему не проходит", "Why nothing goes through")
NEXT_TRY = Text("Келесі әрекет", "Следующая попытка", "Next try")
REASON = Text("Себебі", "Причина", "Reason")
NONE_YET = Text("Карточка әлі жасалмаған.", "Карточка ещё не сделана.", "The card is not made yet.")
WITH_COURIER = Text("Фельдъегерьде, қолхат жоқ", "У фельдъегеря, расписки нет", "With a courier, no receipt yet")
LINES = (NODE, say.STATE, WHY, SINCE, NEXT_TRY, WITH_COURIER)
NAMED = (Field("card", CARD), Field("node", NODE), Field("reason", REASON))


@dataclass(frozen=True, slots=True)
class NodesOffice:
    """The lines to other nodes, as the keeper sees them."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        registers = Signed(ActPurpose.CIS_NODE, self.prepare_node, self.register, SIGN_IT)
        changes = Signed(ActPurpose.CIS_NODE_CARD, self.prepare_change, self.change, SIGN_IT)
        shuts = Signed(ActPurpose.CIS_NODE_SHUT, self.prepare_shutting, self.shut, SIGN_IT)
        keeps = KEEP_NODES.roles
        return Office(
            NODES,
            TITLE,
            keeps,
            (Page(NODES, self.read),),
            (
                Deed(f"{NODES}/new", NEW, self.blank_node, registers, LEAD, CITES, keeps),
                Deed(f"{NODES}/change", CHANGE, self.blank_change, changes, CHANGE_LEAD, CITES, keeps),
                Deed(f"{NODES}/shut", SHUT, self.blank_shutting, shuts, None, CITES, keeps),
            ),
            (File(f"{NODES}/card", self.card),),
            section=Section.PARTIES,
        )

    async def read(self, here: Here) -> Sheet:
        """Show how messages to each node stand, and this node's own card."""
        found = await nodes.nodes(self.running.node, here.session, self.running.now())
        table = Table(TITLE, LINES, tuple(map(line_row, found.lines)), say.NOTHING, cites=CITES)
        own = found.own
        rows: tuple[tuple[Text, tuple[Cell, ...]], ...] = ()
        if own is not None:
            rows = (
                (NODE, (Own(own.card.name), Small(own.card.node))),
                (ADDRESS, (Code(own.card.address),)),
                (HASH, (Code(own.card.digest().hex()),)),
            )
        ways = (Way(NEW, f"{NODES}/new", main=True), Way(CHANGE, f"{NODES}/change"), Way(SHUT, f"{NODES}/shut"))
        take = (Way(TAKE, f"{NODES}/card"),) if own is not None else ()
        return Sheet(TITLE, (table, Facts(OWN, rows, CITES)), (*ways, *take), LEAD, CITES)

    async def card(self, here: Here) -> EvidenceFile:
        """Give out this node's own card, for the keepers of other nodes."""
        own = (await nodes.nodes(self.running.node, here.session, self.running.now())).own
        data = b"" if own is None else written_card(own)
        return EvidenceFile("almasu-node-card.json", data)

    async def blank_node(self, here: Here) -> Blank:
        """Return the form in which a card is put in."""
        return Blank((Field("card", CARD, Kind.LONG, longest=16 * 1024),), named=NAMED)

    async def prepare_node(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that registers it."""
        form = nodes.OfCard(typed.text("card"))
        return shown(await nodes.prepare_node(self.running.node, here.session, form, self.running.now()))

    async def register(self, here: Here, act: UUID, cms: bytes) -> str:
        """Register it."""
        await nodes.register_node(self.running.node, here.session, act, cms, self.running.now())
        return NODES

    async def blank_change(self, here: Here) -> Blank:
        """Return the form in which the next card of a node is put in, with the reason."""
        return Blank((Field("card", CARD, Kind.LONG, longest=16 * 1024), Field("reason", REASON)), named=NAMED)

    async def prepare_change(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that changes it."""
        form = nodes.NewCard(typed.text("card"), typed.text("reason").strip())
        return shown(await nodes.prepare_change(self.running.node, here.session, form, self.running.now()))

    async def change(self, here: Here, act: UUID, cms: bytes) -> str:
        """Change it."""
        await nodes.change_node(self.running.node, here.session, act, cms, self.running.now())
        return NODES

    async def blank_shutting(self, here: Here) -> Blank:
        """Return the form in which a node is shut out, with the reason."""
        found = await nodes.nodes(self.running.node, here.session, self.running.now())
        choices = tuple(Choice(one.peer, Text(one.name, one.name, one.name)) for one in found.lines)
        return Blank((Field("node", NODE, Kind.CHOICE, choices=choices), Field("reason", REASON)), named=NAMED)

    async def prepare_shutting(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that shuts it out."""
        form = nodes.OfNode(typed.text("node"), typed.text("reason").strip())
        return shown(await nodes.prepare_shutting(self.running.node, here.session, form, self.running.now()))

    async def shut(self, here: Here, act: UUID, cms: bytes) -> str:
        """Shut it out."""
        await nodes.shut_node(self.running.node, here.session, act, cms, self.running.now())
        return NODES
