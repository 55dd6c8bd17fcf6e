"""The joint act as a PDF to be read, in three languages, with its hash and who approved and signed it."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib import resources

from almasu.actions.provision.see_acts import Taken
from almasu.kernel.provision import act_words as words
from almasu.kernel.provision.act_course import Hand
from almasu.kernel.provision.act_print import printed
from almasu.kernel.provision.parties import SIDE_NAMES
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.text import Language
from almasu.wiring.typesetting import press


async def pdf_of(taken: Taken, language: Language) -> bytes:
    """Return the document of a version: of the same version always the same bytes. Problem `document.busy`."""
    given = {"told": json.dumps(_told(taken, language), ensure_ascii=False)}
    return await press().set(_template(), given, taken.kept.version.written_at)


def _told(taken: Taken, language: Language) -> dict[str, Json]:
    version, document = taken.kept.version, printed(taken.kept.version.read(), language)
    stage = words.STAGE_NAMES[version.stage].said_in(language)
    hands = [
        [said.said_in(language), _hand(hand, taken, language)]
        for said, some in ((words.APPROVED_BY, version.approvals), (words.SIGNED_BY, version.signatures))
        for hand in some
    ]
    return {
        "lang": language.value,
        "title": document.title,
        "stage": words.STANDING.filled(number=str(version.number), stage=stage).said_in(language),
        "opening": document.opening,
        "parts": [asdict(part) for part in document.parts],
        "hands": hands,
        "hash": document.hash,
        "foot": document.title,
    }


def _hand(hand: Hand, taken: Taken, language: Language) -> str:
    side, name = SIDE_NAMES[hand.side].said_in(language), taken.names.get(hand.by, "")
    signed = "" if hand.act is None else f" · {hand.act}"
    return f"{side}: {name}, {in_astana(hand.at):%d.%m.%Y %H:%M}{signed}"


@cache
def _template() -> bytes:
    return (resources.files("almasu.kernel.provision") / "joint_act.typ").read_bytes()
