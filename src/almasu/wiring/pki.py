"""The embedded certification authority of a data folder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from almasu.kernel.signatures.certificate import read_certificate
from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.testing.people import EVERYBODY, DemoPerson
from almasu.testing.pki.creation import DEFAULT_ADDRESS, create_pki
from almasu.testing.pki.folder import EMBEDDED, Entry, Pki, only_embedded
from almasu.testing.pki.service import run_pki_service
from almasu.testing.pki.standing import Reason, withdrawn

__all__ = [
    "DEFAULT_ADDRESS",
    "change_standing",
    "listed",
    "made_or_opened",
    "opened",
    "pki_folder",
    "serve",
]

NO_AUTHORITY = ProblemKind(
    code="pki.absent",
    status=404,
    title=Text(
        kk="{path} қалтасында куәландырушы орталық жоқ.",
        ru="В папке {path} нет удостоверяющего центра.",
        en="There is no certification authority in {path}.",
    ),
    remedy=Text(
        kk="Оны `almasu pki create` командасымен жасаңыз.",
        ru="Создайте его командой `almasu pki create`.",
        en="Make one with `almasu pki create`.",
    ),
)
NO_SUCH_KEY = ProblemKind(
    code="pki.key.unknown",
    status=404,
    title=Text(kk="«{label}» деген кілт жоқ.", ru="Ключа «{label}» нет.", en="There is no key named {label}."),
    remedy=Text(
        kk="Кілттердің атауларын `almasu pki show` көрсетеді.",
        ru="Названия ключей показывает `almasu pki show`.",
        en="`almasu pki show` lists the names of the keys.",
    ),
)


def pki_folder(data: Path) -> Path:
    """Return where the authority of a data folder lives."""
    return data / "pki"


def opened(data: Path, profile: str = EMBEDDED) -> Pki:
    """Return the authority of a data folder; Problem `pki.absent` or `pki.profile`."""
    try:
        return Pki.load(pki_folder(data), profile)
    except FileNotFoundError as error:
        raise NO_AUTHORITY.at("data", path=str(data)) from error


def made_or_opened(
    data: Path,
    at: datetime,
    *,
    people: Iterable[DemoPerson] = EVERYBODY,
    address: str = DEFAULT_ADDRESS,
    profile: str = EMBEDDED,
) -> Pki:
    """Return the authority of a data folder, made now where there is none."""
    only_embedded(profile)
    folder = pki_folder(data)
    if (folder / "pki.json").exists():
        return Pki.load(folder, profile)
    data.mkdir(parents=True, exist_ok=True)
    return create_pki(folder, people, at, address=address, profile=profile)


def change_standing(pki: Pki, label: str, change: str, at: datetime) -> Entry:
    """Revoke, hold or release a certificate and return its entry; Problem `pki.key.unknown`, `pki.key.revoked`."""
    entry = pki.entries.get(label)
    if entry is None:
        raise NO_SUCH_KEY.at(label, label=label)
    match change:
        case "revoke":
            pki.revoke(label, at, Reason.KEY_COMPROMISE)
        case "hold":
            pki.hold(label, at)
        case "release":
            pki.release(label, at)
        case _:
            raise ValueError(change)
    return entry


def serve(data: Path, port: int) -> None:
    """Answer OCSP, time-stamp, list and certificate requests until told to stop."""
    opened(data)
    run_pki_service(pki_folder(data), port)


def listed(pki: Pki, at: datetime) -> list[dict[str, str]]:
    """Return one row for each certificate: label, holder, algorithm, until, standing (good, expired, revoked, held)."""
    return [
        {
            "label": one.label,
            "holder": one.iin or one.holder.value,
            "algorithm": one.algorithm.value,
            "serial": one.serial,
            "until": read_certificate(pki.certificate(one.label)).not_after.date().isoformat(),
            "standing": _standing(pki, one, at),
        }
        for one in pki.entries.values()
    ]


def _standing(pki: Pki, entry: Entry, at: datetime) -> str:
    found = withdrawn(pki.standings.events(), entry.issuer, entry.serial, at)
    if found is not None:
        return "held" if found.reason is Reason.HOLD else "revoked"
    certificate = read_certificate(pki.certificate(entry.label))
    return "good" if certificate.not_before <= at <= certificate.not_after else "expired"
