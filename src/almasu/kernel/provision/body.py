"""State bodies that give data, their people and the objects the data come from, as they are registered (FMA-2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID, uuid5

import msgspec

from almasu.kernel.parties.account import Role
from almasu.kernel.provision.joint_act import ObjectKind, Source, Words
from almasu.kernel.provision.problems_of_bodies import (
    NOT_OF_THIS_ZONE,
    SECRET_NOT_DESCRIBED,
    VALUE_MISSING,
    VALUE_WRONG,
)
from almasu.kernel.provision.secrecy import CARD_ONLY, Secrecy
from almasu.kernel.subjects.bin import read_bin
from almasu.kernel.subjects.iin import read_iin
from almasu.kernel.subjects.numbers import phone
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Language, Text

OF_BODY = "body"
"""The name under which papers of a body are found, by its BIN."""
LONGEST = 300
Typed = Mapping[str, str]


class BodyState(StrEnum):
    """Whether a body takes part."""

    REGISTERED = "registered"


class Body(msgspec.Struct, frozen=True):
    """A state body: its BIN, its names in the languages of the act, and where letters go."""

    bin: str
    name_kk: str
    name_ru: str
    email: str

    @property
    def name(self) -> Text:
        """Return the name; colleagues abroad read the Russian one."""
        return Text(self.name_kk, self.name_ru, self.name_ru)

    def said_in(self, language: Language) -> str:
        """Return the name in one language."""
        return self.name.said_in(language)


class Worker(msgspec.Struct, frozen=True):
    """Somebody of a body or of the Agency, as they are registered; `body` is the BIN of whom they work for."""

    iin: str
    surname: str
    given_name: str
    patronymic: str
    position: str
    body: str
    phone: str
    role: Role


class Described(msgspec.Struct, frozen=True):
    """An object with what its owner says of it: the regime of its data and what sets can be given from it."""

    source: Source
    secrecy: Secrecy
    data_sets: tuple[str, ...]

    @property
    def is_restricted(self) -> bool:
        """Tell whether its data go by paper alone (FMA-4.2)."""
        return self.secrecy in CARD_ONLY


def body_number(audience: str, bin_of: str) -> UUID:
    """Return the number of a body's paper at a node: there is one for each."""
    return uuid5(UUID(int=0), f"body/{audience}/{bin_of}")


def source_number(audience: str, bin_of: str, code: str) -> UUID:
    """Return the number of the paper of a body's object."""
    return uuid5(UUID(int=0), f"source/{audience}/{bin_of}/{code}")


def body_of(typed: Typed) -> Body:
    """Return the body that was typed; ProblemGroup with every field that is wrong."""
    read = Reading(typed)
    body = Body(read.bin("bin"), read.line("name_kk"), read.line("name_ru"), read.line("email"))
    if "@" not in body.email:
        read.wrong.append(VALUE_WRONG.at("email"))
    read.done()
    return body


def worker_of(typed: Typed) -> Worker:
    """Return the person that was typed; ProblemGroup with every field that is wrong. A patronymic may be missing."""
    read = Reading(typed)
    worker = Worker(
        read.iin("iin"),
        read.line("surname"),
        read.line("given_name"),
        typed.get("patronymic", "").strip()[:LONGEST],
        read.line("position"),
        read.bin("body"),
        read.phone("phone"),
        read.role("role"),
    )
    read.done()
    return worker


def described_of(typed: Typed, body: str) -> Described:
    """Return the object that was typed; ProblemGroup with every field that is wrong."""
    read = Reading(typed)
    names = Words(read.line("name_kk"), read.line("name_ru"), read.line("name_ru"))
    source = Source(
        read.code("code"),
        names,
        read.kind("kind"),
        body,
        read.line("staff"),
        read.line("documentation"),
    )
    sets = tuple(dict.fromkeys(line.strip() for line in typed.get("data_sets", "").splitlines() if line.strip()))
    secrecy = read.secrecy("secrecy")
    if secrecy is Secrecy.STATE_SECRET and sets:
        read.wrong.append(SECRET_NOT_DESCRIBED.at("data_sets"))
    read.done()
    return Described(source, secrecy, tuple(one[:LONGEST] for one in sets[:200]))


class Reading:
    """Reads what was typed field by field and gathers every problem."""

    def __init__(self, typed: Typed) -> None:
        self.typed = typed
        self.wrong: list[Problem] = []

    def line(self, name: str) -> str:
        """Return a line that may not be empty."""
        text = self.typed.get(name, "").strip()
        if not text or len(text) > LONGEST:
            self.wrong.append(VALUE_MISSING.at(name))
        return text

    def code(self, name: str) -> str:
        """Return a permanent word: Latin letters, digits and low lines."""
        text = self.line(name)
        right = text.isascii() and text[:1].islower() and text.replace("_", "a").isalnum() and text == text.lower()
        if text and not (right and len(text) <= 60):
            self.wrong.append(VALUE_WRONG.at(name))
        return text

    def bin(self, name: str) -> str:
        """Return a BIN whose check digit is right."""
        text = self.line(name)
        if text:
            try:
                return read_bin(text, name).value
            except Problem as problem:
                self.wrong.append(problem)
        return text

    def iin(self, name: str) -> str:
        """Return an IIN whose check digit is right."""
        text = self.line(name)
        if text:
            try:
                return read_iin(text, name).value
            except Problem as problem:
                self.wrong.append(problem)
        return text

    def phone(self, name: str) -> str:
        """Return a telephone number with its country."""
        text = self.line(name)
        found = phone(text)
        if text and found is None:
            self.wrong.append(VALUE_WRONG.at(name))
        return found or text

    def role(self, name: str) -> Role:
        """Return a role of the zone."""
        found = ROLES.get(self.line(name))
        if found is None:
            self.wrong.append(NOT_OF_THIS_ZONE.at(name))
        return found or Role.BODY_RESPONSIBLE

    def kind(self, name: str) -> ObjectKind:
        """Return one of the four kinds of objects (FMA-2.6)."""
        found = {one.value: one for one in ObjectKind}.get(self.line(name))
        if found is None:
            self.wrong.append(VALUE_WRONG.at(name))
        return found or ObjectKind.INFORMATION_RESOURCE

    def secrecy(self, name: str) -> Secrecy:
        """Return a regime of secrecy."""
        found = {one.value: one for one in Secrecy}.get(self.line(name))
        if found is None:
            self.wrong.append(VALUE_WRONG.at(name))
        return found or Secrecy.OTHER

    def done(self) -> None:
        """Raise what is wrong, all of it together."""
        if self.wrong:
            raise ProblemGroup(tuple({one.where: one for one in reversed(self.wrong)}.values()))


ROLES: Mapping[str, Role] = MappingProxyType({one.value: one for one in Role if one.of_provision})
