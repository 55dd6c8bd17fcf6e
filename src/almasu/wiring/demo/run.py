"""Run a demo: database, authority, registers, carrier, emulator, witness, worker and portal, started in their order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import msgspec

from almasu.store.postgres import embedded
from almasu.testing.interstate.bodies import INTERSTATE
from almasu.testing.people import EVERYBODY, PEOPLE
from almasu.testing.provision.bodies import PROVISION
from almasu.wiring import names, relations
from almasu.wiring.demo.plan import HOST, REGISTERS_URL, SHEET, SUBJECTS, DemoPlan, Wish, plan_in
from almasu.wiring.demo.preparation import prepare
from almasu.wiring.nursery import Nursery
from almasu.wiring.settings import PREFIX as SETTINGS
from almasu.wiring.supervising import Part, Supervisor

Told = Callable[[str], None]
OFFICER = next(person.iin for person in PEOPLE if person.role == "officer")
"""Whose day the headless demo plays."""
NODE_DATABASE = "almasu_node"
MODULES = (
    "almasu.interfaces.site",
    "almasu.interfaces.worker.__main__",
    "almasu.interfaces.cli.main",
    "almasu.wiring.demo.simulated",
    "almasu.wiring.demo.provided",
    "almasu.testing.emulator",
    "almasu.testing.pki.service",
)
"""What most parts of a demo are made of; a part may import more."""


@dataclass(frozen=True, slots=True)
class SignsIn:
    """One person of the demo, as the command line introduces them."""

    name: str
    role: str
    iin: str
    phone: str
    pin: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Someone worth asking about: the key and its kind, and who it is in a few words."""

    kind: str
    key: str
    who: str


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo: its folder, its plan, and the supervisor of its parts."""

    data: Path
    plan: DemoPlan
    settings: Path
    parts: Supervisor
    server: str
    """A superuser's URL of the PostgreSQL that the nodes have their databases on."""
    own_server: bool

    @property
    def portal(self) -> str:
        """Return the address of the portal; `localhost`, since browsers trust no bare number with their keys."""
        return f"http://localhost:{self.plan.portal}"

    @property
    def telephone(self) -> str:
        """Return where the messages of the demo's telephones are read."""
        return f"http://{HOST}:{self.plan.telephone}"

    @property
    def emulator(self) -> str:
        """Return the address of the NCALayer emulator."""
        return f"ws://{HOST}:{self.plan.emulator}/"

    @property
    def emulator_page(self) -> str:
        """Return the page on which signatures are confirmed."""
        return f"http://{HOST}:{self.plan.emulator + 1}/"

    def subjects(self) -> tuple[Subject, ...]:
        """Return people and companies of the country that make a good first request."""
        kept = (self.data / "registers" / SUBJECTS).read_bytes()
        return tuple(Subject(*one) for one in msgspec.json.decode(kept, type=list[tuple[str, str, str]]))


def people_of() -> tuple[SignsIn, ...]:
    """Return the officials of the demo with what they sign in with."""
    return tuple(
        SignsIn(f"{one.surname} {one.given_name}", one.role, one.iin, one.phone, one.pin)
        for one in (*EVERYBODY, *PROVISION, *INTERSTATE)
    )


def database_on_server(data: Path) -> str:
    """Return the name of a demo's database on a server that others use too: the same for the same folder."""
    return f"almasu_demo_{hashlib.sha256(bytes(data.absolute())).hexdigest()[:16]}"


@contextmanager
def running_demo(
    data: Path,
    wish: Wish,
    told: Told,
    automatic_signer: str | None = None,
    portals: int = 1,
    server: str | None = None,
    forked: bool = False,
) -> Iterator[Demo]:
    """Start a demo in a folder and yield it; everything is stopped at the end.

    `told` hears each step; `automatic_signer` is the IIN of the person whose key the emulator uses without asking;
    `portals` is the number of processes that share the portal's port; `server` is a superuser's URL of another
    PostgreSQL, on which the node then has its database. The registers, outside systems, stay on the demo's own.
    Parts that are `forked` begin sooner and share what was read; others show on the machine by their commands.
    """
    data = data.absolute()
    plan, listening = plan_in(data, wish)
    told("database")
    with listening, Nursery(MODULES) if forked else nullcontext() as nursery, embedded(data / "postgres") as url:
        told("vault, authority, accounts")
        settings = prepare(data, plan, server or url, NODE_DATABASE if server is None else database_on_server(data))
        urls = {
            REGISTERS_URL: url,
            names.DATABASE_URL: names.own_database(url, data / "registers"),
            relations.DATABASE_URL: relations.own_database(url, data / "registers"),
        }
        with Supervisor(data / "logs", urls, SETTINGS, nursery) as parts:
            sheet = data / "registers" / SHEET
            sheet.unlink(missing_ok=True)
            for part in surroundings(data, plan, automatic_signer):
                parts.start(part)
            # The node needs to know where its registers are, not that they answer already.
            parts.await_file("registers", sheet)
            for part in node_parts(settings, listening.fileno(), portals):
                parts.start(part)
            parts.await_ready(told)
            yield Demo(data, plan, settings, parts, server or url, server is None)


def surroundings(data: Path, plan: DemoPlan, automatic_signer: str | None) -> tuple[Part, ...]:
    """Return what stands around a node."""
    manner = () if automatic_signer is None else ("--auto", "--person", automatic_signer)
    emulator = ("emulator", "--data", str(data), "--port", str(plan.emulator), *manner)
    pages = (plan.emulator,) if automatic_signer is not None else (plan.emulator, plan.emulator + 1)
    registers = (plan.rest, plan.shep, plan.xroad, plan.sql, plan.control)
    witness = ("witness", "--data", str(data / "witness"), "--port", str(plan.witness))
    return (
        Part("registers", "almasu.wiring.demo.simulated", (str(data),), registers),
        Part("providers", "almasu.wiring.demo.provided", (str(data),), (plan.names, plan.relations)),
        Part("authority", "almasu.testing.pki.service", (str(data / "pki"), str(plan.pki)), (plan.pki,)),
        Part("carrier", "almasu.testing.sms", (str(plan.smpp), str(plan.telephone)), (plan.smpp, plan.telephone)),
        Part("emulator", "almasu", emulator, pages),
        Part("witness", "almasu", witness, (plan.witness,)),
    )


def node_parts(settings: Path, listening: int, portals: int) -> tuple[Part, ...]:
    """Return the processes of the node itself; the portals share one listening socket."""
    served = (str(settings), "--fd", str(listening))
    return (
        Part("worker", "almasu.interfaces.worker", (str(settings),), announces=True),
        *(
            Part(f"portal-{number}", "almasu.interfaces.site", served, announces=True, sockets=(listening,))
            for number in range(1, portals + 1)
        ),
    )
