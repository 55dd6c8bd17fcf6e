"""XML signatures as a reader of XMLDSig checks them, after the text went through a parser."""

import base64

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from lxml import etree

from almasu.kernel.signatures.algorithms import is_signed
from almasu.kernel.signatures.certificate import read_certificate
from almasu.testing.emulator.xmlsignature import DS, BadXml, sign_xml
from almasu.testing.pki import Algorithm, Pki
from almasu.testing.pki.algorithms import digest
from embedded_pki import OFFICER

DOCUMENTS = [
    "<tag>data</tag>",
    "<a xmlns='urn:x' z='2' b='1'><!-- note -->\r\n <b/>&amp;</a>",
    "<сұрау><ЖСН>860314450216</ЖСН></сұрау>",
    '<?xml version="1.0"?><a><![CDATA[<x>]]></a>',
]


def canonical(element: etree._Element, *, comments: bool) -> bytes:
    return etree.tostring(element, method="c14n", with_comments=comments)


@pytest.mark.parametrize("spaced", [True, False])
@pytest.mark.parametrize("family", [Algorithm.GOST, Algorithm.RSA])
@pytest.mark.parametrize("text", DOCUMENTS)
def test_the_signature_holds_after_reading(pki: Pki, family: Algorithm, text: str, spaced: bool) -> None:
    root = etree.fromstring(sign_xml(pki.person_key(OFFICER, family), text, spaced=spaced).encode())
    signature = root[-1]
    info, value = signature[0], base64.b64decode(signature.findtext(f"{{{DS}}}SignatureValue"))
    certificate = base64.b64decode(signature.findtext(f".//{{{DS}}}X509Certificate"))
    signed, wanted = canonical(info, comments=False), base64.b64decode(info.findtext(f".//{{{DS}}}DigestValue"))
    root.remove(signature)
    assert digest(family, canonical(root, comments=True)) == wanted
    assert certificate == pki.certificate(f"{OFFICER}-{family}")
    assert is_signed(read_certificate(certificate).key, signed, value, None)
    if family is Algorithm.RSA:
        key = x509.load_der_x509_certificate(certificate).public_key()
        assert isinstance(key, rsa.RSAPublicKey)
        key.verify(value, signed, padding.PKCS1v15(), hashes.SHA256())


@pytest.mark.parametrize("text", ["", "text", "<a>", "<a/><b/>", "<!DOCTYPE a><a/>"])
def test_what_is_no_xml_is_not_signed(pki: Pki, text: str) -> None:
    with pytest.raises(BadXml, match="SAXParseException"):
        sign_xml(pki.person_key(OFFICER), text, spaced=False)
