"""Some life for a demo: what its people did before the visitor came, by real acts with real signatures over HTTP.

An applicant waits for the operator, works are announced, an emergency is closed, an order on control is in force, a
prosecutor holds a resolution, and an officer has asked twice. Done once for a folder; a step that the node declines,
because it was done before or its person was blocked, is said and passed over.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiohttp import ClientSession

from almasu.law import moment
from almasu.testing.outside.officer import Declined, Officer
from almasu.testing.people import EVERYBODY, DemoPerson
from almasu.testing.pki.cms import cms_sign
from almasu.testing.pki.folder import Pki
from almasu.wiring.demo.preparation import account_of
from almasu.wiring.demo.promised import Say
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.telephone import newest_code
from almasu.wiring.running import now

DONE = "lived-in"
"""Beside the plan: this folder's people have done all this already."""
CARD: Mapping[str, str | bool] = {
    "protected_carrier": True,
    "processor_ghz": "3.2",
    "free_disk_gb": "120",
    "memory_gb": "8",
    "network_mbps": "1000",
    "browser": True,
    "protected_channel": True,
    "carrier_drivers": "KAZTOKEN 4.9",
    "no_internet": True,
}
REASON = "Проверка источника крупных наличных операций, сообщение субъекта мониторинга № {number}."


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person of the demo with a session of theirs."""

    person: DemoPerson
    client: Officer

    async def does(self, prepared: str, sent: str, form: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON as it comes
        """Have an act prepared, sign it, send it."""
        act = await self.client.post(prepared, form)
        cms = await self.client.sign(base64.b64decode(act["data"]))
        return await self.client.post(sent, {"act": act["id"], "cms": base64.b64encode(cms).decode()})


class Life:
    """Plays the people of one demo."""

    def __init__(self, demo: Demo, http: ClientSession) -> None:
        self._demo = demo
        self._http = http
        self._pki = Pki.load(demo.data / "pki")
        self._inside: dict[str, Somebody] = {}

    async def somebody(self, role: str, number: int = 0) -> Somebody:
        """Return a person who has signed in, or who came with the EDS alone where they have no account."""
        person = [one for one in EVERYBODY if one.role == role][number]
        if person.iin not in self._inside:
            client = Officer(self._http, self._demo.portal, self._signer(person), self._code_reader(person))
            one = Somebody(person, client)
            if role in {"head", "applicant"}:
                await self._visits(one)
            else:
                await client.sign_in()
            self._inside[person.iin] = one
        return self._inside[person.iin]

    async def announces_works(self) -> None:
        """Announce works of the coming night after next."""
        operator = await self.somebody("operator")
        starts = moment.in_astana(now() + timedelta(days=2)).replace(hour=22, minute=0, second=0, microsecond=0)
        works = {
            "kind": "update",
            "starts": starts.isoformat(),
            "ends": (starts + timedelta(minutes=90)).isoformat(),
            "kk": "Дерекқорды жаңарту.",
            "ru": "Обновление базы данных.",
            "en": "Update of the database.",
        }
        await operator.does("/operator/works/prepare", "/operator/works", works)

    async def closes_an_emergency(self) -> None:
        """Enter a power failure of last night, over and accounted for."""
        operator = await self.somebody("operator")
        began = now() - timedelta(hours=9)
        values = {
            "actions": "Серверлер генераторға ауыстырылды.",
            "time_needed": "60",
            "responsible": f"{operator.person.surname} {operator.person.given_name}",
            "started_at": moment.written(began),
            "ended_at": moment.written(began + timedelta(minutes=42)),
            "cause": "Қалалық электр желісіндегі апат.",
            "measures": "Генератор іске қосылды, желі қалпына келген соң кері ауыстырылды.",
        }
        await operator.does(
            "/operator/emergencies/prepare", "/operator/emergencies", {"situation": "power", "values": values}
        )

    async def applies(self) -> None:
        """Apply for access and have it signed off: the operator has twenty-four hours from here."""
        applicant, head = await self.somebody("applicant"), await self.somebody("head")
        person = applicant.person
        values = {
            "surname": person.surname,
            "given_name": person.given_name,
            "patronymic": person.patronymic,
            "iin": person.iin,
            "organisation": person.body_bin,
            "position": person.position.kk,
            "work_phone": "+7 7172 74-00-01",
            "mobile_phone": person.phone,
        }
        form = {
            "kind": "register",
            "values": values,
            "declared": ["knows_terms", "has_carrier", "allows_data"],
            "card": CARD,
            "head_iin": head.person.iin,
        }
        filed = await applicant.does("/applications/prepare", "/applications", form)
        stated = {"position": head.person.position.kk, "name": f"{head.person.surname} {head.person.given_name}"}
        await head.does(f"/applications/{filed['id']}/sign-off/prepare", "/applications/sign-off", stated)

    async def orders_control(self) -> None:
        """Draft the order on departmental control, have the head sign it and the operator confirm it."""
        controller, head = await self.somebody("controller"), await self.somebody("head")
        operator = await self.somebody("operator")
        today = moment.in_astana(now()).date()
        form = {
            "number": "17-ВБ",
            "dated": today.isoformat(),
            "head_iin": head.person.iin,
            "head_position": head.person.position.kk,
            "officers": [str(account_of(controller.person).id)],
            "since": today.isoformat(),
            "until": (today + timedelta(days=365)).isoformat(),
        }
        order = await controller.client.post("/control/orders", form)
        await head.does(f"/control/orders/{order['id']}/prepare", "/control/orders/sign", {})
        await operator.client.post(f"/control/orders/{order['id']}/decide", {"confirmed": True})

    async def asks(self) -> None:
        """Ask about two subjects of the country's stories: one with links, both where registers disagree."""
        officer = await self.somebody("officer", 1)
        subjects = [one for one in self._demo.subjects() if one.kind == "iin"][:2]
        resources = ([1, 2, 11, 20, 22, 25, 40, 50, 51], [1, 3, 5, 20, 25, 28, 30])
        for number, (subject, asked) in enumerate(zip(subjects, resources, strict=True), 1):
            form = {
                "subject": subject.key,
                "subject_kind": "iin",
                "ground": "financial_monitoring",
                "purpose": "laundering",
                "justification": REASON.format(number=60 + number),
                "task": f"2026/{60 + number}-ТМ",
                "resources": asked,
            }
            await officer.client.send(await officer.client.prepare(form), wait=5)

    async def issues_a_resolution(self) -> None:
        """Issue a resolution to check that officer's requests of this month."""
        prosecutor, at = await self.somebody("prosecutor"), now()
        officer = [one for one in EVERYBODY if one.role == "officer"][1]
        form = {
            "number": "7-22/61",
            "issued_on": moment.in_astana(at).date().isoformat(),
            "since": (at - timedelta(days=30)).isoformat(),
            "until": (at + timedelta(days=1)).isoformat(),
            "valid_from": (at - timedelta(hours=1)).isoformat(),
            "valid_until": (at + timedelta(days=20)).isoformat(),
            "officers": [officer.iin],
        }
        await prosecutor.does("/supervision/resolutions/prepare", "/supervision/resolutions", form)

    def steps(self) -> Iterator[tuple[str, Callable[[], Awaitable[None]]]]:
        """Yield what is done, in its order, with a few words on each."""
        yield "works are announced", self.announces_works
        yield "an emergency is entered and closed", self.closes_an_emergency
        yield "an application waits for the operator", self.applies
        yield "an order on departmental control is in force", self.orders_control
        yield "an officer has asked about two people", self.asks
        yield "a prosecutor holds a resolution", self.issues_a_resolution

    async def _visits(self, one: Somebody) -> None:
        begun = await one.client.post("/visits", {})
        one.client.token = begun["session"]
        cms = await one.client.sign(base64.b64decode(begun["challenge"]["data"]))
        proof = {"act": begun["challenge"]["id"], "cms": base64.b64encode(cms).decode()}
        one.client.token = (await one.client.post("/visits/proof", proof))["session"]

    def _signer(self, person: DemoPerson) -> Callable[[bytes], Awaitable[bytes]]:
        key = self._pki.person_key(person.iin, "rsa", person.pin)

        async def sign(data: bytes) -> bytes:
            return cms_sign(key, data, now())

        return sign

    def _code_reader(self, person: DemoPerson) -> Callable[[], Awaitable[str]]:
        async def read() -> str:
            return await newest_code(self._http, self._demo.telephone, person.phone)

        return read


def live(demo: Demo, say: Say) -> int:
    """Give a running demo its life unless it has it; return how many steps were done."""
    mark = demo.data / DONE
    if mark.exists():
        return 0
    done = asyncio.run(_live(demo, say))
    mark.touch()
    return done


async def _live(demo: Demo, say: Say) -> int:
    done = 0
    async with ClientSession() as http:
        for words, step in Life(demo, http).steps():
            try:
                await step()
            except Declined as declined:
                say(f"not done: {words} ({declined})")
            else:
                say(words)
                done += 1
    return done
