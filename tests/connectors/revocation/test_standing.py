"""Asking the outside how a certificate stands: the responder, the lists when it is silent, and every kind of outage."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import NotAllowed, networks, pinned
from almasu.connectors.revocation import OutsideRevocation, RevocationPlaces
from almasu.connectors.revocation.lists import Lists
from almasu.kernel.signatures.certificate import read_certificate
from almasu.kernel.signatures.profile import CarrierRule, embedded
from almasu.kernel.signatures.revocation.evidence import CrlSet, OcspAnswer, RevocationEvidence, Unreachable
from almasu.kernel.signatures.story import SignatureVerdict
from almasu.kernel.signatures.verifier import Verifier
from almasu.testing.pki import Pki, cms_sign
from almasu.testing.pki.service import pki_service
from embedded_pki import NOW, OFFICER

LISTS = ("nca_gost", "nca_d_gost", "nca_rsa", "nca_d_rsa")
ROOTS = ("root_gost", "root_rsa")
DEAD = "http://127.0.0.1:9"
CONTENT = b"an act"


@asynccontextmanager
async def asking(
    base: str, responder: str = "", lists: tuple[str, ...] = LISTS, seconds: float = 5.0
) -> AsyncIterator[OutsideRevocation]:
    places = RevocationPlaces(
        responder=responder or f"{base}/ocsp/",
        lists=tuple(f"{base}/crl/{name}.crl" for name in lists),
        root_lists=tuple(f"{base}/crl/{name}.crl" for name in ROOTS),
        seconds=seconds,
    )
    caller = Caller([pinned(url, networks(["127.0.0.0/8"])) for url in (base, places.responder)])
    try:
        yield OutsideRevocation(caller, places)
    finally:
        await caller.close()


@pytest.fixture
async def base(own_pki: Pki) -> AsyncIterator[str]:
    async with pki_service(own_pki, clock=lambda: NOW) as address:
        yield address


async def evidence_on(pki: Pki, outside: OutsideRevocation, label: str) -> RevocationEvidence:
    certificate, issuer = (read_certificate(one) for one in (pki.certificate(label), pki.chain(label)[0]))
    return await outside.standing(certificate, issuer)


def verdict(pki: Pki, label: str, evidence: RevocationEvidence) -> SignatureVerdict:
    verifier = Verifier(embedded(pki.roots(), pki.issuers(), CarrierRule.STRICT))
    examination = verifier.examine(cms_sign(pki.key(label), CONTENT, NOW), CONTENT, None, NOW)
    return verifier.conclude(examination, evidence, NOW).verdict


KEYS = [
    (f"{OFFICER}-gost", SignatureVerdict.VALID),
    (f"{OFFICER}-rsa", SignatureVerdict.VALID),
    (f"{OFFICER}-lost", SignatureVerdict.INVALID),
    ("941208355264-paused", SignatureVerdict.INVALID),
]


@pytest.mark.parametrize(("label", "expected"), KEYS)
async def test_the_responder_is_asked_and_believed_after_checks(
    own_pki: Pki, base: str, label: str, expected: SignatureVerdict
) -> None:
    async with asking(base) as outside:
        evidence = await evidence_on(own_pki, outside, label)
    assert isinstance(evidence, OcspAnswer)
    assert verdict(own_pki, label, evidence) is expected


@pytest.mark.parametrize(("label", "expected"), KEYS)
async def test_a_silent_responder_is_replaced_by_lists(
    own_pki: Pki, base: str, label: str, expected: SignatureVerdict
) -> None:
    async with asking(base, responder=f"{DEAD}/ocsp/") as outside:
        evidence = await evidence_on(own_pki, outside, label)
    assert isinstance(evidence, CrlSet)
    assert evidence.delta is not None
    assert verdict(own_pki, label, evidence) is expected


async def test_without_lists_the_outage_is_told_and_decides_nothing(own_pki: Pki, base: str) -> None:
    label = f"{OFFICER}-gost"
    async with asking(base, responder=f"{DEAD}/ocsp/", lists=("nca_rsa",)) as outside:
        evidence = await evidence_on(own_pki, outside, label)
    assert evidence == Unreachable("no_connection")
    assert verdict(own_pki, label, evidence) is SignatureVerdict.INDETERMINATE


async def test_each_question_has_a_nonce_of_its_own(own_pki: Pki, base: str) -> None:
    async with asking(base) as outside:
        found = [await evidence_on(own_pki, outside, f"{OFFICER}-gost") for _ in range(3)]
    nonces = {one.nonce for one in found if isinstance(one, OcspAnswer)}
    assert len(nonces) == 3
    assert {len(nonce) for nonce in nonces} == {32}


async def test_the_lists_of_the_roots_are_given_whole(own_pki: Pki, base: str) -> None:
    async with asking(base) as outside:
        lists = await outside.authority_lists()
    assert len(lists) == 2


def test_a_place_that_is_not_listed_is_refused_at_the_start() -> None:
    caller = object.__new__(Caller)
    caller._pins = type("Nothing", (), {"allows": lambda *_: False})()
    with pytest.raises(NotAllowed):
        OutsideRevocation(caller, RevocationPlaces("http://ocsp.example/"))


Handler = Callable[[web.Request], "asyncio.Future[web.StreamResponse]"]


@asynccontextmanager
async def responder(handler) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_post("/ocsp/", handler)
    application.router.add_get("/crl/{name}.crl", handler)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def elsewhere(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("http://127.0.0.1:1/")


async def failing(request: web.Request) -> web.StreamResponse:
    return web.Response(status=503)


async def never(request: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError


async def endless(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse()
    await answer.prepare(request)
    for _ in range(100):
        await answer.write(bytes(4096))
    return answer


async def nonsense(request: web.Request) -> web.StreamResponse:
    return web.Response(body=b"<html>sign in to the network</html>")


@pytest.mark.parametrize(
    ("handler", "kind"),
    [
        (elsewhere, Unreachable),
        (failing, Unreachable),
        (never, Unreachable),
        (endless, OcspAnswer),
        (nonsense, OcspAnswer),
    ],
)
async def test_no_misbehaviour_raises_or_opens_anything(own_pki: Pki, handler, kind: type) -> None:
    label = f"{OFFICER}-gost"
    async with responder(handler) as base, asking(base, seconds=0.3) as outside:
        evidence = await evidence_on(own_pki, outside, label)
    assert isinstance(evidence, kind)
    assert verdict(own_pki, label, evidence) is SignatureVerdict.INDETERMINATE


async def test_lists_are_kept_for_a_while_and_through_an_outage(own_pki: Pki) -> None:
    asked: list[str] = []
    time, healthy = [0.0], [True]

    async def counted(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        if not healthy[0]:
            raise web.HTTPServiceUnavailable
        from almasu.testing.pki.lists import base_list

        return web.Response(body=base_list(own_pki.key("nca_rsa"), (), NOW))

    async with responder(counted) as base:
        caller = Caller([pinned(base, networks(["127.0.0.0/8"]))])
        lists = Lists(caller, [f"{base}/crl/nca_rsa.crl"], 5.0, 60.0, lambda: time[0])
        counts = []
        for at, well in ((0.0, True), (59.0, True), (61.0, True), (130.0, False)):
            time[0], healthy[0] = at, well
            assert len(await lists.all()) == 1
            counts.append(len(asked))
        await caller.close()
    assert counts == [1, 1, 2, 3]


async def test_a_responder_that_answers_is_told_from_a_silent_one(own_pki: Pki, base: str) -> None:
    certificate, issuer = (read_certificate(one) for one in (own_pki.issuers()[0], own_pki.roots()[0]))
    async with asking(base) as outside:
        assert await outside.silent(certificate, issuer) == ""
    async with asking(base, responder=DEAD) as outside:
        assert await outside.silent(certificate, issuer) != ""
    async with asking(base, responder=f"{base}/nothing/") as outside:
        assert await outside.silent(certificate, issuer) == "HTTP 404"
