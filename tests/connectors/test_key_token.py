"""A token by PKCS #11: its keys never leave it, its PIN is told to nobody, and it may go away and come back."""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
import subprocess
import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID, uuid4

import pkcs11
import pytest
from pkcs11 import Attribute, ObjectClass

from almasu.connectors.key_token.library import library_of
from almasu.connectors.key_token.token import KeyToken, TokenPlace
from almasu.kernel.sealing import seal
from almasu.law.problem import Fault, Problem
from soft_token import PIN, SoftToken

DATA_KEY = bytes(range(32))


@pytest.fixture
def place(soft_token: SoftToken, tmp_path: Path) -> TokenPlace:
    return TokenPlace(soft_token.library, soft_token.label, soft_token.pin_file, tmp_path / "making", 60.0)


@pytest.fixture
def token(place: TokenPlace) -> KeyToken:
    return KeyToken(place)


@pytest.fixture
def key(token: KeyToken) -> UUID:
    number = uuid4()
    token.make_key(number)
    return number


@pytest.fixture
def begun_anew(place: TokenPlace) -> Iterator[None]:
    """Leave the library as it is begun for the next test, with no login."""
    library_of(place.library).ask(library_of(place.library).begin_anew, 60.0)
    yield
    library_of(place.library).ask(library_of(place.library).begin_anew, 60.0)


def problem_of(place: TokenPlace) -> Problem:
    with pytest.raises(Problem) as raised:
        KeyToken(place).has_key(UUID(int=1))
    return raised.value


def test_keys_cannot_be_read_out_of_the_token_nor_wrapped_by_another(token, key, place):
    other = uuid4()
    token.make_key(other)

    def looked() -> list[object]:
        session = token._opened(library_of(place.library))._opened
        ours, wrapping = (
            next(iter(session.get_objects({Attribute.CLASS: ObjectClass.SECRET_KEY, Attribute.ID: one.bytes})))
            for one in (key, other)
        )
        with pytest.raises(pkcs11.AttributeSensitive):
            _ = ours[Attribute.VALUE]
        with pytest.raises(pkcs11.KeyUnextractable):
            wrapping.wrap_key(ours, mechanism=pkcs11.Mechanism.AES_KEY_WRAP)
        with pytest.raises(pkcs11.PKCS11Error):
            ours[Attribute.EXTRACTABLE] = True
        return [ours[one] for one in (Attribute.SENSITIVE, Attribute.EXTRACTABLE, Attribute.LOCAL)]

    assert library_of(place.library).ask(looked, 60.0) == [True, False, True]


def test_nothing_of_a_data_key_stays_in_the_token(token, key, place):
    token.unwrapped(key, token.wrapped(key, DATA_KEY))

    def extractable() -> int:
        session = token._opened(library_of(place.library))._opened
        return len(list(session.get_objects({Attribute.EXTRACTABLE: True})))

    assert library_of(place.library).ask(extractable, 60.0) == 0


def test_a_key_that_is_brought_wraps_as_it_did_outside(token):
    number, value = uuid4(), secrets.token_bytes(32)
    token.bring_key(number, value)
    token.bring_key(number, bytes(32))
    assert token.wrapped(number, DATA_KEY) == seal.wrapped(value, DATA_KEY)
    token.destroy_key(number)
    token.destroy_key(number)
    with pytest.raises(Fault, match="no key"):
        token.wrapped(number, DATA_KEY)


def test_a_key_that_another_process_destroyed_is_missed_and_the_rest_goes_on(token, key, place, soft_token):
    wrapped, other = token.wrapped(key, DATA_KEY), uuid4()
    token.make_key(other)
    told = (
        "import sys; from pathlib import Path; from uuid import UUID;"
        "from almasu.connectors.key_token.token import KeyToken, TokenPlace;"
        "KeyToken(TokenPlace(*map(Path, sys.argv[1:2]), sys.argv[2], *map(Path, sys.argv[3:5]), 60.0))"
        ".destroy_key(UUID(sys.argv[5]))"
    )
    words = [place.library, place.label, place.pin_file, place.making, key]
    subprocess.run([sys.executable, "-c", told, *map(str, words)], check=True)
    with pytest.raises(Fault, match="no key"):
        token.unwrapped(key, wrapped)
    assert token.unwrapped(other, token.wrapped(other, DATA_KEY)) == DATA_KEY


def test_a_child_process_has_a_login_of_its_own_and_its_parent_keeps_its(token, key):
    wrapped = token.wrapped(key, DATA_KEY)
    with warnings.catch_warnings():
        # Later Pythons warn of forking beside threads, which is just what is tried here.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            os._exit(0 if token.unwrapped(key, wrapped) == DATA_KEY else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert token.unwrapped(key, wrapped) == DATA_KEY


def test_a_token_that_was_away_is_a_problem_and_serves_again_when_it_is_back(token, key, soft_token):
    wrapped = token.wrapped(key, DATA_KEY)
    away = soft_token.tokens.rename(soft_token.folder / "away")
    try:
        seen = []
        for _ in range(3):
            with pytest.raises((Problem, Fault)) as raised:
                token.unwrapped(key, wrapped)
            seen.append(getattr(raised.value, "kind", None))
    finally:
        away.rename(soft_token.tokens)
    assert [one.code for one in seen[1:]] == ["keys.token_away"] * 2
    assert token.unwrapped(key, wrapped) == DATA_KEY


def test_a_call_that_hangs_holds_nobody_up(place, key):
    hasty = KeyToken(replace(place, seconds=0.3))
    with place.making.open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Problem, match=r"no answer within 0\.3 s"):
            hasty.make_key(uuid4())
        with pytest.raises(Problem, match="still hangs"):
            KeyToken(place).wrapped(key, DATA_KEY)
    hanging = library_of(place.library)._hangs
    assert hanging is not None
    hanging.result(60)
    assert KeyToken(place).wrapped(key, DATA_KEY)


@pytest.mark.parametrize(
    ("said", "mode", "because"),
    [
        (PIN[:-1], 0o600, "PinIncorrect"),
        ("", 0o600, "no PIN on one line"),
        (f"{PIN}\nsecond", 0o600, "no PIN on one line"),
        ("9" * 300, 0o600, "no PIN on one line"),
        (PIN, 0o604, "everybody may read its file"),
        (None, 0o600, "its file is not read"),
    ],
)
def test_a_pin_that_is_not_taken_is_a_problem_that_does_not_tell_it(
    place, tmp_path, caplog, begun_anew, said, mode, because
):
    wrong = replace(place, pin_file=tmp_path / "pin")
    if said is not None:
        wrong.pin_file.write_text(said)
        wrong.pin_file.chmod(mode)
    with caplog.at_level(logging.DEBUG):
        problem = problem_of(wrong)
    assert (problem.kind.code, problem.kind.status) == ("keys.pin_refused", 503)
    assert because in problem.title.en
    words = [str(problem), problem.title.kk, problem.title.ru, problem.remedy.en, caplog.text]
    assert not said or not any(said.strip() in one for one in words)


def test_a_refused_pin_is_not_sent_again_until_its_file_changes(place, tmp_path, begun_anew):
    own = replace(place, pin_file=tmp_path / "pin")
    own.pin_file.touch(mode=0o600)
    own.pin_file.write_text("wrong")
    token = KeyToken(own)
    for because in ("PinIncorrect", "refused before", "refused before"):
        with pytest.raises(Problem, match="does not take") as raised:
            token.has_key(UUID(int=1))
        assert because in raised.value.title.en
    own.pin_file.write_text(PIN)
    assert not token.has_key(UUID(int=1))


def test_the_last_try_before_a_token_locks_itself_is_not_made(token):
    # SoftHSM never locks itself, so what its token tells is put in place of it; opening a session would fail here.
    with pytest.raises(Problem, match="does not take") as raised:
        token._logged_in(SimpleNamespace(flags=pkcs11.TokenFlag.USER_PIN_FINAL_TRY))
    assert "would lock the token" in raised.value.title.en


@pytest.mark.parametrize(
    ("change", "because"),
    [({"label": "another"}, "NoSuchToken"), ({"library": Path("/nowhere/lib.so")}, "while loading")],
)
def test_a_token_that_is_not_there_is_a_problem(place, change, because):
    problem = problem_of(replace(place, **change))
    assert problem.kind.code == "keys.token_away"
    assert because in problem.title.en
