"""Files of feeds fetched from bodies' own servers: what came of it, and asking for one now (FMA-3.1)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.provision import fetch_delivery, see_deliveries
from almasu.actions.provision.see_deliveries import SeenFetch
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Code,
    Many,
    Number,
    Sheet,
    State,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words as say
from almasu.interfaces.portal.offices_of_provision.feeds import CAME, FEEDS, SET, SIZE
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
AGAIN = Text("Келесі әрекет", "Следующая попытка", "Next try")
TRIES = Text("Әрекеттер", "Попыток", "Tries")
BECAUSE = Text("Неге алынбады", "Почему не получен", "Why it did not come")
SIGN = Text("Сервер әкімшісіне белгі", "Признак для администратора сервера", "Sign for the server's administrator")
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
        page = Page(FETCHES, self.read)
        return Office(FETCHES, TITLE, SEE_FEEDS.roles, (page,), (ask,), section=Section.PROVISION)

    async def read(self, here: Here) -> Sheet:
        """Show what came of fetching, the latest first."""
        seen = await see_deliveries.fetches(self.running.node, here.session, self.running.now())
        heads = (SET, say.BODY, say.STANDING, WHEN, CAME, SIZE, TRIES, AGAIN, BECAUSE, SIGN)
        names = await named(self.running, here, [(one.fetch.body, one.fetch.data_set) for one in seen])
        table = Table(TITLE, heads, tuple(_row(one, names) for one in seen), say.NOTHING, cites=CITES)
        may = here.may(GIVE_FEED)
        return Sheet(TITLE, (table,), (Way(ASK, f"{FETCHES}/new", main=True),) if may else (), LEAD, CITES)

    async def blank(self, here: Here) -> Blank:
        """Return the form of asking."""
        return await form_of_sets(self.running, here, (), by_schedule=True)

    async def ask(self, here: Here, typed: Typed) -> str:
        """Ask for a file."""
        await fetch_delivery.fetch_now(self.running.node, here.session, typed.text("data_set"), self.running.now())
        return FETCHES


def _row(one: SeenFetch, names: Named) -> tuple[tuple[Cell, ...], ...]:
    card, is_taken = one.fetch, one.state is FetchState.TAKEN
    return (
        names.data_set(card.body, card.data_set, f"{FEEDS}/{card.delivery}" if is_taken else ""),
        names.body(card.body),
        (STATES[one.state],),
        (At(one.at),),
        (Number(one.came),),
        (Number(card.size),),
        (Number(card.tries),),
        () if one.again_at is None else (At(one.again_at),),
        () if card.because is None else (Many((card.because.title, card.because.remedy)),),
        (Code(card.sign),) if card.because is not None and card.sign else (),
    )
