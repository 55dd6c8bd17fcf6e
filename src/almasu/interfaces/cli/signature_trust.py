"""Which roots `--trust` means: a folder of certificates, or a profile by name."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from almasu.kernel.signatures.pem import CERTIFICATE_LABELS, without_armour
from almasu.kernel.signatures.profile import CarrierRule, TrustProfile, chosen, contour, embedded, production
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

PINS = "pins.txt"
SUFFIXES = {".cer", ".crt", ".pem", ".der"}
MOST_CERTIFICATES = 64
LONGEST_CERTIFICATE = 64 * 1024
DEMO = Path(".demo")

NO_SUCH_TRUST = ProblemKind(
    code="trust.unknown",
    status=422,
    title=Text(
        kk="«{given}» сенім бейіні немесе бумасы табылмады.",
        ru="Профиль доверия или папка «{given}» не найдены.",
        en="There is no trust profile or folder {given}.",
    ),
    remedy=Text(
        kk="Түбірлік сертификаттар бумасын немесе embedded, test, prod деп жазыңыз (test пен prod бумасын "
        "ALMASU_TRUST_TEST, ALMASU_TRUST_PROD айнымалылары көрсетеді).",
        ru="Укажите папку с корневыми сертификатами либо embedded, test, prod (папки test и prod задают переменные "
        "ALMASU_TRUST_TEST и ALMASU_TRUST_PROD).",
        en="Name a folder of root certificates, or embedded, test, prod (the folders of test and prod are given by "
        "ALMASU_TRUST_TEST and ALMASU_TRUST_PROD).",
    ),
)


def profile_named(given: str) -> TrustProfile:
    """Return the profile that `--trust` names; Problem trust.unknown, or those of the profiles.

    A folder with a file `pins.txt` (full SHA-256 digests, one a line) is a working profile: only pinned roots count.
    Any other folder is a set of anchors chosen by the reader, and the story says so. A data folder is known by its
    `pki/cert`, the folder that a node's setting `trust_roots` names by its `roots`.
    """
    match given:
        case "embedded":
            return _folder(given, DEMO)
        case "test" | "prod":
            return _folder(given, Path(os.environ.get(f"ALMASU_TRUST_{given.upper()}", "")))
        case _:
            return _folder(given, Path(given))


def _folder(given: str, folder: Path) -> TrustProfile:
    """Return the profile that a folder's content makes."""
    if folder == Path() or not folder.is_dir():
        raise NO_SUCH_TRUST.at("--trust", given=given)
    for made in (folder / "pki" / "cert", folder / "cert"):
        if made.is_dir():
            return embedded(_certificates(made, "root_*"), _certificates(made, "nca_*"))
    pins = folder / PINS
    if (folder / "roots").is_dir() and not pins.is_file() and given not in {"test", "prod"}:
        roots, authorities = _certificates(folder / "roots", "*"), _certificates(folder / "authorities", "*")
        return chosen(roots, authorities, CarrierRule.PROTECTED)
    certificates = [
        data for one in (folder, folder / "roots", folder / "authorities") for data in _certificates(one, "*")
    ]
    if pins.is_file() or given == "prod":
        lines = pins.read_text(encoding="ascii").split() if pins.is_file() else []
        return _pinned(certificates, lines)
    return contour(certificates) if given == "test" else chosen(certificates)


def _pinned(certificates: list[bytes], pins: list[str]) -> TrustProfile:
    """Return the working profile: pinned certificates are roots, the others only authorities on the way."""
    wanted = {pin.replace(":", "").lower() for pin in pins}
    roots: list[bytes] = []
    authorities: list[bytes] = []
    for data in certificates:
        digest = hashlib.sha256(without_armour(data, CERTIFICATE_LABELS)).hexdigest()
        (roots if digest in wanted else authorities).append(data)
    return production(roots, sorted(wanted), authorities)


def _certificates(folder: Path, pattern: str) -> list[bytes]:
    """Return the certificate files of a folder in the order of their names."""
    files = sorted(one for one in folder.glob(pattern) if one.suffix.lower() in SUFFIXES)[:MOST_CERTIFICATES]
    found: list[bytes] = []
    for one in files:
        with one.open("rb") as file:
            found.append(file.read(LONGEST_CERTIFICATE))
    return found
