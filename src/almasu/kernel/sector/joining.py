"""Joining ASOI: the data of an organisation (ASOI-5) and of its users (ASOI-6), and what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from almasu.kernel.sector.catalogue import Catalogue
from almasu.kernel.sector.fields import checked
from almasu.kernel.sector.parties import Profile, Worker
from almasu.law.problem import Problem, ProblemKind
from almasu.law.text import Text

PROFILE_EXISTS = ProblemKind(
    "sector.profile_exists",
    409,
    Text(
        kk="Бұл БСН бойынша профиль бұрыннан бар.",
        ru="Профиль с этим БИН уже есть.",
        en="There is a profile with this BIN already.",
    ),
    Text(
        kk="Бар профильді ашыңыз: бір ұйымда бір ғана профиль болады.",
        ru="Откройте имеющийся профиль: у организации он один.",
        en="Open the profile that exists: an organisation has one.",
    ),
    ("ASOI-3.2", "ASOI-5.2"),
)
NO_PROFILE = ProblemKind(
    "sector.no_profile",
    422,
    Text(kk="Бұл ұйымның профилі жоқ.", ru="У этой организации нет профиля.", en="This organisation has no profile."),
    Text(
        kk="Алдымен ұйымның профилін жасатыңыз.",
        ru="Сначала отправьте заявку на профиль организации.",
        en="Have the profile of the organisation created first.",
    ),
    ("ASOI-5", "ASOI-6.3"),
)


def profile_of(
    catalogue: Catalogue, typed: Mapping[str, str], known: Collection[str]
) -> tuple[Profile | None, tuple[Problem, ...]]:
    """Return the profile that was typed, or the Problems, each with its field; `known` are the BINs that have one."""
    values, problems = checked(catalogue.profile, typed)
    if values.get("bin") in known:
        problems += (PROFILE_EXISTS.at("bin"),)
    return (None, problems) if problems else (msgspec.convert(values, Profile), ())


def worker_of(
    catalogue: Catalogue, typed: Mapping[str, str], connected: Collection[str]
) -> tuple[Worker | None, tuple[Problem, ...]]:
    """Return the user that was typed, or the Problems, each with its field; `connected` are the BINs with a profile.

    The patronymic may be missing (ASOI-6.1); telephones are several, at least one is needed (ASOI-6.4).
    """
    values, problems = checked(catalogue.worker, typed)
    organisation = values.get("organisation")
    if organisation is not None and organisation not in connected:
        problems += (NO_PROFILE.at("organisation"),)
    return (None, problems) if problems else (msgspec.convert({"patronymic": "", **values}, Worker), ())
