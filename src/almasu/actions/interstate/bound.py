"""Whether something new may still be given between two bodies (CIS-5.1, CIS-18)."""

from __future__ import annotations

from datetime import datetime

from almasu.actions.interstate.directory import named
from almasu.kernel.interstate.parties import Body, Directory
from almasu.kernel.interstate.problems import NOTHING_NEW
from almasu.law.moment import in_astana


def must_be_bound(directory: Directory, one: Body, other: str, at: datetime) -> None:
    """Make sure that both stand in the list and the Agreement binds both states on the day of a moment.

    What arose before is settled without this: a request that was received in time is answered (CIS-18). Problems
    `cis.nothing_new`, `cis.no_such_body`.
    """
    if not directory.lets_exchange(one, named(directory, other, "requesting"), in_astana(at).date()):
        raise NOTHING_NEW.at()
