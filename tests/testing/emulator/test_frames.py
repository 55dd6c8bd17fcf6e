"""Whatever a site sends, it gets an answer of the protocol, and without a decision nothing is signed."""

import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almasu.testing.emulator import envelopes
from almasu.testing.emulator.basics import Basics
from almasu.testing.emulator.choice import Person, Scripted
from almasu.testing.emulator.envelopes import Call, NotJson, Version
from almasu.testing.emulator.keyring import Keyring
from almasu.testing.emulator.older_calls import CommonUtils
from almasu.testing.emulator.signing import Signing
from almasu.testing.pki import Pki
from embedded_pki import NOW

QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
FIELDS = ["allowedStorages", "format", "data", "signingParams", "signerParams", "locale", "logo"]


@pytest.fixture(scope="module")
def keyring(pki: Pki) -> Keyring:
    return Keyring(pki)


@QUIET
@given(text=st.text(max_size=200) | JSON.map(json.dumps))
def test_any_frame_is_read_or_named(text: str) -> None:
    with suppress(NotJson):
        assert isinstance(envelopes.read_call(text), Call)


@QUIET
@given(method=st.sampled_from(["sign", "getKeyInfo", "signXml", "signXmls", "changeLocale"]), args=JSON, data=st.data())
async def test_any_arguments_are_answered_and_nothing_is_signed(
    keyring: Keyring, method: str, args: object, data
) -> None:
    person, signing = Person(keyring, Scripted([])), Signing(keyring, lambda: NOW)
    if data.draw(st.booleans()):
        args = {name: data.draw(JSON) for name in FIELDS}
    basics = Basics(keyring, person, signing, Version.CURRENT, lambda: NOW)
    common = CommonUtils(keyring, person, signing, lambda: NOW)
    reply = await basics.answer(Call("", method, args), "")
    assert reply == {"body": {}, "status": True} or reply["status"] is False
    assert (await common.answer(Call("", method, args), ""))["code"] in ("200", "500")
