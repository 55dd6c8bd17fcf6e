"""The systems of bodies asked over real sockets by all four connectors, and broken lines (FMA-3.1, FMA-3.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from almasu.kernel.answers import NoRecord, NoReply, Question, Record, Records, SubjectKey, Unreadable
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.kernel.provision.as_resource import resource_of
from almasu.kernel.provision.joint_act import DataSet
from almasu.kernel.resources import KeyKind
from almasu.law.problem import Problem
from almasu.testing.registers.misbehaviour import Conduct, Manner, Misbehaviour
from almasu.testing.registers.plan import Protocol
from almasu.testing.registers.run import Ports
from almasu.testing.registers.sql.database import drop_database
from almasu.wiring.simulated_systems import FIRST, SimulatedSystem, simulating_systems
from almasu.wiring.systems import SYSTEMS, ConnectedSystems
from kernel.provision.acts import SECRETS, data_set

STATE_NETWORK = ("127.0.0.0/8",)
IIN = SubjectKey(KeyKind.IIN, "850101300015")
ROW: Record = {"row_id": 7, "iin": IIN.value, "plate": "123ABC01", "since": "2024-05-06", "colour": "red"}
AT = datetime(2026, 11, 20, 7, tzinfo=UTC)
BODIES = {protocol: f"99044000038{number}" for number, protocol in enumerate(Protocol)}


def question(of: DataSet, body: str, value: str = IIN.value) -> Question:
    key = SubjectKey(KeyKind.IIN, value)
    one, asker = UUID(int=7), "agency_officer-7"
    return Question(
        one, one, resource_of(of, body, 1), key, asker, "officer", "FMA-5", "laundering", "7", b"d" * 32, AT
    )


async def test_each_protocol_answers_a_set_of_the_act_and_a_line_that_is_not_there_is_silence(
    tmp_path: Path, postgres_url: str
) -> None:
    of = data_set()
    systems = [SimulatedSystem(body, of, protocol, {IIN: (ROW,)}) for protocol, body in BODIES.items()]
    conduct = Conduct({})
    folder, ports = tmp_path / "systems", Ports()
    folder.mkdir()
    try:
        async with simulating_systems(folder, systems, postgres_url, ports, lambda: AT, conduct) as numbers:
            connected = ConnectedSystems(folder / SYSTEMS, lambda: AT, STATE_NETWORK)
            for body in BODIES.values():
                assert connected.knows(body, "vehicles")
                found = await connected.ask(body, of, question(of, body))
                assert isinstance(found, Records)
                assert found.records == (ROW,)
                assert isinstance(await connected.ask(body, of, question(of, body, "900722351147")), NoRecord)
            rest = BODIES[Protocol.REST]
            conduct.change(numbers[f"{rest}/vehicles"], Misbehaviour(Manner.UNKNOWN_FIELD))
            beyond = await connected.ask(rest, of, question(of, rest))
            assert isinstance(beyond, Unreadable)
            assert beyond.reason == Nonsense.UNKNOWN_FIELD
            for elsewhere in ((), ("10.0.0.0/8",)):
                off = ConnectedSystems(folder / SYSTEMS, lambda: AT, elsewhere)
                for body in BODIES.values():
                    with pytest.raises(Problem, match="outside the only ranges"):
                        await off.ask(body, of, question(of, body))
            unknown = await connected.ask("990340000372", of, question(of, "990340000372"))
            assert isinstance(unknown, NoReply)
            assert unknown.reason == Silence.NOT_CONNECTED
    finally:
        sql = next(FIRST + place for place, one in enumerate(systems) if one.protocol is Protocol.SQL)
        drop_database(postgres_url, sql)


def test_a_set_with_restricted_access_becomes_no_resource() -> None:
    with pytest.raises(ValueError, match="no system"):
        resource_of(data_set(**SECRETS), "990440000385")


def test_a_file_of_systems_that_says_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / SYSTEMS).write_text("systems: {vehicles: {protocol: pigeon}}", encoding="utf-8")
    with pytest.raises(Problem, match=r"registers\.unreadable"):
        ConnectedSystems(tmp_path / SYSTEMS, lambda: AT, STATE_NETWORK).knows("990440000385", "vehicles")
