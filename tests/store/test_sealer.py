"""What the store keeps is sealed to its place: a value that is moved, or whose material is gone, does not open."""

from __future__ import annotations

import secrets
from uuid import UUID

import pytest

from almasu.law.problem import Fault
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault

MATERIAL, OTHER = UUID(int=1), UUID(int=2)
HERE, ELSEWHERE = "answers/data/1", "answers/data/2"


@pytest.fixture
async def sealer(tmp_path):
    made = Sealer(FileVault.create(tmp_path / "vault"), secrets.token_bytes)
    for material in (MATERIAL, OTHER):
        await made.vault.make_material_key(material)
    return made


def test_a_sealed_record_opens_where_it_belongs_and_nowhere_else(sealer):
    sealed = sealer.for_log(HERE, b"850101300015")
    assert sealer.from_log(HERE, sealed) == b"850101300015"
    with pytest.raises(Fault, match=f"does not open at {ELSEWHERE}"):
        sealer.from_log(ELSEWHERE, sealed)


async def test_an_answer_opens_under_its_material_at_its_place_only(sealer):
    sealed, wrapped = await sealer.for_material(MATERIAL, HERE, b"answer")
    assert await sealer.from_material(MATERIAL, HERE, sealed, wrapped) == b"answer"
    with pytest.raises(Fault):
        await sealer.from_material(MATERIAL, ELSEWHERE, sealed, wrapped)
    with pytest.raises(Fault):
        await sealer.from_material(OTHER, HERE, sealed, wrapped)


async def test_an_answer_put_under_the_key_of_another_does_not_open(sealer):
    sealed, _ = await sealer.for_material(MATERIAL, HERE, b"answer")
    _, wrapped = await sealer.for_material(MATERIAL, HERE, b"answer")
    with pytest.raises(Fault):
        await sealer.from_material(MATERIAL, HERE, sealed, wrapped)


async def test_with_the_key_of_its_material_an_answer_is_gone(sealer):
    sealed, wrapped = await sealer.for_material(MATERIAL, HERE, b"answer")
    await sealer.vault.destroy_material_key(MATERIAL)
    with pytest.raises(Fault):
        await sealer.from_material(MATERIAL, HERE, sealed, wrapped)
    await sealer.vault.make_material_key(MATERIAL)
    with pytest.raises(Fault):
        await sealer.from_material(MATERIAL, HERE, sealed, wrapped)


def test_the_same_value_is_never_sealed_alike(sealer):
    assert sealer.for_log(HERE, b"same") != sealer.for_log(HERE, b"same")


def test_an_index_finds_a_value_of_its_label_under_this_vault_only(sealer, tmp_path):
    stranger = Sealer(FileVault.create(tmp_path / "another"), secrets.token_bytes)
    found = sealer.index("iin", "850101300015")
    assert found == sealer.index("iin", "850101300015")
    assert found not in {sealer.index("bin", "850101300015"), stranger.index("iin", "850101300015")}
    assert len(found) == 32
