"""The vault, of files and over a token: keys outside the database, never quietly replaced, destroyed for good."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from uuid import UUID, uuid4

import pytest

from almasu.connectors.key_token.token import KeyToken, TokenPlace
from almasu.kernel.sealing.envelope import disclosed, enclosed
from almasu.kernel.sealing.vault import KeyDestroyed, NodeVault, Secret
from almasu.law.problem import Fault, Problem
from almasu.store.token_vault import MOST_WAITING, TokenVault
from almasu.store.vault import FileVault
from almasu.wiring.vaults import KeyTokenSettings, create_vault, open_vault
from soft_token import SoftToken

DATA_KEY = bytes(range(32))
Open = Callable[[], NodeVault]


class Held(KeyToken):
    """A real token, whose wrapping waits until it may go on."""

    def __init__(self, place: TokenPlace) -> None:
        super().__init__(place)
        self.begun, self.go_on, self.order = Event(), Event(), list[bytes]()
        self.go_on.set()

    def wrapped(self, key: UUID, data_key: bytes) -> bytes:
        self.order.append(data_key)
        self.begun.set()
        self.go_on.wait(60)
        return super().wrapped(key, data_key)


@pytest.fixture(params=["files", "token"])
def kind(request: pytest.FixtureRequest) -> KeyTokenSettings | None:
    """Where the keys of the vault are: in files, or in a real token."""
    if request.param == "files":
        return None
    token: SoftToken = request.getfixturevalue("soft_token")
    return KeyTokenSettings(token.library, token.label, token.pin_file)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def vault(kind: KeyTokenSettings | None, folder: Path) -> NodeVault:
    return create_vault(folder, kind)


@pytest.fixture
def again(kind: KeyTokenSettings | None, folder: Path, vault: NodeVault) -> Open:
    """What opens the same vault once more, as another process does."""
    return lambda: open_vault(folder, kind)


@pytest.fixture
def material() -> UUID:
    return uuid4()


def test_a_vault_opened_again_holds_the_same_secrets(vault, again, kind, folder):
    created, opened = create_vault(folder, kind), again()
    for name in Secret:
        assert vault.secret(name) == created.secret(name) == opened.secret(name)
    assert len({vault.secret(name) for name in Secret}) == len(Secret)
    assert {len(vault.secret(name)) for name in Secret} == {32}


async def test_what_lies_on_the_disk_is_closed_to_everybody_but_its_owner(vault, folder, material):
    await vault.make_material_key(material)
    assert {path.stat().st_mode & 0o777 for path in (folder, folder / "materials")} == {0o700}
    kept = [path for path in folder.rglob("*") if path.is_file() and path.name != "making"]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert {path.suffix for path in kept} <= {".key", ".wrapped", ".id"}


@pytest.mark.parametrize("name", ["log", "forms"])
def test_a_missing_secret_is_a_fault_and_not_a_new_one(vault, again, folder, name):
    next(folder.glob(f"{name}.*")).unlink()
    with pytest.raises(Fault, match=f"no key {name}"):
        again()


def test_a_damaged_secret_is_a_fault(vault, again, folder):
    place = next(folder.glob("index.*"))
    whole = place.read_bytes()
    place.write_bytes(b"short")
    with pytest.raises(Fault, match="index in the vault is damaged"):
        again()
    place.write_bytes(whole)
    assert again().secret(Secret.INDEX) == vault.secret(Secret.INDEX)


async def test_a_material_keeps_the_key_it_has(vault, again, material):
    await vault.make_material_key(material)
    wrapped = await vault.wrapped(material, DATA_KEY)
    for one in (material, uuid4()):
        await vault.make_material_key(one)
    assert len(wrapped) == 40
    assert await vault.unwrapped(material, wrapped) == await again().unwrapped(material, wrapped) == DATA_KEY


async def test_what_one_material_wrapped_opens_under_no_other(vault, material):
    other = uuid4()
    for one in (material, other):
        await vault.make_material_key(one)
    wrapped = await vault.wrapped(material, DATA_KEY)
    with pytest.raises(Fault, match="does not open under its material"):
        await vault.unwrapped(other, wrapped)


@pytest.mark.parametrize("change", [lambda good: good[:-1] + bytes([good[-1] ^ 1]), lambda good: good[:-1],
                                    lambda good: good + good, lambda good: b""])  # fmt: skip
async def test_a_damaged_wrapped_key_is_a_fault_and_hurts_nothing_else(vault, material, change):
    await vault.make_material_key(material)
    wrapped = await vault.wrapped(material, DATA_KEY)
    with pytest.raises(Fault, match="does not open under its material"):
        await vault.unwrapped(material, change(wrapped))
    assert await vault.unwrapped(material, wrapped) == DATA_KEY


def test_all_who_make_a_key_at_once_get_the_same_one(vault, again, material):
    vaults = [vault, again(), again(), again()]

    async def made(number: int) -> bytes:
        await vaults[number % 4].make_material_key(material)
        return await vaults[number % 4].wrapped(material, DATA_KEY)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda number: asyncio.run(made(number)), range(24)))) == 1


async def test_a_destroyed_key_opens_nothing_in_any_process(vault, again, material):
    another = again()
    await vault.make_material_key(material)
    wrapped = await another.wrapped(material, DATA_KEY)
    await vault.destroy_material_key(material)
    for one in (vault, another, again()):
        with pytest.raises(KeyDestroyed, match=material.hex):
            await one.unwrapped(material, wrapped)
        with pytest.raises(KeyDestroyed, match=material.hex):
            await one.wrapped(material, DATA_KEY)
        assert one.material_gone(material)
    await vault.destroy_material_key(material)


async def test_a_destroyed_key_is_never_made_anew(vault, material):
    await vault.make_material_key(material)
    await vault.destroy_material_key(material)
    await vault.make_material_key(material)
    with pytest.raises(KeyDestroyed):
        await vault.wrapped(material, DATA_KEY)


async def test_a_key_that_was_never_made_is_a_fault(vault, material):
    with pytest.raises(Fault, match="no key"):
        await vault.wrapped(material, DATA_KEY)


def test_generations_of_the_journal_s_secret_are_counted_and_never_replaced(vault, again):
    assert vault.journal_generations() == 1
    assert vault.journal_secret(1) == vault.secret(Secret.JOURNAL)
    vault.make_journal_secret(2)
    made = vault.journal_secret(2)
    vault.make_journal_secret(2)
    opened = again()
    assert (opened.journal_generations(), opened.journal_secret(2)) == (2, made)
    assert made != opened.journal_secret(1)
    with pytest.raises(Fault, match="no key journal-3"):
        opened.journal_secret(3)


async def test_an_envelope_opens_at_its_place_while_its_key_lives(vault, material):
    await vault.make_material_key(material)
    envelope = await enclosed(vault, material, b"password", "here", secrets.token_bytes)
    assert await disclosed(vault, material, envelope, "here") == b"password"
    for wrong, place in ((envelope, "there"), (envelope[:39], "here"), (envelope[:-1], "here")):
        with pytest.raises(Fault, match="does not open"):
            await disclosed(vault, material, wrong, place)
    await vault.destroy_material_key(material)
    with pytest.raises(KeyDestroyed):
        await disclosed(vault, material, envelope, "here")


async def test_a_token_that_hangs_holds_up_whoever_waits_for_it_and_nobody_else(soft_token, folder, material):
    place = TokenPlace(soft_token.library, soft_token.label, soft_token.pin_file, folder / "making", 60.0)
    vault = TokenVault.create(folder, token := Held(place))
    await vault.make_material_key(material)
    for one in (token.go_on, token.begun, token.order):
        one.clear()
    asked = [asyncio.create_task(vault.wrapped(material, bytes([number]) * 32)) for number in range(MOST_WAITING)]
    await asyncio.to_thread(token.begun.wait)
    assert not any(task.done() for task in asked)
    with pytest.raises(Problem, match="calls wait") as crowd:
        await vault.wrapped(material, DATA_KEY)
    assert crowd.value.kind.code == "keys.token_away"
    token.go_on.set()
    wrapped = await asyncio.gather(*asked)
    assert token.order == [bytes([number]) * 32 for number in range(MOST_WAITING)]
    assert await vault.unwrapped(material, wrapped[1]) == bytes([1]) * 32


async def test_of_a_destroyed_key_no_file_is_left(tmp_path, material):
    vault = FileVault.create(tmp_path)
    await vault.make_material_key(material)
    await vault.destroy_material_key(material)
    await vault.make_material_key(material)
    assert not list((tmp_path / "materials").glob("*.key"))


async def test_a_key_put_back_from_a_backup_opens_nothing(tmp_path, material):
    vault = FileVault.create(tmp_path)
    place = tmp_path / "materials" / f"{material.hex}.key"
    await vault.make_material_key(material)
    backup = place.read_bytes()
    await vault.destroy_material_key(material)
    place.write_bytes(backup)
    with pytest.raises(KeyDestroyed):
        await vault.wrapped(material, DATA_KEY)
    await vault.destroy_material_key(material)
    assert not place.exists()


def test_the_folder_of_a_token_s_vault_holds_no_key_in_the_clear(soft_token, folder):
    settings = KeyTokenSettings(soft_token.library, soft_token.label, soft_token.pin_file)
    vault = create_vault(folder, settings)
    assert isinstance(vault, TokenVault)
    vault.make_journal_secret(2)
    on_disk = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    for secret in (*map(vault.secret, Secret), vault.journal_secret(2)):
        assert secret not in on_disk
    assert vault.failing() == ""
    with pytest.raises(Fault, match="no key"):
        FileVault(folder)
