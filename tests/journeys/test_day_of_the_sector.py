"""An alert from its draft to processed, a request to its answers: people of two banks and the centre, real keys."""

from __future__ import annotations

import hashlib

import pytest

from almasu.testing.people import KEREGE_BIN, SECTOR, SHANYRAQ_BIN, DemoPerson
from almasu.wiring.demo.run import Demo
from journeys.visitor import Visitor, visitor

pytestmark = pytest.mark.timeout(300)
ALERT = {
    "source": "Mail gateway of the bank",
    "threat": "phishing",
    "severity": "high",
    "confidentiality": "amber",
    "description": "Letters in the name of the bank lead to a false page of signing in.",
    "recommendations": "Block the sender's domain and warn clients.",
    "addresses": "203.0.113.7\n198.51.100.0/24",
    "names": "kerege-bank.example",
}


def one(role: str, organisation: str = "") -> DemoPerson:
    """The person of the sector with this role, of an organisation where one is named."""
    return next(who for who in SECTOR if who.role == role and organisation in ("", who.body_bin))


WORKER, HEAD = one("responsible_worker", KEREGE_BIN), one("head_of_security", KEREGE_BIN)
OTHER_WORKER, OTHER_HEAD = one("responsible_worker", SHANYRAQ_BIN), one("head_of_security", SHANYRAQ_BIN)
CENTRE = one("sectoral_centre")


async def drafts(demo: Demo, sector: str) -> str:
    """The worker writes an alert and puts it before the head; returns its page."""
    async with visitor(demo, WORKER, sector) as worker:
        await worker.comes_in_by_eds()
        assert "To consent to" not in worker.last.words
        await worker.fills_in("/inbox/alert", {**ALERT, "confidentiality": "red"})
        assert "TLP:RED" in worker.last.wrong("confidentiality")
        await worker.sends("/inbox/alert", ALERT)
        page = worker.last.path
        assert page.startswith("/documents/"), worker.last.words
        await worker.fills_in(f"{page}/to-head", {})
        assert "with the head for consent" in worker.last.words
        assert (await worker.goes(f"{page}/consent")).status == 403, "not the worker's to do"
        return page


async def consents(demo: Demo, sector: str, page: str) -> None:
    """The head signs exactly this alert."""
    async with visitor(demo, OTHER_HEAD, sector) as other:
        await other.comes_in_by_eds()
        assert (await other.goes(page)).status == 404, "nobody else sees what was not sent"
    async with visitor(demo, HEAD, sector) as head:
        await head.comes_in_by_eds()
        await head.goes("/approvals")
        assert page in head.last.ways("/documents/")
        await head.fills_in(f"{page}/consent", {})
        assert "kerege-bank.example" in head.last.words, "the head reads what leaves"
        assert "Degree of threat" in head.last.words
        await head.signs()
        assert head.last.path == page, head.last.words
        assert "sent" in head.last.words


async def reacts(demo: Demo, sector: str, page: str) -> None:
    """The other bank accepts with its head's consent, then processes."""
    async with visitor(demo, OTHER_WORKER, sector) as worker, visitor(demo, OTHER_HEAD, sector) as head:
        await worker.comes_in_by_eds()
        assert page in (await worker.goes("/inbox")).ways("/documents/")
        await worker.fills_in(f"{page}/choose", {"choice": "accept", "words": ""})
        assert worker.last.path == page, worker.last.words
        await head.comes_in_by_eds()
        await head.fills_in(f"{page}/decide", {})
        await head.signs()
        assert "accepted" in head.last.words
        await worker.fills_in(f"{page}/processed", {})
        assert "processed" in worker.last.words


async def sees_it_all(centre: Visitor, page: str) -> None:
    """The centre sees who reacted how, and returns the alert as incomplete."""
    await centre.goes(page)
    assert SHANYRAQ_BIN in centre.last.words
    assert "processed" in centre.last.words
    await centre.does(f"{page}/return", {"missing": "The time of the first letter is missing."})
    assert page in (await centre.goes("/centre")).ways("/documents/")


async def test_an_alert_goes_from_its_draft_to_processed_and_back(demo: Demo, sector: str) -> None:
    page = await drafts(demo, sector)
    await consents(demo, sector, page)
    await reacts(demo, sector, page)
    async with visitor(demo, CENTRE, sector) as centre:
        await centre.comes_in_by_eds()
        await sees_it_all(centre, page)


ASKED = {
    "subject": "Domain of the letters",
    "text": "Have letters from kerege-bank.example come to you?",
    "reason": "To know how far the attack went.",
    "confidentiality": "amber",
}
FILE = ("letter.eml", b"From: bank\n\n<script>alert(1)</script>")


async def asks(worker: Visitor, head: Visitor) -> str:
    """The worker asks another bank and the authorised body, with a file; the head consents to exactly that."""
    await worker.comes_in_by_eds()
    await worker.fills_in("/requests/new", {**ASKED, "addressees": [SHANYRAQ_BIN, "regulator"]})
    page = worker.last.path
    assert page.startswith("/documents/"), worker.last.words
    await worker.fills_in(f"{page}/attach", {"file": ("virus.exe", b"MZ")})
    assert "No such kind of file" in worker.last.wrong("file")
    await worker.sends(f"{page}/attach", {"file": FILE})
    await worker.fills_in(f"{page}/to-head", {})
    await head.comes_in_by_eds()
    await head.fills_in(f"{page}/consent", {})
    assert hashlib.sha256(FILE[1]).hexdigest() in head.last.text, "the head signs the digest of the file"
    assert all(whom in head.last.words for whom in (SHANYRAQ_BIN, "The authorised body", "Who is asked"))
    await head.signs()
    assert "Who was asked" in head.last.words
    return page


async def answers(worker: Visitor, head: Visitor, page: str) -> None:
    """The other bank takes the request with a comment and answers it, its head consenting to both."""
    await worker.comes_in_by_eds()
    assert page in (await worker.goes("/requests")).ways("/documents/")
    (file,) = (await worker.goes(page)).ways(f"{page}/attachments/")
    assert await worker.takes(file) == FILE[1]
    await worker.fills_in(f"{page}/take", {"take": "decline", "comment": "no"})
    assert worker.last.wrong("comment"), "nothing is declined without a comment"
    await worker.sends(f"{page}/take", {"take": "work", "comment": "We look it up in our journals."})
    await head.comes_in_by_eds()
    assert f"{page}/decide-taking" in (await head.goes("/approvals")).ways("/documents/")
    await head.does(f"{page}/decide-taking", {})
    assert "taken into work" in head.last.words
    await worker.fills_in(
        f"{page}/answer", {"text": "Twelve letters came, all were blocked.", "confidentiality": "amber"}
    )
    answer = worker.last.path
    await worker.fills_in(f"{answer}/to-head", {})
    await head.does(f"{answer}/consent", {})
    assert "answered" in (await head.goes(page)).words


async def test_a_request_is_asked_taken_and_answered_and_the_authorised_body_answers_by_itself(
    demo: Demo, sector: str
) -> None:
    async with visitor(demo, WORKER, sector) as worker, visitor(demo, HEAD, sector) as head:
        page = await asks(worker, head)
        async with visitor(demo, OTHER_WORKER, sector) as other, visitor(demo, OTHER_HEAD, sector) as other_head:
            await answers(other, other_head, page)
        async with visitor(demo, CENTRE, sector) as centre:
            await centre.comes_in_by_eds()
            await centre.fills_in(f"{page}/take", {"take": "work", "comment": "We prepare the answer."})
            await centre.does(f"{page}/answer-as-centre", {"text": "See clause 10.", "confidentiality": "green"})
        shown = await worker.goes(page)
        assert "We look it up in our journals." in shown.words
        linked = {way for way in shown.ways("/documents/") if way.count("/") == 2 and way != page}
        said = [(await worker.goes(answer)).words for answer in linked]
        for words in ("Twelve letters came", "See clause 10."):
            assert sum(words in one for one in said) == 1
