"""What the lines of acts between states are called to whoever signs them: words for codes, bodies by their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from almasu.actions.interstate.enter_directory import Seen
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices_of_interstate import case_blocks as of_case
from almasu.interfaces.portal.offices_of_interstate import consultation_words as of_consultation
from almasu.interfaces.portal.offices_of_interstate import item_blocks as of_item
from almasu.interfaces.portal.offices_of_interstate import onward_blocks as onward
from almasu.interfaces.portal.offices_of_interstate import packet_words as of_packet
from almasu.interfaces.portal.offices_of_interstate import telling_form as telling
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.legal_act_form import lines_of_card
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.interstate.item_print import HOLDER
from almasu.kernel.interstate.packets import PacketKind
from almasu.law.text import Text

RESULTS = Text("Нәтижесі", "Результат", "Result")
CONDITIONS = Text("Шарттары", "Условия", "Conditions")
WHAT = Text("Не айтылады", "Что говорится", "What it says")
REPLY = Text("Қай сұрау салуға жауап", "В ответ на запрос", "In reply to")
ACT = Text("Келісім берілген акт", "Акт о согласии", "Act of the consent")
TYPES: Mapping[str, Text] = {
    "request": of_packet.KINDS[PacketKind.ASKS],
    "outcomes": of_packet.SAID["outcomes"],
    "incomplete": of_packet.SAID["incomplete"],
    "accepted": of_packet.SAID["accepted"],
    "withdrawn": of_packet.SAID["withdrawn"],
    "consent": of_packet.SAID["consent"],
    "consent_back": of_packet.SAID["consent_back"],
    "offer": of_packet.KINDS[PacketKind.OFFERS],
    "offer_settled": of_packet.KINDS[PacketKind.SETTLESOFFER],
    "handed_over": of_packet.KINDS[PacketKind.HANDSOVER],
    "onward_asked": of_packet.KINDS[PacketKind.ASKSONWARD],
    "onward_answered": of_packet.KINDS[PacketKind.ANSWERSONWARD],
    "onward_back": of_packet.KINDS[PacketKind.TAKESONWARDBACK],
    "passed_on": of_packet.KINDS[PacketKind.PASSESON],
    "invitation": of_packet.KINDS[PacketKind.INVITES],
    "invitation_answered": of_packet.KINDS[PacketKind.ANSWERSCONSULTATION],
    "minutes": of_packet.KINDS[PacketKind.SIGNSMINUTES],
    "legal_act": of_packet.KINDS[PacketKind.GIVESACT],
    "granted": of_packet.SAID["granted"],
    "declined": of_packet.SAID["refused"],
    **{one.__name__.lower(): text for one, (_, text) in of_case.OUTCOMES.items()},
}
"""What each kind of what is said is called: in a courier's document, in an outcome, in an owner's answer."""
LABELS: Mapping[str, Text] = {
    "accepts": telling.ANSWER,
    "about": of_consultation.ABOUT,
    "act": ACT,
    "actions": telling.WORDS_A,
    "agrees": of_consultation.COMES,
    "at": say.WHEN,
    "basis": of_case.BASIS,
    "case": of_case.NUMBER,
    "conditions": CONDITIONS,
    "consent": onward.CONSENT_NUMBER,
    "consultation": of_case.NUMBER,
    "content": say.CONTENT,
    "ends_on": of_case.ENDS,
    "equal": of_item.EQUAL_MARK,
    "held_on": of_consultation.HELD_ON,
    "in_reply_to": REPLY,
    "item": of_case.ITEM,
    "minutes": of_consultation.DIGEST,
    "number": of_case.NUMBER,
    "offer": of_case.NUMBER,
    "on": of_consultation.ON,
    "onward": of_case.NUMBER,
    "original": of_item.MARK,
    "other": of_case.OTHER,
    "outcomes": of_case.TOLD,
    "part": of_case.PART,
    "place": of_consultation.WHERE,
    "purpose": say.PURPOSE,
    "reason": onward.REASON,
    "release": telling.DECIDED_BY,
    "results": RESULTS,
    "review_on": of_case.REVIEW,
    "secret": onward.SECRET,
    "sha256": of_consultation.DIGEST,
    "signed": of_consultation.SIGNED_BY,
    "source": of_case.NUMBER,
    "stamp": telling.STAMP,
    "stamps": say.MARKS,
    "system": of_case.SYSTEM,
    "until": onward.UNTIL,
    "words": of_case.WORDS,
}
DAYS = frozenset({"decided_on", "ends_on", "held_on", "on", "review_on", "until"})
RELEASE = (
    ("decided_by", telling.DECIDED_BY),
    ("decided_on", telling.DECIDED_ON),
    ("case", telling.CASE),
    ("paper", telling.PAPER),
)
GROUNDS: Mapping[str, Text] = {
    **{key.value: text for key, text in say.GROUNDS.items()},
    **{key.value: text for key, text in onward.GROUNDS.items()},
}
CODED: tuple[tuple[str, Text, Mapping[Any, Text]], ...] = (
    ("channel", of_case.CHANNEL, say.CHANNELS),
    ("ground", onward.GROUND, GROUNDS),
    ("matter", say.MATTER, say.MATTERS),
    ("missing", of_case.MISSING, say.LACKS),
    ("result", of_consultation.RESULT, of_consultation.RESULTS),
    ("subject", say.SUBJECT, say.SUBJECTS),
    ("topic", of_consultation.TOPIC, of_consultation.TOPICS),
    ("way", of_case.WAY, say.WAYS),
)
BODIES = (
    ("by", onward.ASKED_BY),
    ("giving", of_packet.FROM),
    ("holder", HOLDER),
    ("invited", of_consultation.INVITED),
    ("inviting", of_consultation.INVITING),
    ("owner", onward.OWNER),
    ("receiving", onward.TO),
    ("recipients", of_case.RECIPIENTS),
    ("requested", of_case.TO),
    ("requesting", of_case.FROM),
    ("to", onward.TO),
)


def lines_of(seen: Seen) -> tuple[Field, ...]:
    """Return what lines of acts are called, with the names of the bodies that stand in the directory."""
    bodies = tuple(Choice(one.id, one.name) for one in seen.directory.bodies)
    states = {key: text for key, (_, text) in say.OFFER_STATES.items()}
    return (
        *(Field(f"*/{name}", label, _kind(name)) for name, label in LABELS.items()),
        *(
            Field(f"{before}release/{name}", label, _kind(name))
            for before in ("", "says/", "answer/")
            for name, label in RELEASE
        ),
        *(_coded(f"*/{name}", label, texts.items()) for name, label, texts in CODED),
        *(Field(f"*/{name}", label, Kind.CHOICE, choices=bodies) for name, label in BODIES),
        Field("says/by", of_packet.FROM, Kind.CHOICE, choices=bodies),
        *lines_of_card(seen, "says/act/"),
        _coded("*/type", WHAT, TYPES.items()),
        _coded("state", say.STATE, states.items()),
        _coded("says/state", say.STATE, states.items()),
        Field("*/state", of_item.STATE_OF_MARK),
    )


def _kind(name: str) -> Kind:
    return Kind.DAY if name in DAYS else Kind.LINE


def _coded(name: str, label: Text, texts: Iterable[tuple[StrEnum | str, Text]]) -> Field:
    return Field(name, label, Kind.CHOICE, choices=tuple(Choice(str(key), text) for key, text in texts))
