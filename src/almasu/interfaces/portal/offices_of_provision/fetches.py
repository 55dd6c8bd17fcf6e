"""Files of feeds fetched from bodies' own servers: what came of it, and asking for one now (FMA-3.1)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.provision import fetch_delivery, see_deliveries
from almasu.actions.provision.see_deliveries import SeenFetch
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Many,
    Number,
    Said,
    Sentence,
    Sheet,
    State,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Moved, News, Office, Page, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words as say
from almasu.interfaces.portal.offices_of_provision.feeds import FEEDS, SET, counted, why_refused
from almasu.interfaces.portal.offices_of_provision.feeds import STATES as OF_DELIVERIES
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.own_sets import form_of_sets
from almasu.kernel.powers.provision_feeds import GIVE_FEED, SEE_FEEDS
from almasu.kernel.provision.fetching import FetchState
from almasu.law.text import Text
from almasu.wiring.running import Running

FETCHES = "/provision/fetches"
CITES = ("FMA-3.1", "FMA-5")
TITLE = Text("Сервердерден алынатын файлдар", "Файлы с серверов органов", "Files from bodies' servers")
ASK = Text("Файлды қазір алу", "Забрать файл сейчас", "Fetch a file now")
WHEN = Text("Күйі қашаннан", "Состояние с", "So since")
TRIES = Text("Әрекеттер", "Попыток", "Tries")
NEXT = Text("келесісі:", "следующая:", "next:")
AGAIN = State(
    Tone.WAIT, Text("әзірге алынбады, қайталанады", "пока не получен, повторится", "not come yet, tried again")
)
BECAUSE = Text("Неге олай", "Почему так", "Why so")
SIGN = Text(
    "Сервер әкімшісіне белгі: {sign}",
    "Признак для администратора сервера: {sign}",
    "Sign for the server's administrator: {sign}",
)
STILL = Text("Жұмыстағы файлдар: {count}", "Файлов в работе: {count}", "Files under way: {count}")
BYTES = Text("Келгені / өлшемі, байт", "Пришло / размер, байт", "Came in / size, bytes")
ROWS = Text("Қабылданған / қабылданбаған жолдар", "Принято / отклонено строк", "Rows accepted / rejected")
OF = Said(Text("/", "/", "/"))
LEAD = Text(
    "Файл органның серверінен алынады; серверді орган қол қойылған актімен тіркейді не оператор көрсетеді.",
    "Файл забирается с сервера органа; сервер регистрирует орган подписанным актом или указывает оператор.",
    "The file is fetched from the body's server, which the body registers by a signed act or the operator names.",
)
STATES = {
    FetchState.WAITING: State(Tone.WAIT, Text("алынуда", "забирается", "being fetched")),
    FetchState.TAKEN: State(Tone.GOOD, Text("алынды", "получен", "taken")),
    FetchState.UNCHANGED: State(Tone.GOOD, Text("файл өзгермеген", "файл не изменился", "the file is the same")),
    FetchState.FAILED: State(Tone.BAD, Text("алынбады", "не получен", "did not come")),
}


@dataclass(frozen=True, slots=True)
class Fetches:
    """The page of files that are fetched."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        ask = Deed(f"{FETCHES}/new", ASK, self.blank, Unsigned(self.ask, ASK), LEAD, CITES, GIVE_FEED.roles)
        page, news = Page(FETCHES, self.read), News(f"{FETCHES}/newer", self.newer)
        return Office(FETCHES, TITLE, SEE_FEEDS.roles, (page,), (ask,), (), (news,), section=Section.PROVISION)

    async def read(self, here: Here) -> Sheet:
        """Show what came of fetching, the latest first."""
        return (await self._list(here))[0]

    async def newer(self, here: Here) -> Moved:
        """Show how far the files are that are fetched or read."""
        sheet, under_way = await self._list(here)
        return Moved(sheet, STILL.filled(count=str(under_way)))

    async def _list(self, here: Here) -> tuple[Sheet, int]:
        """Return the list, and how many of its files have not come to their end."""
        seen = await see_deliveries.fetches(self.running.node, here.session, self.running.now())
        heads = (SET, say.BODY, say.STANDING, WHEN, BYTES, ROWS, TRIES, BECAUSE)
        names = await named(self.running, here, [(one.fetch.body, one.fetch.data_set) for one in seen])
        table = Table(TITLE, heads, tuple(_row(one, names) for one in seen), say.NOTHING, cites=CITES)
        ways = (Way(ASK, f"{FETCHES}/new", main=True),) if here.may(GIVE_FEED) else ()
        under_way = sum(one.is_under_way for one in seen)
        return Sheet(
            TITLE, (table,), ways, LEAD, CITES, f"{FETCHES}/newer" if under_way else "", under_way > 0
        ), under_way

    async def blank(self, here: Here) -> Blank:
        """Return the form of asking."""
        return await form_of_sets(self.running, here, (), by_schedule=True)

    async def ask(self, here: Here, typed: Typed) -> str:
        """Ask for a file."""
        await fetch_delivery.fetch_now(self.running.node, here.session, typed.text("data_set"), self.running.now())
        return FETCHES


def _row(one: SeenFetch, names: Named) -> tuple[tuple[Cell, ...], ...]:
    card, read = one.fetch, one.delivery
    return (
        names.data_set(card.body, card.data_set, f"{FEEDS}/{card.delivery}" if read is not None else ""),
        names.body(card.body),
        (_state(one), *(() if read is None else (OF_DELIVERIES[read.state],))),
        (At(one.at),),
        (Number(one.came), OF, Number(card.size)),
        () if read is None else (Number(counted(read)), OF, Number(read.position.rejected)),
        (Number(card.tries), *(() if one.again_at is None or card.because is None else (Said(NEXT), At(one.again_at)))),
        _why(one),
    )


def _state(one: SeenFetch) -> State:
    """Return where a fetch stands; what was tried in vain is not told as coming in."""
    return AGAIN if one.state is FetchState.WAITING and one.fetch.because is not None else STATES[one.state]


def _why(one: SeenFetch) -> tuple[Cell, ...]:
    """Return why a file did not come and what mends it, or why it was refused; its own page says the rest."""
    card = one.fetch
    if card.because is None:
        return () if one.delivery is None else why_refused(one.delivery, remedies=False)
    sign: tuple[Cell, ...] = (Sentence(SIGN, {"sign": card.sign}),) if card.sign else ()
    return (Many((card.because.title, card.because.remedy)), *sign)
