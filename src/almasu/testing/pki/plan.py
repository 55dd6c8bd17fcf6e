"""What the embedded authority issues: names, terms and extensions of every certificate it makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from asn1crypto import x509

from almasu.testing.people import Carrier, DemoPerson, ExtraKey, KeyKind, KeyState
from almasu.testing.pki import extensions as ext
from almasu.testing.pki.algorithms import Algorithm
from almasu.testing.pki.issuing import Profile
from almasu.testing.pki.names import authority_name, person_name, system_name

FAMILIES = (Algorithm.GOST, Algorithm.RSA)
BEFORE_OPENING = timedelta(days=3 * 365)
AUTHORITY_LIFE = timedelta(days=20 * 365)
TOKEN_LIFE = timedelta(days=3 * 365)
FILE_LIFE = timedelta(days=365)
# Browsers refuse longer lives of a TLS certificate.
TLS_LIFE = timedelta(days=397)
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the services of the authority are reached, as certificates name them."""

    base: str

    def certificate(self, label: str) -> str:
        """Return the address of an authority's certificate."""
        return f"{self.base}/cert/{label}.cer"

    def base_list(self, label: str) -> str:
        """Return the address of an authority's base revocation list."""
        return f"{self.base}/crl/{label}.crl"

    def delta_list(self, label: str) -> str:
        """Return the address of an authority's delta list: nca_d_gost.crl beside nca_gost.crl."""
        return f"{self.base}/crl/{label.replace('nca_', 'nca_d_')}.crl"


@dataclass(frozen=True, slots=True)
class System:
    """A digital system that has a key: its label, name, family, purposes, and hosts where it is a TLS server."""

    label: str
    name: str
    algorithm: Algorithm
    purposes: tuple[str, ...]
    hosts: tuple[str, ...] = ()


SYSTEMS: tuple[System, ...] = (
    System("tls", "localhost", Algorithm.P256, (ext.USAGE_SERVER,), LOOPBACK),
    System("emulator_tls", "127.0.0.1", Algorithm.RSA, (ext.USAGE_SERVER,), LOOPBACK),
    System("registers_tls", "registers.localhost", Algorithm.P256, (ext.USAGE_SERVER,), LOOPBACK),
    System("node", "ALMASU NODE", Algorithm.P256, (ext.USAGE_CLIENT,)),
    System("shep_node", "ALMASU SHEP CLIENT", Algorithm.RSA, (ext.USAGE_SIGNING, ext.USAGE_SYSTEM)),
    System("shep_gateway", "SHEP GATEWAY", Algorithm.RSA, (ext.USAGE_SIGNING, ext.USAGE_SYSTEM)),
    System("node_seal", "ALMASU NODE SEAL", Algorithm.GOST, (ext.USAGE_SIGNING, ext.USAGE_SYSTEM)),
)
# A made-up place under the national arc of systems; the UID attribute must hold some identifier.
_SYSTEM_OID = "1.2.398.3.3.4.1.2.6.999"
_ROLES: Mapping[KeyKind, tuple[str, ...]] = MappingProxyType(
    {
        KeyKind.INDIVIDUAL: (ext.USAGE_INDIVIDUAL,),
        KeyKind.EMPLOYEE: (ext.USAGE_LEGAL, ext.USAGE_EMPLOYEE),
        KeyKind.HEAD: (ext.USAGE_LEGAL, ext.USAGE_HEAD),
    }
)
_OPERATOR = ("Комитет по правовой статистике и специальным учетам (образец)", "031040071224")


def root_profile(family: Algorithm, at: datetime) -> Profile:
    """Return the profile of a root: self-signed, pinned by its fingerprint."""
    subject = authority_name(f"НЕГІЗГІ КО ({family.value.upper()}) ALMASU ҮЛГІ")
    usage = (ext.authority(), ext.key_usage("key_cert_sign", "crl_sign"))
    return Profile(f"root_{family.value}", subject, *_life(at, AUTHORITY_LIFE), usage)


def issuer_profile(family: Algorithm, at: datetime, addresses: Addresses) -> Profile:
    """Return the profile of an issuing authority."""
    root, label = f"root_{family.value}", f"nca_{family.value}"
    content = (
        ext.authority(),
        ext.key_usage("key_cert_sign", "crl_sign"),
        ext.revocation_list(addresses.base_list(root)),
        ext.access(None, addresses.certificate(root)),
        ext.policy(ext.POLICY_AUTHORITY, f"{addresses.base}/cps"),
    )
    subject = authority_name(f"КУӘЛАНДЫРУШЫ ОРТАЛЫҚ ({family.value.upper()}) ALMASU ҮЛГІ")
    return Profile(label, subject, *_life(at, AUTHORITY_LIFE - timedelta(days=1)), content)


def service_profiles(family: Algorithm, at: datetime, addresses: Addresses) -> tuple[Profile, Profile]:
    """Return the profiles of the OCSP responder and of the time-stamping authority of one family."""
    issuer = f"nca_{family.value}"
    life = _life(at, TOKEN_LIFE)
    responder = (
        ext.key_usage("digital_signature", critical=False),
        ext.no_check(),
        ext.extended_usage(ext.USAGE_OCSP),
    )
    stamping = (
        ext.key_usage("digital_signature", "non_repudiation"),
        ext.extended_usage(ext.USAGE_TIME_STAMP, critical=True),
        *_places(issuer, addresses),
    )
    return (
        Profile(f"ocsp_{family.value}", authority_name("OCSP RESPONDER ALMASU ҮЛГІ"), *life, responder),
        Profile(f"tsa_{family.value}", authority_name("TIME-STAMPING AUTHORITY ALMASU ҮЛГІ"), *life, stamping),
    )


def system_profile(system: System, at: datetime, addresses: Addresses) -> Profile:
    """Return the profile of a digital system's certificate."""
    usages = ("digital_signature", "key_encipherment") if system.hosts else ("digital_signature", "non_repudiation")
    alternative = (ext.hosts(system.hosts),) if system.hosts else ()
    content = (
        ext.key_usage(*usages),
        ext.extended_usage(*system.purposes),
        *alternative,
        ext.policy(ext.POLICY_NATIONAL, f"{addresses.base}/cps"),
        *_places(issuer_of(system.algorithm), addresses),
    )
    subject = system_name(system.name, _SYSTEM_OID, *_OPERATOR)
    since = at - timedelta(hours=1)
    return Profile(system.label, subject, since, since + TLS_LIFE, content)


def person_profile(
    person: DemoPerson, extra: ExtraKey, family: Algorithm, at: datetime, addresses: Addresses
) -> Profile:
    """Return the profile of a person's signing certificate."""
    carrier = ext.CARRIER_TOKEN if extra.carrier is Carrier.TOKEN else ext.CARRIER_FILE
    content = (
        ext.key_usage("digital_signature", "non_repudiation"),
        ext.policy(ext.POLICY_NATIONAL, f"{addresses.base}/cps"),
        *_places(issuer_of(family), addresses),
        ext.extended_usage(ext.USAGE_SIGNING, *_ROLES[extra.kind]),
        ext.carrier(carrier),
    )
    subject = person_name(person, extra.kind)
    return Profile(f"{person.iin}-{extra.name}", subject, *_person_life(extra, at), content)


def person_keys(person: DemoPerson, extras: Iterable[ExtraKey]) -> tuple[tuple[ExtraKey, Algorithm], ...]:
    """Return the keys of a person: the usual GOST and RSA pair, then the extra ones, which are GOST.

    A head has keys of the body: with those it is bound (SIO22-A4.12).
    """
    kind = KeyKind.HEAD if person.role == "head" else KeyKind.INDIVIDUAL
    usual = ((ExtraKey(person.iin, family.value, kind=kind), family) for family in FAMILIES)
    more = ((extra, Algorithm.GOST) for extra in extras if extra.iin == person.iin)
    return (*usual, *more)


def issuer_of(algorithm: Algorithm) -> str:
    """Return the label of the authority that issues certificates for keys of a family; P-256 comes from the RSA one."""
    return "nca_gost" if algorithm is Algorithm.GOST else "nca_rsa"


def _person_life(extra: ExtraKey, at: datetime) -> tuple[datetime, datetime]:
    if extra.state is KeyState.EXPIRED:
        return at - timedelta(days=400), at - timedelta(days=35)
    life = TOKEN_LIFE if extra.carrier is Carrier.TOKEN else FILE_LIFE
    since = at - timedelta(days=30)
    return since, since + life


def _life(at: datetime, span: timedelta) -> tuple[datetime, datetime]:
    since = at - BEFORE_OPENING
    return since, since + BEFORE_OPENING + span


def _places(issuer: str, addresses: Addresses) -> tuple[x509.Extension, ...]:
    return (
        ext.access(f"{addresses.base}/ocsp/", addresses.certificate(issuer)),
        ext.revocation_list(addresses.base_list(issuer)),
        ext.revocation_list(addresses.delta_list(issuer), freshest=True),
    )
