"""A right signature is VALID, step after step, in every family."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import fields

import pytest

import almasu.kernel.signatures.reasons as catalogue
from almasu.kernel.signatures.reasons.reason import Outcome, Reason
from almasu.kernel.signatures.revocation.evidence import OcspAnswer, Unreachable
from almasu.kernel.signatures.story import TITLES, SignatureVerdict, story_json
from almasu.law.text import Text


def reasons() -> list[Reason]:
    modules = [
        importlib.import_module(f"{catalogue.__name__}.{one.name}") for one in pkgutil.iter_modules(catalogue.__path__)
    ]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Reason)]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("family", ["gost", "gost256", "rsa", "p256"])
@pytest.mark.parametrize("attached", [False, True])
def test_a_right_signature_is_valid_step_after_step(worlds, family, attached):
    world = worlds(family)
    story = world.told(world.cms(attached=world.content if attached else None))
    assert story.verdict is SignatureVerdict.VALID, [step.code for step in story.steps]
    assert [step.number for step in story.steps if step.outcome is Outcome.PASSED] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11]
    assert story.problem() is None
    assert story.signer is not None
    assert story.signer.iin == "860314450216"


def test_pem_armour_is_taken_off(world):
    import base64

    armoured = b"-----BEGIN CMS-----\n" + base64.encodebytes(world.cms()) + b"-----END CMS-----\n"
    assert world.told(armoured).verdict is SignatureVerdict.VALID


def test_nothing_is_valid_before_revocation_was_asked(world):
    story = world.told(world.cms(), Unreachable("connection refused"))
    assert story.verdict is SignatureVerdict.INDETERMINATE
    problem = story.problem()
    assert problem is not None
    assert problem.kind.code == "signature.undecided"
    assert problem.where == "revocation.unreachable"
    assert "connection refused" in problem.title.kk


def test_why_nobody_answered_is_said_in_the_language_of_the_person(world):
    problem = world.told(world.cms(), Unreachable("no_connection")).problem()
    assert "связь не установилась" in problem.title.ru
    assert "no_connection" not in problem.title.kk


def test_a_refused_signature_needs_no_answer_from_outside(world):
    story = world.told(b"nonsense", Unreachable("never asked"))
    assert story.verdict is SignatureVerdict.INVALID
    assert story.signer is None
    assert {step.number for step in story.steps} <= {0, 1}


def test_a_story_has_a_json_form_with_words_in_three_languages(world):
    told = story_json(world.told(world.cms()))
    assert told["verdict"] == "VALID"
    assert all(set(step["words"]) == {"kk", "ru", "en"} and step["title"]["kk"] for step in told["steps"])


def test_every_reason_has_a_code_of_its_own():
    codes = [reason.code for reason in reasons()]
    assert len(codes) == len(set(codes)) > 80


@pytest.mark.parametrize("reason", reasons(), ids=lambda reason: reason.code)
def test_every_reason_speaks_three_languages_and_says_how_to_mend(reason):
    texts = [reason.words] + ([reason.remedy] if reason.outcome in (Outcome.FAILED, Outcome.INDETERMINATE) else [])
    assert all(getattr(text, language.name).strip() for text in texts for language in fields(Text))
    assert reason.step in TITLES
    places = [sorted(part.split("}")[0] for part in words.split("{")[1:]) for words in
              (reason.words.kk, reason.words.ru, reason.words.en)]  # fmt: skip
    assert places[0] == places[1] == places[2]


@pytest.mark.parametrize(
    ("at", "edition"),
    [("2026-09-05T23:59:59+05:00", "1187/2015"), ("2026-09-06T00:00:00+05:00", "500/НҚ")],
)
def test_the_order_of_the_day_judges(world, at, edition):
    from almasu.law import moment

    then = moment.read(at)
    examination = world.examined(world.cms(at=then), expected=None, at=then)
    assert not examination.refused
    from almasu.kernel.signatures.conclusion import conclude

    story = conclude(examination, OcspAnswer(world.ocsp(at=then), bytes(range(32))), then)
    assert (story.verdict, story.edition) == (SignatureVerdict.VALID, edition)
    cited = {cite for step in story.steps for cite in step.cites}
    assert any(cite.startswith(edition) for cite in cited)
    assert all(not cite.startswith("500/НҚ") for cite in cited) or edition == "500/НҚ"
