"""Requests and files of the sector over pages and programs: there for those they concern, absent for all others."""

from __future__ import annotations

import base64
import re
from uuid import uuid4

import pytest

from actions.sector.conftest import OTHER_BANK
from almasu.interfaces.addresses_of_programs import API
from almasu.interfaces.addresses_of_sector import PLACES_OF_SECTOR
from almasu.law.text import Language
from interfaces.portal.reading_pages import clean_words
from powers.sector_world import SectorWorld

pytestmark = pytest.mark.asyncio(loop_scope="session")
FIELDS = {
    "subject": "Phishing domain",
    "text": "Have letters from this domain come to you?",
    "reason": "To know how far the attack went.",
    "confidentiality": "amber",
}
NAME, DATA = "хат.eml", b"From: bank\n<script>alert(1)</script>\n"
OUTSIDERS = ("insurer", "insurer's head")
LISTS = ("documents", "inbox", "requests/open", "requests/received", "requests/sent")


async def asked(zone: SectorWorld) -> tuple[str, str]:
    """A request of the bank to the other bank and the authorised body, with a file; its number and the file's."""
    form = {"kind": "request", "fields": FIELDS, "addressees": [OTHER_BANK, ""]}
    document = (await zone.ask("worker", f"POST {API}/documents", form)).json()["id"]
    sent = {"name": NAME, "data": base64.b64encode(DATA).decode()}
    answer = await zone.ask("worker", f"POST {API}/documents/{document}/attachments", sent)
    assert answer.status_code == 201, answer.text
    await zone.ask("worker", f"POST {API}/documents/{document}/to-head")
    act = (await zone.ask("head", f"POST {API}/consents/prepare", {"document": document})).json()
    said = base64.b64decode(act["data"]) if "data" in act else str(act).encode()
    assert answer.json()[0]["sha256"].encode() in said, "what is signed names the digest of the file"
    done = await zone.ask("head", f"POST {API}/consents", zone.signed("head", act["id"]))
    assert done.status_code == 201, done.text
    return document, answer.json()[0]["id"]


async def test_a_request_is_there_for_those_it_concerns_alone(zone: SectorWorld) -> None:
    before = {who: [(await zone.ask(who, f"GET {API}/{name}")).text for name in LISTS] for who in OUTSIDERS}
    document, file = await asked(zone)
    missing = str(uuid4())
    for who in ("worker", "other worker", "other head", "centre"):
        assert (await zone.ask(who, f"GET {API}/documents/{document}")).status_code == 200, who
        assert FIELDS["subject"] in (await zone.open(who, "/requests")).text, who
    for who in OUTSIDERS:
        assert [(await zone.ask(who, f"GET {API}/{name}")).text for name in LISTS] == before[who]
        assert FIELDS["subject"] not in (await zone.open(who, "/requests")).text
        for place in PLACES_OF_SECTOR:
            if "{document}" in place:
                pages = [
                    await zone.open(who, place.replace("{document}", one).replace("{file}", file))
                    for one in (document, missing)
                ]
                assert len({one.status_code for one in pages}) == 1, (who, place)
                assert all(FIELDS["subject"] not in one.text for one in pages)
        for path in ("documents/{}", f"documents/{{}}/attachments/{file}"):
            hidden, absent = [await zone.ask(who, f"GET {API}/{path.format(one)}") for one in (document, missing)]
            assert hidden.status_code == absent.status_code == 404
            assert hidden.json()["code"] == absent.json()["code"] == "paper.unknown"
    seen = (await zone.ask("other worker", f"GET {API}/documents/{document}")).json()
    assert "addressees" not in seen["fields"], "whom else it went to is not theirs to know"
    assert (seen["asked"]["state"], seen["asked_of"]) == ("received", [])


async def test_a_file_is_bytes_to_save_on_every_channel(zone: SectorWorld) -> None:
    document, file = await asked(zone)
    page = (await zone.open("other worker", f"/documents/{document}")).text
    assert "alert(1)" not in page
    assert f"/documents/{document}/attachments/{file}" in page
    for answer in (
        await zone.open("other worker", f"/documents/{document}/attachments/{file}"),
        await zone.ask("other worker", f"GET {API}/documents/{document}/attachments/{file}"),
    ):
        assert (answer.status_code, answer.content) == (200, DATA)
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"].startswith("sandbox")
        assert re.match(r"attachment; filename=\"___.eml\"; filename\*=UTF-8''%", answer.headers["content-disposition"])
    large = {"name": "a.txt", "data": base64.b64encode(b"x" * 2_000_000).decode()}
    draft = await zone.ask("worker", f"POST {API}/documents", {"kind": "request", "fields": FIELDS, "addressees": [""]})
    path = f"{API}/documents/{draft.json()['id']}/attachments"
    assert (await zone.ask("worker", f"POST {path}", large)).status_code == 413
    for name, data in (("a.exe", b"MZ"), ("a.pdf", b"<html>"), ("../a.txt", b"x"), ("a.txt", b"\x00"), ("a.txt", b"")):
        refused = await zone.ask("worker", f"POST {path}", {"name": name, "data": base64.b64encode(data).decode()})
        assert refused.status_code == 422, name
        assert refused.json()["code"].startswith("sector.attachment."), name


@pytest.mark.parametrize("language", Language)
async def test_pages_of_a_request_say_no_word_of_another_language(
    zone: SectorWorld,
    language: Language,
) -> None:
    document, _ = await asked(zone)
    form = {"take": "work", "comment": "We look it up in the journals."}
    assert (await zone.ask("other worker", f"POST {API}/requests/{document}/taking", form)).status_code == 200
    for who, deeds in {
        "worker": ("",),
        "other worker": ("", "/answer", "/take"),
        "other head": ("", "/decide-taking", "/entrust"),
        "centre": ("", "/take", "/answer-as-centre"),
    }.items():
        for place in ("/", "/requests", "/requests/earlier", *(f"/documents/{document}{deed}" for deed in deeds)):
            page = await zone.open(who, place, language)
            assert page.status_code == 200, (who, place)
            assert clean_words(page.text, language) == [], (who, place, language)
