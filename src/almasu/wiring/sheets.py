"""Sheets of the package that regimes parse and only wiring opens."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from almasu.kernel.resources import Resource
from almasu.law.canonical import sha256_hex
from almasu.regimes.sio_pso.resources.loader import parse_resources


def resource_texts() -> Mapping[str, str]:
    """Return the sheets of the 52 resources by file name, as the package carries them."""
    folder = resources.files("almasu.regimes.sio_pso.resources").joinpath("data")
    return {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".yaml")}


def resource_hashes() -> Mapping[str, str]:
    """Return the SHA-256 of every sheet of the 52 resources, by file name."""
    return {name: sha256_hex(text.encode()) for name, text in sorted(resource_texts().items())}


@lru_cache(maxsize=1)
def read_resources() -> tuple[Resource, ...]:
    """Return the 52 resources in the order of the annex; Fault where the package's data are not as they should be."""
    return parse_resources(resource_texts())
