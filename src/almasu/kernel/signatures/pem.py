"""Taking the PEM armour off (RFC 7468), strictly: one block, its label known, nothing around it but white space."""

from __future__ import annotations

import base64
import binascii
import re

_BLOCK = re.compile(rb"\s*-----BEGIN ([A-Z0-9 ]{1,32})-----\r?\n(.*?)-----END \1-----\s*\Z", re.DOTALL)
_WHITE = re.compile(rb"[ \t\r\n]+")


def without_armour(data: bytes, labels: frozenset[str]) -> bytes:
    """Return the bytes inside a PEM block with one of the labels; data that are not PEM come back as they are.

    ValueError where the armour or its base64 is damaged, the label another, or a second block follows.
    """
    if data.lstrip()[:11] != b"-----BEGIN ":
        return data
    match = _BLOCK.match(data)
    if match is None or match.group(1).decode("ascii") not in labels:
        raise ValueError("damaged PEM")
    try:
        return base64.b64decode(_WHITE.sub(b"", match.group(2)), validate=True)
    except binascii.Error as bad:
        raise ValueError("damaged PEM") from bad


CMS_LABELS = frozenset({"CMS", "PKCS7"})
CERTIFICATE_LABELS = frozenset({"CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"})
