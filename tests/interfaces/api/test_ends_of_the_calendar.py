"""A day or a moment at an end of the calendar is the sender's mistake wherever one is taken, never a fault of ours."""

from __future__ import annotations

import typing
from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from almasu.interfaces.api.accounts import account_routes
from almasu.interfaces.api.applications import application_routes
from almasu.interfaces.api.control import control_routes
from almasu.interfaces.api.countersigning import countersigning_routes
from almasu.interfaces.api.given import aware
from almasu.interfaces.api.material_messages import ClosingForm, DestroyedForm
from almasu.interfaces.api.materials import material_routes
from almasu.interfaces.api.messages_of_access import BlockForm
from almasu.interfaces.api.operator import operator_routes
from almasu.interfaces.api.provision import provision_routes
from almasu.interfaces.api.provision_asking import NewMaterial
from almasu.interfaces.api.requests import request_routes
from almasu.interfaces.api.supervision import supervision_routes
from almasu.law.problem import Problem
from almasu.law.typed import YEARS, Typed

ROUTERS = (
    account_routes,
    application_routes,
    control_routes,
    countersigning_routes,
    material_routes,
    operator_routes,
    provision_routes,
    request_routes,
    supervision_routes,
)
BOUNDED_BY_THEIR_OWN = {"ActContent", "Manifest"}
"""Documents whose bytes are signed: what is wrong with their days is told as a gap, at its place."""
ENDS = ("0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31")


def forms() -> dict[str, type]:
    """Every form that an address of the API takes as its body."""
    found = {}
    for router in ROUTERS:
        for route in router().routes:
            for handler in route.route_handlers:
                data = handler.parsed_fn_signature.parameters.get("data")
                if data is not None and isinstance(data.annotation, type):
                    found[data.annotation.__name__] = data.annotation
    return found


def days_in(form: type) -> list[str]:
    def holds(kind: object) -> bool:
        return kind in (date, datetime) or any(holds(one) for one in typing.get_args(kind))

    return [name for name, kind in typing.get_type_hints(form).items() if holds(kind)]


def test_every_form_with_a_day_or_a_moment_is_bounded() -> None:
    dated = {name: form for name, form in forms().items() if days_in(form)}
    assert {"ApplicationForm", "BlockForm", "OrderForm", "WorksForm", "ResolutionForm", "BreachForm"} <= set(dated)
    assert {name for name, form in dated.items() if not issubclass(form, Typed)} == BOUNDED_BY_THEIR_OWN


def test_a_moment_without_an_offset_is_no_form() -> None:
    with pytest.raises(msgspec.ValidationError, match="no offset"):
        msgspec.json.decode(b'{"name": "n", "purpose": "laundering", "until": "2026-12-01T10:00:00"}', type=NewMaterial)


@pytest.mark.parametrize("day", ENDS)
@pytest.mark.parametrize(
    ("form", "body"),
    [
        (ClosingForm, {"kept_until": "{day}"}),
        (DestroyedForm, {"destroyed_on": "{day}T00:00:00+00:00"}),
        (BlockForm, {"reason": "dismissal", "order_signed_at": "{day}T23:59:59+05:00"}),
        (BlockForm, {"reason": "dismissal", "until": "{day}T23:59:59-12:00"}),
    ],
)
def test_a_body_with_an_end_of_the_calendar_is_no_form(form: type, body: dict[str, str], day: str) -> None:
    told = msgspec.json.encode({name: value.format(day=day) for name, value in body.items()})
    with pytest.raises(msgspec.ValidationError, match="end of the calendar"):
        msgspec.json.decode(told, type=form)


@given(some.datetimes(timezones=some.just(UTC)))
def test_a_moment_of_a_query_is_taken_within_its_years_alone(at: datetime) -> None:
    if at.year in YEARS:
        assert aware(at) == at
    else:
        with pytest.raises(Problem):
            aware(at)
