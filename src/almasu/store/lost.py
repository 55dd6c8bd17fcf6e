"""A server of PostgreSQL that ends under a statement, told apart from everything else that a statement may meet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import OperationalError
from psycopg.errors import AdminShutdown, CannotConnectNow, ConnectionException, CrashShutdown

from almasu.law.problem import OutOfReach

ENDED = (AdminShutdown, CrashShutdown, CannotConnectNow, ConnectionException)


def is_lost(error: OperationalError) -> bool:
    """Tell whether the server or the connection to it ended.

    A connection that breaks has no word of the server, so no SQLSTATE. A statement that took too long, a lock, a
    deadlock or a full disk has one, and is none of these.
    """
    return error.sqlstate is None or isinstance(error, ENDED)


@contextmanager
def lost_server() -> Iterator[None]:
    """Raise OutOfReach where the server ended under what is done here; anything else as it is.

    It is no Problem, for nobody may take it for the answer to what was asked: whether a commit arrived is not known.
    """
    try:
        yield
    except OperationalError as error:
        if is_lost(error):
            raise OutOfReach("the database ended under a statement") from error
        raise
