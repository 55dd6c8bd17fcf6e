"""Moving keys from files into a token: what was sealed opens after, nothing stays in the clear, it may be stopped."""

from __future__ import annotations

import secrets
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from almasu.connectors.key_token.token import KeyToken, TokenPlace
from almasu.kernel.sealing.vault import KeyDestroyed, Secret
from almasu.law.problem import Fault, Problem
from almasu.store.moving_keys import KeyMove
from almasu.store.sealer import Sealer
from almasu.store.token_vault import TokenVault
from almasu.store.vault import FileVault
from soft_token import SoftToken

HERE = "answers/data/1"


class Stopping(KeyToken):
    """A real token, before which the process is stopped after so many keys were brought."""

    left = 0

    def bring_key(self, key: UUID, value: bytes) -> None:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        super().bring_key(key, value)


class Forgetful(KeyToken):
    """A token that has a key of its own in place of each that is brought."""

    def bring_key(self, key: UUID, value: bytes) -> None:
        super().bring_key(key, secrets.token_bytes(32))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def place(soft_token: SoftToken, folder: Path) -> TokenPlace:
    return TokenPlace(soft_token.library, soft_token.label, soft_token.pin_file, folder / "making", 60.0)


@pytest.fixture
async def materials(folder: Path) -> list[UUID]:
    """Three materials of a vault of files; the key of the last was destroyed."""
    vault, made = FileVault.create(folder), [uuid4() for _ in range(3)]
    for one in made:
        await vault.make_material_key(one)
    await vault.destroy_material_key(made[2])
    vault.make_journal_secret(2)
    return made


def move_keys(folder: Path, token: KeyToken) -> tuple[int, int]:
    """Move the keys to the end, and return how many secrets of the node and keys of materials the move is of."""
    move = KeyMove(folder, token)
    moved = move.bring()
    move.end()
    return moved.secrets, moved.materials


def in_the_clear(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.key"))


async def test_everything_opens_after_the_move_and_no_key_lies_on_the_disk(folder, place, materials):
    files = FileVault(folder)
    before = Sealer(files, secrets.token_bytes)
    sealed, wrapped = await before.for_material(materials[0], HERE, b"answer")
    record, journal = before.for_log(HERE, b"record"), files.journal_secret(2)
    assert move_keys(folder, KeyToken(place)) == (len(Secret) + 1, 2)
    after = Sealer(vault := TokenVault(folder, KeyToken(place)), secrets.token_bytes)
    assert await after.from_material(materials[0], HERE, sealed, wrapped) == b"answer"
    assert after.from_log(HERE, record) == b"record"
    assert {name: vault.secret(name) for name in Secret} == {name: files.secret(name) for name in Secret}
    assert (vault.journal_generations(), vault.journal_secret(2)) == (2, journal)
    assert await after.for_material(materials[1], HERE, b"another")
    with pytest.raises(KeyDestroyed):
        await after.for_material(materials[2], HERE, b"late")
    assert in_the_clear(folder) == []
    with pytest.raises(Fault, match="no key"):
        FileVault(folder)
    with pytest.raises(Problem, match="no key files") as twice:
        move_keys(folder, KeyToken(place))
    assert twice.value.kind.code == "keys.nothing_to_move"


@pytest.mark.parametrize("brought", [0, 1])
async def test_stopped_half_way_it_removed_nothing_and_goes_on(folder, place, materials, brought):
    stopping = Stopping(place)
    stopping.left = brought
    before = in_the_clear(folder)
    with pytest.raises(KeyboardInterrupt):
        move_keys(folder, stopping)
    assert in_the_clear(folder) == before
    with pytest.raises(Problem) as half:
        TokenVault(folder, KeyToken(place))
    assert half.value.kind.code == "keys.half_moved"
    assert move_keys(folder, KeyToken(place)) == (len(Secret) + 1, 2)
    assert await TokenVault(folder, KeyToken(place)).wrapped(materials[0], bytes(32))


async def test_stopped_while_files_are_removed_it_goes_on_and_is_the_same_move(folder, place, materials):
    files = FileVault(folder)
    left = folder / "materials" / f"{materials[1].hex}.key"
    wrapped, kept = await files.wrapped(materials[1], bytes(32)), left.read_bytes()
    move = KeyMove(folder, KeyToken(place))
    moved = move.bring()
    left.write_bytes(kept)
    with pytest.raises(Problem, match="not finished"):
        TokenVault(folder, KeyToken(place))
    assert move.bring() == moved
    assert (moved.secrets, moved.materials) == (len(Secret) + 1, 2)
    move.end()
    assert await TokenVault(folder, KeyToken(place)).unwrapped(materials[1], wrapped) == bytes(32)


async def test_a_token_that_gives_back_something_else_costs_no_key(folder, place, materials):
    before = in_the_clear(folder)
    with pytest.raises(Fault, match="nothing was removed"):
        move_keys(folder, Forgetful(place))
    assert in_the_clear(folder) == before
    assert await FileVault(folder).wrapped(materials[0], bytes(32))


def test_a_folder_without_key_files_is_a_problem(tmp_path, place):
    with pytest.raises(Problem) as nothing:
        move_keys(tmp_path, KeyToken(place))
    assert nothing.value.kind.code == "keys.nothing_to_move"
    assert not list(tmp_path.iterdir())
