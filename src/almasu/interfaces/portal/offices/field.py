"""One field of a form: what it is called, what may stand in it, and how what came is checked for shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from almasu.interfaces.portal.offices.problems import MISSING, NOT_OFFERED, TOO_LONG
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.requests.free_text import hidden_in
from almasu.law.problem import Problem, ProblemGroup, ProblemKind
from almasu.law.text import Text

MOST_SHOWN = 20
"""How many choices of a long list are shown while nothing is looked for."""


class Kind(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    LONG = "long"
    SECRET = "secret"  # noqa: S105 - a kind of field
    """A line that is not shown while it is typed, and is never given back."""
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    CHOICE = "choice"
    CHOICES = "choices"
    TICK = "tick"
    FILE = "file"
    DEVICE = "device"
    """What a device for biometrics answers; `asked` is what the browser asks it for."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `name` is the `where` of the problems about it; `longest` counts characters of a text.

    `choices` are offered by CHOICE and CHOICES, and nothing else is taken. A file is at most 1 MiB. `unchosen` says
    what a filter means while nothing is chosen, where that is not everything. `sought` is what the search among many
    choices is called: then those ticked are shown, those found, and a few while nothing is looked for. `signed` is
    where the value stands in the act that is signed, as `source/name/kk`; "" where it stands under the field's name.
    """

    name: str
    label: Text
    kind: Kind = Kind.LINE
    required: bool = True
    hint: Text | None = None
    choices: tuple[Choice, ...] = ()
    longest: int = 400
    asked: str = ""
    unchosen: Text | None = None
    sought: Text | None = None
    signed: str = ""

    @property
    def looked_for(self) -> str:
        """Return the name under which what is looked for among the choices is typed."""
        return f"{self.name}-find"

    def shown(self, typed: Typed) -> tuple[Choice, ...]:
        """Return the choices that the form shows: all, or of a long list those ticked and those found."""
        words = typed.text(self.looked_for).casefold().split()
        if self.sought is None or (not words and len(self.choices) <= MOST_SHOWN):
            return self.choices
        ticked = set(typed.many(self.name))
        few = {one.code for one in self.choices[:MOST_SHOWN]} if not words else set()
        return tuple(one for one in self.choices if one.code in ticked | few or (words and _matches(one, words)))

    def wrong(self, typed: Typed) -> Iterator[Problem]:
        """Yield what is wrong with the shape of what was typed."""
        if self.required and not self._filled(typed):
            yield self._at(MISSING)
        length = max((len(text) for text in typed.many(self.name)), default=0)
        if length > self.longest:
            yield self._at(TOO_LONG, length=str(length), longest=str(self.longest))
        yield from self._hidden(typed)
        if self.kind in {Kind.CHOICE, Kind.CHOICES}:
            offered = {choice.code for choice in self.choices}
            if not offered.issuperset(value for value in typed.many(self.name) if value):
                yield self._at(NOT_OFFERED)
        try:
            self._read(typed)
        except Problem as problem:
            yield problem

    def _hidden(self, typed: Typed) -> Iterator[Problem]:
        """Yield what may not stand in words: nobody would see it in what is signed and shown (FMA-6.1, SIO25-12.1)."""
        if self.kind in {Kind.LINE, Kind.LONG}:
            found = (hidden_in(text, self.name, one_line=self.kind is Kind.LINE) for text in typed.many(self.name))
            yield from (problem for problem in found if problem is not None)

    def _filled(self, typed: Typed) -> bool:
        if self.kind is Kind.FILE:
            return self.name in typed.files
        return any(typed.many(self.name))

    def _read(self, typed: Typed) -> None:
        match self.kind:
            case Kind.DAY:
                typed.day(self.name)
            case Kind.MOMENT:
                typed.moment(self.name)
            case Kind.NUMBER:
                typed.number(self.name)
            case Kind.LINE | Kind.LONG | Kind.CHOICE | Kind.CHOICES | Kind.TICK | Kind.FILE | Kind.DEVICE:
                pass

    def _at(self, kind: ProblemKind, **values: str) -> Problem:
        label = self.label
        return kind.at(self.name, label_kk=label.kk, label_ru=label.ru, label_en=label.en, **values)


def _matches(choice: Choice, words: Sequence[str]) -> bool:
    label = choice.label
    named = " ".join((choice.name, label.kk, label.ru, label.en)).casefold()
    return all(word in named for word in words)


def well_shaped(fields: tuple[Field, ...], typed: Typed) -> Typed:
    """Return what was typed; ProblemGroup with every field whose shape is wrong."""
    wrong = tuple(problem for field in fields for problem in field.wrong(typed))
    if wrong:
        raise ProblemGroup(wrong)
    return typed
