"""The document made to be read: all three languages, the pack attached, and hostile text set as text."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

import msgspec
import pytest
import typst

from almasu.actions.make_evidence_pack import Made
from almasu.kernel.evidence_pack.content import Pack, Words, body_digest, code_of, pack_bytes
from almasu.kernel.evidence_pack.report import report
from almasu.kernel.grounds.called import Called
from almasu.kernel.materials.mark import CONFIDENTIAL
from almasu.law.text import Language, Text
from almasu.wiring import evidence_pdf
from almasu.wiring.evidence_pdf import pdf_of
from kernel.evidence_pack.making import Making, changed

HOSTILE = [
    "*strong* _emph_ `raw` $x^2$ = heading",
    '#read("/etc/passwd") #import "@preview/x:1.0.0" #sys.inputs',
    '#link("https://example.org")[x] https://example.org @label <label>',
    "]]] ))) }}} #[ #( #{ \\ \" ' // /* */",
    "</script><svg onload=alert(1)>",
    "\u202eright to left\u202c \x1b[31m \u2028",
]
CALLED = Called(
    {"financial_monitoring": Text("Қаржы мониторингі", "Финансовый мониторинг", "Financial monitoring")},
    {"check": Text("Тексеру", "Проверка", "A check")},
)
MARKUP = ("strong", "emph", "raw", "math.equation", "link", "heading", "ref")


def made(pack: Pack, who: str = "Сағынтаев Нұрлан") -> Made:
    return Made(uuid4(), pack_bytes(pack), pack, who)


def elements(given: Made, selector: str) -> list[Any]:
    """The elements of one kind that the document came to hold."""
    told = json.dumps(report(given.data, given.pack, given.who, CALLED, Language.EN))
    inputs = {"told": told, "pack": "{}", "qr": evidence_pdf._qr("x")}
    found = typst.query(evidence_pdf._template(), selector, sys_inputs=inputs, ignore_system_fonts=True)
    return list(json.loads(found))


@pytest.mark.parametrize("language", list(Language))
async def test_it_is_a_pdf_with_the_pack_attached(language: Language) -> None:
    document = await pdf_of(made(Making().pack()), CALLED, language)
    assert document.startswith(b"%PDF-")
    assert b"almasu-evidence.json" in document
    assert b"EmbeddedFile" in document


async def test_the_same_pack_makes_the_same_document() -> None:
    given = made(Making().pack())
    assert await pdf_of(given, CALLED, Language.KK) == await pdf_of(given, CALLED, Language.KK)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_text(text: str) -> None:
    making = Making()
    names = {"1": Words(text, text, text), "3": Words(text, text, text)}
    body = changed(
        making.pack(), names=names, node=text, made_by=text, rules={"sio_pso.ground": Words(text, text, text)}
    )
    given = made(making.exported(body), who=text)
    assert (await pdf_of(given, CALLED, Language.RU)).startswith(b"%PDF-")
    assert [kind for kind in MARKUP if elements(given, kind)] == []


def test_markup_would_be_seen_if_it_were_evaluated() -> None:
    found = typst.query(b"*strong*", "strong", ignore_system_fonts=True)
    assert json.loads(found)


def test_it_carries_watermark_code_and_what_the_node_found() -> None:
    given = made(Making().pack())
    told = report(given.data, given.pack, given.who, CALLED, Language.KK)
    body = given.pack.body
    assert told["code"] == code_of(body_digest(body))
    assert all(part in str(told["watermark"]) for part in (given.who, body.made_at, body.number))
    assert CONFIDENTIAL.kk in str(told["foot"])
    assert len(told["checked"]) == 12  # type: ignore[arg-type]
    assert "850101300015 (ЖСН)" in json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize("language", list(Language))
def test_ground_and_purpose_are_called_as_its_reader_calls_them(language: Language) -> None:
    given = made(Making().pack())
    told = json.dumps(report(given.data, given.pack, given.who, CALLED, language)["facts"], ensure_ascii=False)
    named = [table.said_in(language) for names in (CALLED.grounds, CALLED.purposes) for table in names.values()]
    assert " · ".join(named) in told
    assert "financial_monitoring" not in told


def test_no_character_of_the_document_turns_the_line_around() -> None:
    given = replace(made(Making().pack()), who=HOSTILE[-1])
    told = json.dumps(report(given.data, given.pack, given.who, CALLED, Language.EN), ensure_ascii=False)
    assert not {"\u202e", "\u202c", "\x1b"} & set(told)
    assert msgspec.json.decode(told)
