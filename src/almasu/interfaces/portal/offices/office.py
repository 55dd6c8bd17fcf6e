"""An office: the pages and deeds of one kind of work, as data the portal turns into routes, menus and forms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from almasu.interfaces.portal.offices.blocks import Block, Sheet, Way
from almasu.interfaces.portal.offices.field import Field
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.views.people import Person, SessionToken, ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Power
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.text import Language, Text

LENGTH_OF_ID = len(str(UUID(int=0)))


@dataclass(frozen=True, slots=True)
class Here:
    """Who asks for what: the session, the ids in the address, what was typed into the filters of the page."""

    session: SessionToken
    person: Person | None
    language: Language
    ids: Mapping[str, UUID] = field(default_factory=dict)
    asked: Typed = field(default_factory=Typed)

    def may(self, *powers: Power) -> bool:
        """Tell whether somebody asks who holds one of these powers; the act itself asks again."""
        return self.person is not None and any(self.person.holds in power.roles for power in powers)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an office.

    `place` is its address as the framework writes it (`/offices/accounts/{account:uuid}`), `filters` what can be asked
    of it in the address; where what a filter offers is read anew each time, `offered` returns the filters so.
    `read` returns its sheet; Problem of status 404 for what is absent, foreign or hidden. `lists` name the cursors of
    further lists beside `older`.
    """

    place: str
    read: Callable[[Here], Awaitable[Sheet]]
    filters: tuple[Field, ...] = ()
    offered: Callable[[Here], Awaitable[tuple[Field, ...]]] | None = None
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """A form before it is filled in: its fields, what stands above them, and what is filled in already.

    `named` are fields nobody fills in: they say what the act to be signed calls what it holds beside the form, by the
    whole path, or by its last word (`*/basis`). `closed`
    tells that the deed cannot be done now: what stands above says why and what to do first, and there is no button.
    """

    fields: tuple[Field, ...]
    above: tuple[Block, ...] = ()
    filled: Typed = field(default_factory=Typed)
    named: tuple[Field, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """How a signed deed is done: `prepare` builds the act out of what was typed, `finish` does it and says where to go.

    It may give a file instead, which the browser saves: what is told once and never again.

    Both raise a Problem or ProblemGroup whose `where` names a field, or nothing. `button` is what the button says.
    """

    purpose: ActPurpose
    prepare: Callable[[Here, Typed], Awaitable[ToSign]]
    finish: Callable[[Here, UUID, bytes], Awaitable[str | EvidenceFile]]
    button: Text


@dataclass(frozen=True, slots=True)
class Unsigned:
    """How a deed without a signature is done: at once; returns where to go."""

    do: Callable[[Here, Typed], Awaitable[str]]
    button: Text


@dataclass(frozen=True, slots=True)
class Gives:
    """How a deed that gives a file is done: at once, and the browser saves what comes; the form stays where it is.

    `foreign` is as for `File`.
    """

    do: Callable[[Here, Typed], Awaitable[EvidenceFile]]
    button: Text
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Shows:
    """How a deed that shows something is done: at once, on a page that no address leads to.

    What was typed, such as the reason of an opening, stands in no address: neither a history nor a log of addresses
    keeps it, and nobody opens anything by following a link.
    """

    do: Callable[[Here, Typed], Awaitable[Sheet]]
    button: Text


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a person does in an office: a form, then the signature where the act needs one.

    `roles` are those whose deed it is where not everybody in the office may do it; others find no such form. `then` is
    what happens next: it stands in the notice that the deed is done.
    """

    place: str
    title: Text
    blank: Callable[[Here], Awaitable[Blank]]
    done: Signed | Unsigned | Gives | Shows
    lead: Text | None = None
    cites: tuple[str, ...] = ()
    roles: frozenset[Role] = frozenset(Role)
    then: Text | None = None


@dataclass(frozen=True, slots=True)
class File:
    """Something to take along from a page; its reader journals the export. `filters` can be asked in the address.

    `foreign` is one that somebody else made: it is given out so that nothing in it runs, under a name in any script.
    """

    place: str
    read: Callable[[Here], Awaitable[EvidenceFile]]
    filters: tuple[Field, ...] = ()
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What came since a page was opened, in a few words, and where it is read."""

    text: Text
    place: str


@dataclass(frozen=True, slots=True)
class Moved:
    """How far the work is that an open page shows: the page as it is by now, and in a few words where that stands.

    The words are for whoever hears the page: they are said when they change. Where the sheet follows nothing any more,
    the work is at its end and the page asks no further.
    """

    sheet: Sheet
    text: Text


@dataclass(frozen=True, slots=True)
class News:
    """What an open page asks for by itself every few seconds.

    `Told` is told at its foot, and nothing above moves; `Moved` takes the place of what is shown, for pages that
    somebody opens to watch work under way. `read` returns None while nothing came. It must not count as acting: a page
    left open ends with its session.
    """

    place: str
    read: Callable[[Here], Awaitable[Told | Moved | None]]
    filters: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """One office. It stands in the menu of people with one of `roles`, at `place`, the first of its pages.

    To others its pages are closed before anything is read, whatever the actions they stand on would say. An office for
    `anyone` is open before signing in: its readers get an empty session from whoever has none. `section` is the part of
    the menu it stands in, `ways` its further pages there; `today` is what it adds to the desk.
    """

    place: str
    title: Text
    roles: frozenset[Role]
    pages: tuple[Page, ...]
    deeds: tuple[Deed, ...] = ()
    files: tuple[File, ...] = ()
    news: tuple[News, ...] = ()
    anyone: bool = False
    section: Section = Section.REQUESTS
    ways: tuple[Way, ...] = ()
    today: Callable[[Here], Awaitable[Today]] | None = None

    def above(self, path: str) -> str:
        """Return the nearest page of the office above this address; "" on its first page and outside of it."""
        while path.startswith(f"{self.place}/"):
            path = path.rpartition("/")[0]
            if path == self.place or any(_is_at(page.place, path) for page in self.pages):
                return path
        return ""


def _is_at(place: str, path: str) -> bool:
    """Tell whether an address is one of a page whose place has ids in it."""
    pattern, found = place.split("/"), path.split("/")
    pairs = zip(pattern, found, strict=False)
    same = all(part == seen or (part.startswith("{") and len(seen) == LENGTH_OF_ID) for part, seen in pairs)
    return len(pattern) == len(found) and same


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the journal keeps of a deed: its commitment, its moment, and the receipt; none of the log kept apart."""

    commitment: bytes
    at: datetime
    receipt: str = ""

    def written(self) -> tuple[str, str]:
        """Return the commitment in hex, and the receipt."""
        return self.commitment.hex(), self.receipt


@dataclass(frozen=True, slots=True)
class Announced:
    """What stands above every page for everybody: works that are coming or under way (SIO25-14.3)."""

    under_way: bool
    starts: datetime
    ends: datetime
    text: Text
    closed: bool
    place: str


def right_now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


async def no_leaf(session: SessionToken, since: datetime) -> Leaf | None:
    """Know of no leaf."""
    return None


async def nothing_announced() -> tuple[Announced, ...]:
    """Announce nothing."""
    return ()


@dataclass(frozen=True, slots=True)
class Offices:
    """All offices of a portal. `waiting` returns a prepared act of this session and purpose that is not signed yet.

    `announced` returns what is announced on every page; it never raises. `leaf` returns the last leaf that whoever is
    here wrote from a moment on, None where there is none; `now` is the clock of the node. `ways_out` are the ways that
    the page of a refusal offers, by the code of its problem: to where whoever was refused can mend it.
    """

    offices: tuple[Office, ...]
    waiting: Callable[[SessionToken, UUID, ActPurpose], Awaitable[ToSign]]
    announced: Callable[[], Awaitable[tuple[Announced, ...]]] = nothing_announced
    leaf: Callable[[SessionToken, datetime], Awaitable[Leaf | None]] = no_leaf
    now: Callable[[], datetime] = right_now
    ways_out: Mapping[str, tuple[Way, ...]] = field(default_factory=dict)

    def of(self, role: Role) -> Iterator[Office]:
        """Yield the offices that stand in the menu of a role."""
        return (office for office in self.offices if role in office.roles)

    def of_everybody(self) -> Iterator[Office]:
        """Yield the offices that stand in the menu before anybody signed in: what everyone should know."""
        return (office for office in self.offices if office.anyone and office.section is Section.LAW)

    def roles_at(self, place: str) -> frozenset[Role] | None:
        """Return the roles that a page, form or file with this place is for; None where no office has it."""
        for office in self.offices:
            own = {page.place: frozenset(Role) for page in office.pages}
            own |= {file.place: frozenset(Role) for file in office.files}
            own |= {deed.place: deed.roles for deed in office.deeds}
            if place in own:
                return own[place] if office.anyone else own[place] & office.roles
        return None

    def deed_at(self, place: str) -> Deed | None:
        """Return the deed with this place, None where there is none."""
        return next((deed for office in self.offices for deed in office.deeds if deed.place == place), None)
