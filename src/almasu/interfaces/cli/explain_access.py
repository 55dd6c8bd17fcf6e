"""`almasu explain access`: who may do an act or ask an address, how far, and by which clause."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import click

from almasu.interfaces.cli.deadline import LANGUAGE
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Power
from almasu.kernel.powers.table import POWERS, of_role
from almasu.kernel.powers.words import ENTRIES, REACHES, VISITOR
from almasu.law.canonical import Json
from almasu.law.problem import ProblemKind
from almasu.law.text import Language, Text

NO_POWER = ProblemKind(
    "access.unknown",
    404,
    Text(
        kk="{what} деген өкілеттік, мекенжай немесе рөл жоқ.",
        ru="Нет такого полномочия, адреса или роли: {what}.",
        en="There is no power, address or role called {what}.",
    ),
    Text(
        kk="Өкілеттіктер тізімін `almasu explain access` параметрсіз көрсетеді.",
        ru="Список полномочий показывает `almasu explain access` без параметров.",
        en="`almasu explain access` without a name lists the powers.",
    ),
)
FOR_ALL = Text(kk="Барлығына ашық, сеанс керек емес.", ru="Открыто всем, без сеанса.", en="For everybody, no session.")


@click.command("access")
@click.argument("what", required=False, default="")
@click.option("--role", type=click.Choice([role.value for role in Role]), help="Tell only what this role may.")
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain_access(what: str, role: str | None, lang: str, *, as_json: bool) -> None:
    """Explain who may do WHAT: the name of a power, an address, or a role. Without it every power is listed.

    WHAT is for instance `breach.report`, `"POST /api/v1/operator/breaches"`, `/api/v1/requests` or `operator`.
    """
    from almasu.interfaces.addresses import FOR_EVERYBODY

    language, wanted = Language(lang), None if role is None else Role(role)
    if any(_is(address, what) for address in FOR_EVERYBODY) and not _addressed(what):
        click.echo(json.dumps({"for_everybody": what}) if as_json else FOR_ALL.said_in(language))
        return
    if what in set(Role):
        wanted, what = wanted or Role(what), ""
    powers = _named(what) if what else _held_by(wanted)
    if as_json:
        click.echo(json.dumps({"powers": [_record(one, wanted) for one in powers]}, ensure_ascii=False))
        return
    for power in powers:
        _show(power, wanted, language, whole=bool(what))


def _held_by(role: Role | None) -> tuple[Power, ...]:
    return tuple(POWERS.values()) if role is None else of_role(role)


def _named(what: str) -> tuple[Power, ...]:
    """Return the power of a name, or those that an address with or without its method stands on."""
    if what in POWERS:
        return (POWERS[what],)
    if found := _addressed(what):
        return found
    raise NO_POWER.at("WHAT", what=what)


def _addressed(what: str) -> tuple[Power, ...]:
    """Return the powers that an address stands on, with or without its method; none where it is for everybody."""
    found = {address: one for address, one in _everywhere().items() if _is(address, what)}
    written = {address: one for address, one in found.items() if address.endswith(what)}
    return tuple({one.name: one for one in (written or found).values()}.values())


def _everywhere() -> Mapping[str, Power]:
    from almasu.interfaces.addresses_of_zones import of_every_zone

    return of_every_zone()


def _is(address: str, asked: str) -> bool:
    """Tell whether an address was asked for: with its method or without, with numbers where it has names."""
    method, _, path = address.partition(" ")
    asked_method, _, asked_path = asked.partition(" ") if " " in asked else ("", "", asked)
    if asked_method not in ("", method):
        return False
    parts, asked_parts = path.split("?")[0].split("/"), asked_path.split("?")[0].split("/")
    if "?" in asked_path and path != asked_path:
        return False
    same = (one == other or one.startswith("{") for one, other in zip(parts, asked_parts, strict=False))
    return len(parts) == len(asked_parts) and all(same)


def _record(power: Power, role: Role | None) -> dict[str, Json]:
    roles: Iterable[Role] = Role if role is None else (role,)
    who: dict[str, Json] = {one.value: sorted(power.reach(one)) for one in roles if power.reach(one)}
    return {
        "name": power.name,
        "says": {"kk": power.says.kk, "ru": power.says.ru, "en": power.says.en},
        "who": who,
        "visitors": sorted(power.visitors),
        "entry": power.entry.value,
        "cites": list(power.cites),
        "rule": power.rule,
        "addresses": [address for address, other in _everywhere().items() if other.name == power.name],
    }


def _show(power: Power, role: Role | None, language: Language, *, whole: bool) -> None:
    """Write one power; `whole` with the step of coming in and the addresses, and with roles that may not."""
    click.echo(f"{power.name}: {power.says.said_in(language)} ({', '.join(power.cites)})")
    for one in Role if role is None else (role,):
        reach = power.reach(one)
        if reach or whole:
            told = "; ".join(REACHES[each].said_in(language) for each in sorted(reach)) or "-"
            click.echo(f"  {one.value:10}  {told}")
    if power.visitors and role is None:
        told = "; ".join(REACHES[each].said_in(language) for each in sorted(power.visitors))
        click.echo(f"  {VISITOR.said_in(language)}: {told}")
    if whole:
        click.echo(f"  {ENTRIES[power.entry].said_in(language)}")
        for address in _record(power, role)["addresses"]:  # type: ignore[union-attr]
            click.echo(f"    {address}")
