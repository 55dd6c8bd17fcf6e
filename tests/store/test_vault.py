"""The file vault: keys outside the database, closed to others, never quietly replaced, destroyed for good."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from almasu.kernel.sealing.vault import KeyDestroyed, Secret
from almasu.law.problem import Fault
from almasu.store.vault import FileVault

MATERIAL, OTHER = UUID(int=1), UUID(int=2)


@pytest.fixture
def vault(tmp_path):
    return FileVault.create(tmp_path / "vault")


def test_a_vault_opened_again_holds_the_same_secrets(vault, tmp_path):
    again, opened = FileVault.create(tmp_path / "vault"), FileVault(tmp_path / "vault")
    for name in Secret:
        assert vault.secret(name) == again.secret(name) == opened.secret(name)
    assert len({vault.secret(name) for name in Secret}) == len(Secret)


def test_keys_are_closed_to_everybody_but_their_owner(vault, tmp_path):
    vault.make_material_key(MATERIAL)
    folder = tmp_path / "vault"
    assert {path.stat().st_mode & 0o777 for path in (folder, folder / "materials")} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*.key")} == {0o600}


def test_a_missing_secret_is_a_fault_and_not_a_new_one(vault, tmp_path):
    (tmp_path / "vault" / "log.key").unlink()
    with pytest.raises(Fault, match="no key log"):
        FileVault(tmp_path / "vault")


def test_a_damaged_key_is_a_fault(vault, tmp_path):
    (tmp_path / "vault" / "index.key").write_bytes(b"short")
    with pytest.raises(Fault, match="index in the vault is damaged"):
        FileVault(tmp_path / "vault")


def test_a_missing_secret_is_not_made_up(vault, tmp_path):
    (tmp_path / "vault" / "forms.key").unlink()
    with pytest.raises(Fault, match="no key forms"):
        FileVault(tmp_path / "vault")


def test_a_material_keeps_the_key_it_has(vault):
    vault.make_material_key(MATERIAL)
    key = vault.material_key(MATERIAL)
    for material in (MATERIAL, OTHER):
        vault.make_material_key(material)
    assert vault.material_key(MATERIAL) == key != vault.material_key(OTHER)


def test_all_who_make_a_key_at_once_get_the_same_one(vault):
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: vault.make_material_key(MATERIAL) or vault.material_key(MATERIAL), range(40)))
    assert made == {vault.material_key(MATERIAL)}


def test_nothing_but_keys_is_left_behind(vault, tmp_path):
    vault.make_material_key(MATERIAL)
    assert {path.suffix for path in (tmp_path / "vault").rglob("*") if path.is_file()} == {".key"}


def test_a_destroyed_key_opens_nothing_in_any_process(vault, tmp_path):
    another = FileVault(tmp_path / "vault")
    vault.make_material_key(MATERIAL)
    another.material_key(MATERIAL)
    vault.destroy_material_key(MATERIAL)
    for one in (vault, another):
        with pytest.raises(KeyDestroyed, match=MATERIAL.hex):
            one.material_key(MATERIAL)
        assert one.material_gone(MATERIAL)
    vault.destroy_material_key(MATERIAL)


def test_a_destroyed_key_is_never_made_anew(vault, tmp_path):
    vault.make_material_key(MATERIAL)
    vault.destroy_material_key(MATERIAL)
    vault.make_material_key(MATERIAL)
    assert not list((tmp_path / "vault" / "materials").glob("*.key"))
    with pytest.raises(KeyDestroyed):
        vault.material_key(MATERIAL)


def test_a_key_put_back_from_a_backup_opens_nothing(vault, tmp_path):
    place = tmp_path / "vault" / "materials" / f"{MATERIAL.hex}.key"
    vault.make_material_key(MATERIAL)
    backup = place.read_bytes()
    vault.destroy_material_key(MATERIAL)
    place.write_bytes(backup)
    with pytest.raises(KeyDestroyed):
        vault.material_key(MATERIAL)
    vault.destroy_material_key(MATERIAL)
    assert not place.exists()


def test_a_key_that_was_never_made_is_a_fault(vault):
    with pytest.raises(Fault, match="no key"):
        vault.material_key(OTHER)


def test_generations_of_the_journal_s_secret_are_counted_and_never_replaced(vault, tmp_path):
    assert vault.journal_generations() == 1
    assert vault.journal_secret(1) == vault.secret(Secret.JOURNAL)
    vault.make_journal_secret(2)
    made = vault.journal_secret(2)
    vault.make_journal_secret(2)
    opened = FileVault(tmp_path / "vault")
    assert (opened.journal_generations(), opened.journal_secret(2)) == (2, made)
    assert made != opened.journal_secret(1)
    assert (tmp_path / "vault" / "journal-2.key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(Fault, match="no key journal-3"):
        opened.journal_secret(3)
