"""The options we hand out and the answers we take, with a real Chromium and its virtual authenticator."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from litestar import Litestar, MediaType, get
from playwright.async_api import CDPSession, Page

from actions.conftest import NOON
from almasu.actions.biometrics import Asked
from almasu.connectors.authenticators import WebauthnChecks
from almasu.interfaces.api.saying_access import creation_challenge, use_challenge
from almasu.kernel.parties.authenticator import challenge_of
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from interfaces.portal.browsing import browser, free_port, served

pytestmark = [pytest.mark.browser]

MAKE = """async options => (await navigator.credentials.create(
    {publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options)})).toJSON()"""
USE = """async options => (await navigator.credentials.get(
    {publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options)})).toJSON()"""
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@get("/", media_type=MediaType.HTML, sync_to_thread=False)
def page() -> str:
    return "<!doctype html><title>test</title>"


@dataclass
class Scene:
    """A page of our host in a browser with a device, and the checks of the node."""

    page: Page
    devices: CDPSession
    device: str
    checks: WebauthnChecks


def asked(*known: bytes) -> Asked:
    data = uuid4().bytes
    act = PreparedAct(uuid4(), b"s" * 32, ActPurpose.BIOMETRICS, data, "0" * 32, NOON + timedelta(minutes=5))
    return Asked(act, challenge_of(data), known, uuid4())


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    port = free_port()
    async with browser() as opened, served(Litestar([page], logging_config=None), port):
        shown = await opened.new_page()
        await shown.goto(f"http://localhost:{port}/")
        devices = await shown.context.new_cdp_session(shown)
        await devices.send("WebAuthn.enable")
        added = await devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        checks = WebauthnChecks("localhost", (f"http://localhost:{port}",))
        yield Scene(shown, devices, added["authenticatorId"], checks)


async def test_chromium_makes_and_uses_a_credential_that_we_take(scene: Scene) -> None:
    new = asked()
    answer = await scene.page.evaluate(MAKE, creation_challenge(new, "localhost", "almasu-1").options)
    made = scene.checks.made(json.dumps(answer).encode(), new.challenge)
    assert made is not None
    for _ in range(2):
        entry = asked(made.id)
        answer = await scene.page.evaluate(USE, use_challenge(entry, "localhost").options)
        told = json.dumps(answer).encode()
        assert scene.checks.used(told, entry.challenge, made) is not None
        assert scene.checks.used(told, asked().challenge, made) is None
        assert WebauthnChecks("localhost", ("http://localhost:1",)).used(told, entry.challenge, made) is None


async def test_a_device_whose_user_was_not_verified_makes_nothing(scene: Scene) -> None:
    said = {"authenticatorId": scene.device, "isUserVerified": False}
    await scene.devices.send("WebAuthn.setUserVerified", said)
    with pytest.raises(Exception, match="NotAllowedError"):
        await scene.page.evaluate(MAKE, creation_challenge(asked(), "localhost", "almasu-1").options)
