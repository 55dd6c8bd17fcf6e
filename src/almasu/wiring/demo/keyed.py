"""A part of the story of giving data: an open paper is carried, and two officers key its records apart.

One record is received, one waits for the second officer and one for whoever decides: both can be taken up in the
portal of a running demo.
"""

from __future__ import annotations

from collections.abc import Mapping

from almasu.kernel.provision.joint_act import Purpose
from almasu.law.moment import in_astana
from almasu.testing.outside.member import Member
from almasu.testing.provision.bodies import GivingBody
from almasu.wiring.demo.promised import Say, must
from almasu.wiring.running import now

ALIKE, OTHERWISE, ONCE = "received", "differs", "keyed_once"
BIN = "021140001116"
RECORDS: Mapping[str, tuple[Mapping[str, str], Mapping[str, str] | None]] = {
    ALIKE: ({"row_id": "1", "bin": BIN, "name": "Учаске 1"}, {"row_id": "1", "bin": BIN, "name": "Учаске 1"}),
    OTHERWISE: ({"row_id": "2", "bin": BIN, "name": "Учаске 2"}, {"row_id": "2", "bin": BIN, "name": "Учаске 12"}),
    ONCE: ({"row_id": "3", "bin": BIN, "name": "Учаске 3"}, None),
}
"""What the first and the second officer type, by the state that it comes to."""


async def keys_a_paper(
    responsible: Member, officers: tuple[Member, Member], body: GivingBody, material: str, say: Say
) -> str:
    """Carry an open paper to the Agency and key three records of it, each as far as it goes; return its number."""
    first, second = officers
    day = in_astana(now()).date().isoformat()
    card = {"data_set": body.code, "purpose": Purpose.LAUNDERING.value, "outgoing": "114-2", "dated": day}
    sent = str((await responsible.post("/provision/papers", {**card, "sheets": 1, "seal": "Ә-18"}))["id"])
    await responsible.post(f"/provision/papers/{sent}/courier", {"receipt": "Р-6", "courier": "Фельдъегер"})
    await first.post(f"/provision/papers/{sent}/receive", {"incoming": "ВХ-3", "seal": "Ә-18"})
    for state, (typed, again) in RECORDS.items():
        keying = await first.post("/provision/keyings", {"sheaf": sent, "material": material, "typed": typed})
        if again is not None:
            keying = await second.post(f"/provision/keyings/{keying['id']}/again", {"typed": again})
        must(keying["state"] == state, f"{body.code}: the keying is {keying['state']}")
    say(f"{body.code}: an open paper is keyed by two officers; one record waits for the second, one for a third person")
    return sent
