"""The office of notices: where they go, by signed acts, and how each is delivered (ASOI-3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from almasu.actions.sector import notice_places as acts
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import At, Cell, Link, Number, Own, Said, Sheet, State, Table, Tone, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Gives, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.papers.paper import Paper
from almasu.kernel.powers.exchanging import OPEN_NOTICES, SEE_NOTICES
from almasu.kernel.sector.notice_words import why_said
from almasu.kernel.sector.notices import LONGEST, Channel, Notice, NoticePlace, NoticeState, PlaceForm, PlaceState
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/notices"
ONE = f"{PLACE}/{{place:uuid}}"
CITES = ("ASOI-3.3",)
TITLE = Text("Хабарлаулар", "Извещения", "Notices")
PLACES = Text("Қайда жіберіледі", "Куда отправляются", "Where they go")
DELIVERY = Text("Жеткізілуі", "Доставка", "Delivery")
CHANNEL = Text("Арнасы", "Канал", "Channel")
ADDRESS = Text("Мекенжайы", "Адрес", "Address")
SINCE = Text("Қашаннан", "С какого времени", "Since")
QUEUED = Text("Жазылған уақыты", "Поставлено в очередь", "Queued")
MOVED = Text("Соңғы өзгерісі", "Последнее изменение", "Last moved")
TRIES = Text("Әрекет саны", "Попыток", "Tries")
WHY = Text("Неге қабылданбады", "Почему не принято", "Why it was not taken")
AGAIN = Text("Келесі әрекет", "Следующая попытка", "Tried again")
NEW = Text("Мекенжайды тіркеу", "Зарегистрировать место", "Register a place")
CLOSE = Text("Жабу", "Закрыть", "Close")
KEY = Text("Webhook кілтін алу", "Взять ключ webhook", "Take the key of the webhook")
SIGN = Text("Қол қою", "Подписать", "Sign")
DO_WITH = Text("Әрекеттер", "Действия", "What can be done")
NUMBER = Text("Мекенжайдың нөмірі", "Номер места", "Number of the place")
LEAD = Text(
    "Хабарлауда мазмұн жоқ: тек кіріп, қарау керегі айтылады. Webhook RFC 9421 бойынша қолтаңбаланады.",
    "В извещении нет содержания: только то, что нужно войти и посмотреть. Webhook подписан по RFC 9421.",
    "A notice holds no content: only that there is something to come in and look at. A webhook is signed by RFC 9421.",
)
KEY_LEAD = Text(
    "Кілтті алу журналға жазылады. Оны тек қабылдаушы жүйе білуі керек.",
    "Взятие ключа пишется в журнал. Знать его должна только принимающая система.",
    "That the key is taken is journalled. Only the receiving system should know it.",
)
CLOSE_LEAD = Text(
    "Кезектегі хабарлаулар жіберілмейді.",
    "Извещения в очереди отправлены не будут.",
    "Notices that still wait are not sent.",
)
CHANNELS: Mapping[Channel, Text] = {
    Channel.WEBHOOK: Text("Webhook", "Webhook", "Webhook"),
    Channel.MAIL: Text("Электрондық пошта", "Электронная почта", "E-mail"),
}
STATES: Mapping[str, State] = {
    NoticeState.WAITING: State(Tone.WAIT, Text("кезекте", "в очереди", "waiting")),
    NoticeState.DELIVERED: State(Tone.GOOD, Text("жеткізілді", "доставлено", "delivered")),
    NoticeState.GIVEN_UP: State(Tone.BAD, Text("жеткізілмеді", "не доставлено", "given up")),
    PlaceState.OPEN: State(Tone.GOOD, Text("ашық", "открыто", "open")),
    PlaceState.CLOSED: State(Tone.PLAIN, Text("жабық", "закрыто", "closed")),
}


@dataclass(frozen=True, slots=True)
class NoticesOffice:
    """Where notices go, and how they are delivered."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        opens = Signed(ActPurpose.NOTICE_PLACE, self.prepare, self.finish, SIGN)
        closes = Signed(ActPurpose.NOTICE_PLACE_CLOSED, self.prepare_closing, self.close, SIGN)
        roles = OPEN_NOTICES.roles
        deeds = (
            Deed(f"{PLACE}/new", NEW, self.blank, opens, LEAD, CITES, roles),
            Deed(f"{ONE}/close", CLOSE, self.nothing, closes, CLOSE_LEAD, CITES, roles),
            Deed(f"{ONE}/key", KEY, self.nothing, Gives(self.key, KEY), KEY_LEAD, CITES, roles),
        )
        return Office(PLACE, TITLE, SEE_NOTICES.roles, (Page(PLACE, self.read),), deeds, section=Section.MEMBERS)

    async def read(self, here: Here) -> Sheet:
        """Show where notices go, and those of one's own organisation."""
        node, at = self.running.node, self.running.now()
        places = await acts.places(node, here.session, at)
        page = await acts.notices(node, here.session, here.asked.text("older"), at)
        opens = here.may(OPEN_NOTICES)
        addresses = {paper.id: place.address for paper, place in places}
        rows = tuple(_place(paper, place, opens=opens) for paper, place in places)
        blocks = (
            Table(PLACES, (CHANNEL, ADDRESS, say.STANDING, SINCE, DO_WITH), rows, say.NOTHING, cites=CITES),
            Table(
                DELIVERY,
                (ADDRESS, say.STANDING, QUEUED, MOVED, TRIES, WHY, AGAIN),
                tuple(_notice(paper, notice, addresses.get(notice.place, "")) for paper, notice in page.items),
                say.NOTHING,
                older_of(page.after),
                CITES,
            ),
        )
        ways = (Way(NEW, f"{PLACE}/new", main=True),) if opens else ()
        return Sheet(TITLE, blocks, ways, LEAD, CITES)

    async def blank(self, here: Here) -> Blank:
        """Return the form of a place."""
        choices = tuple(Choice(one.value, name) for one, name in CHANNELS.items())
        channel = Field("channel", CHANNEL, Kind.CHOICE, choices=choices)
        return Blank((channel, Field("address", ADDRESS, longest=LONGEST)))

    async def nothing(self, here: Here) -> Blank:
        """Return a form without fields: the address of the page says all."""
        return Blank((), named=(Field("place", NUMBER),))

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that registers a place."""
        form = PlaceForm(Channel(typed.text("channel")), typed.text("address"))
        act = await acts.prepare_place(self.running.node, here.session, form, self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def finish(self, here: Here, act: UUID, cms: bytes) -> str:
        """Register it."""
        await acts.open_place(self.running.node, here.session, act, cms, self.running.now())
        return PLACE

    async def prepare_closing(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that closes a place."""
        act = await acts.prepare_closing(self.running.node, here.session, here.ids["place"], self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def close(self, here: Here, act: UUID, cms: bytes) -> str:
        """Close it."""
        await acts.close_place(self.running.node, here.session, act, cms, self.running.now())
        return PLACE

    async def key(self, here: Here, typed: Typed) -> EvidenceFile:
        """Give the key of a webhook as a file."""
        found = await acts.take_key(self.running.node, here.session, here.ids["place"], self.running.now())
        return EvidenceFile(f"webhook-{here.ids['place']}.key", f"{found}\n".encode())


def _place(paper: Paper, place: NoticePlace, *, opens: bool) -> tuple[tuple[Cell, ...], ...]:
    ways: tuple[Cell, ...] = ()
    if opens and paper.state == PlaceState.OPEN:
        ways = (Link(CLOSE, f"{PLACE}/{paper.id}/close"),)
        if place.channel is Channel.WEBHOOK:
            ways = (Link(KEY, f"{PLACE}/{paper.id}/key"), *ways)
    return ((Said(CHANNELS[place.channel]),), (Own(place.address),), (STATES[paper.state],), (At(paper.at),), ways)


def _why(last: str) -> tuple[Cell, ...]:
    """Return why the last try failed, nothing where none did."""
    words, code = why_said(last)
    return (Said(words), *([Own(code)] if code else [])) if last else ()


def _notice(paper: Paper, notice: Notice, address: str) -> tuple[tuple[Cell, ...], ...]:
    return (
        (Own(address),),
        (STATES[paper.state],),
        (At(notice.at),),
        (At(paper.at),),
        (Number(notice.tries),),
        _why(notice.last),
        () if paper.due_at is None else (At(paper.due_at),),
    )
