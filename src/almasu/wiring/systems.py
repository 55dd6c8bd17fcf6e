"""The systems of state bodies, asked by the four connectors to registers; `systems.yaml` says where each is (FMA-3.1).

A set is asked as the joint act in force has it, so that the form an answer is held against is that of the act: a line
is opened for each question and closed after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from almasu.connectors.egress.places import networks
from almasu.kernel.answers import NoReply, Question, Reply
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.provision.as_resource import resource_of
from almasu.kernel.provision.joint_act import DataSet
from almasu.wiring.register_sheet import (
    UNREADABLE,
    GatewaySheet,
    RegisterSheet,
    Seconds,
    SecurityServerSheet,
    Sheet,
    Tls,
)
from almasu.wiring.registers import opened_lines

SYSTEMS = "systems.yaml"
ONE = 1
Folder = Annotated[str, msgspec.Meta(pattern=r"^/([A-Za-z0-9_.-]+/)+$", max_length=200)]
SetOfBody = Annotated[str, msgspec.Meta(pattern="^[0-9]{12}/[a-z][a-z0-9_]{0,59}$")]


class WorkplaceSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The application that people sit at: its origin, the file with our API key, our certificate in `tls`.

    `scripts` tells that its pages do not work without scripts of their own. `folders` are those of its folders whose
    files hold no data (styles, pictures, scripts): they pass as they are, while of all else only the act's fields do.
    `words` are its own words that stand freely on its pages, each as it stands there: other words are not shown.
    """

    url: str
    seconds: Seconds = 15.0
    key: str = ""
    tls: Tls | None = None
    scripts: bool = False
    folders: tuple[Folder, ...] = ()
    words: Annotated[tuple[Annotated[str, msgspec.Meta(max_length=500)], ...], msgspec.Meta(max_length=2_000)] = ()


class SystemsSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file: for each set of a body (`BIN/code`) where its system is and how it is spoken to.

    `workplaces` names the applications of the sets whose way is the workplace (FMA-3.2). The other members mean what
    they mean in `registers.yaml`.
    """

    format: Literal["almasu-systems"] = "almasu-systems"
    inner_ranges: tuple[str, ...] = ()
    gateway: GatewaySheet | None = None
    security_server: SecurityServerSheet | None = None
    systems: dict[SetOfBody, RegisterSheet]
    workplaces: dict[SetOfBody, WorkplaceSheet] = {}


def read_systems(path: Path) -> SystemsSheet:
    """Return the sheet of a file, an empty one where there is no file; Problem `registers.unreadable`."""
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=SystemsSheet, strict=False)
    except FileNotFoundError:
        return SystemsSheet(systems={})
    except (OSError, msgspec.MsgspecError) as wrong:
        raise UNREADABLE.at(path.name, because=str(wrong)) from wrong


@dataclass(frozen=True, slots=True)
class ConnectedSystems:
    """Implements `almasu.kernel.provision.systems_port.Systems` over the sheet at `path`, read anew for each question.

    So a body's line can be connected or moved while the node runs. A system outside `state_network`, the ranges of
    the state network, is never called (FMA-3.1, FMA-3.3): Problem `registers.unreadable`.
    """

    path: Path
    clock: Callable[[], datetime]
    state_network: tuple[str, ...]

    def knows(self, body: str, data_set: str) -> bool:
        """Tell whether the sheet names a system for the set."""
        return f"{body}/{data_set}" in self._systems()

    async def ask(self, body: str, data_set: DataSet, question: Question) -> Reply:
        """Ask once; a set that the sheet does not name is silence."""
        sheet = read_systems(self.path)
        system = sheet.systems.get(f"{body}/{data_set.code}")
        if system is None:
            return NoReply(Silence.NOT_CONNECTED, "", retriable=True)
        one = Sheet(
            inner_ranges=sheet.inner_ranges,
            gateway=sheet.gateway,
            security_server=sheet.security_server,
            registers={ONE: system},
        )
        resources, only = [resource_of(data_set, body, ONE)], networks(self.state_network)
        lines = await opened_lines(one, self.path, resources, self.clock, only)
        try:
            return await lines.registers[ONE].ask(question, system.seconds)
        finally:
            await lines.close()

    def _systems(self) -> Mapping[str, RegisterSheet]:
        return read_systems(self.path).systems


def write_systems(path: Path, sheet: SystemsSheet) -> None:
    """Write a sheet, whole or not at all: a node may be reading it."""
    draft = path.with_suffix(".new")
    draft.write_bytes(msgspec.yaml.encode(sheet))
    draft.replace(path)
