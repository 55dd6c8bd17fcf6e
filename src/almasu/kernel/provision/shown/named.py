"""The names under which an application shows values, held against the fields of the act (FMA-5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from almasu.kernel.provision.joint_act import ActField

MOST_CUTS = 50
"""Names of one answer that are told as cut."""
LONGEST_NAME = 60
LONGEST_LABEL = 60
UNNAMED = "<text>"
"""How words and numbers that stood under no name are told."""
MARK = "—"
"""What stands where something was cut."""
_NUMBER = re.compile(r"[0-9](?:[ \u00a0-]?[0-9]){7,}")
"""A number that may name somebody: a day, a sum and a count have fewer digits in a row."""
_GAPS = re.compile(r"[ \u00a0-]")
_WORD = re.compile(r"[^\W\d_]+")
_PERSON = re.compile(
    r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]+[\s,._-]+[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]"
    r"|[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\.\s*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]+"
    r"|[^\W\d_]+(?:ович|евич|овна|евна|ұлы|қызы|кызы)\b"
)
"""What a name of a person looks like: capitals in a row, initials, a patronymic."""
_ROUTE = re.compile(r"[A-Za-z0-9._~-]*")
_RUNS = re.compile(r"[A-Z]+|[a-z]+|[0-9]+")
SHORTEST_TOKEN, MOST_PAIRS = 16, 100
FEWEST_RUNS = 7
"""Runs of one kind of character in a value that is random: a name with a number behind it has fewer."""


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
    """What is known of an act while one answer is read: its names, what the person typed, what was cut so far.

    `own` are the application's own words, each as `spoken` tells it: whatever else stands there freely may be a name.
    """

    names: Names
    typed: str = ""
    own: frozenset[str] = frozenset()
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

    def is_own(self, text: str) -> bool:
        """Tell whether words say nothing of anybody: the application's own, a field of the act, or typed themselves."""
        said = spoken(text)
        return (
            not said
            or said in self.own
            or self.names.covers(text)
            or any(said == spoken(one) for one in self.typed.split("\n"))
        )

    def prose(self, text: str) -> str:
        """Return words that stand freely, or a mark where they are not the application's own."""
        if self.is_own(text):
            return self.words(text)
        self.cut(UNNAMED)
        return MARK

    def heading(self, text: str) -> str:
        """Return words that name something, or a mark where they look as a person's name does."""
        if not self.is_own(text) and _PERSON.search(text):
            self.cut(UNNAMED)
            return MARK
        return self.words(text)

    def value(self, name: str, value: str) -> str:
        """Return what a form or an address takes along under a name, empty where it may say what is beyond the act.

        A small number says nothing, a random token neither: a form that lost its own would not work.
        """
        if self.names.covers(name) or is_token(value) or (self.is_own(value) and self._counts(value)):
            return value
        self.cut(name)
        return ""

    def address(self, said: str) -> str | None:
        """Return an address within the application without what its query says beyond the act.

        None where it leads out of it, or its path may name somebody.
        """
        try:
            parts = urlsplit(said.strip())
            pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=MOST_PAIRS)
        except ValueError:
            parts, pairs = None, []
        steps = [] if parts is None else [*parts.path.split("/"), parts.fragment]
        if parts is None or parts.scheme or parts.netloc or not all(map(self._leads, map(unquote, steps))):
            self.cut(UNNAMED)
            return None
        told = [(self.named(name), self.value(name, value)) for name, value in pairs]
        query = urlencode([(name, value) for name, value in told if name is not None])
        behind = f"#{quote(unquote(parts.fragment))}" if parts.fragment else ""
        return parts.path + (f"?{query}" if query else "") + behind

    def named(self, said: str) -> str | None:
        """Return a name that programs call a thing of a page by, None where it may name somebody."""
        if all(map(self._leads, said.split())):
            return said
        self.cut(UNNAMED)
        return None

    def _leads(self, step: str) -> bool:
        """Tell whether a step of a path is a route of the application and no name."""
        if is_token(step) or step in self.typed.split("\n"):
            return True
        return _ROUTE.fullmatch(step) is not None and not _PERSON.search(step) and self._counts(step)

    def _counts(self, value: str) -> bool:
        """Tell whether a value has no number that may name somebody, but for those typed themselves."""
        return all(_GAPS.sub("", one) in self.typed for one in _NUMBER.findall(value))

    def labelled(self, text: str, label: str, value: str) -> str:
        """Return words with a value behind its label, without the value where the label is beyond the act.

        A value with a label of its own inside is beyond it too: nobody can tell where which ends.
        """
        if not value:
            return self.words(text)
        if self.names.covers(label) and label_in(value) is None:
            return text
        self.beyond(label)
        return f"{self.heading(label)}: {MARK}"

    def beyond(self, label: str) -> None:
        """Note that a value was cut, by its label unless that looks as a name does."""
        self.cut(UNNAMED if _PERSON.search(label) and not self.is_own(label) else label)


def spoken(text: str) -> str:
    """Return the words of a text in lower case, without numbers and signs."""
    return " ".join(_WORD.findall(text.casefold()))


def is_token(value: str) -> bool:
    """Tell whether a value is a random one, as forms carry them against forgery."""
    return (
        value.isascii()
        and len(value) >= SHORTEST_TOKEN
        and len(_RUNS.findall(value)) >= FEWEST_RUNS
        and not (set(value) & set(" ,;:@&?"))
    )


def label_in(text: str) -> tuple[str, str] | None:
    """Return the label that a text begins with and the value behind its colon, empty where that is yet to come."""
    before, colon, behind = text.partition(":")
    label = before.strip()
    if not colon or not 0 < len(label) <= LONGEST_LABEL or (behind and not behind[0].isspace()):
        return None
    return label, behind.strip()


def _plain(heading: str) -> str:
    return " ".join(heading.split()).strip(" :").casefold()
