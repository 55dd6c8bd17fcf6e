"""A signed request to the providers over real sockets: the dossier holds every hop with its source, people with why."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientSession

from almasu.kernel.relations.kinds import MEDICAL
from almasu.testing.outside.officer import Officer
from almasu.wiring.demo.main_job import _code_reader, _form, _signer
from almasu.wiring.demo.run import Demo, Subject

pytestmark = pytest.mark.timeout(300)
Answers = dict[int, dict[str, Any]]


async def asked(demo: Demo, *questions: tuple[Subject, list[int]]) -> list[Answers]:
    """What came on each question, by resource."""
    async with ClientSession() as http:
        officer = Officer(http, demo.portal, _signer(demo), _code_reader(http, demo))
        await officer.sign_in()
        found: list[Answers] = []
        for subject, resources in questions:
            request = await officer.send(await officer.prepare(_form(subject, resources)), wait=10)
            await officer.settled(request["id"], 40)
            dossier = await officer.get(f"/requests/{request['id']}/dossier")
            found.append({one["resource"]: one for one in dossier["answers"]})
        return found


def test_every_hop_of_a_dossier_names_its_source_and_its_record(demo: Demo) -> None:
    subject = demo.subjects()[0]
    (answers,) = asyncio.run(asked(demo, (subject, [50, 51])))
    links, paths = answers[50]["records"], answers[51]["records"]
    assert links
    assert paths
    for link in links:
        assert link["subject_id"] == subject.key
        assert link["source_record_id"]
        assert link["source_resource_no"] not in MEDICAL
        assert "valid_from" in link
    for path in paths:
        sources = {int(number) for number in path["source_resource_nos"].split(";")}
        assert len(path["source_resource_nos"].split(";")) == 2
        assert not sources & MEDICAL
        assert path["first_record_id"]
        assert path["second_record_id"]
        assert path["via_id"] in {link["object_id"] for link in links}
    assert len(links) <= 60
    assert len(paths) <= 120


def test_a_person_is_found_by_name_and_the_record_says_why(demo: Demo) -> None:
    subject = demo.subjects()[0]
    (by_number,) = asyncio.run(asked(demo, (subject, [1])))
    (person,) = by_number[1]["records"]
    assert person.get("name_likeness") is None
    name = f"{person['surname']} {person['given_name']} {person['birth_date']}"
    typed = replace(subject, kind="person_name", key=name)
    broad = replace(typed, key=f"{person['surname']} {person['given_name'][:1]}")
    by_name, declined = asyncio.run(asked(demo, (typed, [1]), (broad, [1])))
    (found,) = by_name[1]["records"]
    assert found["iin"] == subject.key
    assert (found["surname_agreement"], found["given_name_agreement"]) == ("same", "same")
    assert declined[1]["state"] == "refused"
    assert declined[1]["records"] == []
