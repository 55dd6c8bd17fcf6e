"""What a register wrote is text on every page and in every drawing, whatever it looks like."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import pytest
from litestar.testing import AsyncTestClient
from lxml import html

from almasu.law.text import Text
from interfaces.portal import fake_desk
from interfaces.portal.fake_desk import FakeDesk

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"' onload='x' =cmd|'/c'!A1 \u202eнітәм"
PAGES = ("", "/links", "/timeline", "/answers", "/viewed")


def hostile(value: Any) -> Any:
    """A view in which every text of a register ends as an attacker would have it; what is ours stays."""
    if isinstance(value, Text | Enum | bytes | int | float) or value is None:
        return value
    if isinstance(value, str):
        return value + HOSTILE if value else value
    if isinstance(value, tuple):
        return tuple(map(hostile, value))
    if isinstance(value, dict):
        return {name: hostile(one) for name, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{one.name: hostile(getattr(value, one.name)) for one in fields(value) if one.init})
    return value


async def test_a_text_of_a_register_is_never_markup(
    desk: FakeDesk, officer: AsyncTestClient[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CARDS", "LINKS", "EVENTS"):
        monkeypatch.setattr(fake_desk, name, hostile(getattr(fake_desk, name)))
    request, shown = desk.accepted(), 0
    for page in PAGES:
        answer = await officer.get(f"/requests/{request}/dossier{page}")
        assert answer.status_code == 200
        tree = html.fromstring(answer.text)
        shown += "alert(1)" in tree.text_content()
        assert [one for one in tree.iter("script") if one.get("src") is None] == []
        assert tree.xpath("//img[@onerror] | //*[@onload]") == []
        assert not [way for way in tree.xpath("//@href | //@src") if way.lower().strip().startswith("javascript:")]
    assert shown >= 2
