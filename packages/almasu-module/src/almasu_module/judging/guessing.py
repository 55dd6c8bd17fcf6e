"""Many passwords against one account (kind 7) and many accounts against a password (kind 8), told apart by who tries
what.

Tries in vain from outside are kept for a window, by source and by account. A source that tries many accounts sprays,
and its tries count for kind 8 alone; an account that is tried many times is guessed, and those tries count for kind 7
alone. A few tries of a source at a guessed account speak for a spraying still: where that source turns out to spray,
they are taken back from the guessing, which was none where too little is left of it: several sources that spray the
same accounts guess none. A try at a guessed account from a source that was no part of it waits too: it may be the
beginning of a spraying; where it became none until the guessing ends, it counts for that. Inside a spraying an account
that takes many more tries than the others is being guessed, the sooner the more that others try it too; from then on
the tries of that source at it are the guessing's.
"""

from __future__ import annotations

import msgspec

from almasu_module.judging.entries import Entry
from almasu_module.judging.rollup import Rollup
from almasu_module.reading import Finding, Logon

GUESSING, SPRAYING = 7, 8


class Try(msgspec.Struct, frozen=True):
    """Tries in vain that wait for others."""

    at: int
    source: str
    account: str
    count: int


class Tries(msgspec.Struct):
    """Those that wait, by source and by account."""

    by_source: dict[str, list[Try]] = {}
    by_account: dict[str, list[Try]] = {}


class Thresholds(msgspec.Struct, frozen=True):
    """How many make a signal, within how many microseconds."""

    passwords: int
    accounts: int
    window: int
    most: int


class Guessing:
    """Turns tries into entries of kinds 7 and 8."""

    def __init__(self, tries: Tries, rollup: Rollup, thresholds: Thresholds) -> None:
        self._tries = tries
        self._rollup = rollup
        self._limits = thresholds
        rollup.closing = self._ended

    def take(self, logon: Logon, account: str, now: int) -> int:
        """Count a logon from outside; return the kind it belongs to now, 0 while it waits."""
        if not logon.failed:
            self._forget(logon.source, account)
            return 0
        one = Try(logon.at, logon.source, account, logon.failed)
        guessing = self._rollup.living(guess_key(account), GUESSING, logon.at)
        if guessing is not None and logon.source in guessing.sources:
            self._put(self._tries.by_source, one.source, one)
            return self._guessed([one], logon, now)
        spraying = self._rollup.living(spray_key(logon.source), SPRAYING, logon.at)
        if spraying is not None:
            needed = self._needed(account, known=guessing is not None)
            return self._sprayed(spraying, one, logon, needed, now)
        self._keep(one)
        from_source = self._tries.by_source[logon.source]
        if len({each.account for each in from_source}) >= self._limits.accounts:
            return self._spray(list(from_source), logon, now)
        at_account = self._tries.by_account[account]
        if sum(each.count for each in at_account) >= self._limits.passwords:
            return self._guessed(list(at_account), logon, now)
        return 0

    def _keep(self, one: Try) -> None:
        """Keep a try, drop those outside the window, and forget the oldest source or account beyond the limit."""
        self._put(self._tries.by_source, one.source, one)
        self._put(self._tries.by_account, one.account, one)

    def _put(self, table: dict[str, list[Try]], key: str, one: Try) -> None:
        """Put a try under a key, the key last: the first one is the longest untouched."""
        near = [each for each in table.pop(key, []) if abs(one.at - each.at) <= self._limits.window]
        table[key] = [*near[-self._limits.passwords * self._limits.accounts :], one]
        if len(table) > self._limits.most:
            table.pop(next(iter(table)))

    def _spray(self, tries: list[Try], logon: Logon, now: int) -> int:
        """Open a spraying with all that its source tried."""
        for one in tries:
            if self._is_free(one):
                self._entry(SPRAYING, spray_key(logon.source), one, logon, now)
        self._tries.by_source.pop(logon.source, None)
        for account in {one.account for one in tries}:
            rest = [each for each in self._tries.by_account.get(account, []) if each.source != logon.source]
            replace(self._tries.by_account, account, rest)
        return SPRAYING

    def _is_free(self, one: Try) -> bool:
        """Take a try of a source that sprays back from the guessing that it counted for; False where a signal has told
        it already.
        """
        guessing = self._rollup.entries.get(guess_key(one.account))
        if guessing is None or one.source not in guessing.sources:
            return True
        if guessing.sources[one.source] < one.count:
            return False
        guessing.count -= one.count
        guessing.accounts[one.account] = guessing.accounts.get(one.account, one.count) - one.count
        guessing.sources[one.source] -= one.count
        if not guessing.sources[one.source]:
            del guessing.sources[one.source]
        if guessing.count < self._limits.passwords and not (guessing.episode or guessing.told_accounts):
            self._undo(one.account, guessing)
        return True

    def _undo(self, account: str, guessing: Entry) -> None:
        """Let the tries of a guessing that was none wait again."""
        del self._rollup.entries[guess_key(account)]
        for source, count in guessing.sources.items():
            rest = Try(guessing.last, source, account, count)
            self._put(self._tries.by_account, account, rest)
            if all(each.account != account for each in self._tries.by_source.get(source, ())):
                self._put(self._tries.by_source, source, rest)

    def _needed(self, account: str, *, known: bool) -> int:
        """Return how many tries beyond those at others make an account of a spraying its aim: fewer where it is being
        guessed already, or others have tried it.
        """
        waiting = sum(each.count for each in self._tries.by_account.get(account, ()))
        least = self._limits.passwords // 2
        return least if known else max(least, self._limits.passwords - waiting)

    def _sprayed(self, spraying: Entry, one: Try, logon: Logon, needed: int, now: int) -> int:
        """Count a try in a spraying; split off the account that has become the aim.

        Three times what each of the others took is still chance: who draws accounts at random hits some more often.
        """
        self._entry(SPRAYING, spray_key(logon.source), one, logon, now)
        tried = spraying.accounts.get(one.account, 0)
        others = max(len(spraying.accounts) - 1, 1)
        if tried * others < needed * others + 3 * (spraying.count - tried):
            return SPRAYING
        spraying.count -= tried
        del spraying.accounts[one.account]
        whole = msgspec.structs.replace(one, count=tried)
        self._entry(GUESSING, guess_key(one.account), whole, logon, now)
        return GUESSING

    def _guessed(self, tries: list[Try], logon: Logon, now: int) -> int:
        """Count tries at one account."""
        for one in tries:
            entry = self._entry(GUESSING, guess_key(one.account), one, logon, now)
            if entry.sources.get(one.source, 0) >= self._limits.passwords // 2:
                self._drop(one.source, one.account)
        if len(tries) > 1:
            self._tries.by_account.pop(tries[0].account, None)
        return GUESSING

    def _entry(self, kind: int, key: str, one: Try, logon: Logon, now: int) -> Entry:
        """Count one try in the entry of a key."""
        account = one.account if kind == GUESSING else ""
        finding = Finding(
            kind, one.at, logon.sensor, logon.rule, "", one.source, logon.target, account, device=logon.device
        )
        entry = self._rollup.entry(key, finding, one.at, now)
        entry.add(one.at, one.count, now)
        entry.tried(one.source, one.account, one.count)
        return entry

    def _ended(self, entry: Entry) -> None:
        """Count what still waits at the account of a guessing that ends: the tries of sources that did not spray."""
        account = entry.finding.account
        if entry.finding.kind != GUESSING:
            return
        for source in entry.sources:
            self._drop(source, account)
        for one in self._tries.by_account.get(account, ()):
            if not entry.alive(one.at, self._limits.window):
                continue
            entry.add(one.at, one.count, entry.touched)
            entry.tried(one.source, account, one.count)
            self._drop(one.source, account)
        self._tries.by_account.pop(account, None)

    def _forget(self, source: str, account: str) -> None:
        """Take back what a person mistyped before getting in: that account speaks no more for a spraying."""
        self._drop(source, account)

    def _drop(self, source: str, account: str) -> None:
        """Let tries of a source at an account speak no more for a spraying."""
        rest = [each for each in self._tries.by_source.get(source, []) if each.account != account]
        replace(self._tries.by_source, source, rest)


def replace(table: dict[str, list[Try]], key: str, rest: list[Try]) -> None:
    """Keep what is left under a key, or nothing."""
    if rest:
        table[key] = rest
    else:
        table.pop(key, None)


def spray_key(source: str) -> str:
    """Return the key of a source's spraying."""
    return f"8\x1f{source}"


def guess_key(account: str) -> str:
    """Return the key of an account's guessing."""
    return f"7\x1f{account}"
