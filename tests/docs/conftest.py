"""The documents as text, and the program they speak of."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from documents import ROOT, Document, documents, generator


@pytest.fixture(scope="session")
def pages() -> list[Document]:
    return documents()


@pytest.fixture(scope="session")
def reference() -> ModuleType:
    return generator()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT
