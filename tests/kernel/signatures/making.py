"""Making keys, certificates and CMS for tests, each part open to tampering."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.certificate import read_certificate
from almasu.kernel.signatures.gost.keys import GOST_256, GOST_512, GOST_2004, subject_public_key_info
from almasu.kernel.signatures.gost.sign import public_key, sign

NOW = datetime(2026, 11, 20, 10, 0, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
IIN, OTHER_IIN = "860314450216", "790101300017"
AUDIENCE, NONCE = "restricted/n1", "5a" * 16
OCSP_NONCE = bytes(range(32))
SHA256 = "2.16.840.1.101.3.4.2.1"
DATA, SIGNED_DATA, TST_INFO = "1.2.840.113549.1.7.1", "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, DIGEST, TIME = (f"1.2.840.113549.1.9.{number}" for number in (3, 4, 5))
CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"
INDIVIDUAL = ("1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1")
GOSTS = {"gost": GOST_512, "gost256": GOST_256, "gost2004": GOST_2004}


@dataclass(frozen=True)
class Key:
    """A private key of one family; `sealing` and `hashing` are the DER AlgorithmIdentifiers it uses."""

    family: str
    info: bytes
    sealing: bytes
    hashing: bytes
    secret: object = field(repr=False)

    def digest(self, data: bytes) -> bytes:
        if self.family in GOSTS:
            return GOSTS[self.family].digest(data)
        return hashlib.sha256(data).digest()

    def sign(self, data: bytes) -> bytes:
        if self.family in GOSTS:
            return sign(self.secret, self.digest(data), GOSTS[self.family].curve)
        if self.family == "p256":
            return self.secret.sign(data, ec.ECDSA(hashes.SHA256()))
        return self.secret.sign(data, padding.PKCS1v15(), hashes.SHA256())


def algorithm(oid: str) -> bytes:
    return der.sequence(der.oid(oid), der.null())


@cache
def make_key(family: str, name: str) -> Key:
    """Return the key of that name, made once for the whole run."""
    if family in GOSTS:
        scheme = GOSTS[family]
        secret = random.Random(f"{family}/{name}").randrange(1, scheme.curve.q)
        info = subject_public_key_info(public_key(secret, scheme.curve), scheme)
        return Key(family, info, algorithm(scheme.signing), algorithm(scheme.hashing), secret)
    if family == "p256":
        secret, sealing = ec.generate_private_key(ec.SECP256R1()), der.sequence(der.oid("1.2.840.10045.4.3.2"))
    else:
        size = 1024 if family == "rsa1024" else 2048
        secret, sealing = rsa.generate_private_key(65537, size), algorithm("1.2.840.113549.1.1.11")
    info = secret.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return Key(family, info, sealing, algorithm(SHA256), secret)


def name(*parts: tuple[str, str]) -> bytes:
    return der.sequence(*(der.set_of(der.sequence(der.oid(oid), der.utf8(text))) for oid, text in parts))


def person(iin: str = IIN) -> bytes:
    return name(("2.5.4.3", "ӘБЕНОВА ГҮЛНАР"), ("2.5.4.5", f"IIN{iin}"), ("2.5.4.6", "KZ"))


def authority_name(text: str) -> bytes:
    return name(("2.5.4.3", text), ("2.5.4.6", "KZ"))


def extension(oid: str, value: bytes, critical: bool = False) -> bytes:
    flag = (der.boolean(True),) if critical else ()
    return der.sequence(der.oid(oid), *flag, der.octet_string(value))


def usage(*bits: int) -> bytes:
    octet = sum(0x80 >> bit for bit in bits)
    unused = (octet & -octet).bit_length() - 1
    return der.bit_string(bytes((octet,)), unused)


def key_id(key: Key) -> bytes:
    return hashlib.sha256(key.info).digest()[:20]


@dataclass(frozen=True)
class Plan:
    """What a certificate says; every field can be replaced to make a bad one."""

    subject: bytes
    key: Key
    issuer: bytes
    signer: Key
    since: datetime = NOW - YEAR
    until: datetime = NOW + YEAR
    serial: int = 0
    bits: tuple[int, ...] | None = (0, 1)
    purposes: tuple[str, ...] = INDIVIDUAL
    policies: tuple[str, ...] = ("1.2.398.3.3.2",)
    carrier: str | None = "1.2.398.3.3.5.1.2"
    authority: bool = False
    path_length: int | None = None
    authority_key: bytes | None = None
    info: bytes | None = None
    sealing: bytes | None = None
    extra: tuple[bytes, ...] = ()

    def extensions(self) -> list[bytes]:
        found = [extension("2.5.29.14", der.octet_string(key_id(self.key)))]
        wanted = key_id(self.signer) if self.authority_key is None else self.authority_key
        found.append(extension("2.5.29.35", der.sequence(der.implicit(0, wanted))))
        if self.authority:
            length = () if self.path_length is None else (der.integer(self.path_length),)
            found.append(extension("2.5.29.19", der.sequence(der.boolean(True), *length), critical=True))
        if self.bits is not None:
            found.append(extension("2.5.29.15", usage(*self.bits), critical=True))
        for oid, values in (("2.5.29.37", self.purposes), ("1.2.398.3.3.5", (self.carrier,) if self.carrier else ())):
            if values:
                found.append(extension(oid, der.sequence(*(der.oid(one) for one in values))))
        if self.policies:
            found.append(extension("2.5.29.32", der.sequence(*(der.sequence(der.oid(p)) for p in self.policies))))
        return [*found, *self.extra]

    def made(self) -> bytes:
        serial = self.serial or int.from_bytes(hashlib.sha256(self.key.info + self.subject).digest()[:16], "big") >> 1
        sealing = self.sealing or self.signer.sealing
        content = der.sequence(
            der.explicit(0, der.integer(2)),
            der.integer(serial),
            sealing,
            self.issuer,
            der.sequence(der.time(self.since), der.time(self.until)),
            self.subject,
            self.info or self.key.info,
            der.explicit(3, der.sequence(*self.extensions())),
        )
        return der.sequence(content, sealing, der.bit_string(self.signer.sign(content)))


def attribute(oid: str, *values: bytes) -> bytes:
    return der.sequence(der.oid(oid), der.set_of(*values))


def usual_attributes(key: Key, certificate: bytes, content: bytes, at: datetime, content_type: str = DATA) -> dict:
    mark = der.sequence(der.octet_string(hashlib.sha256(certificate).digest()))
    return {
        CONTENT_TYPE: attribute(CONTENT_TYPE, der.oid(content_type)),
        TIME: attribute(TIME, der.time(at)),
        DIGEST: attribute(DIGEST, der.octet_string(key.digest(content))),
        CERTIFICATE_V2: attribute(CERTIFICATE_V2, der.sequence(der.sequence(mark))),
    }


def unchanged(value):
    return value


@dataclass(frozen=True)
class Cms:
    """A signature to be made. The functions change parts on their way: that is how hostile ones are made."""

    key: Key
    certificate: bytes
    content: bytes
    at: datetime = NOW
    attached: bytes | None = None
    content_type: str = DATA
    attributes: object = unchanged
    ordered: bool = True
    signature: object = unchanged
    hashing: bytes | None = None
    signing: bytes | None = None
    listed: tuple[bytes, ...] | None = None
    certificates: tuple[bytes, ...] | None = None
    named: tuple[bytes, int] | None = None
    identifier: bytes | None = None
    inside: bytes | None = None
    signers: int = 1

    def signer(self) -> bytes:
        usual = usual_attributes(self.key, self.certificate, self.content, self.at, self.content_type)
        parts = self.attributes(usual)
        if parts is not None and not isinstance(parts, list):
            parts = list(parts.values())
        if parts is None:
            field_bytes, message = b"", self.content
        else:
            body = b"".join(sorted(parts) if self.ordered else parts)
            field_bytes, message = der.element(0xA0, body), der.element(0x31, body)
        own = read_certificate(self.certificate)
        issuer, serial = self.named or (own.issuer, own.serial)
        return der.sequence(
            der.integer(3 if self.identifier else 1),
            self.identifier or der.sequence(issuer, der.integer(serial)),
            self.hashing or self.key.hashing,
            field_bytes,
            self.signing or self.key.sealing,
            der.octet_string(self.signature(self.key.sign(message))),
        )

    def made(self) -> bytes:
        attached = b"" if self.attached is None else der.explicit(0, der.octet_string(self.attached))
        inside = (self.inside or attached,)
        listed = (self.hashing or self.key.hashing,) if self.listed is None else self.listed
        certificates = (self.certificate,) if self.certificates is None else self.certificates
        signed = der.sequence(
            der.integer(1 if self.content_type == DATA else 3),
            der.set_of(*listed),
            der.sequence(der.oid(self.content_type), *inside),
            der.explicit(0, *certificates) if certificates else b"",
            der.set_of(*([self.signer()] * self.signers)),
        )
        return der.sequence(der.oid(SIGNED_DATA), der.explicit(0, signed))
