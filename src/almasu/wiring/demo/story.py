"""A story of the sector, from the first signal to the processed alert, by the programs and people of a running demo.

Modules read what sensors wrote, the intake takes it in, a campaign is found, an alert is written and consented to,
every organisation decides, one is late; a card and a request go their ways; in the end a stranger verifies the journal.
What differs from what must be ends the play with 1.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from aiohttp import ClientSession
from almasu_wire.signal import Kind

from almasu.actions.node import Node
from almasu.kernel.papers.paper import PaperKind
from almasu.law import moment
from almasu.testing.asoi.scenario import EXPLOITER
from almasu.testing.outside.member import Member
from almasu.testing.outside.officer import Declined
from almasu.testing.sector.market import BANKS, Organisation
from almasu.wiring.demo.banks import Bank, banks_of, keep_running, let_modules_in, module_of, run_out, sensors_write
from almasu.wiring.demo.joining import CENTRE, joined, member
from almasu.wiring.demo.preparation import SECTOR_FOLDER
from almasu.wiring.demo.promised import NotAsItMustBe, Say, declined, must, until, verify_journal
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.sector import SETTINGS, sector_address
from almasu.wiring.running import now
from almasu.wiring.sector import open_sector
from almasu.wiring.settings import read_settings

DONE = "sector-lived-in"
"""Beside the plan: the story was played in this folder."""
RUNNING = 2
"""Modules that go on running after their first wave."""
RECOMMENDATIONS = "Мекенжайларды шеткі экранда бұғаттаңыз, SIEM-де соңғы тәулік бойынша іздеңіз."
TAKEN = "Журналдарды бүгін қараймыз."
ANSWER = "Шабуыл бүгін таңертең басталды; веб-қосымшаның осалдығы пайдаланылды."
REFUSAL = "Бұл мекенжайлардан кіруге жол бұрын жабылған."


def play(demo: Demo, organisations: Sequence[Organisation], say: Say) -> int:
    """Play the story; return 0 only if everything came and the journal verified."""
    try:
        asyncio.run(_play(demo, organisations, say))
    except (NotAsItMustBe, Declined, RuntimeError) as wrong:
        say(f"FAILED: {wrong}")
        return 1
    say("The alert came from signals to processed, and the journal verified.")
    return 0


def live(demo: Demo, organisations: Sequence[Organisation], say: Say) -> None:
    """Join a market to a running demo and play the story there once; a later start only lets modules go on."""
    mark = demo.data / DONE
    if not mark.exists():
        if play(demo, organisations, say) == 0:
            mark.touch()
        return
    for bank in banks_of(organisations)[:RUNNING]:
        keep_running(demo, bank, module_of(demo, bank))


async def _play(demo: Demo, organisations: Sequence[Organisation], say: Say) -> None:
    count = await joined(demo, organisations, say)
    say(f"Joined by signed acts of the sectoral centre: {count} organisations")
    banks, settings = banks_of(organisations)[:BANKS], read_settings(demo.data / SECTOR_FOLDER / SETTINGS)
    async with ClientSession() as http, open_sector(settings, 2) as running:
        story = Story(demo, http, running.node, banks, say)
        await story.signals_come()
        fields = await story.a_campaign_is_offered()
        alert = await story.an_alert_leaves(fields)
        await story.organisations_decide(alert)
        await story.one_is_late(alert)
        await story.a_card_goes_to_the_centre()
        await story.a_request_goes_to_another_bank()
    verify_journal(sector_address(demo), say)


class Story:
    """Plays one part after another; `banks` are at least three."""

    def __init__(self, demo: Demo, http: ClientSession, node: Node, banks: Sequence[Bank], say: Say) -> None:
        self._demo, self._http, self._node, self._banks, self._say = demo, http, node, banks, say
        self._inside: dict[str, Member] = {}

    async def somebody(self, iin: str = CENTRE.iin) -> Member:
        """Return one of the banks' people, or the centre, come in."""
        if iin not in self._inside:
            people = [CENTRE, *(one for bank in self._banks for one in (bank.worker, bank.head))]
            self._inside[iin] = member(self._demo, self._http, next(one for one in people if one.iin == iin))
            await self._inside[iin].comes_in()
        return self._inside[iin]

    async def signals_come(self) -> None:
        """Let sensors write, modules send, and wait until the centre sees all eight kinds of every bank."""
        settled = await let_modules_in(self._demo, self._http, self._banks)
        self._say(f"Modules let in by signed acts: {len(settled)} (one for each bank)")
        written = sensors_write((number, bank, module) for number, (bank, module) in enumerate(settled))
        self._say(f"Sensors of {len(settled)} banks wrote {written} records in dialects of their own")
        for bank, module in settled[:RUNNING]:
            keep_running(self._demo, bank, module)
        await run_out([module for _, module in settled[RUNNING:]])
        counted = await until(self._of_every_bank, "all eight kinds of every bank")
        told = ", ".join(f"{one['kind']}: {one['signals']}" for one in counted)
        self._say(f"The centre sees all eight kinds (kind: signals): {told}")

    async def _of_every_bank(self) -> Any:  # noqa: ANN401 - empty while some are missing
        found = (await (await self.somebody()).get("/signal-counts"))["kinds"]
        complete = [one for one in found if one["organisations"] >= len(self._banks)]
        return found if len(complete) == len(Kind) else None

    async def a_campaign_is_offered(self) -> dict[str, str]:
        """Wait until the exploiter is offered as a campaign to a worker who met it; return the fields it fills in."""
        one = await until(self._campaign, "a campaign")
        self._say(
            f"Campaign: {one['mark']} at {one['organisations']} banks, {one['records']} records; a draft is filled"
        )
        return dict(one["draft"])

    async def _campaign(self) -> Any:  # noqa: ANN401 - None while there is none
        worker = await self.somebody(self._banks[0].worker.iin)
        found = [one for one in await worker.get("/campaigns") if one["organisations"] >= len(self._banks)]
        return next((one for one in found if one["mark"] == f"source:{EXPLOITER}"), None)

    async def an_alert_leaves(self, fields: dict[str, str]) -> str:
        """Have a worker write the alert on the draft and the head sign it; without the head nothing leaves."""
        bank = self._banks[0]
        alert = await self._sent(
            bank, {"kind": "threat_alert", "fields": {**fields, "recommendations": RECOMMENDATIONS}}
        )
        centre = await self.somebody()
        parts = (await centre.get(f"/documents/{alert}"))["parts"]
        connected = await centre.get("/organisations")
        must(len(parts) == len(connected) - 1, f"{len(parts)} parts for {len(connected)} organisations")
        self._say(f"Alert {alert}: written by the worker of {bank.label}, signed by its head, with {len(parts)} others")
        return alert

    async def _sent(self, bank: Bank, form: dict[str, Any], path: str = "/documents") -> str:
        """Have a document written, put before the head, and sent with the head's signature; return its number."""
        worker, head = await self.somebody(bank.worker.iin), await self.somebody(bank.head.iin)
        number = str((await worker.post(path, form))["id"])
        await worker.post(f"/documents/{number}/to-head", {})
        sent = await head.signs("/consents", {"document": number})
        must(sent["stage"] == "sent", f"the document is {sent['stage']}")
        return number

    async def organisations_decide(self, alert: str) -> None:
        """Let one bank accept and process, the next refuse with its reason; the others have not decided yet."""
        one, other = self._banks[1], self._banks[2]
        await self._decides(one, alert, "accept", "")
        worker = await self.somebody(one.worker.iin)
        done = await worker.post(f"/documents/{alert}/processed", {})
        must(done["state"] == "processed" and not done["overdue"], f"the part is {done}")
        self._say(f"{one.label}: accepted with the head's signature, then processed")
        refused = await self._decides(other, alert, "refuse", REFUSAL)
        must(refused["state"] == "refused", f"the part is {refused}")
        self._say(f"{other.label}: refused with the head's signature, and says why")

    async def _decides(self, bank: Bank, alert: str, choice: str, words: str) -> Any:  # noqa: ANN401 - JSON
        worker, head = await self.somebody(bank.worker.iin), await self.somebody(bank.head.iin)
        await worker.post(f"/documents/{alert}/proposal", {"choice": choice, "words": words})
        return await head.signs("/decisions", {"document": alert})

    async def one_is_late(self, alert: str) -> None:
        """Ask who is overdue a second after the working day: those who have not decided, and nobody else."""
        parts = (await (await self.somebody()).get(f"/documents/{alert}"))["parts"]
        undecided = {one["organisation"] for one in parts if one["state"] == "received"}
        due = max(moment.read(one["due_at"]) for one in parts)
        async with self._node.store.transaction() as transaction:
            papers = await transaction.papers.due(
                PaperKind.SECTOR_RECEIPT, due + timedelta(seconds=1), 5_000, ["received", "proposed"]
            )
        late = {paper.found_by["organisation"] for paper in papers if paper.found_by["document"] == alert}
        must(late == undecided, f"{len(late)} would be late of {len(undecided)}")
        shown = moment.in_astana(due).strftime("%d.%m.%Y %H:%M")
        self._say(f"Not decided: {len(late)}. Their working day ends on {shown}; then the centre sees them as overdue")

    async def a_card_goes_to_the_centre(self) -> None:
        """Send an incident card: the centre has it, another bank does not see that it exists."""
        bank, other = self._banks[1], self._banks[0]
        fields = {
            "detected_at": moment.written(now() - timedelta(minutes=5)),
            "place": "Алматы филиалы",
            "noticed_by": "technical_means",
            "characteristics": f"{EXPLOITER} мекенжайынан веб-қосымшаға рұқсатсыз кіру.",
            "outcome": "done",
            "hosts": "srv-web-01",
            "isolated": "yes",
        }
        card = await self._sent(bank, {"kind": "incident_card", "fields": fields, "incident": "server_infected"})
        await (await self.somebody()).get(f"/documents/{card}")
        stranger = await self.somebody(other.worker.iin)
        refused = await declined(stranger.get(f"/documents/{card}"), "another bank saw the card")
        must(refused.status == 404, f"another bank was answered {refused}")
        self._say(f"Incident card {card}: the centre has it at once; for another bank there is nothing")

    async def a_request_goes_to_another_bank(self) -> None:
        """Send a request to one bank, which takes it and answers, each step with a head's signature."""
        bank, asked = self._banks[0], self._banks[1]
        fields = {
            "subject": "Шабуыл іздері",
            "text": "Шабуылдың басталған уақытын және пайдаланылған тәсілді айтыңыз.",
            "reason": "Өз жүйелерімізде сол тәсілдің іздерін іздеу үшін.",
            "confidentiality": "amber",
        }
        request = await self._sent(bank, {"kind": "request", "fields": fields, "addressees": [asked.bin]})
        worker, head = await self.somebody(asked.worker.iin), await self.somebody(asked.head.iin)
        await worker.post(f"/requests/{request}/taking", {"take": "work", "comment": TAKEN})
        await head.signs("/takings", {"document": request})
        self._say(f"Request {request}: from {bank.label} to {asked.label}, taken into work with both heads' signatures")
        reply = {"fields": {"text": ANSWER, "confidentiality": "amber"}}
        answer = await self._sent(asked, reply, f"/requests/{request}/answer")
        await (await self.somebody(bank.worker.iin)).get(f"/documents/{answer}")
        self._say(f"Answer {answer}: {bank.label} has it within its ten working days")
