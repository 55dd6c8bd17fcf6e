"""Two sides make a joint act: drafted by both, approved by both, signed by both heads, taken along, renewed (FMA-5)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from almasu.kernel.provision.joint_act import read_act
from almasu.law.canonical import sha256_hex
from almasu.law.moment import in_astana
from almasu.testing.provision.bodies import LAND_BIN, somebody
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from journeys.visitor import Visitor, visitor

pytestmark = pytest.mark.timeout(300)
HEAD, RESPONSIBLE = somebody("head_of_body", LAND_BIN), somebody("body_responsible", LAND_BIN)
OFFICER, HEAD_OF_AGENCY = somebody("agency_officer"), somebody("head_of_agency")
ACTS = "/provision/acts"
NUMBER, NEXT = "17-ЖЕ", "18-ЖЕ"
LINES = (
    "row_id | integer | open | + | нөмір | номер | number\n"
    "iin | iin | personal | + | ЖСН | ИИН | IIN\n"
    "paid | decimal | personal | - | төленген | выплачено | paid"
)
CONTACTS = {
    f"{side}_{part}": value
    for side, host in (("body", "land.kz"), ("agency", "fma.kz"))
    for part, value in (("position", "Бөлім басшысы"), ("phone", "+77172000000"), ("email", f"unit@{host}"))
}


def typed() -> dict[str, str]:
    """What the responsible person types: the head of the act and its first set."""
    today = in_astana(now()).date()
    return {
        "number": NUMBER,
        "city": "Астана",
        "since": today.isoformat(),
        "until": (today + timedelta(days=200)).isoformat(),
        "purposes": "laundering",
        "confidentiality_kk": "Мәліметтер құпия сақталады.",
        "confidentiality_ru": "Сведения хранятся в тайне.",
        **CONTACTS,
        **of_set("2"),
    }


def of_set(days: str) -> dict[str, str]:
    return {
        "code": "payments",
        "name_kk": "Төлемдер",
        "name_ru": "Выплаты",
        "name_en": "Payments",
        "source": "payments_of_an_act",
        "fields": LINES,
        "keys": "iin",
        "secrecy": "personal",
        "way": "integration",
        "giving": "scheduled",
        "amount": days,
        "unit": "working_days",
        "period": "monthly",
        "extent": "full",
        "format": "csv",
        "day": "5",
        "hour": "9",
    }


async def states(one: Visitor) -> None:
    """A head states that both acts on protection are kept, as of a day of this journey alone."""
    as_of = (in_astana(now()).date() - timedelta(days=11)).isoformat()
    for kept in ("179", "832"):
        await one.does("/provision/conditions/new", {"kept": kept, "as_of": as_of, "document": f"{kept}/11"})


async def describes(one: Visitor) -> None:
    source = {
        "code": "payments_of_an_act",
        "name_kk": "Төлемдер базасы",
        "name_ru": "База выплат",
        "kind": "information_resource",
        "staff": "Бөлім",
        "documentation": "Паспорт 11",
        "secrecy": "personal",
        "data_sets": "payments",
    }
    await one.does("/provision/bodies/sources/new", source)


async def drafts(one: Visitor) -> str:
    """Write the draft; a line that cannot be read is named beside its field, and nothing typed is lost."""
    await one.goes(ACTS)
    (place,) = one.last.ways(f"{ACTS}/of/")
    await one.fills_in(place, {**typed(), "fields": "iin | iin"})
    assert "iin | iin" in one.last.wrong("fields"), one.last.words
    await one.fills_in(place, typed())
    assert NUMBER in one.last.words, one.last.words
    return one.last.path


async def test_two_sides_make_an_act(demo: Demo, provision: str) -> None:
    async with (
        visitor(demo, RESPONSIBLE, provision) as responsible,
        visitor(demo, HEAD, provision) as head,
        visitor(demo, OFFICER, provision) as officer,
        visitor(demo, HEAD_OF_AGENCY, provision) as head_of_agency,
    ):
        for one in (responsible, head, officer, head_of_agency):
            await one.comes_in_by_eds()
        await states(head)
        await states(head_of_agency)
        await describes(responsible)

        page = await drafts(responsible)
        await officer.goes(page)
        (change,) = (way for way in officer.last.ways(f"{page}/sets/") if way.endswith("/edit"))
        await officer.fills_in(change, {**of_set("5"), "draft": "1"})
        assert "5 working days" in officer.last.words, officer.last.words
        await responsible.fills_in(change, {**of_set("9"), "draft": "1"})
        assert "was written meanwhile" in responsible.last.words, "what the other side wrote is not written over"

        await responsible.fills_in(f"{page}/put", {})
        await responsible.does(f"{page}/approve", {})
        await officer.does(f"{page}/approve", {})
        await head.does(f"{page}/sign", {})
        assert "in force" not in head.last.words, "one head alone puts nothing in force"
        await head_of_agency.does(f"{page}/sign", {})
        assert "in force" in head_of_agency.last.words, head_of_agency.last.words

        data = await officer.takes(f"{page}/json")
        assert read_act(data).data_sets[0].term.amount == 5
        assert sha256_hex(data) in (await officer.goes(page)).words
        for language in ("kk", "ru"):
            assert (await officer.takes(f"{page}/pdf-{language}")).startswith(b"%PDF-")

        await responsible.fills_in(f"{page}/renew", {"number": NEXT})
        renewed = responsible.last.path
        await officer.goes(f"{renewed}/differences")
        assert "first day" in officer.last.words, officer.last.words
        assert officer.last.words.count("more moves") == 1, "the column's name alone: a renewal widens nothing"
        for place in (ACTS, page, renewed, f"{renewed}/differences", f"{renewed}/put", "/provision/obligations"):
            await officer.reads_in_every_language(place)
