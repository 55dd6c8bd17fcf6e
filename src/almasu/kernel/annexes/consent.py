"""The terms a user signs at first entry, versioned, every paragraph with its clauses (SIO25-10.1, SIO22-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.annexes.annex import Annex
from almasu.law import moment
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the terms with the clauses it tells."""

    says: Text
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsentTerms:
    """The terms of an edition: their permanent version, heading and paragraphs."""

    annex: Annex
    clauses: tuple[Paragraph, ...]

    @property
    def version(self) -> str:
        """Return the permanent name of this wording: who signed another is asked anew."""
        return self.annex.version

    @property
    def heading(self) -> Text:
        """Return the heading of the paper."""
        return self.annex.title

    @property
    def paragraphs(self) -> tuple[Text, ...]:
        """Return the paragraphs in their order."""
        return tuple(paragraph.says for paragraph in self.clauses)

    def whole(self) -> Text:
        """Return heading and paragraphs as one statement: the plain words of the act that is signed."""
        parts = (self.heading, *self.paragraphs)
        return Text(
            kk="\n".join(part.kk for part in parts),
            ru="\n".join(part.ru for part in parts),
            en="\n".join(part.en for part in parts),
        )


def headed(words: Text, name: str, position: Text, at: datetime) -> Text:
    """Return the terms under the head of the paper: city, date in Astana, name and position (SIO22-A5.H)."""
    day = moment.in_astana(at).strftime("%d.%m.%Y")
    return Text(
        kk=f"Астана қаласы, {day}. {name}, {position.kk}.\n{words.kk}",
        ru=f"Город Астана, {day}. {name}, {position.ru}.\n{words.ru}",
        en=f"Astana, {day}. {name}, {position.en}.\n{words.en}",
    )
