"""A draft reads back from what was signed to the very same draft; what cannot be read is named field by field."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.answers import SubjectKey
from almasu.kernel.requests.draft import Draft, Form, draft_body, draft_from, in_plain_words, read_form
from almasu.kernel.resources import KeyKind
from almasu.law.canonical import canonical_bytes
from almasu.law.problem import ProblemGroup

WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
NUMBERS = st.integers(1, 52)
FORM = Form(None, " 850101300015 ", " financial_monitoring", "laundering ", "", "2026/114-ТМ", (5, 1, 3, 5))


@st.composite
def drafts(draw) -> Draft:
    return Draft(
        ground=draw(WORDS),
        purpose=draw(WORDS),
        justification=draw(WORDS),
        task=draw(WORDS),
        key=SubjectKey(draw(st.sampled_from(KeyKind)), draw(WORDS)),
        resources=tuple(sorted(draw(st.sets(NUMBERS, max_size=5)))),
        notes=tuple(sorted(draw(st.dictionaries(NUMBERS, WORDS, max_size=3)).items())),
    )


@given(drafts())
def test_what_was_signed_reads_back_as_the_draft_it_was(draft):
    assert draft_from(json.loads(canonical_bytes(draft_body(draft)))) == draft


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", "850101300015"),
        ("key", {"kind": "iin"}),
        ("key", {"kind": "shoe_size", "value": "43"}),
        ("resources", "1,2"),
        ("resources", ["one"]),
        ("notes", ["a"]),
        ("notes", {"five": "because"}),
    ],
)
def test_the_body_of_another_act_is_no_draft(field, value):
    body = {**draft_body(read_form(FORM)), field: value}
    with pytest.raises((KeyError, TypeError, ValueError)):
        draft_from(body)


def test_a_form_is_trimmed_ordered_and_recognised():
    assert read_form(FORM) == Draft(
        ground="financial_monitoring",
        purpose="laundering",
        justification="",
        task="2026/114-ТМ",
        key=SubjectKey(KeyKind.IIN, "850101300015"),
        resources=(1, 3, 5),
    )


def test_empty_notes_are_left_out_and_the_others_follow_their_register():
    read = read_form(replace(FORM, notes=((5, " because "), (3, "  "), (1, "also"))))
    assert read.notes == ((1, "also"), (5, "because"))


@pytest.mark.parametrize(
    ("change", "where", "code"),
    [
        ({"subject": "nobody"}, "subject", "subject.key.shape"),
        ({"subject_kind": KeyKind.IIN, "subject": "850101300016"}, "subject", None),
        ({"justification": "x" * 4001}, "justification", "request.too_long"),
        ({"task": "x" * 101}, "task", "request.too_long"),
        ({"ground": "x" * 101}, "ground", "request.too_long"),
        ({"purpose": "x" * 101}, "purpose", "request.too_long"),
        ({"notes": ((1, "x" * 501),)}, "notes", "request.too_long"),
        ({"subject": "850101\u200b300015"}, "subject", "request.hidden_character"),
        ({"subject_kind": KeyKind.IIN, "subject": "850101300015\ufeff"}, "subject", "request.hidden_character"),
        ({"subject_kind": KeyKind.PERSON_NAME, "subject": "Ахметов\u00adАлмас"}, "subject", "request.hidden_character"),
        ({"task": "114\u202e"}, "task", "request.hidden_character"),
        ({"task": "114\nТапсырма: 115"}, "task", "request.hidden_character"),
        ({"justification": "a\u2066b"}, "justification", "request.hidden_character"),
        ({"ground": "a\x00b"}, "ground", "request.hidden_character"),
        ({"purpose": "a\x7fb"}, "purpose", "request.hidden_character"),
        ({"notes": ((1, "a\x1bb"),)}, "notes", "request.hidden_character"),
        ({"resources": tuple(range(53))}, "resources", "request.too_many_resources"),
    ],
)
def test_what_cannot_be_read_is_named_beside_its_field(change, where, code):
    with pytest.raises(ProblemGroup) as refused:
        read_form(replace(FORM, **change))
    [problem] = refused.value.problems
    assert problem.where == where
    assert problem.kind.code == code or code is None
    assert problem.kind.cites


def test_lines_of_a_browser_and_of_a_program_are_the_same_text():
    windows, unix = (replace(FORM, justification=f" a{end}\tb{end}") for end in ("\r\n", "\n"))
    assert read_form(windows).justification == read_form(unix).justification == "a\n\tb"


def test_every_field_that_cannot_be_read_is_told_at_once():
    with pytest.raises(ProblemGroup) as refused:
        read_form(replace(FORM, subject="", task="x" * 101, resources=tuple(range(99))))
    assert [problem.where for problem in refused.value.problems] == ["subject", "task", "resources"]


def test_the_longest_that_is_allowed_is_read():
    longest = replace(FORM, justification="x" * 4000, task="x" * 100, resources=tuple(range(1, 53)))
    assert len(read_form(longest).resources) == 52


def test_the_person_reads_in_three_languages_what_the_signature_means():
    words = in_plain_words(read_form(FORM))
    for said in (words.kk, words.ru, words.en):
        assert "850101300015" in said
        assert "1, 3, 5" in said
        assert "2026/114-ТМ" in said


def test_braces_in_a_task_are_words_and_not_places_to_fill():
    draft = replace(read_form(FORM), task="{subject} {0} {numbers.__class__}")
    assert "{subject} {0} {numbers.__class__}" in in_plain_words(draft).ru
