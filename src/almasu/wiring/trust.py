"""The trust profile of a node, from its settings: certificates in a folder, pins beside them (reference: trust)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from almasu.kernel.signatures.profile import CarrierRule, ProfileName, TrustProfile, contour, embedded, production
from almasu.wiring.settings import UNREADABLE, Settings

PINS = "pins.txt"


def trust_of(settings: Settings) -> TrustProfile:
    """Return the profile that the settings name.

    The folder holds `roots/` and `authorities/` (certificates, DER or PEM) and, for prod, `pins.txt` with the full
    SHA-256 of each root, one a line. Problems: `settings.unreadable` without a folder or with an unknown profile,
    those of the profiles else.
    """
    folder = settings.trust_roots
    if folder is None or not folder.is_dir():
        raise UNREADABLE.at("trust_roots", because="trust_roots names no folder")
    roots, authorities = _certificates(folder / "roots"), _certificates(folder / "authorities")
    carriers = CarrierRule.PROTECTED if settings.strict_carrier else CarrierRule.WARN
    match _named(settings.trust):
        case ProfileName.PROD:
            return production(roots, _pins(folder / PINS), authorities, carriers)
        case ProfileName.TEST:
            return contour(roots, authorities, carriers)
        case ProfileName.EMBEDDED:
            return embedded(roots, authorities, carriers)
        case ProfileName.GIVEN:
            raise UNREADABLE.at("trust", because="a node decides by a profile of its own, not by roots given once")


def keep_trust(folder: Path, roots: Sequence[bytes], authorities: Sequence[bytes]) -> None:
    """Write certificates to a folder as `trust_of` reads it."""
    for name, certificates in (("roots", roots), ("authorities", authorities)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number, certificate in enumerate(certificates, 1):
            (folder / name / f"{number}.cer").write_bytes(certificate)


def _named(profile: str) -> ProfileName:
    try:
        return ProfileName(profile)
    except ValueError as unknown:
        names = ", ".join(name for name in ProfileName if name is not ProfileName.GIVEN)
        raise UNREADABLE.at("trust", because=f"{profile!r} is no trust profile; there are {names}") from unknown


def _certificates(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted(folder.iterdir())] if folder.is_dir() else []


def _pins(file: Path) -> list[str]:
    return file.read_text(encoding="ascii").split() if file.is_file() else []
