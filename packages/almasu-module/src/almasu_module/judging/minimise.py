"""Personal data is made small before anything is kept: accounts hashed or cut, names in paths and texts masked."""

from __future__ import annotations

import hashlib
import hmac
import re
from functools import lru_cache
from typing import Final, Literal

Mode = Literal["hash", "cut"]

HOMES: Final = re.compile(
    r"((?:[\\/]Users|[\\/]home|[\\/]Documents and Settings)[\\/]{1,2})([^\\/\s\"']+)", re.IGNORECASE
)
MAILS: Final = re.compile(r"[\w.+-]{1,64}(?:@|%40)(?=[\w-]+(?:\.|$))")  # also where the text was cut
IBANS: Final = re.compile(r"(?<![0-9A-Za-z])KZ\d{2}[0-9A-Z]{16}(?![0-9A-Za-z])", re.IGNORECASE)
NUMBERS: Final = re.compile(  # IIN, account and card numbers, cards in groups, phones
    r"(?<!\d)(?:\d{12,19}|\d{4}(?:[ +-]|%20)\d{4}(?:[ +-]|%20)\d{4}(?:[ +-]|%20)\d{4}|[78]7\d{9})(?!\d)"
)
DOMAIN_USERS: Final = re.compile(r"\b([A-Z][A-Z0-9-]{1,14}\\{1,2})[\w.-]{1,64}\b(?![\\/])")
SHOWN: Final = 2
DIGITS: Final = 16


class Minimiser:
    """Knows the organisation's key; the same account always becomes the same hash under the same key."""

    def __init__(self, key: bytes, mode: Mode, own_domains: tuple[str, ...] = ()) -> None:
        self._key = key
        self._mode = mode
        self._own = own_domains

    def identity(self, account: str) -> str:
        """Return what an account is counted by: its hash, and behind a bar how it is shown."""
        name = normal(account)
        digest = hmac.new(self._key, name.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:DIGITS]
        return f"{digest}|{f'h:{digest}' if self._mode == 'hash' else cut(name)}"

    def sender(self, address: str) -> str:
        """Return a sender: as it is from outside, cut when it is of the organisation itself."""
        local, at, domain = address.rpartition("@")
        return f"{cut(local)}@{domain}" if at and domain.lower() in self._own else address


def shown(identity: str) -> str:
    """Return how an account is shown."""
    return identity.partition("|")[2]


def normal(account: str) -> str:
    """Return an account's name without its domain, in small letters."""
    name = account.strip().rpartition("\\")[2]
    return (name.partition("@")[0] or name).casefold()


def cut(name: str) -> str:
    """Return the first two letters."""
    return f"{name[:SHOWN]}***" if len(name) > SHOWN else "***"


@lru_cache(maxsize=8192)
def masked(text: str) -> str:
    """Return a text without names in paths, local parts of mail addresses, domain users, phones, numbers of people,
    cards and accounts (IBAN).
    """
    if not text:
        return text
    hidden = HOMES.sub(r"\1***", text)
    hidden = MAILS.sub("***@", hidden)
    hidden = DOMAIN_USERS.sub(r"\1***", hidden)
    hidden = IBANS.sub("***", hidden)
    return NUMBERS.sub("***", hidden)
