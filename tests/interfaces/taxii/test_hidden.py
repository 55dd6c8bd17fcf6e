"""Hidden, foreign and missing are equally absent, on every channel of the server (DESIGN 7)."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from almasu.interfaces.taxii.headers import MEDIA
from almasu.kernel.interchange.collection import ALERTS, WIDTHS, own_collection
from almasu.kernel.interchange.tlp import MARKINGS
from almasu.kernel.sector.confidentiality import Degree
from interfaces.taxii.conftest import OTHER_BANK, ROOT, indicator

ALL = f"{ROOT}collections/{ALERTS.id}"


def plain(text: str) -> dict[str, object]:
    """An error without the number that each has of its own."""
    said = json.loads(text)
    said.pop("error_id", None)
    return said


async def test_another_organisations_collection_is_as_absent_as_one_that_never_was(door):
    machine, other = await door.machine(), await door.machine(OTHER_BANK)
    narrow = await door.machine(reads=(ALERTS.id,), writes=())
    await door.post(other, other.own, json.dumps({"objects": [indicator(1)]}).encode())
    status = json.loads(await (await door.post(other, other.own, b'{"objects":[]}')).text())["id"]
    missing = str(uuid4())
    for rest in (
        "",
        "objects/",
        "manifest/",
        f"objects/{indicator(1)['id']}/",
        f"objects/{indicator(1)['id']}/versions/",
    ):
        said = []
        for one in (other.own, f"own-{OTHER_BANK}", missing, machine.own):
            answer = await door.get(narrow, f"{ROOT}collections/{one}/{rest}")
            said.append((answer.status, plain(await answer.text()), sorted(answer.headers)))
        assert said[0][0] == 404
        assert all(each == said[0] for each in said)
    foreign, never = [await door.get(machine, f"{ROOT}status/{one}/") for one in (status, missing)]
    assert (foreign.status, plain(await foreign.text())) == (never.status, plain(await never.text()))
    writes = [await door.post(machine, one, b'{"objects":[]}') for one in (other.own, missing)]
    assert [each.status for each in writes] == [404, 404]


@pytest.mark.parametrize("narrowest", WIDTHS)
async def test_nothing_narrower_than_the_account_leaks_on_any_page_count_version_or_cursor(door, narrowest):
    machine = await door.machine(narrowest=narrowest)
    everybody = await door.machine()
    objects = [
        indicator(number, MARKINGS[degree], name=f"secret of {degree}" if hidden(degree, narrowest) else "open")
        for number, degree in enumerate(WIDTHS * 3, 1)
    ]
    # Of an object whose later version is hidden the earlier one stays the last; a hidden first one leaves no gap.
    changed = "2026-11-21T09:00:00.000Z"
    grown = [
        indicator(90, MARKINGS[Degree.CLEAR], name="open"),
        indicator(90, MARKINGS[Degree.RED], modified=changed, name="secret of red" if narrowest != "red" else "open"),
    ]
    await door.publish(objects + grown)
    visible = [one for one in objects if one["name"] == "open"] + [grown[1] if narrowest is Degree.RED else grown[0]]
    for limit in ("1", "2", "100"):
        for kind in ("objects", "manifest"):
            pages = [page async for page in all_pages(door, machine, f"{ALL}/{kind}/", limit)]
            assert "secret" not in "".join(pages)
            found = [one["id"] for page in pages for one in json.loads(page)["objects"]]
            assert found == [one["id"] for one in visible]
            assert len(pages) == -(-len(visible) // int(limit))
    told = json.loads(await (await door.get(machine, f"{ALL}/objects/{grown[0]['id']}/versions/")).text())
    assert len(told["versions"]) == (2 if narrowest is Degree.RED else 1)
    for one in objects:
        by_id = await door.get(machine, f"{ALL}/objects/", match_id=str(one["id"]))
        direct = await door.get(machine, f"{ALL}/objects/{one['id']}/")
        is_open = one["name"] == "open"
        assert (direct.status, await by_id.text() == "{}") == ((200, False) if is_open else (404, True))
    assert len([page async for page in all_pages(door, everybody, f"{ALL}/objects/", "100")]) == 1


async def test_a_cursor_serves_one_machine_one_collection_one_kind_and_the_filters_it_was_given_for(door):
    machine, other = await door.machine(), await door.machine()
    await door.publish([indicator(number) for number in range(1, 6)])
    page = json.loads(await (await door.get(machine, f"{ALL}/objects/", limit="2", match_type="indicator")).text())
    cursor = page["next"]
    assert (await door.get(machine, f"{ALL}/objects/", next=cursor)).status == 200
    assert (await door.get(machine, f"{ALL}/objects/", next=cursor, match_type="indicator")).status == 200
    for asked in (
        door.get(machine, f"{ALL}/objects/", next=cursor, match_type="identity"),
        door.get(machine, f"{ALL}/objects/", next=cursor, added_after="2026-01-01T00:00:00Z"),
        door.get(machine, f"{ALL}/manifest/", next=cursor),
        door.get(other, f"{ALL}/objects/", next=cursor),
        door.get(machine, f"{ROOT}collections/{own_collection('').id}/objects/", next=cursor),
        door.get(machine, f"{ALL}/objects/", next=cursor[:-1] + ("A" if cursor[-1] != "A" else "B")),
        door.get(machine, f"{ALL}/objects/", next="x" + cursor),
    ):
        assert (await asked).status in (400, 404)


async def all_pages(door, machine, path, limit):
    """The texts of every page, by cursor."""
    text = await (await door.get(machine, path, limit=limit)).text()
    yield text
    while (page := json.loads(text)).get("more"):
        text = await (await door.get(machine, path, limit=limit, next=page["next"])).text()
        yield text


def hidden(degree: Degree, narrowest: Degree) -> bool:
    return WIDTHS.index(degree) < WIDTHS.index(narrowest)


async def test_the_answer_of_an_error_is_of_the_protocol_even_without_an_account(door):
    answer = await door.get(None, f"{ALL}/objects/")
    assert answer.status == 401
    assert answer.headers["Content-Type"] == MEDIA
