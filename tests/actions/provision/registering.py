"""What is registered in the zone before anything moves: bodies, their objects, statements on standing conditions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

from actions.provision.conftest import BODY, OTHER_BODY, Zone, settled_zone
from almasu.actions.provision import describe_source, register_body, state_compliance
from almasu.kernel.provision.conditions import Kept
from almasu.store.database import Database

NAMES = {BODY: ("Кірістер комитеті", "Комитет доходов"), OTHER_BODY: ("Статистика комитеті", "Комитет статистики")}
STATED = date(2026, 6, 1)
SOURCE = {
    "code": "taxpayers",
    "name_kk": "Салық төлеушілер тізілімі",
    "name_ru": "Реестр налогоплательщиков",
    "kind": "information_resource",
    "staff": "Ақпараттық жүйелер басқармасы",
    "documentation": "ТЖ-12 паспорты",
    "secrecy": "personal",
    "data_sets": "taxpayers\naccounts",
}


def body_form(bin_of: str, **change: str) -> dict[str, str]:
    kk, ru = NAMES.get(bin_of, ("Орган", "Орган"))
    return {"bin": bin_of, "name_kk": kk, "name_ru": ru, "email": "office@body.example.kz", **change}


async def registers(zone: Zone, bin_of: str) -> None:
    prepare, finish = register_body.prepare_body, register_body.register_body
    await zone.signs("head of agency", prepare, finish, body_form(bin_of))


async def describes(zone: Zone, who: str = "responsible", **change: str) -> None:
    await zone.signs(who, describe_source.prepare_source, describe_source.describe_source, SOURCE | change)


async def states(zone: Zone, who: str, kept: Kept, as_of: date = STATED) -> UUID:
    form = state_compliance.Form(kept, as_of, "№ 1, 01.06.2026")
    made = await zone.signs(who, state_compliance.prepare_statement, state_compliance.state_compliance, form)
    return made.paper.id


async def registered(zone: Zone) -> Zone:
    """The zone with both bodies, an object of each, and every statement of everybody."""
    for bin_of in (BODY, OTHER_BODY):
        await registers(zone, bin_of)
    for who in ("responsible", "stranger"):
        await describes(zone, who)
    for who in ("head of agency", "head", "strange head"):
        for kept in Kept:
            await states(zone, who, kept)
    return zone


async def registered_zone(database: Database, folder: Path) -> Zone:
    return await registered(await settled_zone(database, folder))
