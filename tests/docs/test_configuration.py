"""Configuration that a page shows is read by the program as it stands."""

from __future__ import annotations

import pytest

from almasu.wiring.interchange import TaxiiSettings
from almasu.wiring.pulling import PullSettings
from almasu.wiring.register_sheet import read_sheet
from almasu.wiring.settings import Settings, read_as, read_settings
from documents import Block, documents

NEEDED = (
    'data = "/var/lib/almasu"\ndatabase_url = "postgresql://db.example/almasu"\nzone = "restricted"\nnode = "fma"\n'
)
"""What a page leaves out that shows a few settings alone."""
BESIDE_THE_NODE = {"\nsources = [": PullSettings, "database = ": TaxiiSettings}
"""What shows that a block is of a process beside the node, and which."""


def shown(info: str, saying: str = "") -> list[object]:
    """Blocks of a kind on pages about a node, named by their page."""
    return [
        pytest.param(block, id=page.place)
        for page in documents()
        for block in page.blocks
        if block.info == info and saying in block.text and "module" not in page.place
    ]


@pytest.mark.parametrize("block", shown("toml"))
def test_settings_on_a_page_are_settings(block: Block, tmp_path) -> None:
    file = tmp_path / "node.toml"
    beside = next((kind for sign, kind in BESIDE_THE_NODE.items() if sign in block.text), None)
    if beside is not None:
        file.write_text(block.text, encoding="utf-8")
        assert isinstance(read_as(beside, file), beside)
        return
    file.write_text(block.text if "database_url" in block.text else NEEDED + block.text, encoding="utf-8")
    assert isinstance(read_settings(file, {}), Settings)


@pytest.mark.parametrize("block", shown("yaml", "registers:"))
def test_registers_on_a_page_are_registers(block: Block, tmp_path) -> None:
    file = tmp_path / "registers.yaml"
    file.write_text(block.text, encoding="utf-8")
    assert read_sheet(file).registers


def test_there_are_pages_with_configuration() -> None:
    assert shown("toml")
    assert shown("yaml", "registers:")
