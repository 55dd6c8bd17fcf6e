"""The names under which an application shows values, held against the fields of the act (FMA-5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from almasu.kernel.provision.joint_act import ActField

MOST_CUTS = 50
"""Names of one answer that are told as cut."""
LONGEST_NAME = 60
LONGEST_LABEL = 60
UNNAMED = "<text>"
"""How a number that stood under no name is told."""
MARK = "—"
"""What stands where something was cut."""
_NUMBER = re.compile(r"[0-9](?:[ \u00a0-]?[0-9]){7,}")
"""A number that may name somebody: a day, a sum and a count have fewer digits in a row."""
_GAPS = re.compile(r"[ \u00a0-]")


class NotReadable(Exception):
    """The form of an answer tells no names of its values: what of it is beyond the act cannot be told."""


@dataclass(frozen=True, slots=True)
class Names:
    """The fields of an act by the headings that may stand for them: their names and their labels, in any case."""

    headings: Mapping[str, str]

    def covers(self, heading: str) -> bool:
        """Tell whether a heading stands for a field of the act."""
        return _plain(heading) in self.headings


def names_of(fields: Iterable[ActField]) -> Names:
    """Return the names of an act's fields."""
    found = {}
    for one in fields:
        for heading in (one.name, one.label.kk, one.label.ru, one.label.en):
            found[_plain(heading)] = one.name
    return Names(found)


@dataclass(slots=True)
class Judge:
    """What is known of an act while one answer is read: its names, what the person typed, what was cut so far."""

    names: Names
    typed: str = ""
    cuts: dict[str, None] = field(default_factory=dict)

    def cut(self, name: str) -> None:
        """Note that a name was cut."""
        if len(self.cuts) < MOST_CUTS:
            self.cuts[" ".join(name.split())[:LONGEST_NAME] or UNNAMED] = None

    def words(self, text: str) -> str:
        """Return words of the application without numbers that may name somebody, but for those typed themselves."""

        def judged(found: re.Match[str]) -> str:
            if _GAPS.sub("", found[0]) in self.typed:
                return found[0]
            self.cut(UNNAMED)
            return MARK

        return _NUMBER.sub(judged, text)

    def labelled(self, text: str, label: str, value: str) -> str:
        """Return words with a value behind its label, without the value where the label is beyond the act.

        A value with a label of its own inside is beyond it too: nobody can tell where which ends.
        """
        if not value:
            return self.words(text)
        if self.names.covers(label) and label_in(value) is None:
            return text
        self.cut(label)
        return f"{self.words(label)}: {MARK}"


def label_in(text: str) -> tuple[str, str] | None:
    """Return the label that a text begins with and the value behind its colon, empty where that is yet to come."""
    before, colon, behind = text.partition(":")
    label = before.strip()
    if not colon or not 0 < len(label) <= LONGEST_LABEL or (behind and not behind[0].isspace()):
        return None
    return label, behind.strip()


def _plain(heading: str) -> str:
    return " ".join(heading.split()).strip(" :").casefold()
