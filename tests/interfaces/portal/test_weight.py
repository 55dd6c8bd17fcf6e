"""What a browser must have before it paints a page: few files, little of them, and nothing that waits for script."""

from __future__ import annotations

import re

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

Client = AsyncTestClient[Litestar]
LARGEST_PAGE = 200 * 1024
MOST_FILES, MOST_BYTES = 4, 60 * 1024
"""Of style sheets, as they travel: with the page itself they are there within a second on any line of an office."""


async def carried(client: Client, address: str) -> tuple[int, str]:
    """Return how many bytes of a file travel, and its text."""
    async with client.stream("GET", address, headers={"accept-encoding": "gzip"}) as answer:
        assert answer.status_code == 200, address
        travelled = sum([len(chunk) async for chunk in answer.aiter_raw()])
    return travelled, (await client.get(address)).text


async def before_paint(client: Client, page: str) -> dict[str, int]:
    """Return the files a page waits for, with those they name in turn, and what travels of each."""
    found: dict[str, int] = {}
    waiting = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    while waiting:
        address = waiting.pop()
        found[address], text = await carried(client, address)
        waiting += [f"{address.rpartition('/')[0]}/{name}" for name in re.findall(r'@import url\("([^"]+)"\)', text)]
    return found


@pytest.mark.parametrize("path", ["/", "/requests/new", "/offices/sample", "/law"])
async def test_a_page_waits_for_little_before_it_is_painted(officer: Client, path: str) -> None:
    answer = await officer.get(path)
    assert len(answer.content) < LARGEST_PAGE
    files = await before_paint(officer, answer.text)
    assert 0 < len(files) <= MOST_FILES
    assert sum(files.values()) < MOST_BYTES, files
    scripts = re.findall(r"<script[^>]*>", answer.text)
    assert [one for one in scripts if 'type="module"' not in one and "defer" not in one and "data-" not in one] == []
    assert "http://" not in answer.text.replace("http://www.w3.org", "")
