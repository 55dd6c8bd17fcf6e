"""Certificate extensions in the national layout (RFC 5280)."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address

from asn1crypto import core, x509

POLICY_AUTHORITY = "1.2.398.3.3.1.1"
POLICY_NATIONAL = "1.2.398.3.3.2"

USAGE_SIGNING = "1.3.6.1.5.5.7.3.4"
USAGE_SERVER = "1.3.6.1.5.5.7.3.1"
USAGE_CLIENT = "1.3.6.1.5.5.7.3.2"
USAGE_TIME_STAMP = "1.3.6.1.5.5.7.3.8"
USAGE_OCSP = "1.3.6.1.5.5.7.3.9"
USAGE_INDIVIDUAL = "1.2.398.3.3.4.1.1"
USAGE_LEGAL = "1.2.398.3.3.4.1.2"
USAGE_HEAD = "1.2.398.3.3.4.1.2.1"
USAGE_EMPLOYEE = "1.2.398.3.3.4.1.2.5"
USAGE_SYSTEM = "1.2.398.3.3.4.1.2.6"

CARRIER = "1.2.398.3.3.5"
CARRIER_FILE = "1.2.398.3.3.5.1.1"
# The register of carrier identifiers is closed to us; the demo's token takes the place after the file.
CARRIER_TOKEN = "1.2.398.3.3.5.1.2"  # noqa: S105 - an object identifier


def extension(oid: str, value: core.Asn1Value, *, critical: bool = False) -> x509.Extension:
    """Return one extension; the critical flag is written only when true, as DER wants."""
    fields: dict[str, object] = {"extn_id": oid, "extn_value": core.ParsableOctetString(value.dump())}
    if critical:
        fields["critical"] = True
    return x509.Extension(fields)


def key_usage(*names: str, critical: bool = True) -> x509.Extension:
    """Return the key usage, by the names of asn1crypto (digital_signature, non_repudiation, key_cert_sign...)."""
    return extension("2.5.29.15", x509.KeyUsage(set(names)), critical=critical)


def extended_usage(*oids: str, critical: bool = False) -> x509.Extension:
    """Return the extended key usage with the purposes in the order given."""
    return extension("2.5.29.37", x509.ExtKeyUsageSyntax(list(oids)), critical=critical)


def authority() -> x509.Extension:
    """Return the basic constraints of an authority."""
    return extension("2.5.29.19", x509.BasicConstraints({"ca": True}), critical=True)


def policy(oid: str, statement: str) -> x509.Extension:
    """Return one certificate policy with the address of its statement."""
    qualifier = {"policy_qualifier_id": "1.3.6.1.5.5.7.2.1", "qualifier": core.IA5String(statement)}
    information = {"policy_identifier": oid, "policy_qualifiers": [x509.PolicyQualifierInfo(qualifier)]}
    return extension("2.5.29.32", x509.CertificatePolicies([x509.PolicyInformation(information)]))


def subject_key(identifier: bytes) -> x509.Extension:
    """Return the subject key identifier."""
    return extension("2.5.29.14", core.OctetString(identifier))


def issuer_key(identifier: bytes) -> x509.Extension:
    """Return the authority key identifier."""
    return extension("2.5.29.35", x509.AuthorityKeyIdentifier({"key_identifier": identifier}))


def access(ocsp: str | None, issuer: str) -> x509.Extension:
    """Return where the responder (None for an authority's own certificate) and the issuer's certificate are."""
    places = [("1.3.6.1.5.5.7.48.1", ocsp)] if ocsp else []
    places.append(("1.3.6.1.5.5.7.48.2", issuer))
    descriptions = [{"access_method": method, "access_location": _uri(place)} for method, place in places if place]
    return extension("1.3.6.1.5.5.7.1.1", x509.AuthorityInfoAccessSyntax(descriptions))


def revocation_list(address: str, *, freshest: bool = False) -> x509.Extension:
    """Return where the revocation list is; `freshest` names the delta list."""
    point = x509.DistributionPoint(
        {"distribution_point": x509.DistributionPointName(name="full_name", value=[_uri(address)])}
    )
    return extension("2.5.29.46" if freshest else "2.5.29.31", x509.CRLDistributionPoints([point]))


def carrier(oid: str) -> x509.Extension:
    """Return the national extension that names the carrier of the key."""
    return extension(CARRIER, core.SequenceOf([core.ObjectIdentifier(oid)], spec=core.ObjectIdentifier))


def no_check() -> x509.Extension:
    """Return the mark of a responder whose own certificate is not to be asked about (RFC 6960, 4.2.2.2.1)."""
    return extension("1.3.6.1.5.5.7.48.1.5", core.Null())


def hosts(names: Sequence[str]) -> x509.Extension:
    """Return the names and addresses a TLS server answers to."""
    return extension("2.5.29.17", x509.GeneralNames([_host(one) for one in names]))


def _host(one: str) -> x509.GeneralName:
    try:
        ip_address(one)
    except ValueError:
        return x509.GeneralName(name="dns_name", value=one)
    return x509.GeneralName(name="ip_address", value=one)


def _uri(address: str) -> x509.GeneralName:
    return x509.GeneralName(name="uniform_resource_identifier", value=address)
