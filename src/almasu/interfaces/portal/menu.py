"""The menu: two short levels. First the parts of the work, then the pages of the part one is in; no script needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from almasu.interfaces.portal.offices.blocks import Way
from almasu.interfaces.portal.offices.office import Office
from almasu.interfaces.portal.offices.section import Section
from almasu.law.text import Text

DESK = Text("Жұмыс үстелі", "Рабочий стол", "Desk")
NEW_REQUEST = Text("Жаңа сұрау салу", "Новый запрос", "New request")
MY_REQUESTS = Text("Менің сұрау салуларым", "Мои запросы", "My requests")
SIGN_IN = Text("Кіру", "Войти", "Sign in")
OF_ALL = (
    Way(Text("Заң", "Закон", "The law"), "/law"),
    Way(Text("Тексеру", "Проверка", "Verify"), "/verify"),
    Way(Text("Анықтама", "Справка", "Help"), "/help"),
)
_BELOW = {"/law": "/law", "/requests/new": "/requests/new", "/requests": "/requests"}
_COMPOSING = ("/requests/may-i", "/requests/check", "/requests/countersigned")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: `near` where the page lies in it, `here` where it is the very page."""

    text: Text
    place: str
    near: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """Both levels; the second is empty where its part has one page only."""

    first: tuple[Item, ...]
    second: tuple[Item, ...]
    part: Text | None


def menu_of(offices: Iterable[Office], path: str, *, inside: bool, asks: bool) -> Menu:
    """Return the menu of whoever is here, for the page at a path; `asks` tells that they may send requests."""
    parts = dict(_parts(tuple(offices), inside=inside, asks=asks))
    best = _nearest(path, (way.place for ways in parts.values() for way in ways))
    current = next((section for section, ways in parts.items() if any(way.place == best for way in ways)), None)
    if path == "/":
        current = None
    if not inside:
        door = Item(SIGN_IN, "/sign-in", path.startswith("/sign-in"), path == "/sign-in")
        return Menu((door, *_items(parts[Section.LAW], best, path)), (), None)
    first = tuple(
        Item(section.value, ways[0].place, section is current, path == ways[0].place) for section, ways in parts.items()
    )
    second = () if current is None else _items(parts[current], best, path)
    desk = Item(DESK, "/", path in ("/", "/look"), path == "/")
    return Menu((desk, *first), second if len(second) > 1 else (), None if current is None else current.value)


def _items(ways: Iterable[Way], best: str, path: str) -> tuple[Item, ...]:
    return tuple(Item(way.text, way.place, way.place == best, path == way.place) for way in ways)


def _parts(offices: tuple[Office, ...], *, inside: bool, asks: bool) -> Iterator[tuple[Section, tuple[Way, ...]]]:
    """Yield the parts that somebody has, each with its pages."""
    for section in Section:
        own = [way for office in offices if office.section is section for way in _ways(office)]
        if section is Section.REQUESTS and asks:
            own = [Way(NEW_REQUEST, "/requests/new"), Way(MY_REQUESTS, "/requests"), *own]
        if section is Section.LAW:
            own = [*OF_ALL, *own]
        if own and (inside or section is Section.LAW):
            yield section, tuple(own)


def _ways(office: Office) -> tuple[Way, ...]:
    return (Way(office.title, office.place), *office.ways)


def _nearest(path: str, places: Iterable[str]) -> str:
    """Return the longest place that the path is or lies below; "" where none is."""
    if path.startswith(_COMPOSING):
        path = "/requests/new"
    found = [place for place in places if path == place or path.startswith(f"{_BELOW.get(place, place)}/")]
    return max(found, key=len, default="")
