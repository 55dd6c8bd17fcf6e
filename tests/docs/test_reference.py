"""The reference is what the program says of itself, and leaves nothing out."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest

from almasu.interfaces.cli.main import CONTENTS
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.findings import FaultName
from almasu.wiring.settings import Settings


@pytest.fixture(scope="session")
def written(root, tmp_path_factory):
    """The pages as the program writes them, by name."""
    # A process of its own: a command keeps the help option of whoever called it first, in tests without parents.
    folder = tmp_path_factory.mktemp("reference")
    subprocess.run([sys.executable, root / "scripts" / "docs.py", folder], capture_output=True, check=True)
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["settings.md", "cli.md", "problems.md", "journal.md", "signature.md", "powers.md"])
def test_a_reference_page_is_what_the_program_says(name, root, written):
    assert (root / "docs" / "reference" / name).read_text(encoding="utf-8") == written[name], "run `make docs`"


def test_no_reference_page_is_left_over(reference, root):
    by_hand = {"http.md", "evidence-pack.md", "signals.md", "taxii.md"}
    assert {path.name for path in (root / "docs" / "reference").iterdir()} == set(reference.PAGES_OF) | by_hand


def test_every_command_setting_and_kind_of_entry_has_its_heading(written):
    cli, settings, journal = (written[name] for name in ("cli.md", "settings.md", "journal.md"))
    for chapter in CONTENTS.values():
        assert [name for name in chapter if f"\n## almasu {name}\n" not in cli] == []
    fields = [field.name for field in msgspec.structs.fields(Settings)]
    assert [name for name in fields if f"\n## {name}\n" not in settings] == []
    assert [kind for kind in EntryKind if f"\n## {kind.value}\n" not in journal] == []
    assert [fault for fault in FaultName if f"\n| {fault.value} |" not in journal] == []


def test_every_setting_and_kind_of_entry_says_what_it_is(reference):
    source = reference.SOURCE
    settings = reference.docstrings_of_class(source / "wiring" / "settings.py", "Settings")
    kinds = reference.docstrings_of_class(source / "kernel" / "journal" / "entry_kinds.py", "EntryKind")
    assert [name for name, (_, words) in (settings | kinds).items() if not words.endswith((".", ")"))] == []
