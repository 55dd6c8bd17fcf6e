"""An authority of transport certificates (P-256): for a service, for a node of a state, for an integration module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFE = timedelta(days=30)
EARLIER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate with its key in files of PEM, and the SHA-256 of its DER, by which a module is known."""

    certificate: Path
    key: Path
    fingerprint: bytes


class TransportAuthority:
    """Makes its own root at once, in a folder of its own; `certificate` is the file that others trust.

    A root that is in the folder already stays: what it issued keeps its worth.
    """

    def __init__(self, folder: Path, at: datetime) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._at = at
        self._name = _named("ALMASU TRANSPORT AUTHORITY (SAMPLE)")
        self.certificate = folder / "authority.pem"
        kept = folder / "authority.key"
        self._key = _read(kept) if kept.exists() else ec.generate_private_key(ec.SECP256R1())
        if not kept.exists():
            self._found(kept)

    def _found(self, kept: Path) -> None:
        """Make the root and keep it with its key."""
        root = self._builder(self._name, self._key.public_key()).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        self.certificate.write_bytes(root.sign(self._key, hashes.SHA256()).public_bytes(Encoding.PEM))
        _write(kept, self._key)

    def server(self, label: str) -> Issued:
        """Issue a certificate for a service on this machine."""
        names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
        return self._issue(label, [ExtendedKeyUsageOID.SERVER_AUTH], x509.SubjectAlternativeName(names))

    def node(self, label: str) -> Issued:
        """Issue a certificate for a node of a state, which it shows at its own door and at those of others."""
        return self._issue(label, [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH], None)

    def module(self, label: str) -> Issued:
        """Issue a certificate for an integration module."""
        return self._issue(label, [ExtendedKeyUsageOID.CLIENT_AUTH], None)

    def _issue(
        self, label: str, usages: list[x509.ObjectIdentifier], names: x509.SubjectAlternativeName | None
    ) -> Issued:
        key = ec.generate_private_key(ec.SECP256R1())
        builder = self._builder(_named(label), key.public_key()).add_extension(
            x509.ExtendedKeyUsage(usages), critical=False
        )
        if names is not None:
            builder = builder.add_extension(names, critical=False)
        made = builder.sign(self._key, hashes.SHA256())
        issued = Issued(self._folder / f"{label}.pem", self._folder / f"{label}.key", made.fingerprint(hashes.SHA256()))
        issued.certificate.write_bytes(made.public_bytes(Encoding.PEM))
        _write(issued.key, key)
        return issued

    def issued(self, label: str) -> Issued | None:
        """Return what was issued under a label before, None where nothing was."""
        certificate, key = self._folder / f"{label}.pem", self._folder / f"{label}.key"
        if not (certificate.exists() and key.exists()):
            return None
        shown = x509.load_pem_x509_certificate(certificate.read_bytes())
        return Issued(certificate, key, shown.fingerprint(hashes.SHA256()))

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._at - EARLIER)
            .not_valid_after(self._at + LIFE)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )


def _read(file: Path) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(file.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{file} holds another kind of key")
    return key


def _write(file: Path, key: ec.EllipticCurvePrivateKey) -> None:
    file.touch(mode=0o600)
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def _named(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])
