"""What the database refuses because something must be unique, told as the Problem it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from psycopg.errors import UniqueViolation

from almasu.kernel.papers.problems import PAPER_CHANGED
from almasu.kernel.parties.problems import ACCOUNT_EXISTS, SESSION_STAGE
from almasu.kernel.signatures.problems import REPLAYED
from almasu.law.problem import ProblemKind

VIOLATIONS: Mapping[str, ProblemKind] = MappingProxyType(
    {
        "papers_pkey": PAPER_CHANGED,
        "control_sheets_pkey": PAPER_CHANGED,
        "used_nonces_pkey": REPLAYED,
        "visits_pkey": SESSION_STAGE,
        "accounts_iin_index_key": ACCOUNT_EXISTS,
    }
)


@contextmanager
def known_violations() -> Iterator[None]:
    """Raise the Problem that a violation stands for, and any other violation as it is."""
    try:
        yield
    except UniqueViolation as violated:
        known = VIOLATIONS.get(violated.diag.constraint_name or "")
        if known is None:
            raise
        raise known.at() from violated
