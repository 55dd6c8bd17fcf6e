"""What a demo is made of: its folder, its size, its ports. Kept in `demo.json`, so that a second start finds it all."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.wiring.supervising import free_ports, listens

if TYPE_CHECKING:
    from almasu.testing.registers.run import Ports

HOST = "127.0.0.1"
REGISTERS_URL = "ALMASU_DEMO_REGISTERS_URL"
"""The variable that tells the registers the superuser's URL of their server."""
SHEET = "registers.yaml"
"""Where the node is told of its registers, beside them."""
SUBJECTS = "subjects.json"
"""Beside the registers: keys of people and companies worth asking about, with a few words on each."""
PORTAL = 8080
EMULATOR = 13579

PORT_TAKEN = ProblemKind(
    "demo.port_taken",
    409,
    Text(kk="{port} порты бос емес.", ru="Порт {port} занят.", en="The port {port} is taken."),
    Text(
        kk="Басқа портты `--port` арқылы беріңіз немесе оны алып тұрған бағдарламаны тоқтатыңыз.",
        ru="Укажите другой порт через `--port` или остановите программу, которая его занимает.",
        en="Name another port with `--port`, or stop the program that holds it.",
    ),
)


class DemoPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One demo. `people` and `seed` decide the country; the ports are all on the loopback."""

    people: int
    seed: int
    portal: int
    pki: int
    smpp: int
    telephone: int
    emulator: int
    witness: int
    rest: int
    shep: int
    xroad: int
    sql: int
    control: int
    relations: int = 0
    names: int = 0
    sector: int = 0
    intake: int = 0
    taxii: int = 0
    provision: int = 0
    gateway: int = 0
    workplace: int = 0
    second_workplace: int = 0
    systems_rest: int = 0
    systems_shep: int = 0
    systems_xroad: int = 0
    systems_sql: int = 0
    gate: int = 0
    gate_outside: int = 0
    internet: int = 0
    files_sftp: int = 0
    files_https: int = 0
    published: int = 0
    mail: int = 0
    notices: int = 0
    portal_kz: int = 0
    portal_kg: int = 0
    portal_tj: int = 0
    door_kz: int = 0
    door_kg: int = 0
    door_tj: int = 0

    def portal_of(self, state: str) -> int:
        """Return the port of the portal of a state's node."""
        return {"KZ": self.portal_kz, "KG": self.portal_kg, "TJ": self.portal_tj}[state]

    def door_of(self, state: str) -> int:
        """Return the port of the door at which the node of a state takes messages of the others."""
        return {"KZ": self.door_kz, "KG": self.door_kg, "TJ": self.door_tj}[state]

    def register_ports(self) -> Ports:
        """Return the ports of the simulated registers."""
        # Imported here: the process that supervises the others needs no simulators.
        from almasu.testing.registers.run import Ports

        return Ports(self.rest, self.shep, self.xroad, self.sql, self.control)

    def system_ports(self) -> Ports:
        """Return the ports of the simulated systems of state bodies; their manners are nobody's to change."""
        from almasu.testing.registers.run import Ports

        return Ports(self.systems_rest, self.systems_shep, self.systems_xroad, self.systems_sql)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked for on the command line; None leaves it to the folder's own plan, or to the default."""

    port: int | None = None
    people: int | None = None
    seed: int | None = None


DEFAULT_PEOPLE = 20_000
DEFAULT_SEED = 2026


def plan_in(data: Path, wish: Wish) -> tuple[DemoPlan, socket.socket]:
    """Return the plan of a demo's folder, and the portal's listening socket, taken at once so that nobody else can.

    The plan is the one the folder has, with free ports in place of taken ones, or a new one. Problem `demo.port_taken`
    where the very port that was asked for is taken.
    """
    known = _known(data / "demo.json")
    listening = _portal(wish.port, known.portal if known else PORTAL)
    emulator = known.emulator if known else EMULATOR
    fresh = iter(free_ports(len(INNER) + 1))
    plan = DemoPlan(
        people=wish.people or (known.people if known else DEFAULT_PEOPLE),
        seed=wish.seed if wish.seed is not None else (known.seed if known else DEFAULT_SEED),
        portal=listening.getsockname()[1],
        emulator=emulator if not (listens(emulator) or listens(emulator + 1)) else next(fresh),
        **{name: _free(getattr(known, name, 0), next(fresh)) for name in INNER},
    )
    data.mkdir(parents=True, exist_ok=True)
    (data / "demo.json").write_bytes(msgspec.json.format(msgspec.json.encode(plan)))
    return plan, listening


def _portal(asked: int | None, usual: int) -> socket.socket:
    """Return a listening socket on the port asked for, else on the usual one, else on any."""
    try:
        return socket.create_server((HOST, asked or usual), backlog=1024)
    except OSError as taken:
        if asked is not None:
            raise PORT_TAKEN.at("port", port=str(asked)) from taken
        return socket.create_server((HOST, 0), backlog=1024)


INNER = (
    "pki",
    "smpp",
    "telephone",
    "witness",
    "rest",
    "shep",
    "xroad",
    "sql",
    "control",
    "relations",
    "names",
    "sector",
    "intake",
    "taxii",
    "provision",
    "gateway",
    "workplace",
    "second_workplace",
    "systems_rest",
    "systems_shep",
    "systems_xroad",
    "systems_sql",
    "gate",
    "gate_outside",
    "internet",
    "files_sftp",
    "files_https",
    "published",
    "mail",
    "notices",
    "portal_kz",
    "portal_kg",
    "portal_tj",
    "door_kz",
    "door_kg",
    "door_tj",
)


def _known(file: Path) -> DemoPlan | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=DemoPlan)
    except (FileNotFoundError, msgspec.DecodeError, msgspec.ValidationError):
        return None


def _free(wanted: int, otherwise: int) -> int:
    return otherwise if wanted == 0 or listens(wanted) else wanted
