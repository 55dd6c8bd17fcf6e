"""Law, kernel and regimes compute from what they are given: no files, no clock, no chance, no environment."""

from __future__ import annotations

import ast

import pytest

IMPURE_MODULES = {
    "asyncio", "concurrent", "datetime.now", "getpass", "io", "logging", "multiprocessing", "os", "pathlib", "random",
    "secrets", "select", "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading",
    "time", "urllib.request",
}  # fmt: skip
IMPURE_NAMES = {"open", "print", "input", "exec", "eval", "breakpoint"}
IMPURE_METHODS = {"now", "utcnow", "today", "uuid1", "uuid4", "urandom", "getenv", "open"}


def impurities(tree: ast.AST):
    """Yield line and name of everything impure that a syntax tree does."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, one.name) for one in names if one.name in IMPURE_MODULES)
            case ast.ImportFrom(module=module, names=names) if module in IMPURE_MODULES:
                yield node.lineno, module
            case ast.ImportFrom(names=names):
                yield from ((node.lineno, one.name) for one in names if one.name in IMPURE_METHODS)
            case ast.Call(func=ast.Name(id=name)) if name in IMPURE_NAMES:
                yield node.lineno, name
            case ast.Call(func=ast.Attribute(value=of, attr="open")) if "files(" in ast.unparse(of):
                continue  # data packed with the program are as constant as its text
            case ast.Call(func=ast.Attribute(attr=name)) if name in IMPURE_METHODS:
                yield node.lineno, name
            case ast.Global(names=names):
                yield node.lineno, f"global {', '.join(names)}"


def test_law_kernel_and_regimes_are_pure(pure_modules):
    assert pure_modules
    found = [f"{one.place}:{line}: {what}" for one in pure_modules for line, what in impurities(one.tree)]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "import random", "from secrets import token_bytes", "from uuid import uuid4", "datetime.now(UTC)",
        "date.today()", "open('x')", "path.open()", "import time", "print(1)", "def f():\n    global n\n    n = 1",
    ],
)  # fmt: skip
def test_the_check_itself_sees_what_is_impure(source):
    assert list(impurities(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime",
        "import hashlib",
        "at.astimezone(UTC)",
        "files('almasu').read_text()",
        "resources.files('tzdata').joinpath('a').open('rb')",
    ],
)
def test_the_check_itself_lets_pass_what_is_pure(source):
    assert not list(impurities(ast.parse(source)))
