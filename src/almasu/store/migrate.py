"""Bring a database to the schema of this release: forward only, each file once, unchanged for ever after.

`store/migrations/NNNN_name.sql` are applied in the order of their numbers, each in a transaction of its own, under a
lock that lets one process at a time do it. The database keeps number, name and SHA-256 of what was applied.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import psycopg

from almasu.law.problem import Fault, ProblemKind
from almasu.law.text import Text
from almasu.store import sql
from almasu.store.postgres import complaints

FILE_NAME = re.compile(r"(?P<number>\d{4})_(?P<name>[a-z0-9_]+)\.sql")

NEWER = ProblemKind(
    "database.newer",
    500,
    Text(
        "Дерекқорды бағдарламаның жаңарақ нұсқасы өзгерткен: {names}.",
        "База данных изменена более новой версией программы: {names}.",
        "The database was changed by a newer release: {names}.",
    ),
    Text(
        "Бағдарламаны дерекқор нұсқасына дейін жаңартыңыз; схема кері қайтарылмайды.",
        "Обновите программу до версии базы данных; схема назад не возвращается.",
        "Update the program to the release of the database; the schema never goes back.",
    ),
)

CHANGED = ProblemKind(
    "database.migration_changed",
    500,
    Text(
        "Қолданылған көшіру файлы кейін өзгертілген: {names}.",
        "Применённый файл миграции был потом изменён: {names}.",
        "A migration file was changed after it was applied: {names}.",
    ),
    Text(
        "Файлдың бастапқы мәтінін қайтарып, өзгерісті жаңа көшіру файлы етіп қосыңыз.",
        "Верните исходный текст файла, а изменение добавьте новым файлом миграции.",
        "Restore the file as it was and add the change as a new migration.",
    ),
)

OUT_OF_ORDER = ProblemKind(
    "database.migration_out_of_order",
    500,
    Text(
        "Дерекқорда {last} көшіруі бар, ал одан бұрынғысы қолданылмаған: {names}.",
        "В базе данных уже есть миграция {last}, а более ранняя не применена: {names}.",
        "The database already has migration {last}, but an earlier one was not applied: {names}.",
    ),
    Text(
        "Жаңа көшіруге ең соңғы нөмір беріңіз; әзірлеудегі дерекқорды жойып, қайта жасаңыз.",
        "Дайте новой миграции последний номер; базу данных разработки удалите и создайте заново.",
        "Give the new migration the last number; delete a development database and make it anew.",
    ),
)

TOO_OLD = ProblemKind(
    "database.too_old",
    500,
    Text(
        "Дерекқорда {name} көшіруі қабылдай алмайтын ескі нұсқаның жазбалары бар.",
        "В базе данных есть записи старой версии, которые миграция {name} принять не может.",
        "The database holds rows of an older release that the migration {name} cannot take over.",
    ),
    Text(
        "Деректердің жаңа қалтасын немесе бос дерекқорды бастаңыз; ескісін өз нұсқасымен бірге сақтап қойыңыз.",
        "Начните новую папку данных или пустую базу; старую сохраните вместе с её версией программы.",
        "Begin a new data folder or an empty database; keep the old one together with its own release.",
    ),
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its number, its name, its SQL text and the SHA-256 of its bytes."""

    number: int
    name: str
    text: str
    sha256: bytes

    def __str__(self) -> str:
        """Return the number and name, as the file is called."""
        return f"{self.number:04}_{self.name}"


@dataclass(frozen=True, slots=True)
class Applied:
    """What the database remembers of one step."""

    number: int
    name: str
    sha256: bytes

    def __str__(self) -> str:
        """Return the number and name, as the file was called."""
        return f"{self.number:04}_{self.name}"


def shipped() -> tuple[Migration, ...]:
    """Return the migrations of this release in order. Raises a Fault for a bad name or a number used twice."""
    found: dict[int, Migration] = {}
    for file in files("almasu.store").joinpath("migrations").iterdir():
        if not file.name.endswith(".sql"):
            continue
        match = FILE_NAME.fullmatch(file.name)
        if match is None or int(match["number"]) in found:
            raise Fault(f"migration {file.name}: the name must be NNNN_name.sql with a number of its own")
        content = file.read_bytes()
        number = int(match["number"])
        found[number] = Migration(number, match["name"], content.decode(), hashlib.sha256(content).digest())
    return tuple(found[number] for number in sorted(found))


def pending(steps: Sequence[Migration], applied: Sequence[Applied]) -> tuple[Migration, ...]:
    """Return the steps still to apply.

    Raises the Problems `database.newer`, `database.migration_changed` and `database.migration_out_of_order`.
    """
    ours = {step.number: step for step in steps}
    newer = [str(one) for one in applied if one.number not in ours]
    if newer:
        raise NEWER.at(names=", ".join(newer))
    changed = [str(one) for one in applied if ours[one.number].sha256 != one.sha256]
    if changed:
        raise CHANGED.at(names=", ".join(changed))
    known = {one.number for one in applied}
    waiting = tuple(step for step in steps if step.number not in known)
    last = max(known, default=0)
    late = [str(step) for step in waiting if step.number < last]
    if late:
        raise OUT_OF_ORDER.at(names=", ".join(late), last=str(last))
    return waiting


def migrate(url: str, steps: Sequence[Migration] | None = None) -> tuple[Migration, ...]:
    """Apply to the database at `url` what is still to apply, and return it.

    Raises the Problems of `pending`, and `database.too_old` where rows lack a value that nothing could give them now:
    the step changed nothing then.
    """
    statements = sql.load("migrations")
    with connected(url) as connection:
        connection.execute(statements["take_turn"])
        connection.execute(statements["make_table"])
        waiting = pending(shipped() if steps is None else steps, remembered(connection))
        for step in waiting:
            _apply(connection, step)
    return waiting


def _apply(connection: psycopg.Connection, step: Migration) -> None:
    values = {"number": step.number, "name": step.name, "sha256": step.sha256}
    try:
        with connection.transaction():
            connection.execute(step.text)
            connection.execute(sql.load("migrations")["record"], values)
    except psycopg.errors.NotNullViolation as lacking:
        raise TOO_OLD.at(name=str(step)) from lacking


def outstanding(url: str) -> tuple[Migration, ...]:
    """Return what `migrate` would apply, without changing anything. Raises the Problems of `pending`."""
    with connected(url) as connection:
        return pending(shipped(), remembered(connection))


def remembered(connection: psycopg.Connection) -> tuple[Applied, ...]:
    """Return what the database remembers of its migrations, in order; nothing for a new database."""
    statements = sql.load("migrations")
    exists = connection.execute(statements["table_exists"]).fetchone()
    if exists is None or not exists[0]:
        return ()
    rows = connection.execute(statements["applied"]).fetchall()
    return tuple(Applied(number, name, bytes(sha256)) for number, name, sha256 in rows)


def connected(url: str) -> psycopg.Connection:
    """Return a connection where each statement stands alone. Raises the Problem `database.unreachable`."""
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise complaints.UNREACHABLE.at() from error
