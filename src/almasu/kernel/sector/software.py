"""Software and equipment that an organisation declares, so that alerts about them find it (ASOI-3.5).

A declaration is the organisation's own: others never see it. To the sectoral centre it counts, and is named only where
the organisation says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

import msgspec

from almasu.law.problem import Problem, ProblemGroup, ProblemKind
from almasu.law.text import Text

MOST_ITEMS = 2_000
LONGEST = 200
SEPARATOR = "|"
PARTS = ("maker", "product", "versions", "name")

TOO_MANY = ProblemKind(
    "sector.software_too_much",
    422,
    Text(
        kk="Жазбалар тым көп: {most} артық болмауы керек.",
        ru="Слишком много записей: не больше {most}.",
        en="Too many entries: {most} at most.",
    ),
    Text(
        kk="Қорғауға маңызды бағдарламалар мен жабдықты қалдырыңыз.",
        ru="Оставьте программы и оборудование, важные для защиты.",
        en="Keep the software and equipment that matter for protection.",
    ),
    ("ASOI-3.5",),
)
MALFORMED = ProblemKind(
    "sector.software_malformed",
    422,
    Text(
        kk="{place}-жол оқылмады: «{line}».",
        ru="Строка {place} не прочитана: «{line}».",
        en="Line {place} was not read: “{line}”.",
    ),
    Text(
        kk="Әр жолға біреуден жазыңыз: өндіруші | бағдарлама | нұсқалары | CPE не purl. Өндіруші мен бағдарлама не "
        "CPE/purl міндетті.",
        ru="По одной записи в строке: производитель | программа | версии | CPE или purl. Нужны производитель и "
        "программа либо CPE/purl.",
        en="One entry a line: maker | product | versions | CPE or purl. Maker and product, or a CPE or purl, needed.",
    ),
    ("ASOI-3.5",),
)


class Item(msgspec.Struct, frozen=True):
    """A product: its maker and name, versions or a range of them, and its CPE 2.3 or purl, empty where unknown."""

    maker: str
    product: str
    versions: str = ""
    name: str = ""

    def line(self) -> str:
        """Return it as it is typed."""
        return f" {SEPARATOR} ".join((self.maker, self.product, self.versions, self.name)).rstrip(f" {SEPARATOR}")

    @property
    def cpe(self) -> str:
        """Return what a CPE names without its version: part, vendor, product; empty where there is none."""
        return ":".join(_of_cpe(self.name)[:3]).lower() if self.name.startswith("cpe:2.3:") else ""

    @property
    def purl(self) -> str:
        """Return what a purl names without its version and qualifiers; empty where there is none."""
        said = self.name.partition("?")[0].partition("#")[0]
        return unquote(said.rpartition("@")[0] or said).lower() if said.startswith("pkg:") else ""


class Software(msgspec.Struct, frozen=True):
    """What an organisation declares; `named_to_centre` tells whether the centre may see whom an alert concerns."""

    organisation: str
    items: tuple[Item, ...]
    named_to_centre: bool


def items_of(text: str, where: str = "items") -> tuple[Item, ...]:
    """Return what was typed, each product once; ProblemGroup with every line that is wrong."""
    lines = [(place, line.strip()) for place, line in enumerate(text.splitlines(), 1) if line.strip()]
    read = [(place, line, _item(line)) for place, line in lines[: MOST_ITEMS + 1]]
    wrong = [MALFORMED.at(where, place=str(place), line=line[:60]) for place, line, item in read if item is None]
    if wrong:
        raise ProblemGroup(tuple(wrong[:20]))
    return limited([item for _, _, item in read if item is not None], where)


def limited(items: Iterable[Item], where: str) -> tuple[Item, ...]:
    """Return items, each once; Problem `sector.software_too_much` where there are too many."""
    found = tuple(dict.fromkeys(items))
    if len(found) > MOST_ITEMS:
        raise TOO_MANY.at(where, most=str(MOST_ITEMS))
    return found


def item_of(values: Mapping[str, str]) -> Item | None:
    """Return a product of its parts, filled in from its CPE or purl where these are empty; None where it names none."""
    parts = {name: " ".join(values.get(name, "").split()) for name in PARTS}
    if any(len(text) > LONGEST or not text.isprintable() for text in parts.values()):
        return None
    item = Item(**parts)
    if item.name and not (item.cpe or item.purl):
        return None
    item = _filled(item)
    return item if item.product and (item.maker or item.name) else None


def _item(line: str) -> Item | None:
    parts = [part.strip() for part in line.split(SEPARATOR)]
    if len(parts) == 1 and (line.startswith(("cpe:2.3:", "pkg:"))):
        return item_of({"name": line})
    if len(parts) > len(PARTS) or len(parts) < 2:
        return None
    return item_of(dict(zip(PARTS, parts, strict=False)))


def _filled(item: Item) -> Item:
    """Return a product with maker, name and version out of its CPE or purl where they were left out."""
    if item.cpe:
        _, maker, product, version = (*_of_cpe(item.name), "", "", "", "")[:4]
        said = "" if version in ("*", "-") else version
        return Item(item.maker or maker, item.product or product, item.versions or said, item.name)
    if item.purl:
        place, _, product = item.purl.removeprefix("pkg:").rpartition("/")
        said = item.name.partition("?")[0].partition("#")[0]
        version = unquote(said.rpartition("@")[2]) if "@" in said else ""
        return Item(item.maker or place, item.product or product, item.versions or version, item.name)
    return item


def _of_cpe(name: str) -> list[str]:
    """Return the parts of a CPE 2.3 after its prefix: part, vendor, product, version and so on (NISTIR 7695, 6.2)."""
    return list(_split(name.removeprefix("cpe:2.3:")))


def _split(said: str) -> Iterator[str]:
    part, hidden = "", False
    for letter in said:
        if letter == ":" and not hidden:
            yield part
            part = ""
        elif letter == "\\" and not hidden:
            hidden = True
            continue
        else:
            part += letter
        hidden = False
    yield part


def problem_at(place: int, line: str, where: str) -> Problem:
    """Return the Problem of a line that was not read."""
    return MALFORMED.at(where, place=str(place), line=line[:60])
