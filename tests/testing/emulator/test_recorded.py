"""Every recorded exchange of real NCALayer that concerns the methods we use, driven through the emulator.

What the person did is told by the task text of each record; the reply must have the same members, the same types, the
same codes and, where it complains, the same words. Only values that depend on a key differ.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from almasu.testing.emulator.choice import Cancel, Decision, Scripted, Use
from almasu.testing.emulator.envelopes import Version
from almasu.testing.people import PEOPLE
from almasu.testing.pki import Pki
from embedded_pki import NOW, OFFICER
from testing.emulator.talking import site

RECORDED = Path(__file__).parents[4] / "shared" / "vectors" / "ncalayer" / "recorded-exchanges.json"
PAIRS: list[dict[str, str]] = json.loads(RECORDED.read_text("utf-8")) if RECORDED.exists() else []
# The first asks for a module of KAZTOKEN's own desktop, which NCALayer does not have: see test_protocol.
CONCERNING = range(1, len(PAIRS))
UNPLUGGED = 1

pytestmark = [
    pytest.mark.vectors,
    pytest.mark.skipif(not PAIRS, reason="no recorded exchanges beside this clone"),
]


def decisions(pair: dict[str, str]) -> list[Decision]:
    """What the person did: cancelled where the record ended so, else chose a key of the storage asked for."""
    if "action.canceled" in pair["response"] or json.loads(pair["response"]).get("body") == {}:
        return [Cancel()]
    family = "rsa" if "RSA" in pair["task"] or "xml" in pair["request"].lower() else "gost"
    return [Use(f"{OFFICER}-{family}", PEOPLE[0].pin)]


def shape(value: Any) -> Any:
    """The members and types of a reply; codes and complaints as they are."""
    match value:
        case dict():
            return {name: one if name in ("code", "message", "details") else shape(one) for name, one in value.items()}
        case list():
            return [shape(one) for one in value]
        case str():
            return _kind(value)
        case _:
            return value


def _kind(text: str) -> str:
    if text.startswith("-----BEGIN CMS-----\n"):
        return "CMS"
    if text.startswith("<?xml"):
        return "XML, with line ends" if "\r\n<ds:SignedInfo>" in text else "XML"
    return "text"


def expected(pair: dict[str, str]) -> Any:
    found = shape(json.loads(pair["response"]))
    if found.get("responseObject") == "text" and "getKeyInfo" not in pair["request"]:
        found["responseObject"] = "CMS"  # the record had its signature taken out
    return found


def without_tokens(pki: Pki) -> Pki:
    """The same authority with every token unplugged: only keys in files are left."""
    unplugged = Pki.load(pki.directory)
    unplugged.entries = {label: one for label, one in pki.entries.items() if one.storage != "AKKaztokenStore"}
    return unplugged


@pytest.mark.parametrize("number", CONCERNING)
async def test_the_emulator_answers_as_was_recorded(pki: Pki, number: int) -> None:
    pair = PAIRS[number]
    request = json.loads(pair["request"])
    chooser = Scripted(decisions(pair))
    async with site(without_tokens(pki) if number == UNPLUGGED else pki, chooser, lambda: NOW, Version.OLD) as one:
        reply = await one.said(pair["request"])
    found, wanted = shape(reply), expected(pair)
    if request["method"] == "getKeyInfo" and "responseObject" in wanted:
        assert set(wanted["responseObject"]) <= set(found["responseObject"])
        found["responseObject"] = wanted["responseObject"]
    if request["method"] == "getActiveTokens":
        assert reply == json.loads(pair["response"])
    assert found == wanted


async def test_the_greeting_is_that_of_the_record(pki: Pki) -> None:
    async with site(pki, Scripted([]), lambda: NOW, Version.OLD) as one:
        assert one.greeting == json.loads(PAIRS[0]["initMessage"])
