"""Time stamps from outside: fetched, checked, and every outage a value."""

from collections.abc import AsyncIterator

import pytest

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import networks, pinned
from almasu.connectors.timestamp import OutsideStamping, StampAnswer
from almasu.kernel.signatures.algorithms import Family
from almasu.kernel.signatures.profile import embedded
from almasu.kernel.signatures.revocation.evidence import Unreachable
from almasu.kernel.signatures.timestamp import timestamp_check
from almasu.testing.pki import Pki
from almasu.testing.pki.service import pki_service
from embedded_pki import NOW


@pytest.fixture
async def base(pki: Pki) -> AsyncIterator[str]:
    async with pki_service(pki, clock=lambda: NOW) as address:
        yield address


@pytest.mark.parametrize("family", [Family.GOST_512, Family.RSA, Family.P256])
async def test_a_stamp_comes_and_holds(pki: Pki, base: str, family: Family) -> None:
    caller = Caller([pinned(base, networks(["127.0.0.0/8"]))])
    given = await OutsideStamping(caller, f"{base}/tsp/").stamp(b"checkpoint", family)
    await caller.close()
    assert isinstance(given, StampAnswer)
    trust = embedded(pki.roots(), pki.issuers())
    assert timestamp_check(given.answer, b"checkpoint", family, given.nonce, trust, NOW).at == NOW


@pytest.mark.parametrize(("path", "reason"), [("/nowhere/", "HTTP 404"), ("/crl/nca_gost.crl", "HTTP 405")])
async def test_another_answer_than_a_stamp_is_an_outage(base: str, path: str, reason: str) -> None:
    caller = Caller([pinned(base, networks(["127.0.0.0/8"]))])
    assert await OutsideStamping(caller, base + path).stamp(b"x", Family.RSA) == Unreachable(reason)
    await caller.close()


async def test_a_silent_authority_is_an_outage() -> None:
    caller = Caller([pinned("http://127.0.0.1:9", networks(["127.0.0.0/8"]))])
    assert await OutsideStamping(caller, "http://127.0.0.1:9/tsp/").stamp(b"x", Family.RSA) == Unreachable(
        "no_connection"
    )
    await caller.close()
