"""Looking: what was typed into the box of the desk, and what one has on it. Nothing of others is looked through."""

from __future__ import annotations

import re

from almasu.actions import materials, view_request
from almasu.interfaces.portal.desk_of_node.receiving import summary_of
from almasu.interfaces.portal.views.asking import RecognisedKey
from almasu.interfaces.portal.views.looking import Looked, OwnTask
from almasu.interfaces.portal.views.people import SessionToken
from almasu.kernel.answers import SubjectKey
from almasu.kernel.requests.free_text import hidden_in, without_hidden
from almasu.kernel.requests.request import Request
from almasu.kernel.resources import KeyKind
from almasu.kernel.subjects.identity_number import ungrouped
from almasu.kernel.subjects.key import normalise, recognise, warnings, without_its_name
from almasu.law.problem import Problem
from almasu.wiring.running import Running

MOST_LOOKED_THROUGH, MOST_TASKS = 500, 200
NEARLY_TWELVE = re.compile(r"[0-9]{10,13}")


class LookingDesk:
    """The chapter `Looking` of the portal's port."""

    running: Running

    async def look(self, session: SessionToken, typed: str) -> Looked:
        """Tell what something typed can be, with one's own tasks and requests on it."""
        node, at, words = self.running.node, self.running.now(), typed.strip()
        page = await view_request.my_requests(node, session, "", MOST_LOOKED_THROUGH, at)
        tasks = await materials.my_tasks(node, session, MOST_TASKS, at)
        keys = keys_in(words)
        found = tuple(one for one in page.items if _is_on(one, keys, words))
        named = tuple(
            OwnTask(one.task, f"/offices/materials/{one.material.id}") for one in tasks if _same(one.task, words)
        )
        return Looked(keys, named, tuple(map(summary_of, found)), not page.after)


def keys_in(typed: str) -> tuple[RecognisedKey, ...]:
    """Return what something typed can be, with what is odd about it.

    Digits that are nothing else, and nearly an IIN or a BIN, come back with what is wrong with them; so does what holds
    a character that nobody sees, as a number copied from a page of the web may.
    """
    hidden = hidden_in(typed, "subject", one_line=True)
    if hidden is not None:
        seen = without_hidden(typed)
        return tuple(RecognisedKey(one.kind, one.value, hidden.title, remedy=hidden.remedy) for one in keys_in(seen))
    found = tuple(RecognisedKey(key.kind, key.value, warnings=warnings(key)) for key in recognise(typed))
    digits = ungrouped(without_its_name(typed))
    if found or not NEARLY_TWELVE.fullmatch(digits):
        return found
    kind = KeyKind.BIN if digits[4] in "456" else KeyKind.IIN
    try:
        normalise(kind, digits, "subject")
    except Problem as wrong:
        return (RecognisedKey(kind, digits, wrong.title),)
    return found


def _is_on(request: Request, keys: tuple[RecognisedKey, ...], words: str) -> bool:
    """Tell whether a request is about one of the keys, belongs to the task, or has the number."""
    key = request.draft.key
    about = any(one.wrong is None and SubjectKey(one.kind, one.value) == key for one in keys)
    return about or _same(request.draft.task, words) or _same(str(request.id), words)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
