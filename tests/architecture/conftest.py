"""The source as these tests read it: files and syntax trees, without importing anything."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "almasu"


@dataclass(frozen=True)
class Module:
    """One Python file of the product."""

    path: Path

    @property
    def place(self) -> str:
        return str(self.path.relative_to(ROOT))

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @cached_property
    def strings(self) -> tuple[ast.Constant, ...]:
        """Every string but docstrings."""
        nodes = list(ast.walk(self.tree))
        said = {
            id(node.body[0].value)
            for node in nodes
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        return tuple(
            node
            for node in nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
        )


@cache
def module_at(path: Path) -> Module:
    """The module of a file, read once for all tests of a worker."""
    return Module(path)


def modules_under(*folders: str) -> list[Module]:
    return [module_at(path) for folder in folders for path in sorted((SOURCE / folder).rglob("*.py"))]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    """Every module of the product."""
    return modules_under(".")


@pytest.fixture(scope="session")
def pure_modules() -> list[Module]:
    """The modules that do no I/O and never ask the time."""
    return modules_under("law", "kernel", "regimes")
