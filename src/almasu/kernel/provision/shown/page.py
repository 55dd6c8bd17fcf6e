"""Pages of an application: what stands under a name beyond the act is cut, the page is written anew (FMA-3.2, FMA-5).

Values are read where a page names them: in columns and rows of tables with heads, in pairs of terms, in fields of
forms, behind a label and a colon, in what carries `data-field`. Of the rest only the application's own words are
shown, as its operator wrote them down; a number in them that may name somebody is cut unless the person typed it. What
forms and links take along is judged as what is seen. What was not read is not in what is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from html import escape
from urllib.parse import urlsplit

from almasu.kernel.provision.shown.elements import (
    ATTRIBUTES,
    BLOCKS,
    CARRIED,
    DROPPED,
    HEADINGS,
    KEPT,
    LEADING,
    NAMING,
    PICTURES,
    PRESSED,
    SPOKEN,
    UNTOLD,
    VOID,
    WORDS,
)
from almasu.kernel.provision.shown.named import MARK, Judge, NotReadable, label_in
from almasu.kernel.provision.shown.tree import Element, tree_of

DOCTYPE = "<!doctype html>"


class Said(Enum):
    """What a text is: free text, words in which no label is read, or words that name something."""

    TEXT = 1
    WORDS = 2
    HEADING = 3

    def within(self, tag: str) -> Said:
        """Return what texts in an element are that stands in such a text."""
        if self is Said.HEADING or tag in HEADINGS:
            return Said.HEADING
        return Said.WORDS if tag in WORDS else self


def page_shown(text: str, judge: Judge, folders: Sequence[str] = ()) -> tuple[str, int]:
    """Return a page without what is beyond the act, and the place in it behind the beginning of its body.

    `folders` hold no data: pictures and scripts that lie there stay. NotReadable where values stand without names.
    """
    page = _Page(judge, folders)
    page.inside(tree_of(text))
    written = "".join(page.out)
    return f"{DOCTYPE}{written}", len(DOCTYPE) + page.body_at


class _Page:
    """Writes one page."""

    def __init__(self, judge: Judge, folders: Sequence[str]) -> None:
        self.out: list[str] = []
        self.body_at = 0
        self._judge = judge
        self._folders = folders
        self._named = 0
        """How many elements around hold a value of the act."""
        self._label: str | None = None
        """The label before a value that stands in a text of its own."""
        self._told = False
        """Whether a part of that value came."""
        self._select = ""
        """The name of the list that choices stand in."""

    def inside(self, element: Element, said: Said = Said.TEXT) -> None:
        for one in element.inside:
            if isinstance(one, str):
                self._text(one, said)
            else:
                self._element(one, said)

    def _element(self, one: Element, said: Said) -> None:
        self._block_ends(one)
        if one.tag in DROPPED or one.tag == "img":
            self._left_out(one)
        elif one.tag in UNTOLD and one.text().strip():
            raise NotReadable
        elif "data-field" in one.attributes and one.tag not in VOID:
            self._value(one, (one.attributes["data-field"],))
        elif one.tag in ("table", "dl"):
            self._listed(one)
        elif one.tag in ("input", "textarea"):
            self._control(one)
        else:
            self._written(one, said.within(one.tag))
        self._block_ends(one)

    def _block_ends(self, one: Element) -> None:
        """Forget a label whose value came; one whose value may stand in the next block is kept."""
        if self._told and one.tag in BLOCKS:
            self._label, self._told = None, False

    def _listed(self, one: Element) -> None:
        """Write a table or a list of pairs: no value around it reaches into it, no label before it."""
        around, self._named, self._label = self._named, 0, None
        if one.tag == "table":
            self._table(one)
        else:
            self._pairs(one)
        self._named, self._label = around, None

    def _text(self, text: str, said: Said) -> None:
        found = None if self._named or not text.strip() else label_in(text)
        if found is not None and not found[1]:
            self._label, self._told = found[0], False
        if self._named or not text.strip():
            self.out.append(escape(text))
        elif found is not None and found[1] and not self._judge.is_own(text):
            self.out.append(escape(self._judge.labelled(text, *found)))
        elif self._label is not None and found is None and said is Said.TEXT:
            self._behind_label(text, self._label)
        else:
            names = said is Said.HEADING or found is not None
            self.out.append(escape((self._judge.heading if names else self._judge.prose)(text)))

    def _behind_label(self, text: str, label: str) -> None:
        self._told = True
        if not self._judge.names.covers(label):
            self._judge.beyond(label)
            text = MARK
        self.out.append(escape(text))

    def _left_out(self, one: Element) -> None:
        """Leave out what no form tells; of files in folders without data pictures and scripts stay."""
        path = urlsplit(one.attributes.get("src", "")).path
        if one.tag in ("img", "script") and path.startswith(tuple(self._folders)) and self._folders:
            self._begun(one)
            self.out.append("" if one.tag in VOID else f"</{one.tag}>")
        elif one.tag in PICTURES:
            self._judge.cut(f"<{one.tag}>")

    def _written(self, one: Element, said: Said) -> None:
        if one.tag not in KEPT:
            self.inside(one, said)
            return
        if one.tag == "select":
            self._select = one.attributes.get("name", "")
        self._begun(one)
        if one.tag == "body":
            self.body_at = sum(map(len, self.out))
        if one.tag == "option" and self._judge.names.covers(self._select):
            self.out.append(escape(one.text()))
        elif one.tag in ("title", "option"):
            self._text(one.text(), said)
        else:
            self.inside(one, said)
        self._select = "" if one.tag == "select" else self._select
        self.out.append("" if one.tag in VOID else f"</{one.tag}>")

    def _begun(self, one: Element, **more: str) -> None:
        told = {name: value for name, value in one.attributes.items() if name in ATTRIBUTES}
        judged: tuple[tuple[frozenset[str], Callable[[str], str | None]], ...] = (
            (NAMING, self._judge.named),
            (LEADING, self._judge.address),
            (SPOKEN, self._judge.prose),
        )
        for names, judge in judged:
            for name in sorted(names & one.attributes.keys()):
                kept = judge(one.attributes[name])
                told |= {} if kept is None else {name: kept}
        if one.tag in ("option", "button") and "value" in one.attributes:
            told["value"] = self._judge.value(self._select or one.attributes.get("name", ""), one.attributes["value"])
        said = "".join(f' {name}="{escape(value)}"' for name, value in {**told, **more}.items())
        self.out.append(f"<{one.tag}{said}>")

    def _value(self, one: Element, names: Iterable[str]) -> None:
        """Write an element that holds a value under these names, without it where one is beyond the act."""
        beyond = [name for name in names if not self._judge.names.covers(name)]
        self._begun(one)
        if not beyond:
            self._named += 1
            self.inside(one)
            self._named -= 1
        elif one.text().strip() or any(one.elements()):
            for name in beyond:
                self._judge.beyond(name)
            self.out.append(MARK)
        self.out.append(f"</{one.tag}>")

    def _table(self, table: Element) -> None:
        self._begun(table)
        heads: list[str] = []
        for part in _parts(table):
            if part.tag == "tr":
                heads = self._row(part, heads)
            elif part.tag == "caption":
                self._written(part, Said.HEADING)
        self.out.append("</table>")

    def _row(self, row: Element, heads: list[str]) -> list[str]:
        """Write a row under the heads of its columns, and return those of the next one."""
        cells = [one for one in row.elements() if one.tag in ("td", "th")]
        if len(cells) < sum(1 for one in row.inside if not isinstance(one, str) or one.strip()):
            raise NotReadable
        self._begun(row)
        if cells and all(one.tag == "th" for one in cells):
            heads = [_heading(one) for one in cells]
            for one in cells:
                self._written(one, Said.HEADING)
        else:
            self._cells(cells, heads)
        self.out.append("</tr>")
        return heads

    def _cells(self, cells: Sequence[Element], heads: Sequence[str]) -> None:
        place, said = 0, ""
        for one in cells:
            wide = _span(one, "colspan")
            above = heads[place : place + wide]
            place += wide
            if one.tag == "th" and not heads:
                said = _heading(one)
                self._written(one, Said.HEADING)
                continue
            names = [one.attributes["data-field"]] if "data-field" in one.attributes else [*above] or [said]
            if not all(names) and _holds(one) and not heads:
                raise NotReadable
            self._value(one, names)

    def _pairs(self, pairs: Element) -> None:
        self._begun(pairs)
        said = ""
        for one in _parts(pairs):
            if one.tag == "dt":
                said = one.text()
                self._written(one, Said.HEADING)
            elif one.tag == "dd":
                self._value(one, (said,))
        self.out.append("</dl>")

    def _control(self, one: Element) -> None:
        """Write a field of a form with its value where that is of the act, the form's own, or typed before."""
        value = one.text() if one.tag == "textarea" else one.attributes.get("value", "")
        kind = one.attributes.get("type", "text").lower() if one.tag == "input" else ""
        name = one.attributes.get("name", "")
        if kind in PRESSED:
            value = self._judge.heading(value)
        elif kind in CARRIED:
            value = self._judge.value(name, value)
        elif value.strip() and not self._judge.names.covers(name) and value not in self._judge.typed.split("\n"):
            self._judge.cut(name)
            value = ""
        if one.tag == "textarea":
            self._begun(one)
            self.out.append(f"{escape(value)}</textarea>")
        else:
            self._begun(one, **({"value": value} if value else {}))


def _parts(whole: Element) -> Iterable[Element]:
    """Yield rows, captions, terms and what is told of them, through the groups they stand in."""
    for one in whole.inside:
        if isinstance(one, str):
            if one.strip():
                raise NotReadable
        elif one.tag in ("thead", "tbody", "tfoot", "div"):
            yield from _parts(one)
        elif one.tag in ("tr", "caption", "dt", "dd"):
            yield one
        elif one.tag not in ("colgroup", "col") and _holds(one):
            raise NotReadable


def _heading(cell: Element) -> str:
    if _span(cell, "colspan") != 1:
        raise NotReadable
    return cell.attributes.get("data-field") or cell.text()


def _span(cell: Element, name: str) -> int:
    """Return how many columns a cell goes over; NotReadable where it goes over rows, or over too many."""
    down, wide = cell.attributes.get("rowspan", "1"), cell.attributes.get(name, "1")
    if down != "1" or not (wide.isascii() and wide.isdigit() and 0 < int(wide[:4]) <= 1_000):
        raise NotReadable
    return int(wide[:4])


def _holds(one: Element) -> bool:
    return bool(one.text().strip()) or any(one.elements())
