"""Which language whoever asks over HTTP reads, by their Accept-Language (RFC 9110 12.5.4)."""

from __future__ import annotations

from almasu.law.text import Language

LONGEST = 200
"""How much of the header is looked at."""


def language_accepted(header: str) -> Language | None:
    """Return the first language of the header that is ours, None where it names none of them."""
    wanted = (part.split(";")[0].strip()[:2].lower() for part in header[:LONGEST].split(","))
    return next((named for code in wanted if (named := language_named(code)) is not None), None)


def language_named(code: str) -> Language | None:
    """Return the language with this code, None where we do not speak it."""
    return next((language for language in Language if language.value == code), None)
