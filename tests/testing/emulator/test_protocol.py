"""The protocol: what a site gets for each kind of call, friendly and hostile."""

import asyncio
import base64
import json
import ssl
import struct
from typing import Any

import pytest
from asn1crypto import cms
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from almasu.kernel.signatures.profile import CarrierRule, embedded
from almasu.kernel.signatures.verifier import Verifier
from almasu.law.problem import Problem
from almasu.testing.emulator.choice import Automatic, Cancel, Scripted, Trouble, Use
from almasu.testing.emulator.envelopes import LARGEST_FRAME
from almasu.testing.emulator.server import Setup, emulator_service
from almasu.testing.people import PEOPLE
from almasu.testing.pki import Pki
from embedded_pki import NOW, OFFICER
from testing.emulator.talking import BASICS, COMMON, DATA, der, site

PIN = PEOPLE[0].pin
GOST, RSA = Use(f"{OFFICER}-gost", PIN), Use(f"{OFFICER}-rsa", PIN)
CONTENT = base64.b64decode(DATA)
CANCELLED = {"body": {}, "status": True}


def clock():
    return NOW


def signed_well(pki: Pki, pem: str, content: bytes | None = CONTENT) -> bool:
    """Whether every step but revocation, which is not asked here, passed."""
    examination = Verifier(embedded(pki.roots(), pki.issuers(), CarrierRule.OFF)).examine(der(pem), content, None, NOW)
    return not examination.refused and examination.path is not None


async def test_the_greeting_comes_first_and_the_heartbeat_is_echoed(pki: Pki) -> None:
    async with site(pki, Scripted([]), clock) as one:
        assert one.greeting == {"result": {"version": "1.4"}}
        await one.socket.send("--heartbeat--")
        assert await one.socket.recv() == "--heartbeat--"


@pytest.mark.parametrize(
    "frame",
    ["", "{", "[]", "null", "7", '"text"', "[" * 5000, '{"a":' * 40 + "1" + "}" * 40],
)
async def test_what_is_no_request_is_named_so(pki: Pki, frame: str) -> None:
    async with site(pki, Scripted([]), clock) as one:
        assert await one.said(frame) == {"success": False, "code": "COMMON_JSON_WRAPPING_EXCEPTION"}


@pytest.mark.parametrize("module", ["kz.digiflow.mobile.extensions", "", "kz.gov.pki.knca.applet.Applet", "basics"])
async def test_a_module_we_do_not_have_is_named_so(pki: Pki, module: str) -> None:
    async with site(pki, Scripted([]), clock) as one:
        reply = await one.call(module, "getVersion")
        assert reply == {"success": False, "errorCode": "MODULE_NOT_FOUND"}


@pytest.mark.parametrize("key", [GOST, RSA])
@pytest.mark.parametrize("attached", [True, False])
async def test_a_cms_of_the_chosen_key_verifies(pki: Pki, key: Use, attached: bool) -> None:
    async with site(pki, Scripted([key]), clock) as one:
        reply = await one.sign({"encapsulate": attached})
    (pem,) = reply["body"]["result"]
    inside = cms.ContentInfo.load(der(pem))["content"]["encap_content_info"]["content"].native
    assert inside == (CONTENT if attached else None)
    assert signed_well(pki, pem)


async def test_many_documents_take_one_pin(pki: Pki) -> None:
    chooser = Scripted([GOST])
    documents = [base64.b64encode(f"document {number}".encode()).decode() for number in range(5)]
    async with site(pki, chooser, clock) as one:
        reply = await one.sign(data=documents)
    pems = reply["body"]["result"]
    assert len(chooser.asked) == 1
    assert [signed_well(pki, pem, f"document {n}".encode()) for n, pem in enumerate(pems)] == [True] * 5


async def test_a_time_stamp_is_added_when_the_site_asks_for_it(pki: Pki) -> None:
    async with site(pki, Scripted([GOST, RSA]), clock) as one:
        for _ in range(2):
            reply = await one.sign({"tsaProfile": {}})
            signer = cms.ContentInfo.load(der(reply["body"]["result"][0]))["content"]["signer_infos"][0]
            assert [one["type"].dotted for one in signer["unsigned_attrs"]] == ["1.2.840.113549.1.9.16.2.14"]
            assert signed_well(pki, reply["body"]["result"][0])


async def test_the_certificate_comes_along_when_asked_for(pki: Pki) -> None:
    async with site(pki, Scripted([GOST]), clock) as one:
        result = (await one.sign({"outputCert": True}))["body"]["result"]
    assert der(result["certificate"]) == pki.certificate(GOST.label)
    assert signed_well(pki, result["signatures"][0])


async def test_a_bare_signature_is_the_value_alone(pki: Pki) -> None:
    async with site(pki, Scripted([GOST]), clock) as one:
        (value,) = (await one.sign(format="raw"))["body"]["result"]
    assert base64.b64decode(value) == pki.person_key(OFFICER).sign(CONTENT)


async def test_a_cancel_is_a_success_without_a_result(pki: Pki) -> None:
    async with site(pki, Scripted([Cancel(), Cancel()]), clock) as one:
        assert await one.sign() == CANCELLED
        reply = await one.call(COMMON, "createCAdESFromBase64", ["AKKaztokenStore", "SIGNATURE", DATA, True])
        assert reply == {"code": "500", "message": "action.canceled"}


async def test_a_wrong_pin_is_asked_again_and_the_right_one_signs(pki: Pki) -> None:
    chooser = Scripted([Use(GOST.label, "000000"), Use(GOST.label, ""), GOST])
    async with site(pki, chooser, clock) as one:
        assert "result" in (await one.sign())["body"]
    assert [question.trouble for question in chooser.asked] == [None, Trouble.WRONG_PIN, Trouble.WRONG_PIN]


async def test_five_wrong_pins_block_the_key(pki: Pki) -> None:
    async with site(pki, Scripted([Use(GOST.label, "000000")] * 5 + [GOST, GOST]), clock) as one:
        for _ in range(2):
            reply = await one.sign()
            assert (reply["status"], reply["code"]) == (False, "SIGNING_FAILURE")
        reply = await one.call(COMMON, "signXml", ["AKKaztokenStore", "SIGNATURE", "<a/>", "", ""])
        assert reply == {"code": "500", "message": "action.canceled"}


async def test_a_key_that_was_not_offered_cannot_be_used(pki: Pki) -> None:
    chooser = Scripted([Use("900722351147-gost", PEOPLE[1].pin), Use("nca_gost", "x"), Cancel()])
    async with site(pki, chooser, clock) as one:
        assert await one.sign(signer={"iin": OFFICER}) == CANCELLED
    assert [question.trouble for question in chooser.asked] == [None, Trouble.NOT_OFFERED, Trouble.NOT_OFFERED]


@pytest.mark.parametrize(
    ("key", "permission"),
    [
        (Use(f"{OFFICER}-lost", PIN), "allowRevoked"),
        (Use("941208355264-paused", PEOPLE[5].pin), "allowRevoked"),
        (Use("790130353308-old", PEOPLE[3].pin), "allowExpired"),
    ],
)
async def test_revoked_and_expired_keys_sign_only_where_the_site_allows(pki: Pki, key: Use, permission: str) -> None:
    async with site(pki, Scripted([key, key, key]), clock) as one:
        refused = await one.sign()
        assert (refused["status"], refused["code"]) == (False, "SIGNING_FAILURE")
        assert "result" in (await one.sign({permission: True}))["body"]
        plain = await one.call(COMMON, "createCAdESFromBase64", ["AKKaztokenStore", "SIGNATURE", DATA, True])
        assert plain["code"] == "500"


# What a site wishes of the key, and the names of the keys left to choose from (all of the first officer's).
WISHES: list[tuple[dict[str, Any], dict[str, Any], set[str]]] = [
    ({}, {"iin": OFFICER}, {"gost", "rsa", "lost", "file"}),
    ({}, {"iin": OFFICER, "extKeyUsageOids": []}, {"gost", "rsa", "lost", "file", "employee"}),
    ({"allowedStorages": ["PKCS12"]}, {"iin": OFFICER}, {"file"}),
    ({"allowedStorages": ["AKKaztokenStore", "AKJaCartaStore"]}, {"iin": OFFICER}, {"gost", "rsa", "lost"}),
    ({"allowedStorages": ["AKKZIDCardStore"]}, {"iin": OFFICER}, set()),
    ({"allowedStorages": []}, {"iin": OFFICER}, set()),
    ({}, {"iin": OFFICER, "extKeyUsageOids": ["1.2.398.3.3.4.1.2"]}, {"employee"}),
    ({}, {"bin": PEOPLE[0].body_bin, "extKeyUsageOids": []}, {"employee"}),
    ({}, {"iin": OFFICER, "bin": PEOPLE[2].body_bin}, set()),
    ({}, {"iin": "000000000000"}, set()),
    ({}, {"iin": OFFICER, "chain": []}, {"gost", "rsa", "lost", "file"}),
    ({}, {"iin": "", "bin": "", "serialNumber": "SERIAL"}, {"gost"}),
    ({}, {"iin": OFFICER, "chain": ["RSA ISSUER"]}, {"rsa"}),
]


@pytest.mark.parametrize(("more", "signer", "names"), WISHES)
async def test_only_keys_the_site_wishes_are_offered(
    pki: Pki, more: dict[str, Any], signer: dict[str, Any], names: set[str]
) -> None:
    real = {"SERIAL": pki.entries[GOST.label].serial.upper(), "RSA ISSUER": base64.b64encode(pki.issuers()[1]).decode()}
    filled = {
        name: [real.get(str(one), one) for one in value] if isinstance(value, list) else real.get(value, value)
        for name, value in signer.items()
    }
    chooser = Scripted([])
    async with site(pki, chooser, clock) as one:
        assert await one.sign(signer=filled, **more) == CANCELLED
    assert {key.label for key in chooser.asked[0].keys} == {f"{OFFICER}-{name}" for name in names}


BAD = "INVOCATION_ERROR"
UNUSABLE = "INVALID_SIGNING_PARAMS"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (None, BAD),
        ([], BAD),
        ({}, BAD),
        ({"signingParams": 555}, BAD),
        ({"signerParams": []}, BAD),
        ({"data": 7}, BAD),
        ({"data": []}, BAD),
        ({"data": [1]}, BAD),
        ({"data": ["MTEK"] * 101}, BAD),
        ({"signingParams": {"decode": "perhaps"}}, BAD),
        ({"signerParams": {"extKeyUsageOids": "1.2.3"}}, BAD),
        ({"data": "not base64!", "signingParams": {"decode": True}}, UNUSABLE),
        ({"format": "pdf"}, UNUSABLE),
        ({"locale": "de"}, UNUSABLE),
        ({"allowedStorages": ["Floppy"]}, UNUSABLE),
        ({"logo": "x" * 50_001}, UNUSABLE),
        ({"format": "xml", "data": "<open>"}, "SIGNING_FAILURE"),
        ({"format": "xml", "data": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a/>"}, "SIGNING_FAILURE"),
    ],
)  # fmt: skip
async def test_bad_arguments_are_named_and_nobody_signs(pki: Pki, args: Any, code: str) -> None:
    whole = {"format": "cms", "data": "MTEK", "signingParams": {}, "signerParams": {}, "locale": "ru"}
    given = {**whole, **args} if args else args
    async with site(pki, Scripted([GOST]), clock) as one:
        reply = await one.call(BASICS, "sign", given)
    assert (reply["status"], reply["code"]) == (False, code)


async def test_an_unknown_method_is_named(pki: Pki) -> None:
    async with site(pki, Scripted([]), clock) as one:
        assert (await one.call(BASICS, "steal"))["code"] == BAD
        assert (await one.call(COMMON, "steal", []))["code"] == "500"


async def test_an_older_call_gives_back_its_mark(pki: Pki) -> None:
    async with site(pki, Scripted([]), clock) as one:
        assert (await one.call(COMMON, "getActiveTokens", [], uuid="7"))["uuid"] == "7"


async def test_a_foreign_cms_is_not_co_signed(pki: Pki) -> None:
    async with site(pki, Scripted([GOST, GOST]), clock) as one:
        first = der((await one.sign())["body"]["result"][0])
        again = [
            "AKKaztokenStore", "SIGNATURE", base64.b64encode(first).decode(), True,
        ]  # fmt: skip
        assert (await one.call(COMMON, "createCMSSignatureFromBase64", again))["code"] == "500"


@pytest.mark.parametrize(
    ("method", "known"), [("getBundles", True), ("showSettings", True), ("installBundle", False), ("other", False)]
)
async def test_the_accessory_answers(pki: Pki, method: str, known: bool) -> None:
    async with site(pki, Scripted([]), clock) as one:
        reply = await one.call("kz.gov.pki.ncalayerservices.accessory", method)
        assert ("errorCode" not in reply) is known


async def test_nobody_is_asked_in_automatic_mode_and_the_named_person_signs(pki: Pki) -> None:
    async with site(pki, Automatic(clock, PEOPLE[1].iin), clock) as one:
        pem = (await one.sign())["body"]["result"][0]
        assert await one.sign(signer={"iin": OFFICER}) == CANCELLED
    inside = {choice.chosen.dump() for choice in cms.ContentInfo.load(der(pem))["content"]["certificates"]}
    assert pki.certificate(f"{PEOPLE[1].iin}-gost") in inside


@pytest.mark.parametrize(
    ("origin", "admitted"),
    [
        ("http://localhost:8443", True),
        ("https://127.0.0.1", True),
        ("https://portal.localhost:8443", True),
        ("https://evil.example", False),
        ("http://localhost.evil.example", False),
        ("http://127.0.0.1.evil.example:80", False),
        ("null", False),
    ],
)
async def test_only_pages_of_this_machine_may_ask(pki: Pki, origin: str, admitted: bool) -> None:
    async with emulator_service(pki, Scripted([]), Setup(port=0), clock) as address:
        opening = connect(address, origin=origin)
        if not admitted:
            with pytest.raises(InvalidStatus, match="403"):
                await opening
            return
        async with opening as socket:
            assert json.loads(await socket.recv()) == {"result": {"version": "1.4"}}


async def test_a_named_origin_is_admitted_too(pki: Pki) -> None:
    setup = Setup(port=0, origins=("https://portal.example",))
    async with (
        emulator_service(pki, Scripted([]), setup, clock) as address,
        connect(address, origin="https://portal.example") as socket,
    ):
        assert json.loads(await socket.recv()) == {"result": {"version": "1.4"}}


async def test_bytes_end_the_connection(pki: Pki) -> None:
    async with site(pki, Scripted([]), clock) as one:
        await one.socket.send(b"bytes")
        with pytest.raises(ConnectionClosed, match="1003"):
            await one.socket.recv()


async def test_a_frame_that_only_announces_to_be_huge_ends_the_connection(pki: Pki) -> None:
    announced = b"\x81\xff" + struct.pack(">Q", LARGEST_FRAME + 1) + bytes(4)
    upgrade = (
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    async with emulator_service(pki, Scripted([]), Setup(port=0), clock) as address:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(address.rsplit(":", 1)[1].strip("/")))
        writer.write(upgrade.encode())
        await reader.readuntil(b'"1.4"}}')
        writer.write(announced)
        close = await reader.readexactly(4)
        writer.close()
    assert (close[0], int.from_bytes(close[2:], "big")) == (0x88, 1009)


async def test_a_site_that_leaves_takes_its_question_along(pki: Pki) -> None:
    asked, dropped = asyncio.Event(), asyncio.Event()

    class Slow:
        async def decide(self, question):
            asked.set()
            try:
                await asyncio.Event().wait()
            finally:
                dropped.set()

    async with site(pki, Slow(), clock) as one:
        task = asyncio.create_task(one.sign())
        await asked.wait()
        await one.socket.send("--heartbeat--")
        await one.socket.close()
        await dropped.wait()
        with pytest.raises((ConnectionClosed, json.JSONDecodeError)):
            await task


async def test_over_tls_the_certificate_is_for_loopback(pki: Pki, tmp_path) -> None:
    context = ssl.create_default_context(cadata=pki.certificate("root_rsa"))
    # The certificates of this authority were made at the tests' moment, which the machine's clock may not agree with.
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    async with emulator_service(pki, Scripted([GOST]), Setup(port=0, secure=True), clock) as address:
        assert address.startswith("wss://127.0.0.1:")
        async with connect(address, ssl=context) as socket:
            assert json.loads(await socket.recv()) == {"result": {"version": "1.4"}}


def test_under_another_trust_profile_the_emulator_does_not_start(pki: Pki) -> None:
    from almasu.wiring.emulator import Manner, run_emulator

    with pytest.raises(Problem, match=r"pki\.profile"):
        run_emulator(pki.directory.parent, Setup(port=0), Manner(automatic=True), "prod", lambda _: None)
