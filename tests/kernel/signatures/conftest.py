"""A small authority of our own for tests: OCSP, lists and time stamps beside certificates and signatures."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from almasu.kernel.signatures.act import Act, ActPurpose, act_bytes
from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.certificate import read_certificate
from almasu.kernel.signatures.conclusion import conclude
from almasu.kernel.signatures.examination import examine
from almasu.kernel.signatures.expectation import Expectation
from almasu.kernel.signatures.gost.curves import CURVE_512_A
from almasu.kernel.signatures.profile import embedded
from almasu.kernel.signatures.revocation.evidence import OcspAnswer
from almasu.kernel.signatures.revocation.ocsp import certificate_id
from almasu.law.text import Text
from kernel.signatures.making import (
    AUDIENCE,
    IIN,
    NONCE,
    NOW,
    OCSP_NONCE,
    TST_INFO,
    YEAR,
    Cms,
    Key,
    Plan,
    authority_name,
    extension,
    make_key,
    person,
    unchanged,
)


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
    return CURVE_512_A


@pytest.fixture
def national() -> Path:
    """The vectors of the national test contour, which nobody on the project wrote."""
    folder = Path(__file__).parents[4] / "shared" / "vectors" / "nca"
    if not folder.is_dir():
        pytest.skip("no ../shared/vectors/nca beside this clone")
    return folder
