"""Every form of every office, filled in badly: an error beside the field and at the top, input kept, never a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from lxml import html

from almasu.interfaces.addresses_of_offices import OF_OFFICES
from almasu.interfaces.portal.offices.office import Deed, Office
from powers.expected import Outcome
from powers.people import Somebody
from powers.test_offices import KINDS, LACKING, OTHER_KINDS, expected_at, plain
from powers.test_pages import COMING_IN, Browser
from powers.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")
TEXTS = frozenset({"text", "textarea"})
DATES = frozenset({"date", "datetime-local"})
GOOD = {"date": "2026-11-20", "datetime-local": "2026-11-20T12:00", "number": "1", "checkbox": "yes"}
LINE = "Ескерту"


@dataclass(frozen=True)
class Control:
    """A field of a form as a browser sees it: `takes` is its kind, `offered` what may be chosen."""

    name: str
    takes: str
    offered: tuple[str, ...] = ()
    filled: str = ""

    def good(self) -> str:
        return self.offered[0] if self.offered else self.filled or GOOD.get(self.takes, LINE)


def controls_in(page: str) -> list[Control]:
    """The fields of the form of a deed."""
    (form,) = html.fromstring(page).xpath('//form[@id="deed-form"]')
    found: dict[str, Control] = {}
    for one in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        name, takes = one.get("name"), one.get("type") if one.tag == "input" else one.tag
        if takes in {"hidden", "file"}:
            continue
        if one.tag == "select":
            offered = tuple(value for value in one.xpath("./option/@value") if value)
        else:
            offered = (one.get("value"),) if takes in {"radio", "checkbox"} and one.get("value") != "yes" else ()
        offered = (*found[name].offered, *offered) if name in found else offered
        found[name] = Control(name, takes, offered, (one.text or "") if one.tag == "textarea" else one.get("value", ""))
    return list(found.values())


BAD: Mapping[str, tuple[frozenset[str], str]] = {
    "nothing": (frozenset(), ""),
    "overlong": (TEXTS, "ұ" * 10_000),
    "control characters": (TEXTS, "Мәтін\x00\x08\x1b[31m"),
    "turned text": (TEXTS, "Мәтін\u202eнітәМ"),
    "no dates": (DATES, "2026-02-30"),
    "dates beyond": (DATES, "9999-12-31T23:59"),
    "not offered": (frozenset({"select", "radio", "checkbox"}), "nothing like it"),
    "emoji": (TEXTS, "🧨🙂 мәтін"),
    "formula": (TEXTS, '=HYPERLINK("http://x.example";"y")'),
    "markup": (TEXTS, "<script>alert(1)</script>{{ 7*7 }}"),
}
MUST_REFUSE = frozenset({"nothing", "overlong", "control characters", "turned text", "no dates", "not offered"})


def filled(controls: list[Control], kind: str) -> dict[str, str]:
    kinds, bad = BAD[kind]
    if kind == "nothing":
        return {one.name: "" for one in controls}
    return {one.name: bad if one.takes in kinds else one.good() for one in controls}


def wrong_with(answer: Any, controls: list[Control], sent: Mapping[str, str], kind: str) -> Iterator[str]:
    """Say what an answer to a badly filled form lacks."""
    if answer.status_code >= 500:
        yield f"a fault: {answer.status_code}"
        return
    if answer.status_code in {200, 303}:
        touched = [one for one in controls if one.takes in BAD[kind][0] or kind == "nothing"]
        if kind in MUST_REFUSE and touched:
            yield f"was taken: {answer.status_code} {answer.headers.get('location', '')}"
        return
    page = html.fromstring(answer.text)
    lines = page.xpath('//div[contains(@class, "govuk-error-summary")]//li')
    if not lines:
        yield f"{answer.status_code} without a summary at the top"
        return
    beside = set(page.xpath('//p[contains(@class, "govuk-error-message")]/@id'))
    for line in lines if answer.status_code == 422 else ():
        names = [one.removeprefix("#") for one in line.xpath('./a[starts-with(@href, "#")]/@href')]
        if not any(f"{name}-wrong" in beside for name in names):
            yield f"not said beside a field: {' '.join(line.text_content().split())[:120]}"
    shown = {name: value for name, value in sent.items() if next(c for c in controls if c.name == name).takes in TEXTS}
    kept = {one.name: one.filled for one in controls_in(answer.text)}
    for name, value in shown.items():
        if comparable(kept.get(name, "")) != comparable(value):
            yield f"{name} is not kept: {kept.get(name, '')[:40]!r}"


def comparable(text: str) -> str:
    """A text without what a page cannot carry."""
    return re.sub(r"[\x00-\x1f\s\ufffd]", "", text)


def whoever_may(world: World, office: Office, deed: Deed) -> tuple[Somebody, str] | None:
    """Somebody who has the power of a deed, and its address on something they reach."""
    place = plain(deed.place)
    power, names = OF_OFFICES[place], re.findall(r"{(\w+)}", place)
    kind = OTHER_KINDS.get(place, KINDS[names[-1]] if names else "")
    for thing in world.things[kind] if kind else (None,):
        for who in world.people.values():
            if who.tries and expected_at(office, deed, power, who, thing) is Outcome.THROUGH:
                return who, re.sub(r"{\w+}", thing.id, place) if thing is not None else place
    return None


@dataclass(frozen=True)
class Form:
    """A form as whoever may fill it in finds it."""

    place: str
    who: Somebody
    address: str
    controls: list[Control]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def forms(world: World) -> list[Form]:
    """The forms of all deeds that have fields."""
    browser, found = await Browser.of(world), []
    for office, deed in ((one, deed) for one in world.offices for deed in one.deeds):
        if (place := plain(deed.place)) in LACKING:
            continue
        able = whoever_may(world, office, deed)
        assert able is not None, f"{place}: nobody of the world may do it"
        blank = await browser.goes(able[0], f"GET {able[1]}", {})
        assert blank.status_code == 200, f"{place}, {able[0].name}: {blank.status_code}"
        found.append(Form(place, *able, controls_in(blank.text)))
    return [one for one in found if one.controls]


@pytest.mark.parametrize("kind", BAD)
async def test_a_badly_filled_form_comes_back_with_its_mistakes_and_all_that_was_typed(
    world: World, forms: list[Form], kind: str
) -> None:
    browser, wrong = await Browser.of(world), []
    for form in forms:
        sent = filled(form.controls, kind)
        answer = await browser.goes(form.who, f"POST {form.address}", sent)
        assert answer.headers.get("location") not in COMING_IN, f"{form.place}: {form.who.name} was sent away"
        wrong += [f"{form.place}: {one}" for one in wrong_with(answer, form.controls, sent, kind)]
    assert len(forms) > 20
    assert wrong == [], "\n".join(wrong)
