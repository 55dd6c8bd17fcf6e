"""Locks carry hashes and no addresses, so that any package index may serve them."""

from __future__ import annotations

import json
import re

import pytest


@pytest.mark.parametrize("name", ["bootstrap", "product", "dev"])
def test_python_locks_pin_every_package_by_hash_and_name_no_address(root, name):
    text = (root / "requirements" / f"{name}.txt").read_text()
    assert "://" not in text
    packages = re.findall(r"^([a-z0-9._-]+(?:\[[a-z0-9,._-]+\])?)==", text, re.MULTILINE | re.IGNORECASE)
    assert packages
    assert len(re.findall(r"^[^\s#]", text, re.MULTILINE)) == len(packages)
    assert all("--hash=sha256:" in part for part in re.split(r"\n(?=\S)", text.strip()))


def test_the_front_end_lock_pins_every_package_by_hash_and_names_no_address(root):
    path = root / "package-lock.json"
    packages = json.loads(path.read_text())["packages"]
    fetched = {name: one for name, one in packages.items() if name}
    assert fetched
    assert all(one["integrity"].startswith("sha512-") for one in fetched.values())
    assert not any("resolved" in one for one in fetched.values())


def test_no_lock_of_a_tool_that_writes_addresses_is_kept(root):
    assert not (root / "uv.lock").exists()
    assert not (root / "yarn.lock").exists()
