"""What was seen at a workplace, as plain lines: nothing of a foreign page runs or looks like ours (FMA-3.2)."""

from __future__ import annotations

from html.parser import HTMLParser

from almasu.kernel.provision.look import Content

MOST_LINES = 2_000
_BREAKS = frozenset(
    {"p", "div", "tr", "li", "br", "h1", "h2", "h3", "h4", "table", "form", "section", "option", "label"}
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style", "template", "title", "noscript"})
_TEXTS = ("text/", "application/json", "application/xml", "application/x-www-form-urlencoded")


class _Seen(HTMLParser):
    """Collects the words of a page, cells of a table apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BREAKS:
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(" ".join(data.split()))


def lines_seen(content: Content) -> tuple[str, ...]:
    """Return the lines of what came, at most so many; none where it is no text."""
    if not content.kind.startswith(_TEXTS):
        return ()
    text = content.received.decode("utf-8", "replace")
    if content.kind == "text/html":
        reader = _Seen()
        reader.feed(text)
        reader.close()
        text = "".join(reader.parts)
    lines = (" ".join(line.split()).strip("| ") for line in text.splitlines())
    return tuple(line for line in lines if line)[:MOST_LINES]
