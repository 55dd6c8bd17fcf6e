"""The gateway's messages before independent judges: its published schemas, and xmlsec where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from almasu.kernel.exchange.soap.names import SOAP, SYNC
from almasu.kernel.exchange.soap.safe_xml import read_xml
from almasu.kernel.exchange.soap.schemas import follows_schema
from almasu.kernel.exchange.soap.signing import signed_envelope, signer_of
from almasu.kernel.exchange.soap.sync_channel import (
    Sender,
    answer_content,
    asked_in,
    circumstances,
    fault_content,
    fits,
    question_content,
)
from almasu.testing.registers.keys import p256_key, rsa_key, system_certificate
from connectors.world import ASKED_AT, ROWS, question

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "shep"
XSD = "http://www.w3.org/2001/XMLSchema"
SENDER = Sender("almasu", "p&<>\"'", "REG05")
ASKED = question(ground="ҚПК 112-бап <б>", task="a\r\nb\x00")


def messages() -> dict[str, str]:
    asked = asked_in(etree.fromstring(question_content(ASKED, SENDER)))
    fault = etree.fromstring(fault_content("SCSE001", "жоқ & <no>", ASKED_AT, of_sender=True))
    return {
        "question": question_content(ASKED, SENDER),
        "answer": answer_content(asked, ("SCSS001", "ok"), asked.digest, ROWS, ASKED_AT, "m-1"),
        "refusal": answer_content(asked, ("SCSE9", "w" * 900), asked.digest, (), ASKED_AT, "m-1"),
        "fault": etree.tostring(fault.find("detail")[0]).decode(),
    }


@pytest.mark.parametrize("name", ["question", "answer", "refusal", "fault"])
def test_our_messages_follow_our_schema(name: str) -> None:
    assert follows_schema(etree.fromstring(messages()[name]))


@pytest.mark.vectors
@pytest.mark.skipif(not VECTORS.exists(), reason="the published schemas of the gateway are not beside this clone")
@pytest.mark.parametrize("name", ["question", "answer", "refusal", "fault"])
def test_our_messages_follow_the_published_schemas(name: str, tmp_path: Path) -> None:
    published(tmp_path).assertValid(etree.fromstring(messages()[name]))


def published(folder: Path) -> etree.XMLSchema:
    """The published schemas, one file for each namespace: libxml2 follows only the first import of a namespace."""
    files = [*VECTORS.glob("**/Types/*.xsd")]
    by_space: dict[str, list[Path]] = {}
    for number, path in enumerate(files):
        root = etree.parse(str(path)).getroot()
        by_space.setdefault(root.get("targetNamespace"), []).append(folder / f"{number}.xsd")
        for one in root.findall(f"{{{XSD}}}include"):
            root.remove(one)
        for one in root.findall(f"{{{XSD}}}import"):
            one.set("schemaLocation", whole_name(one.get("namespace")))
        (folder / f"{number}.xsd").write_bytes(etree.tostring(root))
    for space, parts in by_space.items():
        included = "".join(f'<include schemaLocation="{part.name}"/>' for part in parts)
        (folder / whole_name(space)).write_text(f'<schema xmlns="{XSD}" targetNamespace="{space}">{included}</schema>')
    return etree.XMLSchema(etree.parse(str(folder / whole_name(SYNC))))


def whole_name(space: str) -> str:
    return re.sub("[^a-zA-Z0-9]", "_", space) + ".xsd"


def test_a_question_is_read_back_as_it_was_asked() -> None:
    read = asked_in(etree.fromstring(question_content(ASKED, SENDER)))
    assert read.message_id == str(ASKED.exchange_id)
    assert read.digest == ASKED.digest.hex()
    assert (read.key_kind, read.key_value) == ("iin", ASKED.key.value)
    assert dict(read.properties) == circumstances(ASKED) | {"task": "a\r\nb\ufffd"}


def test_a_property_longer_than_the_channel_carries_is_not_cut_but_not_sent() -> None:
    assert fits(question(ground="x" * 500))
    assert not fits(question(ground="x" * 501))


@given(st.text(max_size=60))
def test_no_words_break_a_question(words: str) -> None:
    asked = question(ground=words, task=words, asker=words, role=words, purpose=words, value=words)
    message = read_xml(question_content(asked, SENDER).encode(), 24)
    assert isinstance(message, etree._Element)
    assert follows_schema(message)


@pytest.mark.skipif(shutil.which("xmlsec1") is None, reason="xmlsec1, the independent judge, is not installed")
@pytest.mark.parametrize("make", [rsa_key, p256_key])
def test_an_independent_verifier_accepts_our_signature_and_refuses_a_changed_one(make, tmp_path: Path) -> None:
    key = make()
    certificate = system_certificate(key, "almasu", ASKED_AT, 3650)
    raw = signed_envelope(question_content(ASKED, SENDER), "id-1", signer_of(key, certificate))
    (tmp_path / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    judge = ["xmlsec1", "--verify", "--id-attr:Id", f"{SOAP}:Body", "--pubkey-cert-pem"]
    for name, message, verdict in (("good", raw, 0), ("changed", raw.replace(b"REG05", b"REG06"), 1)):
        (tmp_path / name).write_bytes(message)
        files = [str(tmp_path / "certificate.pem"), str(tmp_path / name)]
        run = subprocess.run([*judge, *files], capture_output=True, check=False)
        assert run.returncode == verdict, run.stderr
