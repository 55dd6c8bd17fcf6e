"""Keys and certificates of the made-up application and of the gateway towards it, each signed by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from almasu.testing.registers.keys import p256_key

LIFE = timedelta(days=3 * 365)
NAMES = ("gateway", "application")


def make_keys(folder: Path, host: str, at: datetime) -> None:
    """Make `NAME.crt` and `secrets/NAME.key` of both; what is there already stays."""
    (folder / "secrets").mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in NAMES:
        if (folder / f"{name}.crt").exists():
            continue
        key = p256_key()
        who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"almasu demo {name}")])
        made = (
            x509.CertificateBuilder()
            .subject_name(who)
            .issuer_name(who)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(at - timedelta(days=1))
            .not_valid_after(at + LIFE)
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(key, hashes.SHA256())
        )
        place = folder / "secrets" / f"{name}.key"
        place.touch(mode=0o600)
        place.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        (folder / f"{name}.crt").write_bytes(made.public_bytes(Encoding.PEM))
