"""Events of MISP (core format): alerts written as a feed any MISP reads, and events of others read into drafts.

A feed is a manifest and one file an event. An event keeps its UUID through every edition and its timestamp grows, which
is how a MISP knows a correction. Attributes that an alert has no field for are named as losses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import uuid5

import msgspec

from almasu.kernel.interchange.losses import Why
from almasu.kernel.interchange.stix_out import NAMESPACE, Published
from almasu.kernel.interchange.taking import Taken, Taking
from almasu.kernel.interchange.tlp import degree_named, narrowest
from almasu.kernel.sector.alert import ThreatAlert
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.fields import LONGEST_LINE, LONGEST_TEXT
from almasu.law import moment
from almasu.law.canonical import Json
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

MOST_BYTES = 16 * 1024 * 1024
_LEVELS = {"critical": "1", "high": "1", "medium": "2", "low": "3"}
_SEVERITIES = {"1": "high", "2": "medium", "3": "low"}
_HASHES = {32: "md5", 40: "sha1", 64: "sha256"}
_FIELD_OF = {
    **dict.fromkeys(("ip-src", "ip-dst"), "addresses"),
    **dict.fromkeys(("md5", "sha1", "sha256"), "hashes"),
    **dict.fromkeys(("domain", "hostname", "url", "uri", "email-src", "email-dst"), "names"),
    "vulnerability": "cves",
}
_FIRST_OF_PAIR = {
    "ip-src|port": "addresses",
    "ip-dst|port": "addresses",
    "domain|ip": "names",
    "hostname|port": "names",
}
_TOLD = ("description", "recommendations")
"""Fields that stand in an event as comments, each under its own name."""
_OWN_TAG = re.compile(r"almasu:(threat|severity)=([a-z_]{1,40})")
_SECOND_OF_PAIR = {"filename|md5": "hashes", "filename|sha1": "hashes", "filename|sha256": "hashes"}

UNREADABLE = ProblemKind(
    "interchange.misp_unreadable",
    422,
    Text(kk="MISP оқиғасы оқылмады: {why}.", ru="Событие MISP не прочитано: {why}.", en="No MISP event: {why}."),
    Text(
        kk="Бір оқиғаны core format түрінде, 16 МБ-тан асырмай беріңіз.",
        ru="Дайте одно событие в формате core format не больше 16 МБ.",
        en="Give one event in the core format, of at most 16 MB.",
    ),
    ("ASOI-10",),
)


class _Tag(msgspec.Struct, frozen=True):
    name: str


class _Attribute(msgspec.Struct, frozen=True):
    type: str
    value: str
    uuid: str = ""
    deleted: bool = False
    comment: str = ""


class _Object(msgspec.Struct, frozen=True):
    name: str = ""
    attributes: list[msgspec.Raw] = msgspec.field(default_factory=list, name="Attribute")


class _Event(msgspec.Struct, frozen=True):
    info: str
    uuid: str = ""
    threat_level_id: str = ""
    attributes: list[msgspec.Raw] = msgspec.field(default_factory=list, name="Attribute")
    objects: list[_Object] = msgspec.field(default_factory=list, name="Object")
    tags: list[_Tag] = msgspec.field(default_factory=list, name="Tag")


class _One(msgspec.Struct, frozen=True):
    event: _Event | None = msgspec.field(default=None, name="Event")
    response: list[_One] = []


_FILE = msgspec.json.Decoder(_One, strict=False)
_ATTRIBUTE = msgspec.json.Decoder(_Attribute, strict=False)


def event_of(alert: ThreatAlert, published: Published) -> dict[str, Json]:
    """Return an alert as an event file of a feed."""
    stamp = str(int(published.at.timestamp()))
    event: dict[str, Json] = {
        "uuid": str(uuid5(NAMESPACE, f"{published.alert}/event")),
        "info": alert.source,
        "date": moment.in_astana(published.first_at).date().isoformat(),
        "timestamp": stamp,
        "publish_timestamp": stamp,
        "published": True,
        "analysis": "2",
        "threat_level_id": _LEVELS.get(alert.severity, "4"),
        "Orgc": _publisher(published.publisher),
        "Tag": [{"name": tag} for tag in _tags(alert)],
        "Attribute": [_attribute(published, stamp, *told) for told in _told(alert)],
    }
    return {"Event": event}


def _publisher(name: str) -> dict[str, Json]:
    return {"name": name, "uuid": str(uuid5(NAMESPACE, f"publisher/{name}"))}


def _told(alert: ThreatAlert) -> list[tuple[str, str, str, str]]:
    """Return the attributes that tell an alert: the type, category, value and comment of each."""
    marks = alert.marks
    return [
        *(("ip-dst", "Network activity", one, "") for one in marks.get("addresses", [])),
        *((_HASHES[len(one)], "Payload delivery", one, "") for one in marks.get("hashes", [])),
        *((_name_type(one), "Network activity", one, "") for one in marks.get("names", [])),
        *(("vulnerability", "External analysis", one, "") for one in marks.get("cves", [])),
        *(("comment", "Other", getattr(alert, name), name) for name in _TOLD),
    ]


def _attribute(published: Published, stamp: str, kind: str, category: str, value: str, comment: str) -> Json:
    """Return one attribute; it keeps its UUID through every edition."""
    return {
        "uuid": str(uuid5(NAMESPACE, f"{published.alert}/attribute/{kind}/{value}")),
        "type": kind,
        "category": category,
        "value": value,
        "comment": comment,
        "to_ids": kind not in ("comment", "vulnerability"),
        "timestamp": stamp,
    }


def manifest_of(events: Mapping[str, Mapping[str, Json]]) -> dict[str, Json]:
    """Return the manifest of a feed: of every event, by its UUID, what a MISP decides by whether to fetch it."""
    kept = ("Orgc", "Tag", "info", "date", "analysis", "threat_level_id", "timestamp")
    return {number: {name: event[name] for name in kept} for number, event in events.items()}


def alert_in(data: bytes) -> Taken:
    """Return the fields that an event fills in; Problem `interchange.misp_unreadable` where the file holds none."""
    if len(data) > MOST_BYTES:
        raise UNREADABLE.at("file", why="16 MB")
    try:
        read = _FILE.decode(data)
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise UNREADABLE.at("file", why=str(wrong)[:120]) from wrong
    event = read.event or next((one.event for one in read.response if one.event), None)
    if event is None:
        raise UNREADABLE.at("file", why="Event")
    taking, told = Taking(), dict[str, str]()
    for raw in (*event.attributes, *(raw for one in event.objects for raw in one.attributes)):
        try:
            one = _ATTRIBUTE.decode(raw)
            if one.type == "comment" and one.comment in _TOLD and not one.deleted and one.comment not in told:
                told[one.comment] = one.value[:LONGEST_TEXT]
            else:
                _take(taking, one)
        except (msgspec.DecodeError, RecursionError):
            taking.lose("", Why.BROKEN)
    severity = {"severity": _SEVERITIES[event.threat_level_id]} if event.threat_level_id in _SEVERITIES else {}
    own = {found[1]: found[2] for tag in event.tags if (found := _OWN_TAG.fullmatch(tag.name)) is not None}
    fields = {
        "source": event.info[:LONGEST_LINE],
        "confidentiality": _degree(event.tags).value,
        **severity,
        **own,
        **told,
    }
    return taking.taken(fields)


def _take(taking: Taking, one: _Attribute) -> None:
    """Take over what an attribute says, or name it as lost."""
    first, _, second = one.value.partition("|")
    if one.deleted:
        taking.lose(one.uuid, Why.DELETED)
    elif one.type in _FIELD_OF:
        taking.mark(_FIELD_OF[one.type], one.value, one.uuid)
    elif one.type in _FIRST_OF_PAIR:
        taking.mark(_FIRST_OF_PAIR[one.type], first, one.uuid)
    elif one.type in _SECOND_OF_PAIR:
        taking.mark(_SECOND_OF_PAIR[one.type], second, one.uuid)
    else:
        taking.lose(one.uuid, Why.KIND, one.type)


def _degree(tags: list[_Tag]) -> Degree:
    """Return the narrowest mark among the tags ("tlp:amber+strict")."""
    marks = (tag.name.lower().partition("tlp:") for tag in tags)
    return narrowest(degree_named(word) for before, mark, word in marks if mark and not before)


def _tags(alert: ThreatAlert) -> list[str]:
    return [alert.confidentiality.label.lower(), f"almasu:threat={alert.threat}", f"almasu:severity={alert.severity}"]


def _name_type(name: str) -> str:
    if "://" in name:
        return "url"
    return "email-src" if "@" in name else "domain"
