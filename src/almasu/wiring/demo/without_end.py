"""A part of the story of giving data: what could never end by itself is ended by people, each with a reason.

A question waits for a set that no system serves, and the next act no longer names it: it is withdrawn. A record keyed
once is given up, and a paper that was registered before its set went by another way is cancelled in its register.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from almasu.kernel.provision.joint_act import Purpose
from almasu.law.moment import in_astana
from almasu.testing.outside.member import Member
from almasu.testing.provision.acts import act_of
from almasu.testing.provision.bodies import GivingBody
from almasu.wiring.demo.promised import Say, must
from almasu.wiring.running import now

SET, IIN = "pensions", "850101300015"
NAME = {"kk": "Зейнетақы тағайындау", "ru": "Назначение пенсий", "en": "Grants of pensions"}
RECORD = {"row_id": "4", "bin": "021140001116", "name": "Учаске 4"}
WHY_ASKED = "Тапсырма бойынша зейнетақысы тексеріледі."
WHY_WITHDRAWN = "Жаңа акт бұл жиынды атамайды."
WHY_GIVEN_UP = "Жазба басқа қағаздан қайта теріледі."
WHY_CANCELLED = "Жиын енді жеткізгішпен беріледі."
ComesToForce = Callable[[Mapping[str, Any]], Awaitable[None]]


async def withdraws_a_question(
    officer: Member, body: GivingBody, comes_to_force: ComesToForce, material: str, say: Say
) -> None:
    """Ask for a set that no system serves, let the next act leave it out, and withdraw the question."""
    act = act_of(body, in_astana(now()).date())
    (first,) = act["data_sets"]
    await comes_to_force({**act, "data_sets": [first, {**first, "code": SET, "name": NAME}]})
    form = {"body": body.bin, "data_set": SET, "key": "iin", "value": IIN, "why": WHY_ASKED}
    asked = await officer.signs(
        "/provision/questions", {**form, "purpose": Purpose.LAUNDERING.value, "material": material}
    )
    number = asked["line"]["id"]
    await comes_to_force(act)
    waits = await officer.get(f"/provision/questions/{number}")
    code = (waits["in_the_way"] or {}).get("code")
    must(code == "provision.act.not_covered", f"{SET}: in the way of an answer is {code}")
    done = await officer.signs("/provision/question-withdrawals", {"question": number, "why": WHY_WITHDRAWN})
    must(done["line"]["state"] == "withdrawn", f"{SET}: the question is {done['line']['state']}")
    say(f"{SET}: a question that the next act lets nobody answer is withdrawn with a reason, and nothing is owed")


async def gives_a_keying_up(officer: Member, sheaf: str, material: str, body: GivingBody, say: Say) -> None:
    """Key a record of a paper once and give it up: what was typed is destroyed."""
    keyed = await officer.post("/provision/keyings", {"sheaf": sheaf, "material": material, "typed": RECORD})
    done = await officer.post(f"/provision/keyings/{keyed['id']}/drop", {"why": WHY_GIVEN_UP})
    must(done["state"] == "dropped", f"{body.code}: the keying is {done['state']}")
    gone = done["dropped"]["contents"]
    say(f"{body.code}: a keying is given up with a reason, contents destroyed: {gone}")


async def registers_a_paper(responsible: Member, body: GivingBody) -> str:
    """Register a paper that lies at its body; return its number."""
    day = in_astana(now()).date().isoformat()
    card = {"data_set": body.code, "purpose": Purpose.LAUNDERING.value, "outgoing": "114-3", "dated": day}
    return str((await responsible.post("/provision/papers", {**card, "sheets": 2, "seal": "Ә-19"}))["id"])


async def cancels_a_paper(responsible: Member, sheaf: str, body: GivingBody, say: Say) -> None:
    """Cancel a registered paper whose set goes by another way by now; its number stays used."""
    told = (await responsible.get(f"/provision/papers/{sheaf}/in-the-way"))["in_the_way"]
    must(told is not None, f"{body.code}: nothing keeps the paper from leaving")
    done = await responsible.post(f"/provision/papers/{sheaf}/cancel", {"why": WHY_CANCELLED})
    must(done["stage"] == "cancelled", f"{body.code}: the paper is {done['stage']}")
    say(f"{body.code}: a registered paper that may not leave ({told['code']}) is cancelled, its number stays used")
