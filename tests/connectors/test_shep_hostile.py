"""The government gateway's line under attack: wrapping, entities, replays, forged and foreign signatures."""

from __future__ import annotations

import base64
import re
from datetime import timedelta

import pytest
from lxml import etree

from almasu.kernel.answers import NoRecord, NoReply, Records, Refused, Unreadable
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.kernel.exchange.shape import shape_of
from almasu.kernel.exchange.soap.names import DS, PROCESSED, SOAP, SYNC, WSSE, WSU
from almasu.kernel.exchange.soap.reading import Expected, read_reply
from almasu.kernel.exchange.soap.safe_xml import read_xml
from almasu.kernel.exchange.soap.signing import signed_envelope, signer_of, unsigned_envelope
from almasu.kernel.exchange.soap.sync_channel import Asked, answer_content, fault_content
from almasu.kernel.exchange.soap.verifying import trust_in, verified_body
from almasu.testing.registers.keys import p256_key, rsa_key, system_certificate
from connectors.world import ASKED_AT, KNOWN, ROWS, question, resource

SINCE = ASKED_AT - timedelta(days=10)
KEYS = {"rsa": rsa_key(), "p256": p256_key()}
CERTIFICATES = {name: system_certificate(key, name, SINCE, 100) for name, key in KEYS.items()}
SIGNERS = {name: signer_of(KEYS[name], CERTIFICATES[name]) for name in KEYS}
TRUST = trust_in(CERTIFICATES.values())
ASKED = question()
STRANGER = p256_key()


def expected(of=ASKED, at=ASKED_AT) -> Expected:
    return Expected(of, shape_of(resource(), Limits()), TRUST, at, at)


def asked(of=ASKED) -> Asked:
    return Asked(str(of.exchange_id), "REG05", of.digest.hex(), "iin", KNOWN, {})


def content(records=ROWS, of=ASKED, at=ASKED_AT, code=PROCESSED, digest=None) -> str:
    return answer_content(asked(of), (code, "words"), digest or of.digest.hex(), records, at, "m-1")


def answer(**told) -> bytes:
    return signed_envelope(content(**told), "id-1", SIGNERS["p256"])


def reading(raw: bytes, **told):
    return read_reply(raw, expected(**told))


def body_of(raw: bytes) -> bytes:
    return re.search(rb"<soapenv:Body.*</soapenv:Body>", raw, re.DOTALL)[0]


EVIL = body_of(signed_envelope(content(records=({**ROWS[1], "plate": "EVIL"},)), "id-1", SIGNERS["p256"]))


def wrapped_in_header(raw: bytes) -> bytes:
    """The signed Body is moved into the Header, another takes its place with another id."""
    good, evil = body_of(raw), EVIL.replace(b'"id-1"', b'"id-2"')
    return raw.replace(good, evil).replace(b"</soapenv:Header>", good + b"</soapenv:Header>")


def wrapped_with_the_same_id(raw: bytes) -> bytes:
    good = body_of(raw)
    return raw.replace(good, EVIL).replace(b"</soapenv:Header>", good + b"</soapenv:Header>")


def wrapped_in_security(raw: bytes) -> bytes:
    good, evil = body_of(raw), EVIL.replace(b'"id-1"', b'"id-2"')
    return raw.replace(good, evil).replace(b"</wsse:Security>", good + b"</wsse:Security>")


def wrapped_in_object(raw: bytes) -> bytes:
    good, evil = body_of(raw), EVIL.replace(b' wsu:Id="id-1"', b"")
    return raw.replace(good, evil).replace(b"</ds:Signature>", b"<ds:Object>" + good + b"</ds:Object></ds:Signature>")


def second_body(raw: bytes) -> bytes:
    return raw.replace(b"</soapenv:Envelope>", EVIL.replace(b'"id-1"', b'"id-2"') + b"</soapenv:Envelope>")


def body_in_a_body(raw: bytes) -> bytes:
    good = body_of(raw)
    outer = f'<soapenv:Body xmlns:soapenv="{SOAP}">'.encode() + good + EVIL[EVIL.index(b">") + 1 :]
    return raw.replace(good, outer)


def other_envelope(raw: bytes) -> bytes:
    return raw.replace(SOAP.encode(), b"urn:other")


def plain_id_twice(raw: bytes) -> bytes:
    return raw.replace(b"<soapenv:Header>", b'<soapenv:Header><x Id="id-1"/>')


def no_signature(raw: bytes) -> bytes:
    return re.sub(rb"<soapenv:Header>.*</soapenv:Header>", b"<soapenv:Header/>", raw, flags=re.DOTALL)


def no_header(raw: bytes) -> bytes:
    return re.sub(rb"<soapenv:Header>.*</soapenv:Header>", b"", raw, flags=re.DOTALL)


def two_signatures(raw: bytes) -> bytes:
    one = re.search(rb"<ds:Signature .*</ds:Signature>", raw, re.DOTALL)[0]
    return raw.replace(one, one + one)


def two_securities(raw: bytes) -> bytes:
    one = re.search(rb"<wsse:Security .*</wsse:Security>", raw, re.DOTALL)[0]
    return raw.replace(one, one + one)


def changed_value(raw: bytes) -> bytes:
    return raw.replace(b"777XYZ01", b"666XYZ01")


def changed_signature(raw: bytes) -> bytes:
    value = re.search(rb"<ds:SignatureValue>(.*)</ds:SignatureValue>", raw)[1]
    whole = bytearray(base64.b64decode(value))
    whole[5] ^= 1
    return raw.replace(value, base64.b64encode(bytes(whole)))


def empty_signature(raw: bytes) -> bytes:
    return re.sub(rb"<ds:SignatureValue>.*</ds:SignatureValue>", b"<ds:SignatureValue/>", raw)


def zero_signature(raw: bytes) -> bytes:
    zero = base64.b64encode(bytes(64))
    return re.sub(rb"(<ds:SignatureValue>).*(</ds:SignatureValue>)", rb"\g<1>" + zero + rb"\g<2>", raw)


def whole_document_reference(raw: bytes) -> bytes:
    return raw.replace(b'URI="#id-1"', b'URI=""')


def xpointer_reference(raw: bytes) -> bytes:
    return raw.replace(b'URI="#id-1"', b"URI=\"#xpointer(id('id-1'))\"")


def no_reference(raw: bytes) -> bytes:
    return re.sub(rb"<ds:Reference.*</ds:Reference>", b"", raw, flags=re.DOTALL)


def second_reference(raw: bytes) -> bytes:
    one = re.search(rb"<ds:Reference.*</ds:Reference>", raw, re.DOTALL)[0]
    return raw.replace(one, one + one)


def xslt_transform(raw: bytes) -> bytes:
    evil = b'<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"></ds:Transform></ds:Transforms>'
    return raw.replace(b"</ds:Transforms>", evil)


def sha1_digest(raw: bytes) -> bytes:
    return raw.replace(b"http://www.w3.org/2001/04/xmlenc#sha256", b"http://www.w3.org/2000/09/xmldsig#sha1")


def mac_algorithm(raw: bytes) -> bytes:
    mac = b"http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"
    return raw.replace(b"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", mac)


def algorithm_of_another_key(raw: bytes) -> bytes:
    return raw.replace(b"xmldsig-more#ecdsa-sha256", b"xmldsig-more#rsa-sha256")


def comment_in_digest(raw: bytes) -> bytes:
    return raw.replace(b"<ds:DigestValue>", b"<ds:DigestValue><b/>")


def key_of_a_stranger(raw: bytes) -> bytes:
    signer = signer_of(STRANGER, system_certificate(STRANGER, "p256", SINCE, 100))
    return signed_envelope(content(), "id-1", signer)


def key_value_instead_of_a_certificate(raw: bytes) -> bytes:
    inside = b"<ds:KeyInfo><ds:KeyName>gateway</ds:KeyName></ds:KeyInfo>"
    return re.sub(rb"<ds:KeyInfo>.*</ds:KeyInfo>", inside, raw, flags=re.DOTALL)


FORGED = [
    wrapped_in_header, wrapped_with_the_same_id, wrapped_in_security, wrapped_in_object, second_body, body_in_a_body,
    other_envelope, plain_id_twice, no_signature, no_header, two_signatures, two_securities, changed_value,
    changed_signature, empty_signature, zero_signature, whole_document_reference, xpointer_reference, no_reference,
    second_reference, xslt_transform, sha1_digest, mac_algorithm, algorithm_of_another_key, comment_in_digest,
    key_value_instead_of_a_certificate,
]  # fmt: skip


@pytest.mark.parametrize("forge", FORGED, ids=lambda one: one.__name__)
def test_a_forged_answer_is_never_read(forge) -> None:
    good = answer()
    forged = forge(good)
    assert forged != good
    reply = reading(forged)
    assert isinstance(reply, Unreadable), reply
    assert reply.reason == Nonsense.BAD_SIGNATURE
    assert reply.raw == forged


def test_a_strangers_signature_is_not_trusted_whatever_its_certificate_says() -> None:
    assert reading(key_of_a_stranger(b"")).reason == Nonsense.UNTRUSTED_CERTIFICATE


@pytest.mark.parametrize("days", [-11, 91])
def test_a_certificate_out_of_its_term_is_not_believed(days: int) -> None:
    at = ASKED_AT + timedelta(days=days)
    assert reading(answer(at=at), at=at).reason == Nonsense.EXPIRED_CERTIFICATE


@pytest.mark.parametrize("kind", KEYS)
def test_answers_signed_with_either_kind_of_key_are_read(kind: str) -> None:
    raw = signed_envelope(content(), "id-1", SIGNERS[kind])
    reply = reading(raw)
    assert isinstance(reply, Records)
    assert reply.records[1]["plate"] == "777XYZ01"
    assert reply.raw == raw


def test_comments_inside_a_value_do_not_split_it() -> None:
    raw = answer().replace(b"777XYZ01", b"777<!-- x -->XYZ01")
    assert reading(raw).records[1]["plate"] == "777XYZ01"


def test_an_answer_signed_with_inclusive_prefixes_is_read() -> None:
    """Other makers' signers name prefixes to be kept; the digest is then taken over a longer form."""
    inclusive = '<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="soapenv"/>'
    root = etree.fromstring(answer())
    for method in root.iter(f"{{{DS}}}CanonicalizationMethod", f"{{{DS}}}Transform"):
        method.append(etree.fromstring(inclusive))
    info = root.find(f".//{{{DS}}}SignedInfo")
    signed = etree.tostring(info, method="c14n", exclusive=True, inclusive_ns_prefixes=["soapenv"])
    from almasu.kernel.exchange.soap.signing import _signature

    root.find(f".//{{{DS}}}SignatureValue").text = base64.b64encode(_signature(signed, KEYS["p256"])).decode()
    assert isinstance(reading(etree.tostring(root)), Records)


def test_an_answer_to_another_question_is_not_ours() -> None:
    assert reading(answer(of=question())).reason == Nonsense.ANOTHER_QUESTION


def test_a_true_answer_with_another_digest_is_not_ours() -> None:
    assert reading(answer(digest="00" * 32)).reason == Nonsense.ANOTHER_QUESTION


@pytest.mark.parametrize("minutes", [-6, 6])
def test_an_answer_of_another_time_is_a_replay(minutes: int) -> None:
    reply = reading(answer(at=ASKED_AT + timedelta(minutes=minutes)))
    assert (reply.reason, reply.where) == (Nonsense.ANOTHER_QUESTION, "responseDate")


def test_a_time_without_a_zone_is_not_believed() -> None:
    bare = content().replace("+05:00</responseDate>", "</responseDate>")
    assert reading(signed_envelope(bare, "id-1", SIGNERS["p256"])).where == "responseDate"


BOMB = b"<!DOCTYPE a [" + b"".join(b'<!ENTITY e%d "&e%d;&e%d;">' % (n + 1, n, n) for n in range(30)) + b"]><a>&e30;</a>"
UNREADABLE = {
    "an entity of a file": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "an entity of the network": b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]><a>&x;</a>',
    "entities that double": BOMB,
    "a document type alone": b"<!DOCTYPE a><a/>",
    "a document type in another encoding": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    "an undeclared entity": b"<a>&x;</a>",
    "bytes that are no UTF-8": b'<?xml version="1.0" encoding="windows-1251"?><a>\xcf</a>',
    "an unclosed element": b"<a><b></a>",
    "nothing": b"",
    "no XML": b"hello",
    "half of an answer": answer()[:900],
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_dangerous_or_broken_xml_is_not_read(case: str) -> None:
    reply = reading(UNREADABLE[case])
    assert isinstance(reply, Unreadable)
    assert reply.reason == Nonsense.MALFORMED


def test_deep_nesting_is_refused_before_it_is_walked() -> None:
    deep = b"<a>" * 200 + b"</a>" * 200
    assert reading(deep).reason == Nonsense.TOO_DEEP


def test_a_processing_instruction_does_not_load_anything() -> None:
    raw = answer().replace(b"?><soapenv", b'?><?xml-stylesheet href="http://127.0.0.1:1/"?><soapenv', 1)
    assert isinstance(reading(raw), Records)


WRONG_SCHEMA = {
    "another message": f'<x:SendMessage xmlns:x="{SYNC}"/>',
    "two messages": content() + content(),
    "nothing": "",
    "a nil response": (
        f'<x:SendMessageResponse xmlns:x="{SYNC}"><response xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:nil="true"/></x:SendMessageResponse>'
    ),
    "no status": re.sub("<status>.*</status>", "", content()),
    "a status too long": content().replace("<message>words", "<message>" + "w" * 300),
    "an unknown element": content().replace("<status>", "<more/><status>"),
    "no data": re.sub("<data>.*</data>", "", content()),
    "two answers": re.sub("(<r:answer.*</r:answer>)", r"\1\1", content()),
    "another answer": content().replace("urn:almasu:register:v1", "urn:other"),
    "a digest of another form": content(digest="XY"),
    "text between records": content().replace("<r:record>", "stray<r:record>"),
}


@pytest.mark.parametrize("case", WRONG_SCHEMA)
def test_a_signed_message_of_another_schema_is_not_read(case: str) -> None:
    reply = reading(signed_envelope(WRONG_SCHEMA[case], "id-1", SIGNERS["p256"]))
    assert isinstance(reply, Unreadable)
    assert reply.reason == Nonsense.WRONG_SCHEMA


def test_a_field_given_twice_is_named() -> None:
    twice = content().replace('<r:field name="plate">', '<r:field name="plate">X</r:field><r:field name="plate">', 1)
    assert reading(signed_envelope(twice, "id-1", SIGNERS["p256"])).reason == Nonsense.REPEATED_FIELD


def test_a_refusal_counts_only_when_signed() -> None:
    declined = content(records=(), code="SCSE777")
    assert isinstance(reading(signed_envelope(declined, "id-1", SIGNERS["p256"])), Refused)
    assert isinstance(reading(unsigned_envelope(declined)), Unreadable)


def test_no_record_counts_only_when_signed() -> None:
    assert isinstance(reading(answer(records=())), NoRecord)
    assert isinstance(reading(unsigned_envelope(content(records=()))), Unreadable)


@pytest.mark.parametrize("of_sender", [True, False])
def test_a_fault_is_silence_and_tells_whether_to_ask_again(of_sender: bool) -> None:
    reason = Silence.QUESTION_NOT_ACCEPTED if of_sender else Silence.GATEWAY_FAULT
    raw = unsigned_envelope(fault_content("SCSE\r\n1", "no <words>", ASKED_AT, of_sender))
    assert reading(raw) == NoReply(reason, "SCSE??1", retriable=not of_sender)


def test_a_fault_beside_an_answer_gives_no_data() -> None:
    both = content() + fault_content("X", "x", ASKED_AT, of_sender=False)
    assert isinstance(reading(signed_envelope(both, "id-1", SIGNERS["p256"])), NoReply)


def test_what_is_handed_on_is_the_signed_node_and_nothing_around_it() -> None:
    raw = answer().replace(b"<soapenv:Header>", b"<soapenv:Header><stray/>")
    body = verified_body(read_xml(raw, 24), TRUST, ASKED_AT, 24)
    assert body.getparent() is None
    assert body.tag == f"{{{SOAP}}}Body"
    assert body.get(f"{{{WSU}}}Id") == "id-1"
    assert WSSE.encode() not in etree.tostring(body)
