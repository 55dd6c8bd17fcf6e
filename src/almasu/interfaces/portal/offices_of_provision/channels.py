"""Channels of bodies: measured before they are registered, with every sign that was found (FMA-2.5, FMA-3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.provision import channels as acts
from almasu.actions.provision.channels import reach_of
from almasu.actions.provision.measure_channel import measure_now
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Many,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words_of_ways as say
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.way_deeds import ready
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.powers.provision_ways import REGISTER_CHANNEL, SEE_WAYS
from almasu.kernel.provision.channel import Channel, ToRegister, must_be_a_place
from almasu.kernel.provision.network import SIGN_WORDS, signs_against
from almasu.kernel.provision.way import WAY_NAMES
from almasu.kernel.provision.way import Way as OfWay
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.text import Text
from almasu.wiring.running import Running

TITLE = Text("Арналар", "Каналы", "Channels")
PLACE = Text("Мекенжай мен порт", "Адрес и порт", "Address and port")
NAME = Text("Арнаның атауы не мекенжайы", "Имя или адрес канала", "Name or address of the channel")
PORT = Text("Порт", "Порт", "Port")
AS_STATE = Text("МО БКО арнасы", "Канал ЕТС ГО", "Channel of the state network")
MEASURED = Text("Өлшенді", "Измерен", "Measured")
WORKED = Text("Соңғы рет жұмыс істеді", "Работал последний раз", "Worked last")
SIGNS = Text("МО БКО-ға қарсы белгілер", "Признаки против ЕТС ГО", "Signs against the state network")
NONE = Text("Арна тіркелмеген.", "Каналов нет.", "No channel is registered.")
NO_SIGN = Text("белгі жоқ", "признаков нет", "no sign")
WORKS = Text("жұмыс істейді", "работает", "works")
CLOSED = Text("жабық", "закрыт", "closed")
SHUT = Text("интернетке ашық: жабылды", "открыт в интернет: перекрыт", "open to the Internet: shut")
AGAIN = Text("Арнаны қазір өлшеу", "Измерить канал сейчас", "Measure a channel now")
AGAIN_LEAD = Text(
    "Жүйе арнаны күн сайын, ал ол істемесе не жабылса, сағат сайын өлшейді. Түзетуді бірден көру үшін өзіңіз өлшеңіз: "
    "қарсы белгі қалмаса, арна ашылады, жиындар көтеріледі.",
    "Система измеряет канал ежедневно, а неработающий или перекрытый – ежечасно. Чтобы сразу увидеть исправление, "
    "измерьте сами: если признаков не осталось, канал откроется и наборы поднимутся.",
    "The system measures a channel daily, and one that fails or is shut hourly. To see a repair at once measure it "
    "yourself: where no sign is left, the channel opens and the sets climb.",
)
NEW = Text("Арнаны өлшеп тіркеу", "Измерить и зарегистрировать канал", "Measure and register a channel")
CLOSE = Text("Арнаны жабу", "Закрыть канал", "Close a channel")
MEASURE = Text("Өлшеу", "Измерить", "Measure")
YES_STATE = Text("иә, МО БКО арнасы", "да, канал ЕТС ГО", "yes, of the state network")
LEAD = Text(
    "Арна тіркелмес бұрын өлшенеді: оған интернеттен жол болса немесе ол толық өлшенбесе, тіркелмейді. Содан кейін күн "
    "сайын өлшенеді; интернетке жол табылса, сол сәтте жабылады.",
    "Канал измеряется до регистрации: если он доступен из интернета или измерен не полностью, он не регистрируется. "
    "Затем измеряется ежедневно и перекрывается, как только найден путь в интернет.",
    "A channel is measured before it is registered: one that the Internet reaches, or that was not measured wholly, is "
    "not registered. Afterwards it is measured daily, and shut as soon as a way to the Internet is found.",
)
MORE = ((AGAIN, f"{say.CHANNELS}/measure"), (CLOSE, f"{say.CHANNELS}/close"))
FIELDS = (
    Field("way", say.WAY, Kind.CHOICE, choices=say.BY_CHANNEL),
    Field("name", NAME, longest=253),
    Field("port", PORT, Kind.NUMBER),
    Field("as_state_network", YES_STATE, Kind.TICK, required=False),
)
NAMED = (
    Field("body", say.BODY),
    Field("where/way", say.WAY, Kind.CHOICE, choices=say.BY_CHANNEL),
    Field("where/name", NAME),
    Field("where/port", PORT),
    Field("where/as_state_network", AS_STATE),
    Field("code", say.OUTCOME),
)


@dataclass(frozen=True, slots=True)
class ChannelsOffice:
    """The channels that somebody sees, and the registering of one's own."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        register = Signed(ActPurpose.PROVISION_CHANNEL, self.prepare, self.register, MEASURE)
        cites, roles = ("FMA-2.5", "FMA-3.1", "FMA-3.3"), REGISTER_CHANNEL.roles
        deeds = (
            Deed(f"{say.CHANNELS}/new", NEW, self.blank, register, LEAD, cites, roles),
            Deed(
                f"{say.CHANNELS}/measure",
                AGAIN,
                self.blank_of_way,
                Unsigned(self.measure, MEASURE),
                AGAIN_LEAD,
                cites,
                roles,
            ),
            Deed(f"{say.CHANNELS}/close", CLOSE, self.blank_of_way, Unsigned(self.close, CLOSE), None, cites, roles),
        )
        pages = (Page(say.CHANNELS, self.read),)
        return Office(say.CHANNELS, TITLE, SEE_WAYS.roles, pages, deeds, section=Section.BY_WAYS)

    async def read(self, here: Here) -> Sheet:
        """Show the channels of one's own body, or of all bodies."""
        node, older = self.running.node, here.asked.text("older")
        page = await acts.channels_seen(node, here.session, older, self.running.now())
        names = await named(self.running, here, [(one.body, "") for one, _ in page.items])
        rows = tuple(_row(one, names, is_kept=is_kept) for one, is_kept in page.items)
        columns = (say.BODY, say.WAY, PLACE, AS_STATE, SIGNS, MEASURED, WORKED, say.STATE)
        table = Table(TITLE, columns, rows, NONE, f"{say.CHANNELS}?older={page.after}" if page.after else "")
        ways: tuple[Way, ...] = ()
        if here.may(REGISTER_CHANNEL):
            ways = (Way(NEW, f"{say.CHANNELS}/new", main=True), *(Way(*one) for one in MORE))
        return Sheet(TITLE, (table,), ways, LEAD, ("FMA-2.5", "FMA-3.1"))

    async def blank(self, here: Here) -> Blank:
        """Return the form of a channel."""
        return Blank(FIELDS, named=NAMED)

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Measure the channel and make the act that registers it."""
        where = ToRegister(
            way=OfWay(typed.text("way")),
            name=must_be_a_place(typed.text("name"), typed.number("port") or 0),
            port=typed.number("port") or 0,
            as_state_network=typed.ticked("as_state_network"),
        )
        node = self.running.node
        return ready(await acts.prepare_channel(reach_of(node), node, here.session, where, self.running.now()))

    async def register(self, here: Here, act: UUID, cms: bytes) -> str:
        """Register it."""
        await acts.register_channel(self.running.node, here.session, act, cms, self.running.now())
        return say.CHANNELS

    async def measure(self, here: Here, typed: Typed) -> str:
        """Measure it now."""
        node, way = self.running.node, OfWay(typed.text("way"))
        await measure_now(node, reach_of(node), here.session, way, self.running.now())
        return say.CHANNELS

    async def blank_of_way(self, here: Here) -> Blank:
        """Return the form that chooses the channel by its way."""
        return Blank((Field("way", say.WAY, Kind.CHOICE, choices=say.BY_CHANNEL),))

    async def close(self, here: Here, typed: Typed) -> str:
        """Close it."""
        way = OfWay(typed.text("way"))
        await acts.close_channel(self.running.node, here.session, way, self.running.now())
        return say.CHANNELS


def _row(one: Channel, names: Named, *, is_kept: bool) -> tuple[tuple[Cell, ...], ...]:
    at = one.facts.measured_at
    signs = signs_against(one.facts, at)
    found: Cell = Many(tuple(SIGN_WORDS[sign] for sign in signs)) if signs else State(Tone.GOOD, NO_SIGN)
    return (
        names.body(one.body),
        (Said(WAY_NAMES[one.where.way]),),
        (Own(f"{one.where.name}:{one.where.port}"),),
        (Said(AS_STATE),) if one.where.as_state_network else (),
        (found,),
        (At(at),),
        () if one.worked_at is None else (At(one.worked_at),),
        (_state(one) if is_kept else State(Tone.PLAIN, CLOSED),),
    )


def _state(one: Channel) -> State:
    if one.shut is not None:
        return State(Tone.BAD, SHUT)
    return State(Tone.GOOD, WORKS) if one.failing is None else State(Tone.BAD, say.code_words(one.failing.code))
