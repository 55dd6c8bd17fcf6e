"""What a document says, by its kind: read from what was typed, kept as JSON, shown field by field."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import msgspec
from msgspec.structs import replace

from almasu.kernel.sector.alert import ThreatAlert, VulnerabilityAlert, threat_alert_of, vulnerability_alert_of
from almasu.kernel.sector.catalogue import Catalogue
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.fields import Field, Value
from almasu.kernel.sector.incident import Card, Report, card_of
from almasu.kernel.sector.problems import NO_SUCH_KIND
from almasu.kernel.sector.question import Question, Reply, question_of, reply_of
from almasu.law import moment
from almasu.law.problem import Problem, ProblemGroup

Content = ThreatAlert | VulnerabilityAlert | Card | Question | Reply


SHAPES: Mapping[DocumentKind, type[Content]] = MappingProxyType(
    {
        DocumentKind.THREAT_ALERT: ThreatAlert,
        DocumentKind.VULNERABILITY_ALERT: VulnerabilityAlert,
        DocumentKind.INCIDENT_CARD: Card,
        DocumentKind.REQUEST: Question,
        DocumentKind.ANSWER: Reply,
    }
)


class Form(msgspec.Struct, frozen=True):
    """A document as it is typed: its kind and fields; `incident` and `report` of a card, `addressees` of a request."""

    kind: DocumentKind
    fields: dict[str, str]
    incident: str = ""
    report: Report = Report.FIRST
    addressees: tuple[str, ...] = ()


def content_of(
    catalogue: Catalogue, form: Form, organisation: str, connected: Collection[str], at: datetime
) -> Content:
    """Return what was typed; ProblemGroup with every field that is wrong.

    `organisation` is whose the document is, `connected` the BINs of all that have a profile.
    """
    content, problems = _read(catalogue, form, organisation, connected, at)
    if content is None:
        raise ProblemGroup(tuple(problems))
    return content


def _read(
    catalogue: Catalogue, form: Form, organisation: str, connected: Collection[str], at: datetime
) -> tuple[Content | None, Sequence[Problem]]:
    match form.kind:
        case DocumentKind.THREAT_ALERT:
            return threat_alert_of(catalogue, form.fields)
        case DocumentKind.VULNERABILITY_ALERT:
            return vulnerability_alert_of(catalogue, form.fields)
        case DocumentKind.INCIDENT_CARD:
            kind = catalogue.incident_of(form.incident)
            if kind is None:
                raise NO_SUCH_KIND.at("incident")
            return card_of(catalogue, kind, form.report, form.fields, at)
        case DocumentKind.REQUEST:
            return question_of(catalogue, form.fields, form.addressees, organisation, connected)
        case DocumentKind.ANSWER:
            return reply_of(catalogue, form.fields)


def encoded(content: Content) -> bytes:
    """Return the content as it is kept."""
    return msgspec.json.encode(content)


def values_in(kind: DocumentKind, data: bytes) -> Mapping[str, Value]:
    """Return the values of a kept content by field."""
    match kind:
        case DocumentKind.THREAT_ALERT:
            alert = msgspec.json.decode(data, type=ThreatAlert)
            said: dict[str, Value] = msgspec.to_builtins(alert)
            said.pop("marks")
            said.pop("attachments")
            return {**said, **alert.marks}
        case DocumentKind.VULNERABILITY_ALERT:
            return _shown(msgspec.to_builtins(msgspec.json.decode(data, type=VulnerabilityAlert)))
        case DocumentKind.INCIDENT_CARD:
            card = msgspec.json.decode(data, type=Card)
            return {"detected_at": moment.written(card.detected_at), **card.values}
        case DocumentKind.REQUEST:
            return _shown(msgspec.to_builtins(msgspec.json.decode(data, type=Question)))
        case DocumentKind.ANSWER:
            return _shown(msgspec.to_builtins(msgspec.json.decode(data, type=Reply)))


def _shown(said: Mapping[str, object]) -> Mapping[str, Value]:
    """Return what fields of a form hold: what lies beside them, such as attachments, is left out."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in said.items()
        if isinstance(value, str | int | bool | list | tuple)
    }


def fields_in(catalogue: Catalogue, kind: DocumentKind, data: bytes) -> tuple[Field, ...]:
    """Return the fields of a kept content, in the order of the form."""
    match kind:
        case DocumentKind.THREAT_ALERT:
            return catalogue.alert
        case DocumentKind.VULNERABILITY_ALERT:
            return catalogue.vulnerability
        case DocumentKind.REQUEST:
            return catalogue.request
        case DocumentKind.ANSWER:
            return catalogue.answer
        case DocumentKind.INCIDENT_CARD:
            incident = catalogue.incident_of(msgspec.json.decode(data, type=Card).kind)
            return catalogue.incident if incident is None else catalogue.fields_of_card(incident)


def addressees_in(kind: DocumentKind, data: bytes) -> tuple[str, ...]:
    """Return to whom a kept request goes, BINs and "" for the authorised body; nobody for other kinds."""
    if kind is not DocumentKind.REQUEST:
        return ()
    return msgspec.json.decode(data, type=Question).addressees


def card_in(kind: DocumentKind, data: bytes) -> Card | None:
    """Return a kept incident card; None for other kinds."""
    return msgspec.json.decode(data, type=Card) if kind is DocumentKind.INCIDENT_CARD else None


def attachments_in(kind: DocumentKind, data: bytes) -> Mapping[str, str]:
    """Return the digests of the files beside a kept content by their names; none of kinds that have none."""
    content = _decoded(kind, data)
    return {} if isinstance(content, VulnerabilityAlert) else content.attachments


def with_attachments(kind: DocumentKind, data: bytes, attachments: Mapping[str, str]) -> bytes:
    """Return a kept content with these files beside it."""
    content = _decoded(kind, data)
    if isinstance(content, VulnerabilityAlert):
        return data
    return encoded(replace(content, attachments=dict(attachments)))


def _decoded(kind: DocumentKind, data: bytes) -> Content:
    return msgspec.json.decode(data, type=SHAPES[kind])


def typed_again(values: Mapping[str, Value]) -> dict[str, str]:
    """Return values as they would be typed: lists one a line, yes or no."""
    return {name: typed_value(value) for name, value in values.items()}


def typed_value(value: Value) -> str:
    """Return a value as it would be typed: a list one a line, yes or no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "\n".join(value) if isinstance(value, list) else str(value)
