"""A lawful request as it is put to the rules, and the fixtures that change one fact of it at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from almasu.kernel.answers import SubjectKey
from almasu.kernel.grounds.asked import (
    Asked,
    AskedSubject,
    Asker,
    Chosen,
    Depth,
    Downtime,
    Factor,
    GivenSignature,
    SignatureOutcome,
    Step,
)
from almasu.kernel.parties.account import AccountState, Role
from almasu.kernel.resources import Field, FieldType, KeyKind, Resource, Sensitivity
from almasu.law import moment
from almasu.law.text import Text
from almasu.regimes.sio_pso.regime import SioPso
from almasu.wiring.law import open_law

OFFICER_IIN = "850412300018"
SUBJECT_IIN = "900101300013"
WORDS = Text(kk="үлгі", ru="образец", en="sample")


@pytest.fixture(scope="session")
def regime() -> SioPso:
    """The regime built from the package's own data."""
    return open_law().sio_pso


def resource(
    number: int,
    keys: tuple[KeyKind, ...] = (KeyKind.IIN,),
    *,
    truncated: bool = False,
    hit_first: bool = False,
    money: bool = False,
) -> Resource:
    """A register of the annex as the rules see it."""
    kind = FieldType.DECIMAL if money else FieldType.TEXT
    return Resource(
        number=number,
        code=f"r{number:02}",
        name=WORDS,
        owner=WORDS,
        owner_code="owner",
        group="people",
        keys=keys,
        fields=(Field("value", kind, WORDS, Sensitivity.PERSONAL, True, ""),),
        ftm_schemata=("Person",),
        sensitivity=Sensitivity.PERSONAL,
        truncated=truncated,
        hit_first=hit_first,
        cites=(f"SIO25-A2.{number:02}",),
    )


@pytest.fixture
def lawful() -> Asked:
    """A signed request that every rule of 2025 permits."""
    return Asked(
        at=moment.read("2026-11-20T10:00:00+05:00"),
        step=Step.SENDING,
        asker=Asker(
            account_id=UUID(int=1),
            iin=OFFICER_IIN,
            role=Role.OFFICER,
            state=AccountState.ACTIVE,
            consent_signed_at=moment.read("2026-01-12T09:00:00+05:00"),
            factors=frozenset({Factor.EDS, Factor.SMS}),
        ),
        ground="financial_monitoring",
        purpose="laundering",
        justification="Поступления на счёт не соответствуют доходам, проверяется источник средств",
        task="ФМ-2026-0147",
        subjects=(AskedSubject(SubjectKey(KeyKind.IIN, SUBJECT_IIN)),),
        chosen=(Chosen(1, resource(1)), Chosen(25, resource(25))),
        signature=GivenSignature(OFFICER_IIN, SignatureOutcome.PASSED, protected_carrier=True),
    )


@pytest.fixture
def with_facts() -> Callable[[Asked, Mapping[str, Any]], Asked]:
    """The function that changes facts of a request as one row of a table of cases names them."""
    return changed


def changed(asked: Asked, facts: Mapping[str, Any]) -> Asked:
    """Return the request with the facts of one row of a table of cases: dotted names, plain values."""
    top: dict[str, Any] = {}
    asker: dict[str, Any] = {}
    for name, value in facts.items():
        if name.startswith("asker."):
            asker[name.removeprefix("asker.")] = _asker_fact(name, value)
        else:
            assert name in {field.name for field in fields(Asked)}, name
            top[name] = _fact(name, value)
    if asker:
        top["asker"] = replace(asked.asker, **asker)
    return replace(asked, **top)


def _asker_fact(name: str, value: Any) -> Any:
    match name:
        case "asker.state":
            return AccountState(value)
        case "asker.role":
            return Role(value)
        case "asker.factors":
            return frozenset(Factor(factor) for factor in value)
        case "asker.consent_signed_at":
            return None if value is None else moment.read(value)
        case _:
            return value


def _fact(name: str, value: Any) -> Any:
    match name:
        case "at":
            return moment.read(value)
        case "step":
            return Step(value)
        case "subjects":
            return tuple(
                AskedSubject(
                    SubjectKey(KeyKind(row.get("kind", "iin")), row["value"]),
                    row.get("justification", ""),
                    row.get("alike", False),
                )
                for row in value
            )
        case "chosen":
            return tuple(_chosen(row) for row in value)
        case "signature":
            return None if value is None else _signature(value)
        case "downtime":
            return _downtime(value)
        case _:
            return value


def _chosen(row: Mapping[str, Any]) -> Chosen:
    number = row["number"]
    kinds = tuple(KeyKind(kind) for kind in row.get("keys", ["iin"]))
    marks = {mark: row.get(mark, False) for mark in ("truncated", "hit_first", "money")}
    known = resource(number, kinds, **marks) if row.get("listed", True) else None
    return Chosen(number, known, Depth(row.get("depth", "detail")), row.get("hit_seen", False), row.get("reason", ""))


def _signature(row: Mapping[str, Any]) -> GivenSignature:
    return GivenSignature(
        row.get("iin", OFFICER_IIN), SignatureOutcome(row.get("outcome", "passed")), row.get("carrier", True)
    )


def _downtime(row: Mapping[str, Any]) -> Downtime:
    until: datetime | None = moment.read(row["until"]) if "until" in row else None
    return Downtime(row.get("planned", False), moment.read(row["since"]), until, row.get("notice", ""))
