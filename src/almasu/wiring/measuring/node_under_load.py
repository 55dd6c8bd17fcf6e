"""A demo under load: started in a temporary folder, with officers signed in and keys that sign without an emulator."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, TCPConnector

from almasu.testing.outside.officer import Officer
from almasu.testing.people import PEOPLE
from almasu.testing.pki.folder import Pki
from almasu.wiring.demo.plan import Wish
from almasu.wiring.demo.run import Demo, running_demo
from almasu.wiring.demo.telephone import newest_code
from almasu.wiring.measuring.lines import IDLE_SECONDS
from almasu.wiring.measuring.signing import RepeatedSigner
from almasu.wiring.running import now

PEOPLE_OF_BENCH = 1_000
OFFICERS = tuple(person for person in PEOPLE if person.role == "officer")


@contextmanager
def node_under_load(portals: int, told: Callable[[str], None]) -> Iterator[Demo]:
    """Start a demo with so many portal processes on one port and stop it at the end."""
    with (
        tempfile.TemporaryDirectory(prefix="almasu-bench-") as folder,
        running_demo(Path(folder), Wish(people=PEOPLE_OF_BENCH), told, OFFICERS[0].iin, portals, forked=True) as demo,
    ):
        yield demo


@dataclass(frozen=True, slots=True)
class Desk:
    """Officers who have signed in, over one set of connections."""

    http: ClientSession
    officers: tuple[Officer, ...]

    def officer(self, number: int) -> Officer:
        """Return one of the officers in turn."""
        return self.officers[number % len(self.officers)]


@asynccontextmanager
async def signed_in(demo: Demo, family: str, connections: int) -> AsyncIterator[Desk]:
    """Sign the demo's officers in with keys of a family (gost, rsa)."""
    pki = Pki.load(demo.data / "pki")
    async with ClientSession(connector=TCPConnector(limit=connections, keepalive_timeout=IDLE_SECONDS)) as http:
        officers = []
        for person in OFFICERS:
            signer = RepeatedSigner(pki.person_key(person.iin, family, person.pin))

            async def sign(data: bytes, signer: RepeatedSigner = signer) -> bytes:
                return signer.sign(data, now())

            async def read_code(phone: str = person.phone) -> str:
                return await newest_code(http, demo.telephone, phone)

            officer = Officer(http, demo.portal, sign, read_code)
            await officer.sign_in()
            officers.append(officer)
        yield Desk(http, tuple(officers))


def request_form(demo: Demo, resources: list[int], number: int) -> Mapping[str, Any]:
    """Return a lawful request about one of the demo's subjects."""
    subject = next(one for one in demo.subjects() if one.kind == "iin")
    return {
        "subject": subject.key,
        "subject_kind": subject.kind,
        "ground": "financial_monitoring",
        "purpose": "laundering",
        "justification": "Проверка источника крупных наличных операций, сообщение субъекта мониторинга № 114.",
        "task": f"2026/{number % 10}-ТМ",
        "resources": resources,
    }
