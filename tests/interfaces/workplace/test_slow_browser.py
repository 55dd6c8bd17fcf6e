"""A browser that never ends what it sends to the gateway is told so, as everywhere, and let go."""

from __future__ import annotations

import asyncio
import logging
from types import SimpleNamespace
from typing import Any, cast

import pytest

from almasu.interfaces.body_deadline import BodyDeadline
from almasu.interfaces.connections import bounded_config
from almasu.interfaces.workplace.app import GatewayApp
from almasu.interfaces.workplace.pages import load_pages
from interfaces.serving import listening, raw_client


async def test_a_form_that_never_ends_meets_its_deadline_in_words(caplog: pytest.LogCaptureFixture) -> None:
    running: Any = SimpleNamespace(settings=SimpleNamespace(tls=False, workplace_address="http://here"))
    app = BodyDeadline(cast(Any, GatewayApp(running, cast(Any, None), load_pages())), seconds=0.05)
    sent = b"POST /almasu/open HTTP/1.1\r\nhost: here\r\naccept-language: en\r\ncontent-length: 900\r\n\r\nticket="
    with caplog.at_level(logging.WARNING):
        async with listening(bounded_config(app, 10)) as port, raw_client(port) as client, asyncio.timeout(10):
            await client.write(sent)
            head, _, page = (await client.all()).decode().partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 408 ")
    assert "\r\nconnection: close" in head
    assert "\r\ncontent-security-policy: default-src 'none'" in head
    assert "did not come whole in time" in page
    assert caplog.records == []
