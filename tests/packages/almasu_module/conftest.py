"""A module's parts ready to try: configurations, certificates, a centre to send to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from almasu_module.dry import dry_run
from almasu_module.intake import Intake
from almasu_module.settings import Settings, wrongs
from almasu_wire.signal import Signal

from almasu.testing.asoi.certificates import MadeAuthority, Pair
from almasu.testing.asoi.receiver import Receiver

VECTORS = Path(__file__).resolve().parents[4] / "shared" / "vectors" / "asoi"
# As an organisation would say it; 172.16.0.0/12 is left outside, where one real record comes from.
INTERNAL = ["10.0.0.0/8", "192.168.0.0/16"]

Seen = tuple[list[Signal], Intake]


@pytest.fixture
def vectors() -> Path:
    if not VECTORS.is_dir():
        pytest.skip(f"no real records at {VECTORS}")
    return VECTORS


@pytest.fixture
def seen() -> Callable[..., Seen]:
    """What a dry run over inputs sees: its signals, and the counts beside them."""

    def run(*inputs: dict[str, object], **numbers: object) -> Seen:
        settings = msgspec.convert({"input": list(inputs), "internal": INTERNAL, **numbers}, Settings)
        assert wrongs(settings) == []
        signals: list[Signal] = []
        return signals, dry_run(settings, signals.append)

    return run


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> MadeAuthority:
    return MadeAuthority(tmp_path_factory.mktemp("certificates"), datetime.now(UTC))


@pytest.fixture(scope="session")
def bank(authority: MadeAuthority) -> Pair:
    return authority.issue("bank")


@pytest.fixture(scope="session")
def node(authority: MadeAuthority) -> Pair:
    return authority.issue("centre")


@pytest.fixture
def centre(authority: MadeAuthority, node: Pair) -> Iterator[Receiver]:
    with Receiver(node.certificate, node.key, authority.authority) as receiver:
        yield receiver
