"""The PostgreSQL that a run of the tests was given, kept where no command that a test tries takes it for its own."""

from __future__ import annotations

import os

_KEPT = "ALMASU_TESTS_DATABASE_URL"


def put_aside() -> None:
    """Move the URL of ALMASU_DATABASE_URL to where only the tests look; the workers of a run inherit it there."""
    if given := os.environ.pop("ALMASU_DATABASE_URL", ""):
        os.environ[_KEPT] = given


def given_server() -> str | None:
    """Return the URL that the run was given, or None."""
    return os.environ.get(_KEPT)
