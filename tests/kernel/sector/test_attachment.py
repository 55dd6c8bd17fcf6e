"""Files beside a document: what is taken, under which name, how much of it."""

from __future__ import annotations

import hashlib

import pytest

from almasu.kernel.sector.attachment import LARGEST, MOST, MOST_EVER, attached
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.content import attachments_in, encoded, with_attachments
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.question import Question, Reply
from almasu.law.problem import Problem

TAKEN = {
    "журнал.log": b"Nov 20 09:00 sshd: Failed password",
    "скриншот.PNG": b"\x89PNG\r\n\x1a\n....",
    "report.pdf": b"%PDF-1.7",
    "sample.zip": b"PK\x03\x04....",
    "traffic.pcapng": b"\x0a\x0d\x0d\x0a....",
    "letter.eml": b"<script>alert(1)</script>",
    "full.txt": b"x" * LARGEST,
}
REFUSED = [
    ("kind", "virus.exe", b"MZ"),
    ("kind", "page.html", b"<html>"),
    ("kind", "picture.svg", b"<svg/>"),
    ("kind", "macro.docm", b"PK\x03\x04"),
    ("kind", "nothing", b"text"),
    ("not_what_it_says", "report.pdf", b"<html>"),
    ("not_what_it_says", "virus.txt", b"MZ\x90"),
    ("not_what_it_says", "data.log", b"a\x00b"),
    ("too_large", "empty.txt", b""),
    ("too_large", "large.txt", b"x" * (LARGEST + 1)),
    ("name", "../etc.txt", b"x"),
    ("name", "a\u202etxt.txt", b"x"),
    ("name", ".hidden.txt", b"x"),
    ("name", 'a".txt', b"x"),
    ("name", "a\r\nset-cookie.txt", b"x"),
    ("name", "x" * 200 + ".txt", b"x"),
    ("same_name", "known.txt", b"other"),
]


@pytest.mark.parametrize("name", TAKEN)
def test_evidence_is_taken_and_named_by_its_digest(name: str) -> None:
    beside, digest = attached({}, (), name, TAKEN[name])
    assert beside == {name: hashlib.sha256(TAKEN[name]).hexdigest()} == {name: digest}


@pytest.mark.parametrize(("code", "name", "data"), REFUSED, ids=range(len(REFUSED)))
def test_what_runs_lies_or_is_too_much_is_refused(code: str, name: str, data: bytes) -> None:
    with pytest.raises(Problem) as no:
        attached({"known.txt": "0" * 64}, (), name, data)
    assert (no.value.kind.code, no.value.where) == (f"sector.attachment.{code}", "file")


def test_a_document_has_so_many_files_and_no_more() -> None:
    for beside, ever in (
        ({str(one): str(one) for one in range(MOST)}, ()),
        ({}, [str(one) for one in range(MOST_EVER)]),
    ):
        with pytest.raises(Problem, match=r"sector\.attachment\.too_many"):
            attached(beside, ever, "a.txt", b"one more")


def test_files_lie_beside_a_content_and_change_nothing_in_it() -> None:
    question = Question("a", "b", "c", Degree.AMBER, ("",))
    kept = with_attachments(DocumentKind.REQUEST, encoded(question), {"a.txt": "0" * 64})
    assert attachments_in(DocumentKind.REQUEST, kept) == {"a.txt": "0" * 64}
    assert with_attachments(DocumentKind.REQUEST, kept, {}) == encoded(question)
    assert attachments_in(DocumentKind.ANSWER, encoded(Reply("a", Degree.RED))) == {}
