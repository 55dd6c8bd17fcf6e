"""The provider of resource 1 with its search by name: a database of its own, filled, served, asked by its owner."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import psycopg

from almasu.kernel.answers import Record
from almasu.kernel.names.answers import INDIVIDUALS
from almasu.kernel.subjects.person_name import parts, person_name
from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.provider.face import pool_of
from almasu.provider.names.asking import SESSION, Asker, Hits
from almasu.provider.names.filling import Edition, edition, fill
from almasu.provider.names.people import Person, Unfit, Written, person_of
from almasu.provider.names.service import NamesProvider
from almasu.wiring import providing
from almasu.wiring.providing import until_stopped
from almasu.wiring.register_sheet import RestSheet
from almasu.wiring.running import now

DATABASE_URL = "ALMASU_NAMES_DATABASE_URL"
"""The variable that holds the URL of the provider's database: a command line can be read by everybody."""
DATABASE = "almasu_names"
PASSWORD = "secrets/names"  # noqa: S105 - the name of a file
KEYS = {INDIVIDUALS: "secrets/01"}
CONNECTIONS = 4
EDITION = 2
"""Goes up when the form of the index changes, so that one made before is made anew."""
Told = Callable[[str, float], None]

UNREADABLE = ProblemKind(
    "names.unreadable",
    422,
    Text(
        kk="{line}-жол адамның жазбасы ретінде оқылмады.",
        ru="Строка {line} не читается как запись о человеке.",
        en="Line {line} cannot be read as a record of a person.",
    ),
    Text(
        kk='Жолды {{"resource": 1, "record": {{...}}, "also": [...]}} түріне келтіріңіз: ЖСН, тегі және аты міндетті, '
        "туған күні жжжж-аа-кк түрінде. Бұрынғы тізбе орнында қалды.",
        ru='Приведите строку к виду {{"resource": 1, "record": {{...}}, "also": [...]}}: ИИН, фамилия и имя '
        "обязательны, дата рождения в виде гггг-мм-дд. Прежний указатель остался на месте.",
        en='Write the line as {{"resource": 1, "record": {{...}}, "also": [...]}}: IIN, surname and given name must be '
        "there, the birth date as yyyy-mm-dd. The index before is still in place.",
    ),
)
NO_EDITION = ProblemKind(
    "names.empty",
    503,
    Text(
        kk="Есімдер тізбесі әлі толтырылмаған.",
        ru="Указатель имён ещё не заполнен.",
        en="The index of names is not filled yet.",
    ),
    Text(
        kk="`almasu name fill` командасын орындаңыз.",
        ru="Выполните команду `almasu name fill`.",
        en="Run `almasu name fill`.",
    ),
)


def own_database(server_url: str, folder: Path) -> str:
    """Return the URL of the provider's own database and role on a superuser's server; its key lies in a folder."""
    return providing.own_database(server_url, DATABASE, folder, PASSWORD, KEYS.values())


def sheets_at(port: int) -> Mapping[int, RestSheet]:
    """Return how a node reaches resource 1 on a loopback port."""
    return providing.sheets_at(port, KEYS)


def keys_in(folder: Path) -> Mapping[int, str]:
    """Return the key of resource 1 from a folder's secrets; Problem where it is missing or open to others."""
    return providing.keys_in(folder, KEYS)


def fill_once(url: str, content: str, people: Iterable[Person], told: Told) -> Edition | None:
    """Fill the index, unless it was made of this content already; return the edition in place."""
    content = f"{content} {EDITION}"
    known = edition(url)
    if known is None or known.content != content:
        fill(url, content, people, now(), told)
    return edition(url)


def people_of(records: Iterable[Record], told: Told) -> Iterator[Person]:
    """Yield the people of records of resource 1; how many records cannot stand is told in the end."""
    unfit: Counter[str] = Counter()
    for record in records:
        try:
            yield person_of(record)
        except Unfit as wrong:
            unfit[str(wrong)] += 1
    for why, count in sorted(unfit.items()):
        told(f"{count} records left out: {why}", 1.0)


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    resource: int
    record: dict[str, str | int | bool | None]
    also: list[dict[str, str]] = []


def people_in(lines: Iterable[bytes]) -> Iterator[Person]:
    """Yield the people of JSON lines; Problem `names.unreadable` names the first line that holds none."""
    decoder = msgspec.json.Decoder(_Line)
    for number, line in enumerate(lines, 1):
        try:
            one = decoder.decode(line)
            if one.resource != INDIVIDUALS:
                raise Unfit("another resource")
            yield person_of(one.record, [_written(name) for name in one.also])
        except ValueError as wrong:
            raise UNREADABLE.at(f"line {number}", line=str(number)) from wrong


def _written(name: Mapping[str, str]) -> Written:
    if not {"surname", "given_name"} <= set(name) <= {"surname", "given_name", "patronymic"}:
        raise Unfit("no name")
    return Written(name["surname"].strip(), name["given_name"].strip(), name.get("patronymic", "").strip())


def search_once(url: str, name: str) -> Hits:
    """Return who may bear a name, which may end with a birth date. Problem where it is no name or there is no index."""
    words, born = parts(person_name(name, "NAME"))

    async def searched() -> Hits:
        async with await psycopg.AsyncConnection.connect(url, autocommit=True, options=SESSION) as connection:
            return await Asker(connection).search(" ".join(words), born)

    if edition(url) is None:
        raise NO_EDITION.at(DATABASE_URL)
    return asyncio.run(searched())


@asynccontextmanager
async def serving(url: str, keys: Mapping[int, str], host: str, port: int) -> AsyncIterator[str]:
    """Serve the index of a database; yield the address. Port 0 takes any free one."""
    async with (
        pool_of(url, CONNECTIONS, SESSION) as pool,
        providing.serving(NamesProvider(pool), keys, host, port) as address,
    ):
        yield address


def serve_until_stopped(url: str, folder: Path, host: str, port: int, told: Callable[[str], None]) -> None:
    """Serve the index until the process is told to stop; `told` hears the address."""
    until_stopped(lambda: serving(url, keys_in(folder), host, port), told)
