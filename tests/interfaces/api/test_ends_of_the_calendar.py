"""A day or a moment at an end of the calendar is the sender's mistake wherever one is taken, never a fault of ours."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some
from litestar import Router
from litestar.routes import HTTPRoute

from almasu.actions.provision.state_compliance import Form
from almasu.interfaces import api
from almasu.interfaces.api.given import aware
from almasu.interfaces.api.material_messages import ClosingForm, DestroyedForm
from almasu.interfaces.api.messages_of_access import BlockForm
from almasu.interfaces.api.provision_asking import NewMaterial
from almasu.law.decree import Decree
from almasu.law.problem import Problem
from almasu.law.typed import YEARS, Dated

BOUNDED_BY_THEIR_OWN = {"ActContent", "Compliance", "Manifest"}
"""Documents whose bytes are signed: what is wrong with their days is told as a gap, at its place."""
ENDS = ("0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31")


def routers() -> Iterator[Router]:
    """Every router of the API, whatever zone it belongs to."""
    for module in pkgutil.iter_modules(api.__path__, f"{api.__name__}."):
        made = importlib.import_module(module.name)
        for name, make in vars(made).items():
            plain = callable(make) and name.endswith("_routes") and make.__module__ == module.name
            if plain and not inspect.signature(make).parameters:
                routes = make()
                if isinstance(routes, Router):
                    yield routes


def forms() -> set[type]:
    """Every form that an address of the API takes as its body, with the forms inside of it."""
    found: set[type] = set()
    for router in routers():
        for route in router.routes:
            for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
                data = handler.parsed_fn_signature.parameters.get("data")
                if data is not None:
                    _gather(data.annotation, found)
    return found


def _gather(kind: object, found: set[type]) -> None:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind not in found:
        found.add(kind)
        for one in typing.get_type_hints(kind).values():
            _gather(one, found)
    for one in typing.get_args(kind):
        _gather(one, found)


def days_in(form: type) -> list[str]:
    def holds(kind: object) -> bool:
        return kind in (date, datetime) or any(holds(one) for one in typing.get_args(kind))

    return [name for name, kind in typing.get_type_hints(form).items() if holds(kind)]


def test_every_form_with_a_day_or_a_moment_is_bounded() -> None:
    dated = {form for form in forms() if days_in(form)}
    zones = {form.__module__.split(".")[2] for form in dated if form.__module__.startswith("almasu.kernel.")}
    assert {"interstate", "interchange", "provision", "supervision", "operating"} <= zones
    assert {"ApplicationForm", "BlockForm", "Decree", "MachineForm", "Brought"} <= {form.__name__ for form in dated}
    assert {form.__name__ for form in dated if not issubclass(form, Dated)} == BOUNDED_BY_THEIR_OWN


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
        (Form, {"kept": "179", "as_of": "{day}", "document": "№ 1"}),
        (Decree, {"name": "№ 1", "signed_on": "2026-01-05", "days_worked": ["2026-01-10", "{day}"]}),
    ],
)
def test_a_body_with_an_end_of_the_calendar_is_no_form(form: type, body: dict[str, Any], day: str) -> None:
    told = msgspec.json.encode(body).decode().replace("{day}", day)
    with pytest.raises(msgspec.ValidationError, match="end of the calendar"):
        msgspec.json.decode(told, type=form)


@given(some.datetimes(timezones=some.just(UTC)))
def test_a_moment_of_a_query_is_taken_within_its_years_alone(at: datetime) -> None:
    if at.year in YEARS:
        assert aware(at) == at
    else:
        with pytest.raises(Problem):
            aware(at)
