"""Papers: the outgoing register of a body, the incoming one of the Agency (FMA-3.5, FMA-4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from almasu.actions.provision import sheaves as acts
from almasu.actions.provision.ended_sheaf import ended_sheaf
from almasu.actions.provision.keyings import keyings_of
from almasu.actions.provision.scans import where_scan_lies
from almasu.actions.provision.sheaves import ENDS, ToCancel, ToHandOver, ToPutAway, ToReceive, ToSend
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Facts,
    Link,
    Many,
    Number,
    On,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision.keyings import table_of
from almasu.interfaces.portal.offices_of_provision.naming import Named, named, said_why
from almasu.interfaces.portal.offices_of_provision.own_sets import form_of_sets
from almasu.interfaces.portal.offices_of_provision.scan_of_paper import scan_facts, ways_of_content
from almasu.interfaces.portal.offices_of_provision.way_deeds import ready
from almasu.interfaces.portal.offices_of_provision.wordings import wording_facts
from almasu.interfaces.portal.offices_of_provision.words_of_carriers import END_KK, END_RU
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.provision_papers import DECIDE_KEYING, KEY_PAPER, RECEIVE_PAPER, SEE_PAPERS, SEND_PAPER
from almasu.kernel.provision.act_words import PURPOSE_NAMES
from almasu.kernel.provision.paper import ScanLies, Sheaf, Stage
from almasu.kernel.provision.secrecy import SECRECY_NAMES
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.text import Language, Text
from almasu.wiring.end_pdf import paper_end_pdf_of
from almasu.wiring.running import Running

PLACE = "/provision/papers"
ONE = f"{PLACE}/{{sheaf:uuid}}"
TITLE = Text("Қағаздар", "Бумаги", "Papers")
CARD = Text("Тіркеу карточкасы", "Учётная карточка", "Register card")
OUTGOING = Text("Шығыс нөмірі", "Исходящий номер", "Outgoing number")
INCOMING = Text("Кіріс нөмірі", "Входящий номер", "Incoming number")
BODY = Text("Мемлекеттік орган", "Государственный орган", "State body")
SET = Text("Деректер жиыны", "Набор данных", "Data set")
DATED = Text("Күні", "Дата", "Day")
SECRECY = Text("Құпиялық режимі", "Режим тайны", "Regime of secrecy")
SHEETS = Text("Парақ саны", "Число листов", "Sheets")
COPY = Text("Данасының нөмірі", "Номер экземпляра", "Number of the copy")
ADDRESSEE = Text("Кімге", "Кому", "Addressee")
PURPOSE = Text("Мақсаты", "Цель", "Purpose")
SEAL = Text("Мөрдің нөмірі", "Номер печати", "Number of the seal")
KEYED = Text("Осы қағаздан терілгені", "Набрано с этой бумаги", "Keyed from this paper")
SEALED = Text("Мөрленді", "Опечатана", "Sealed")
RECEIPT = Text("Курьер қолхатының нөмірі", "Номер расписки курьера", "Number of the courier's receipt")
COURIER = Text("Курьер", "Курьер", "Courier")
HANDED = Text("Курьерге берілді", "Отдана курьеру", "Handed to the courier")
RECEIVED = Text("Қабылданды", "Получена", "Received")
ENDED = Text("Аяқталды", "Завершено", "Ended")
STATE = Text("Күйі", "Состояние", "State")
END = Text("Не істеледі", "Что делается", "What is done")
PAPER = Text("Қағаз", "Бумага", "Paper")
NONE = Text("Қағаз тіркелмеген.", "Бумаг нет.", "There are no papers.")
NEW = Text("Қағазды тіркеу", "Зарегистрировать бумагу", "Register a paper")
HAND = Text("Курьерге беру", "Отдать курьеру", "Hand to the courier")
CANCEL = Text("Тіркелімде күшін жою", "Аннулировать в журнале", "Cancel in the register")
CANCEL_LEAD = Text(
    "Кетпеген қағаздың жазбасы «күші жойылды» деп қалады, нөмірі бос болмайды. Қағаз не айтатынын жазбаңыз.",
    "Запись о не ушедшей бумаге остаётся с пометкой «аннулирована», номер занят. Не пишите, что сказано в бумаге.",
    "The line of a paper that has not left stays as cancelled, its number stays used. Write nothing of what it says.",
)
CANCELLED_WHY = Text("Күші жойылу себебі", "Причина аннулирования", "Why it was cancelled")
NOT_SENT = Text("Неге жіберілмейді", "Почему не может уйти", "Why it cannot leave")
WHY = Text("Себебі", "Причина", "Why")
OR_CANCELLED = Text(
    "Қағаз енді жіберілмесе, тіркелімде күшін жойыңыз.",
    "Если бумага больше не уйдёт, аннулируйте её в журнале.",
    "Where the paper is not to leave any more, cancel it in the register.",
)
WHAT_TO_DO = Text("Не істеу керек", "Что делать", "What to do")
TAKE = Text("Қабылдау", "Принять", "Receive")
REFUSE = Text("Қабылдамау", "Не принимать", "Refuse")
PUT_AWAY = Text("Қайтару не жою", "Вернуть или уничтожить", "Return or destroy")
SIGN = Text("ЭЦҚ-мен қол қою", "Подписать ЭЦП", "Sign with the EDS")
CARD_ONLY = Text(
    "Бұл қағаздың мазмұны жүйеге енгізілмейді: карточкасы ғана тұрады.",
    "Содержание этой бумаги в систему не вносится: есть только карточка.",
    "What this paper says is not entered into the system: there is its card only.",
)
LEAD = Text(
    "Қағаз бірлескен акт күшінде, ал жақсырақ тәсілдер болмағанда жіберіледі. Шектелгеннің карточкасы ғана тұрады.",
    "Бумага уходит, только когда действует совместный акт и лучшие способы невозможны. Ограниченной – лишь карточка.",
    "A paper leaves under a joint act in force where better ways are impossible. A restricted one has a card alone.",
)
NO_CONTENT_HINT = Text(
    "Лауазым не бөлім; қағаздың мазмұнын жазбаңыз.",
    "Должность или подразделение; содержания бумаги здесь быть не должно.",
    "A post or a unit; nothing of what the paper says.",
)
SEAL_HINT = Text("Пакетте көрінгендей.", "Как на пакете.", "As it is on the packet.")
STAGES = {
    Stage.REGISTERED: State(Tone.WAIT, Text("органда", "в органе", "at the body")),
    Stage.WITH_COURIER: State(Tone.WAIT, Text("курьерде", "у курьера", "with the courier")),
    Stage.RECEIVED: State(Tone.GOOD, Text("қабылданды", "получена", "received")),
    Stage.REFUSED: State(Tone.BAD, Text("қабылданбады", "не принята", "refused")),
    Stage.CANCELLED: State(Tone.PLAIN, Text("күші жойылды", "аннулирована", "cancelled")),
    Stage.RETURNED: State(Tone.PLAIN, Text("қайтарылды", "возвращена", "returned")),
    Stage.DESTROYED: State(Tone.PLAIN, Text("жойылды", "уничтожена", "destroyed")),
}
SEND_FIELDS = (
    Field(
        "purpose", PURPOSE, Kind.CHOICE, choices=tuple(Choice(one.value, name) for one, name in PURPOSE_NAMES.items())
    ),
    Field("outgoing", OUTGOING, longest=60),
    Field("dated", DATED, Kind.DAY),
    Field("sheets", SHEETS, Kind.NUMBER),
    Field("copy_number", COPY, required=False, longest=20),
    Field("addressee", ADDRESSEE, required=False, hint=NO_CONTENT_HINT, longest=60),
    Field("seal", SEAL, longest=60),
)
HAND_FIELDS = (Field("receipt", RECEIPT, longest=60), Field("courier", COURIER, longest=60))
CANCEL_FIELDS = (Field("why", WHY, longest=60),)
TAKE_FIELDS = (Field("incoming", INCOMING, longest=60), Field("seal", SEAL, longest=60, hint=SEAL_HINT))
END_FIELDS = (Field("end", END, Kind.CHOICE, choices=tuple(Choice(one.value, name) for one, name in ENDS.items())),)


@dataclass(frozen=True, slots=True)
class PapersOffice:
    """Both registers and what is done with a paper."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        sends, takes, cites = SEND_PAPER.roles, RECEIVE_PAPER.roles, ("FMA-3.5", "FMA-4.2")
        away = Signed(ActPurpose.PROVISION_PUT_AWAY, self.prepare_end, self.put_away, SIGN)
        deeds = (
            Deed(f"{PLACE}/new", NEW, self.blank, Unsigned(self.send, NEW), LEAD, cites, sends),
            Deed(f"{ONE}/courier", HAND, self.blank_hand, Unsigned(self.hand_over, HAND), None, cites, sends),
            Deed(f"{ONE}/cancel", CANCEL, self.blank_cancel, Unsigned(self.cancel, CANCEL), CANCEL_LEAD, cites, sends),
            Deed(f"{ONE}/receive", TAKE, self.blank_take, Unsigned(self.receive, TAKE), None, cites, takes),
            Deed(f"{ONE}/refuse", REFUSE, self.blank_refuse, Unsigned(self.refuse, REFUSE), None, cites, takes),
            Deed(f"{ONE}/end", PUT_AWAY, self.blank_end, away, None, cites, takes),
        )
        pages = (Page(PLACE, self.read), Page(ONE, self.read_one))
        files = (File(f"{ONE}/pdf-kk", self.pdf_kk), File(f"{ONE}/pdf-ru", self.pdf_ru))
        return Office(PLACE, TITLE, SEE_PAPERS.roles, pages, deeds, files, section=Section.ON_PAPER)

    async def read(self, here: Here) -> Sheet:
        """Show the register: of one's own body, or of what left any body."""
        page = await acts.sheaves(self.running.node, here.session, here.asked.text("older"), self.running.now())
        columns = (OUTGOING, DATED, BODY, SET, SECRECY, INCOMING, STATE)
        names = await self._names(here, *page.items)
        rows = tuple(_line(one, names) for one in page.items)
        table = Table(TITLE, columns, rows, NONE, f"{PLACE}?older={page.after}" if page.after else "", ("FMA-3.5",))
        may = here.may(SEND_PAPER)
        ways = (Way(NEW, f"{PLACE}/new", main=True),) if may else ()
        return Sheet(TITLE, (table,), ways, LEAD, ("FMA-3.5", "FMA-4.2"))

    async def read_one(self, here: Here) -> Sheet:
        """Show the card of a paper and its way."""
        found = await self._seen(here)
        role = None if here.person is None else here.person.holds
        law = () if found.courier is None else (wording_facts(self.running, found.courier.at),)
        names = await self._names(here, found)
        keyed = () if found.received_at is None else await self._keyed(here, found, role, names)
        stopped, lies = await self._stopped(here, found), await self._scan_lies(here, found, role)
        blocks = (*stopped, *_blocks(found, names, lies, of_body=role in SEND_PAPER.roles), *keyed, *law)
        return Sheet(CARD, blocks, tuple(_deeds(found, role, lies, stands=not stopped)), None, ("FMA-3.5", "FMA-4.2"))

    async def _scan_lies(self, here: Here, one: Sheaf, role: Role | None) -> ScanLies | None:
        """Return where a scan lies, for those who may key; None where there is none, or for others."""
        if one.scan is None or role not in KEY_PAPER.roles:
            return None
        return await where_scan_lies(self.running.node, here.session, one.scan, self.running.now())

    async def _keyed(self, here: Here, one: Sheaf, role: Role | None, names: Named) -> tuple[Block, ...]:
        """Return what was keyed of an open paper, for those at the Agency who key or decide."""
        if one.is_card_only or role not in DECIDE_KEYING.roles:
            return ()
        found = await keyings_of(self.running.node, here.session, one.id, self.running.now())
        return (table_of(KEYED, found, names),)

    async def blank(self, here: Here) -> Blank:
        """Return the form of the outgoing register."""
        return await form_of_sets(self.running, here, SEND_FIELDS)

    async def send(self, here: Here, typed: Typed) -> str:
        """Register a paper."""
        told = ToSend(
            data_set=typed.text("data_set"),
            purpose=typed.text("purpose"),
            outgoing=typed.text("outgoing"),
            dated=typed.day("dated") or date.min,
            sheets=typed.number("sheets") or 0,
            seal=typed.text("seal"),
            copy_number=typed.text("copy_number"),
            addressee=typed.text("addressee"),
        )
        made = await acts.register_sheaf(self.running.node, here.session, told, self.running.now())
        return f"{PLACE}/{made.id}"

    async def blank_hand(self, here: Here) -> Blank:
        """Return the form of the courier's receipt."""
        return Blank(HAND_FIELDS, await self._blocks(here))

    async def hand_over(self, here: Here, typed: Typed) -> str:
        """Hand the paper over."""
        told = ToHandOver(typed.text("receipt"), typed.text("courier"))
        await acts.hand_over(self.running.node, here.session, here.ids["sheaf"], told, self.running.now())
        return f"{PLACE}/{here.ids['sheaf']}"

    async def blank_cancel(self, here: Here) -> Blank:
        """Return the form of the reason below the card and what keeps the paper from leaving."""
        found = await self._seen(here)
        above = (*await self._stopped(here, found), *await self._blocks(here))
        return Blank(CANCEL_FIELDS, above) if found.stage is Stage.REGISTERED else Blank((), above, closed=True)

    async def cancel(self, here: Here, typed: Typed) -> str:
        """Cancel the paper."""
        told = ToCancel(typed.text("why"))
        await acts.cancel_sheaf(self.running.node, here.session, here.ids["sheaf"], told, self.running.now())
        return f"{PLACE}/{here.ids['sheaf']}"

    async def _stopped(self, here: Here, one: Sheaf) -> tuple[Block, ...]:
        """Return what keeps a registered paper from leaving now; nothing where it may leave, or left."""
        no = await acts.why_not_sent(self.running.node, here.session, one.id, self.running.now())
        if no is None:
            return ()
        names = await self._names(here, one)
        why = said_why(no.kind.code, no.title, names.said(one.card.body, one.card.data_set))
        told = ((WHY, (why,)), (WHAT_TO_DO, (Many((no.remedy, OR_CANCELLED)),)))
        return (Facts(NOT_SENT, told, no.kind.cites),)

    async def blank_take(self, here: Here) -> Blank:
        """Return the form of the incoming register; the seal is typed from the packet, so it is not shown."""
        await self._seen(here)
        return Blank(TAKE_FIELDS)

    async def receive(self, here: Here, typed: Typed) -> str:
        """Receive the paper."""
        told = ToReceive(typed.text("incoming"), typed.text("seal"))
        await acts.receive_sheaf(self.running.node, here.session, here.ids["sheaf"], told, self.running.now())
        return f"{PLACE}/{here.ids['sheaf']}"

    async def blank_refuse(self, here: Here) -> Blank:
        """Show the card above the button."""
        return Blank((), await self._blocks(here))

    async def refuse(self, here: Here, typed: Typed) -> str:
        """Refuse the paper."""
        await acts.refuse_sheaf(self.running.node, here.session, here.ids["sheaf"], self.running.now())
        return f"{PLACE}/{here.ids['sheaf']}"

    async def blank_end(self, here: Here) -> Blank:
        """Return the form of return or destruction."""
        shown = await self._blocks(here)
        return Blank(END_FIELDS, shown, named=(Field("sheaf", PAPER),))

    async def prepare_end(self, here: Here, typed: Typed) -> ToSign:
        """Make the act."""
        told = ToPutAway(here.ids["sheaf"], Stage(typed.text("end")))
        return ready(await acts.prepare_putting_away(self.running.node, here.session, told, self.running.now()))

    async def put_away(self, here: Here, act: UUID, cms: bytes) -> str:
        """Return or destroy the paper."""
        await acts.put_away(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{here.ids['sheaf']}"

    async def pdf_kk(self, here: Here) -> EvidenceFile:
        """Return the act of return or destruction as a document in Kazakh."""
        return await self._pdf(here, Language.KK)

    async def pdf_ru(self, here: Here) -> EvidenceFile:
        """Return the act of return or destruction as a document in Russian."""
        return await self._pdf(here, Language.RU)

    async def _pdf(self, here: Here, language: Language) -> EvidenceFile:
        ended = await ended_sheaf(self.running.node, here.session, here.ids["sheaf"], self.running.now())
        return EvidenceFile(f"paper-{language.value}.pdf", await paper_end_pdf_of(ended, language))

    async def _names(self, here: Here, *some: Sheaf) -> Named:
        return await named(self.running, here, [(one.card.body, one.card.data_set) for one in some])

    async def _blocks(self, here: Here) -> tuple[Block, ...]:
        found = await self._seen(here)
        of_body = here.may(SEND_PAPER)
        return tuple(_blocks(found, await self._names(here, found), of_body=of_body))

    async def _seen(self, here: Here) -> Sheaf:
        return await acts.sheaf(self.running.node, here.session, here.ids["sheaf"], self.running.now())


def _line(one: Sheaf, names: Named) -> tuple[tuple[Cell, ...], ...]:
    card = one.card
    return (
        (Link(card.outgoing, f"{PLACE}/{one.id}"),),
        (On(card.dated),),
        names.body(card.body),
        names.data_set(card.body, card.data_set),
        (Said(SECRECY_NAMES[card.secrecy]),),
        (Own(one.incoming),) if one.incoming else (),
        (STAGES[one.stage],),
    )


def _blocks(one: Sheaf, names: Named, lies: ScanLies | None = None, *, of_body: bool) -> Iterator[Block]:
    """Yield the card; the Agency sees the seal's number once it compared it with the packet."""
    card = one.card
    yield Facts(
        CARD,
        (
            (STATE, (STAGES[one.stage],)),
            (OUTGOING, (Own(card.outgoing),)),
            (DATED, (On(card.dated),)),
            (BODY, names.body(card.body)),
            (SET, names.data_set(card.body, card.data_set)),
            (SECRECY, (Said(SECRECY_NAMES[card.secrecy]),)),
            (SHEETS, (Number(card.sheets),)),
            (COPY, (Own(card.copy_number),) if card.copy_number else ()),
            (ADDRESSEE, (Own(card.addressee),) if card.addressee else ()),
            (SEALED, (At(one.seal.at),) if one.seal else ()),
            *(((SEAL, (Own(one.seal.number),)),) if one.seal and (of_body or one.received_at) else ()),
            (HANDED, (At(one.courier.at), Own(f"{one.courier.courier}, {one.courier.number}")) if one.courier else ()),
            (INCOMING, (Own(one.incoming),) if one.incoming else ()),
            (RECEIVED, (At(one.received_at),) if one.received_at else ()),
            (ENDED, (At(one.ended_at),) if one.ended_at else ()),
            *(((CANCELLED_WHY, (Own(one.cancelled_why),)),) if one.cancelled_why else ()),
        ),
        ("FMA-3.5",),
    )
    if one.scan is not None:
        yield scan_facts(one.scan, lies)
    if one.is_card_only:
        yield Words(None, CARD_ONLY, Tone.WAIT, ("FMA-4.2",))


def _deeds(one: Sheaf, role: Role | None, lies: ScanLies | None, *, stands: bool) -> Iterator[Way]:
    """Yield what may be done with a paper; it is handed over only where it may leave."""
    place = f"{PLACE}/{one.id}"
    if one.stage in (Stage.RETURNED, Stage.DESTROYED):
        yield Way(END_KK, f"{place}/pdf-kk")
        yield Way(END_RU, f"{place}/pdf-ru")
    if one.stage is Stage.REGISTERED and role in SEND_PAPER.roles:
        if stands:
            yield Way(HAND, f"{place}/courier", main=True)
        yield Way(CANCEL, f"{place}/cancel", main=not stands)
    if one.stage is Stage.WITH_COURIER and role in RECEIVE_PAPER.roles:
        yield Way(TAKE, f"{place}/receive", main=True)
        yield Way(REFUSE, f"{place}/refuse")
    if one.stage is Stage.RECEIVED and role in RECEIVE_PAPER.roles:
        yield Way(PUT_AWAY, f"{place}/end")
        if not one.is_card_only:
            yield from ways_of_content(one.id, role, lies)
