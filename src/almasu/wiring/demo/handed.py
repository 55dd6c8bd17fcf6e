"""Three parts of the story of giving data: a file is given, a paper is carried, an encrypted carrier is read in."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from almasu.kernel.provision.carrier import Manifest, Medium
from almasu.kernel.provision.joint_act import ActContent, Purpose
from almasu.law.moment import in_astana
from almasu.testing.outside.member import Member
from almasu.testing.provision.bodies import GivingBody
from almasu.wiring.carrier_packing import ToPack, packed
from almasu.wiring.demo.promised import Say, must, until
from almasu.wiring.running import now

TAXPAYERS = (
    "row_id,iin,amount,since,owner_of_house\n"
    "1,850101300015,1500.50,2026-05-06,x\n"
    "2,850101300016,7.00,2026-05-07,x\n"
    "3,850412300016,9.25,2026-05-08,x\n"
)
"""Three rows, the second of them with a wrong digit, and a column that the act does not name."""
PARCELS = "row_id,bin,name\n" + "".join(f"{row},021140001116,Учаске {row}\n" for row in range(1, 6))


async def gives_a_file(responsible: Member, body: GivingBody, say: Say) -> None:
    """Give a file of the schedule: the wrong row is named, the column beyond the act is cut, the rest counts."""
    data = TAXPAYERS.encode()
    digest = hashlib.sha256(data).hexdigest()
    offered = {"data_set": body.code, "format": "csv", "name": f"{body.code}.csv", "size": len(data), "sha256": digest}
    begun = (await responsible.post("/provision/deliveries", offered))["delivery"]
    await responsible.put(f"/provision/deliveries/{begun}/file", data, f"bytes 0-{len(data) - 1}/{len(data)}")
    told = await read_in(responsible, begun)
    flaws = [(one["line"], one["field"], one["reason"]) for one in told["flaws"]]
    must((3, "iin", "check_digit") in flaws, f"{body.code}: the report names {flaws}")
    must(told["cuts"] == ["owner_of_house"], f"{body.code}: cut is {told['cuts']}")
    accepted = told["delivery"]["accepted"]
    say(f"{body.code}: a file counts with {accepted} rows; line 3 is rejected by name, a column beyond the act is cut")


async def sends_a_paper(responsible: Member, officer: Member, body: GivingBody, say: Say) -> None:
    """Carry a restricted paper from register to register by its card alone, and destroy it by a signed act."""
    day = in_astana(now()).date().isoformat()
    card = {"data_set": body.code, "purpose": Purpose.LAUNDERING.value, "outgoing": "114-1", "dated": day}
    sent = (await responsible.post("/provision/papers", {**card, "sheets": 3, "seal": "Ә-17"}))["id"]
    await responsible.post(f"/provision/papers/{sent}/courier", {"receipt": "Р-4", "courier": "Фельдъегер"})
    await officer.post(f"/provision/papers/{sent}/receive", {"incoming": "ВХ-1", "seal": "Ә-17"})
    ended = await officer.signs("/provision/papers-put-away", {"sheaf": sent, "end": "destroyed"})
    must(ended["stage"] == "destroyed", f"{body.code}: the paper is {ended['stage']}")
    say(f"{body.code}: a restricted paper went from register to register under its seal, by its card alone")


async def sends_a_carrier(responsible: Member, head: Member, officer: Member, body: GivingBody, say: Say) -> None:
    """Pack and encrypt a carrier at the body, sign for it, hand it on by its seal, read it in and destroy it."""
    acts = [one for one in await officer.get("/provision/acts") if one["body"] == body.bin]
    act = msgspec.convert((await officer.get(f"/provision/acts/{acts[0]['act']}"))["content"], ActContent)
    key = (await responsible.get("/provision/carriers-key"))["key"]
    with tempfile.TemporaryDirectory(prefix="almasu-carrier-") as named:
        rows, medium = Path(named) / f"{body.code}.csv", Path(named) / "medium"
        await asyncio.to_thread(rows.write_text, PARCELS, "utf-8")
        told = ToPack(act, body.code, [rows], key, "Т-114", Medium.USB, in_astana(now()).date())
        manifest: Manifest = await asyncio.to_thread(packed, told, medium)
        (one,) = manifest.files
        sealed = await asyncio.to_thread((medium / one.name).read_bytes)
    carrier = (await responsible.post("/provision/carriers", msgspec.to_builtins(manifest)))["id"]
    place = f"/provision/carriers/{carrier}"
    await head.signs("/provision/carrier-signatures", {"carrier": carrier})
    await responsible.post(f"{place}/hand-on", {"taker": "Фельдъегер", "seal": "П-1", "receipt": "Р-5"})
    await officer.post(f"{place}/receive", {"receipt": "ВХ-2", "seal": "П-1"})
    await officer.put(f"{place}/files/{one.name}", sealed, f"bytes 0-{len(sealed) - 1}/{len(sealed)}")
    read = await officer.post(f"{place}/read", {"present": [one.name]})
    accepted = (await read_in(officer, read["delivery"]))["delivery"]["accepted"]
    must(accepted == one.rows, f"{body.code}: {accepted} rows of {one.rows} came off the carrier")
    await officer.signs("/provision/carriers-put-away", {"carrier": carrier, "end": "destroyed", "number": "А-1"})
    say(f"{body.code}: an encrypted carrier was handed on by its seal, read in with {accepted} rows, and destroyed")


async def read_in(who: Member, delivery: str) -> Any:  # noqa: ANN401 - JSON
    """Return a delivery once it was read and counts."""

    async def ended() -> Any:  # noqa: ANN401 - JSON
        told = await who.get(f"/provision/deliveries/{delivery}")
        return None if told["delivery"]["state"] in {"taking", "reading"} else told

    told = await until(ended, f"the end of the delivery {delivery}")
    must(told["delivery"]["state"] == "done", f"the delivery is {told['delivery']['state']}: {told}")
    return told
