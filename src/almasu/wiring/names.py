"""The provider of search by name (resource 1): its database filled from a file, and asked from the command line."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import psycopg

from almasu.kernel.subjects.person_name import parts, person_name
from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.provider.names.asking import SESSION, Asker, Hits
from almasu.provider.names.filling import Bearer, Edition, edition, fill
from almasu.wiring.running import now

DATABASE_URL = "ALMASU_NAMES_DATABASE_URL"
"""The variable that holds the URL of the provider's database: a command line can be read by everybody."""
COLUMNS = ("iin", "surname", "given_name", "patronymic", "birth_date")
LONGEST = 200
Told = Callable[[str, float], None]

UNREADABLE = ProblemKind(
    "names.unreadable",
    422,
    Text(
        kk="{line}-жол адамның аты-жөні ретінде оқылмады.",
        ru="Строка {line} не читается как имя человека.",
        en="Line {line} cannot be read as a person's name.",
    ),
    Text(
        kk="Жолға табуляциямен бөліп мыналарды жазыңыз: ЖСН, тегі, аты, әкесінің аты, туған күні (жжжж-аа-кк); "
        "соңғы екеуі бос бола алады. Бұрынғы тізбе орнында қалды.",
        ru="Запишите через табуляцию: ИИН, фамилию, имя, отчество, дату рождения (гггг-мм-дд); последние два "
        "могут быть пусты. Прежний указатель остался на месте.",
        en="Write with tabs between them: IIN, surname, given name, patronymic, birth date (yyyy-mm-dd); the last two "
        "may be empty. The index before is still in place.",
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


def fill_once(url: str, content: str, bearers: Iterable[Bearer], told: Told) -> Edition | None:
    """Fill the index, unless it was made of this content already; return the edition in place."""
    known = edition(url)
    if known is None or known.content != content:
        fill(url, content, bearers, now(), told)
    return edition(url)


def bearers_in(lines: Iterable[str]) -> Iterator[Bearer]:
    """Yield the names of lines of five columns; Problem `names.unreadable` names the first line that holds none."""
    for number, row in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
        try:
            party, surname, given, patronymic, born = row
            one = Bearer(party, surname, given, patronymic, date.fromisoformat(born) if born else None)
        except ValueError as wrong:
            raise UNREADABLE.at(f"line {number}", line=str(number)) from wrong
        if not (party and surname and given) or max(map(len, row)) > LONGEST:
            raise UNREADABLE.at(f"line {number}", line=str(number))
        yield one


def search_once(url: str, name: str) -> Hits:
    """Return who may bear a name, which may end with a birth date. Problem where it is no name or there is no index."""
    words, born = parts(person_name(name, "NAME"))

    async def searched() -> Hits:
        async with await psycopg.AsyncConnection.connect(url, autocommit=True, options=SESSION) as connection:
            return await Asker(connection).search(" ".join(words), born)

    if edition(url) is None:
        raise NO_EDITION.at(DATABASE_URL)
    return asyncio.run(searched())


def bearers_of_file(file: Path) -> Iterator[Bearer]:
    """Yield the names of a file, read line by line."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        yield from bearers_in(lines)
