"""The law of shredding: an answer opens while one of its materials remains, and never after the last is destroyed."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almasu.kernel.sealing.vault import KeyDestroyed
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault

MATERIALS = [UUID(int=number) for number in range(1, 5)]
PLACE = "answers/data/1"


async def opens(sealer: Sealer, sealed: bytes, keys: dict[UUID, bytes]) -> bool:
    for material, key in keys.items():
        try:
            return await sealer.from_material(material, PLACE, sealed, key) == b"answer"
        except KeyDestroyed:
            continue
    return False


@settings(max_examples=40, deadline=None)
@given(holders=st.sets(st.sampled_from(MATERIALS), min_size=1), order=st.permutations(MATERIALS))
async def test_an_answer_opens_while_any_of_its_materials_remains_and_never_after(
    holders: set[UUID], order: list[UUID]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        vault = FileVault.create(Path(folder) / "vault")
        for material in MATERIALS:
            await vault.make_material_key(material)
        sealer = Sealer(vault, secrets.token_bytes)
        first = min(holders)
        sealed, key = await sealer.for_material(first, PLACE, b"answer")
        bare = await vault.unwrapped(first, key)
        keys = {material: await vault.wrapped(material, bare) for material in holders}
        remaining = set(holders)
        for material in order:
            assert await opens(sealer, sealed, keys) == bool(remaining)
            await vault.destroy_material_key(material)
            await vault.make_material_key(material)
            remaining.discard(material)
        assert not await opens(sealer, sealed, keys)
        with pytest.raises(KeyDestroyed):
            await sealer.for_material(first, PLACE, b"late answer")
