"""The provider of links (50, 51): its database made and filled, its service run."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from almasu.kernel.answers import Record
from almasu.kernel.relations.answers import LEVEL_1, LEVEL_2
from almasu.kernel.relations.called import NAMING
from almasu.kernel.relations.kinds import check_against
from almasu.kernel.relations.readings import EDITION, READINGS
from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.provider.face import pool_of
from almasu.provider.relations.asking import SESSION
from almasu.provider.relations.filling import Edition, edition, facts_in, fill
from almasu.provider.relations.service import RelationsProvider
from almasu.wiring import providing
from almasu.wiring.providing import until_stopped
from almasu.wiring.register_sheet import RestSheet
from almasu.wiring.running import now
from almasu.wiring.sheets import read_resources

DATABASE_URL = "ALMASU_RELATIONS_DATABASE_URL"
"""The variable that holds the URL of the provider's database: a command line can be read by everybody."""
DATABASE = "almasu_relations"
PASSWORD = "secrets/relations"  # noqa: S105 - the name of a file
KEYS = {LEVEL_1: "secrets/50", LEVEL_2: "secrets/51"}
CONNECTIONS = 4
Told = Callable[[str, float], None]

UNREADABLE = ProblemKind(
    "relations.unreadable",
    422,
    Text(
        kk="{line}-жол тізілім жазбасы ретінде оқылмады.",
        ru="Строка {line} не читается как запись реестра.",
        en="Line {line} cannot be read as a record of a register.",
    ),
    Text(
        kk='Жолды {{"resource": 22, "record": {{...}}}} түріне келтіріңіз; бұрынғы граф орнында қалды.',
        ru='Приведите строку к виду {{"resource": 22, "record": {{...}}}}; прежний граф остался на месте.',
        en='Write the line as {{"resource": 22, "record": {{...}}}}; the graph before is still in place.',
    ),
)
NO_LINKS = ProblemKind(
    "relations.no_links",
    422,
    Text(
        kk="{line}-жол: {resource}-ресурс ешқандай байланыс бермейді.",
        ru="Строка {line}: ресурс {resource} не даёт никаких связей.",
        en="Line {line}: resource {resource} yields no links.",
    ),
    Text(
        kk="Бұл ресурстың жазбаларын алып тастаңыз; медициналық деректер ешқашан байланыс болмайды.",
        ru="Уберите записи этого ресурса; медицинские данные никогда не становятся связью.",
        en="Leave the records of this resource out; medical data never become a link.",
    ),
    ("SIO25-A2.50", "SIO25-A2.51", "SIO25-18"),
)


def own_database(server_url: str, folder: Path) -> str:
    """Return the URL of the provider's own database and role on a server (a superuser's URL), with keys in a folder."""
    return providing.own_database(server_url, DATABASE, folder, PASSWORD, KEYS.values())


def fill_once(url: str, content: str, records: Iterable[tuple[int, Record]], told: Told) -> Edition | None:
    """Fill the graph from records, each with the number of its register, unless it was made of this content already.

    Fault where a kind of link rests on a resource that may yield none.
    """
    check_against(read_resources())
    content = f"{content} {EDITION}"
    known = edition(url)
    if known is not None and known.content == content:
        return known
    unfit: Counter[int] = Counter()
    fill(url, content, facts_in(records, unfit), now(), told)
    for number, count in sorted(unfit.items()):
        told(f"{count} links of register {number} cannot stand", 1.0)
    return edition(url)


def sheets_at(port: int) -> Mapping[int, RestSheet]:
    """Return how a node reaches both levels on a loopback port."""
    return providing.sheets_at(port, KEYS)


@asynccontextmanager
async def serving(url: str, keys: Mapping[int, str], host: str, port: int) -> AsyncIterator[str]:
    """Serve the graph of a database; yield the address. Port 0 takes any free one."""
    async with (
        pool_of(url, CONNECTIONS, SESSION) as pool,
        providing.serving(RelationsProvider(pool, now), keys, host, port) as address,
    ):
        yield address


def keys_in(folder: Path) -> Mapping[int, str]:
    """Return the keys of both levels from a folder's secrets; Problem where one is missing or open to others."""
    return providing.keys_in(folder, KEYS)


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    resource: int
    record: dict[str, str | int | bool | None]


def records_in(lines: Iterable[bytes]) -> Iterator[tuple[int, Record]]:
    """Yield the records of JSON lines; Problem `relations.unreadable` names the first line that holds none."""
    decoder = msgspec.json.Decoder(_Line)
    for number, line in enumerate(lines, 1):
        try:
            one = decoder.decode(line)
        except (msgspec.MsgspecError, RecursionError) as wrong:
            raise UNREADABLE.at(f"line {number}", line=str(number)) from wrong
        if one.resource not in READINGS.keys() | NAMING.keys():
            raise NO_LINKS.at(f"line {number}", line=str(number), resource=str(one.resource))
        yield one.resource, one.record


def serve_until_stopped(url: str, folder: Path, host: str, port: int, told: Callable[[str], None]) -> None:
    """Serve the graph until the process is told to stop; `told` hears the address."""
    until_stopped(lambda: serving(url, keys_in(folder), host, port), told)
