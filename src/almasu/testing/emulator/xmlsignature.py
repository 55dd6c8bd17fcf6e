"""Enveloped XML signatures as NCALayer writes them (XMLDSig, RFC 3275; the GOST names are the national authority's)."""

from __future__ import annotations

import base64

from lxml import etree

from almasu.testing.pki.algorithms import Algorithm, digest
from almasu.testing.pki.keys import SigningKey

DS = "http://www.w3.org/2000/09/xmldsig#"
_C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_NATIONAL = "urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:"
_NAMES = {
    Algorithm.GOST: (_NATIONAL + "gostr34102015-gostr34112015-512", _NATIONAL + "gostr34112015-512"),
    Algorithm.RSA: (
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        "http://www.w3.org/2001/04/xmlenc#sha256",
    ),
}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'


class BadXml(Exception):
    """The text is not XML; the argument is the complaint in the words of the original's parser."""


def sign_xml(key: SigningKey, text: str, *, spaced: bool) -> str:
    """Return the document with a signature as the last child of its root; BadXml where the text is none.

    `spaced` writes the signature with line ends, as commonUtils does (CRLF, which a parser reads back as LF).
    """
    line = "\n" if spaced else ""
    root = _parsed(text)
    signing, hashing = _NAMES[key.algorithm]
    reference = base64.b64encode(digest(key.algorithm, _canonical(root, comments=True))).decode()
    signature = _skeleton(signing, hashing, reference, key.certificate, line)
    root.append(signature)
    signed_info = signature[0]
    value = signature.find(f"{{{DS}}}SignatureValue")
    if value is None:
        raise BadXml("the signature has no place for its value")
    value.text = _wrapped(key.sign(_canonical(signed_info, comments=False)), line)
    written = _DECLARATION + etree.tostring(root, encoding="unicode")
    return written.replace("\n", "\r\n") if spaced else written


def _parsed(text: str) -> etree._Element:
    if "<!DOCTYPE" in text:
        raise BadXml("org.xml.sax.SAXParseException; DOCTYPE is disallowed.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise BadXml(
            f"org.xml.sax.SAXParseException; lineNumber: {line}; columnNumber: {column}; "
            "XML document structures must start and end within the same entity."
        ) from error
    return root


def _canonical(element: etree._Element, *, comments: bool) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=False, with_comments=comments)


def _skeleton(signing: str, hashing: str, reference: str, certificate: bytes, line: str) -> etree._Element:
    signature = etree.Element(f"{{{DS}}}Signature", nsmap={"ds": DS})
    info = _under(signature, "SignedInfo")
    _under(info, "CanonicalizationMethod", algorithm=_C14N)
    _under(info, "SignatureMethod", algorithm=signing)
    covered = _under(info, "Reference")
    covered.set("URI", "")
    transforms = _under(covered, "Transforms")
    _under(transforms, "Transform", algorithm=DS + "enveloped-signature")
    _under(transforms, "Transform", algorithm=_C14N + "#WithComments")
    _under(covered, "DigestMethod", algorithm=hashing)
    _under(covered, "DigestValue").text = reference
    _under(signature, "SignatureValue")
    data = _under(_under(signature, "KeyInfo"), "X509Data")
    _under(data, "X509Certificate").text = _wrapped(certificate, line)
    for element in signature.iter():
        _spaced(element, line)
    return signature


def _under(parent: etree._Element, name: str, algorithm: str = "") -> etree._Element:
    child = etree.SubElement(parent, f"{{{DS}}}{name}")
    if algorithm:
        child.set("Algorithm", algorithm)
    return child


def _spaced(element: etree._Element, line: str) -> None:
    if len(element):
        element.text = line or None
        for child in element:
            child.tail = line or None


def _wrapped(data: bytes, line: str) -> str:
    text = base64.b64encode(data).decode()
    if not line:
        return text
    return line + line.join(text[start : start + 76] for start in range(0, len(text), 76)) + line
