"""A small authority of our own for tests: keys, certificates, CMS, OCSP, CRL and time stamps, each open to tampering."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from almasu.kernel.signatures.act import Act, ActPurpose, act_bytes
from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.certificate import read_certificate
from almasu.kernel.signatures.conclusion import conclude
from almasu.kernel.signatures.examination import examine
from almasu.kernel.signatures.expectation import Expectation
from almasu.kernel.signatures.gost.keys import GOST_256, GOST_512, GOST_2004, subject_public_key_info
from almasu.kernel.signatures.gost.sign import public_key, sign
from almasu.kernel.signatures.profile import embedded
from almasu.kernel.signatures.revocation.evidence import OcspAnswer
from almasu.kernel.signatures.revocation.ocsp import certificate_id
from almasu.law.text import Text

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
    info = secret.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
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


class World:
    """An authority of one family with a person, a responder and a time-stamping authority."""

    def __init__(self, family: str) -> None:
        self.family = family
        self.root_key, self.ca_key = make_key(family, "root"), make_key(family, "ca")
        self.key = make_key(family, "person")
        root_name, self.ca_name = authority_name(f"ROOT {family}"), authority_name(f"CA {family}")
        issuing = {"bits": (5, 6), "purposes": (), "carrier": None, "authority": True}
        self.root_plan = Plan(root_name, self.root_key, root_name, self.root_key, until=NOW + 9 * YEAR, **issuing)
        self.ca_plan = Plan(self.ca_name, self.ca_key, root_name, self.root_key, until=NOW + 8 * YEAR, **issuing)
        self.plan = Plan(person(), self.key, self.ca_name, self.ca_key)
        self.root, self.ca, self.certificate = self.root_plan.made(), self.ca_plan.made(), self.plan.made()
        self.profile = embedded([self.root], [self.ca])
        self.issuer = read_certificate(self.ca)
        self.content = act_bytes(self.act())

    def act(self, **changes) -> Act:
        human = Text(kk="Сұрау", ru="Запрос", en="Request")
        usual = Act(
            ActPurpose.REQUEST, AUDIENCE, IIN, "o-1", {"resources": [1, 2]}, {}, "2025", human, NONCE, NOW,
            NOW + timedelta(minutes=5),
        )  # fmt: skip
        return replace(usual, **changes)

    def expected(self, **changes) -> Expectation:
        return replace(Expectation(ActPurpose.REQUEST, AUDIENCE, IIN, NONCE), **changes)

    def cms(self, certificate: bytes | None = None, key: Key | None = None, **changes) -> bytes:
        usual = Cms(key or self.key, certificate or self.certificate, self.content)
        return replace(usual, **changes).made()

    def certified(self, **changes) -> bytes:
        """Return a detached signature under a certificate that differs from the usual one."""
        plan = replace(self.plan, **changes)
        return self.cms(plan.made(), plan.key)

    def examined(self, cms, content=..., expected=..., profile=None, at=NOW):
        return examine(
            cms,
            self.content if content is ... else content,
            self.expected() if expected is ... else expected,
            profile or self.profile,
            at,
        )

    def told(self, cms, evidence=None, at=NOW, **changes):
        """Return the story of a signature, revocation being in order unless evidence says otherwise."""
        examination = self.examined(cms, at=at, **changes)
        return conclude(examination, evidence or OcspAnswer(self.ocsp(at=at), OCSP_NONCE), at)

    def responder(self, **changes) -> bytes:
        usual = Plan(
            authority_name("OCSP RESPONDER"), make_key(self.family, "ocsp"), self.ca_name, self.ca_key,
            bits=(0,), purposes=("1.3.6.1.5.5.7.3.9",), carrier=None, policies=(),
            extra=(extension("1.3.6.1.5.5.7.48.1.5", b""),),
        )  # fmt: skip
        return replace(usual, **changes).made()

    def ocsp(
        self, at=NOW, status=None, serial=None, nonce=OCSP_NONCE, this_update=None, next_update=None, key=None,
        certificate=None, issuer=None, signature=unchanged, enclosed=None,
    ) -> bytes:  # fmt: skip
        """Return an OCSP answer, `good` and right unless told otherwise."""
        certificate = self.responder() if certificate is None else certificate
        serial = read_certificate(self.certificate).serial if serial is None else serial
        single = der.sequence(
            certificate_id(serial, issuer or self.issuer),
            status or der.implicit(0, b""),
            der.generalized_time(this_update or at),
            *(() if next_update is None else (der.explicit(0, der.generalized_time(next_update)),)),
        )
        echoed = extension("1.3.6.1.5.5.7.48.1.2", der.octet_string(nonce)) if nonce is not None else None
        data = der.sequence(
            der.explicit(1, read_certificate(certificate).subject),
            der.generalized_time(at),
            der.sequence(single),
            *(() if echoed is None else (der.explicit(1, der.sequence(echoed)),)),
        )
        signer = key or make_key(self.family, "ocsp")
        basic = der.sequence(
            data,
            signer.sealing,
            der.bit_string(signature(signer.sign(data))),
            der.explicit(0, der.sequence(*((certificate,) if enclosed is None else enclosed))),
        )
        body = der.sequence(der.oid("1.3.6.1.5.5.7.48.1.1"), der.octet_string(basic))
        return der.sequence(der.enumerated(0), der.explicit(0, body))

    def crl(
        self, since=NOW, until=NOW + timedelta(days=180), revoked=(), number=7, base=None, key=None, issuer=None,
        extra=(), signature=unchanged,
    ) -> bytes:  # fmt: skip
        """Return a revocation list; `revoked` holds (serial, moment, reason code or None)."""
        signer = key or self.ca_key
        entries = [
            der.sequence(
                der.integer(serial),
                der.time(at),
                *(() if code is None else (der.sequence(extension("2.5.29.21", der.enumerated(code))),)),
            )
            for serial, at, code in revoked
        ]
        extensions = [extension("2.5.29.20", der.integer(number)), *extra]
        if base is not None:
            extensions.append(extension("2.5.29.27", der.integer(base), critical=True))
        content = der.sequence(
            der.integer(1),
            signer.sealing,
            issuer or self.ca_name,
            der.time(since),
            *(() if until is None else (der.time(until),)),
            *((der.sequence(*entries),) if entries else ()),
            der.explicit(0, der.sequence(*extensions)),
        )
        return der.sequence(content, signer.sealing, der.bit_string(signature(signer.sign(content))))

    def stamp(
        self, data: bytes, at=NOW, policy=None, nonce=77, digest=None, hashing=None, certificate=None,
        purposes=("1.3.6.1.5.5.7.3.8",), signature=unchanged, attributes=unchanged,
    ) -> bytes:  # fmt: skip
        """Return a time-stamp token over some data."""
        key = make_key(self.family, "tsa")
        plan = Plan(
            authority_name("TSA"), key, self.ca_name, self.ca_key, purposes=purposes, carrier=None,
        )  # fmt: skip
        certificate = certificate or plan.made()
        info = der.sequence(
            der.integer(1),
            der.oid(policy or ("1.2.398.3.3.2.6.4" if self.family == "gost" else "1.2.398.3.3.2.6.2")),
            der.sequence(hashing or key.hashing, der.octet_string(digest or key.digest(data))),
            der.integer(4242),
            der.generalized_time(at),
            *(() if nonce is None else (der.integer(nonce),)),
        )
        return Cms(
            key, certificate, info, at, attached=info, content_type=TST_INFO, signature=signature,
            attributes=attributes,
        ).made()  # fmt: skip


@cache
def world_of(family: str) -> World:
    return World(family)


@pytest.fixture(params=["gost", "rsa"])
def world(request) -> World:
    """The authority of one family; most tests run over GOST-512 and RSA."""
    return world_of(request.param)


@pytest.fixture
def gost_world() -> World:
    return world_of("gost")


@pytest.fixture
def rsa_world() -> World:
    return world_of("rsa")


@pytest.fixture
def worlds():
    """The authority of any family by its name."""
    return world_of


@pytest.fixture(name="make_key")
def making_keys():
    """The maker of keys by family and name."""
    return make_key


@pytest.fixture
def curve512():
    return GOST_512.curve


@pytest.fixture
def national() -> Path:
    """The vectors of the national test contour, which nobody on the project wrote."""
    folder = Path(__file__).parents[4] / "shared" / "vectors" / "nca"
    if not folder.is_dir():
        pytest.skip("no ../shared/vectors/nca beside this clone")
    return folder
