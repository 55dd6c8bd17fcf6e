"""The main job as an outside client does it: sign in, ask, wait, open the dossier, and prove the journal.

Nothing of the product is called: HTTP to the node, NCALayer's protocol to the emulator, SMPP's telephone to read the
code, and the verifier of the journal as a stranger runs it. What differs from what must be ends the play with 1.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import ClientSession

from almasu.testing.outside.officer import Declined, Officer
from almasu.testing.outside.signing import signed
from almasu.wiring.demo.promised import NotAsItMustBe, Say, declined, must, verify_journal
from almasu.wiring.demo.run import OFFICER, Demo, Subject, people_of
from almasu.wiring.demo.telephone import newest_code

LATE = 40.0
ORDERED_WITHIN = 60.0


def play(demo: Demo, say: Say) -> int:
    """Play the main job against a running demo; return 0 only if everything came and the journal verified."""
    try:
        asyncio.run(_play(demo, say))
    except (NotAsItMustBe, Declined) as wrong:
        say(f"FAILED: {wrong}")
        return 1
    say("The answers came and the journal verified.")
    return 0


async def _play(demo: Demo, say: Say) -> None:
    async with ClientSession() as http:
        officer = Officer(http, demo.portal, _signer(demo), _code_reader(http, demo))
        entered = await officer.sign_in()
        say(f"Signed in with EDS and SMS code: {entered['name']} ({entered['role']})")
        subject = demo.subjects()[0]
        resources = await _resources_for(officer, subject)
        form = _form(subject, resources)
        await _refusal_comes_first(officer, form, say)
        decision = await officer.may_i(form)
        broken = [one for one in decision["findings"] if one["verdict"] in {"broken", "cannot_tell"}]
        must(decision["allowed"], f"the request is not allowed: {broken}")
        say(f"May I? Yes, by {sum(one['verdict'] == 'met' for one in decision['findings'])} rules")
        began = time.monotonic()
        prepared = await officer.prepare(form)
        request = await officer.send(prepared, wait=5)
        say(f"Signed and accepted: request {request['id']} about {subject.key} ({subject.who})")
        _say_rows(request, time.monotonic() - began, say)
        await _replay_is_refused(officer, prepared, say)
        request = await officer.settled(request["id"], LATE)
        must(request["settled"], "some registers are still silent")
        dossier = await officer.get(f"/requests/{request['id']}/dossier")
        _check_answers(dossier, resources, say)
        await _check_leaf(http, demo, request, say)
    verify_journal(demo.portal, say)


def _signer(demo: Demo) -> Callable[[bytes], Any]:
    async def sign(data: bytes) -> bytes:
        return await signed(demo.emulator, data, OFFICER)

    return sign


def _code_reader(http: ClientSession, demo: Demo) -> Callable[[], Any]:
    async def read_code() -> str:
        phone = next(person.phone for person in people_of() if person.iin == OFFICER)
        return await newest_code(http, demo.telephone, phone)

    return read_code


async def _resources_for(officer: Officer, subject: Subject) -> list[int]:
    """Return every resource that can be asked by such a key."""
    return [one["number"] for one in await officer.get("/resources") if subject.kind in one["keys"]]


def _form(subject: Subject, resources: list[int]) -> Mapping[str, Any]:
    return {
        "subject": subject.key,
        "subject_kind": subject.kind,
        "ground": "financial_monitoring",
        "purpose": "laundering",
        "justification": "Проверка источника крупных наличных операций, сообщение субъекта мониторинга № 114.",
        "task": "2026/114-ТМ",
        "resources": resources,
    }


async def _refusal_comes_first(officer: Officer, form: Mapping[str, Any], say: Say) -> None:
    """Ask without a ground: it must be refused with clause and remedy, before anything is signed."""
    decision = await officer.may_i({**form, "ground": "", "justification": ""})
    must(not decision["allowed"], "a request without ground was allowed")
    broken = [one for one in decision["findings"] if one["verdict"] == "broken"]
    must(all(one["cites"] and one["remedy"] for one in broken), "a refusal lacks its clause or its remedy")
    say(f"Without a ground: refused, citing {', '.join(sorted({c for one in broken for c in one['cites']}))}")


async def _replay_is_refused(officer: Officer, prepared: Mapping[str, Any], say: Say) -> None:
    refused = await declined(officer.send(prepared, wait=0), "a signature was accepted twice")
    say(f"The same signature again: refused ({refused.problem.get('code')})")


def _say_rows(request: Mapping[str, Any], seconds: float, say: Say) -> None:
    counts: dict[str, int] = {}
    for row in request["rows"]:
        counts[row["state"]] = counts.get(row["state"], 0) + 1
    told = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
    say(f"After {seconds:.1f} s: {told}")


def _check_answers(dossier: Mapping[str, Any], resources: list[int], say: Say) -> None:
    """Every register must have answered, refused or said that it holds nothing."""
    answers = dossier["answers"]
    must([one["resource"] for one in answers] == resources, f"{len(answers)} answers of {len(resources)}")
    odd = [one for one in answers if one["state"] not in {"answered", "no_record", "refused"}]
    must(not odd, f"unreadable answers: {[(one['resource'], one['state'], one['words']) for one in odd]}")
    values = sum(len(record) for one in answers for record in one["records"])
    say(f"Dossier: {sum(bool(one['records']) for one in answers)} registers hold {values} values on the subject")


async def _check_leaf(http: ClientSession, demo: Demo, request: Mapping[str, Any], say: Say) -> None:
    """Find the accepted request in the published journal."""
    ends = time.monotonic() + ORDERED_WITHIN
    while True:
        async with http.get(f"{demo.portal}/log/leaf/{request['leaf']}") as answer:
            found = await answer.json()
        if found.get("place") == "included":
            break
        must(time.monotonic() < ends, f"the leaf of the request is not in the journal: {found}")
        await asyncio.sleep(0.1)
    digest = hashlib.sha256(bytes.fromhex(request["leaf"])).hexdigest()[:12]
    say(f"Journal: the request is entry {found['index']} of {found['size']} (commitment {digest}...)")
