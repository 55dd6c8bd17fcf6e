"""A request, its answers, their dossier and their end, where the keys lie in a real token."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from actions.conftest import World, world_over
from actions.test_materials import Office, counted, office, refused
from almasu.connectors.key_token.token import KeyToken, TokenPlace
from almasu.kernel.materials.task import TaskState
from almasu.kernel.sealing.vault import KeyDestroyed
from almasu.store.database import Database
from almasu.store.token_vault import TokenVault
from soft_token import SoftToken

__all__ = ["office"]


@pytest.fixture
def token(soft_token: SoftToken, tmp_path: Path) -> KeyToken:
    return KeyToken(TokenPlace(soft_token.library, soft_token.label, soft_token.pin_file, tmp_path / "making", 60.0))


@pytest.fixture
async def world(database: Database, token: KeyToken, tmp_path: Path) -> AsyncIterator[World]:
    async with world_over(database, TokenVault.create(tmp_path / "vault", token)) as made:
        yield made


async def test_what_is_asked_answered_and_destroyed_over_a_token(
    office: Office, token: KeyToken, tmp_path: Path
) -> None:
    world: World = office.world
    request = await office.asked()
    assert token.has_key(request.material)
    assert [path.suffix for path in (tmp_path / "vault").rglob("*.key")] == []
    dossier = await office.opened(request.id)
    assert {answer.resource for answer in dossier.answers} == {1, 3, 5}
    await office.closed(request.material)
    await office.past_its_term()
    assert (await office.destroyed(request.material)).state == TaskState.DESTROYED
    assert not token.has_key(request.material)
    assert await counted(world) == (0, 0)
    assert await refused(office.opened(request.id)) == "material.gone"
    with pytest.raises(KeyDestroyed):
        await world.node.vault.wrapped(request.material, bytes(32))
    assert await refused(office.asked()) == "request.material_destroyed"
