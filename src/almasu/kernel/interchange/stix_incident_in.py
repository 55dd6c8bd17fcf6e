"""Incidents of STIX 2.1 read into the fields of a draft card, with every part that has no field there named as lost.

Read are the incident with its core extension and its events, tasks and impacts (common object repository of OASIS),
notes that name a field, vulnerabilities, indicators, attack patterns and malware around it. Nothing is guessed: when an
incident was found is taken only from what says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from almasu.kernel.interchange import stix_pattern
from almasu.kernel.interchange.losses import Why
from almasu.kernel.interchange.stix_around import INCIDENT, around, references_of
from almasu.kernel.interchange.stix_incident import INCIDENT as CORE
from almasu.kernel.interchange.stix_incident_parts import Core, Told, core_of, money_of, names_in, number_of, objects_of
from almasu.kernel.interchange.stix_kinds import kind_told
from almasu.kernel.interchange.taking_card import CardTaken, CardTaking, when_said
from almasu.kernel.sector.catalogue import Catalogue, IncidentKind
from almasu.kernel.sector.fields import Field
from almasu.kernel.sector.incident import Report

MOST_INCIDENTS: Final = 50
"""Of one file that are shown; who has more gives them one by one."""
_REPORTS: Final = {"new": Report.FIRST, "open": Report.MORE, "closed": Report.FINAL}
_OUTCOMES: Final = {
    "confirmed": "done",
    "successful-attempt": "done",
    "blocked": "attempt",
    "failed-attempt": "attempt",
    "suspected": "suspicion",
}
_NOTICED: Final = {
    "user-reporting": "user",
    "automated-tool": "technical_means",
    "human-review": "security_worker",
    "message-from-attacker": "outside",
}
_ABOUT: Final = frozenset(
    {"type", "spec_version", "id", "created", "modified", "created_by_ref", "lang", "object_marking_refs"}
)
"""Properties of an object that say nothing of what happened."""
_READ: Final = frozenset({"name", "description", "extensions"})
_NAMED: Final = {"attack-pattern": "methods", "malware": "malware"}
"""Objects whose name is what a field asks for."""
UNTOLD: Final = "–"
"""What stands for a word that an object does not say."""
_FRAME: Final = frozenset({"marking-definition", "identity", "relationship", "extension-definition"})


@dataclass(frozen=True, slots=True)
class IncidentTold:
    """An incident of a bundle: its number, what it is called, the kind of card it says it is, None where it does not.

    A kind is told by the name that Almasu gives when it exports a card, else by types of one kind alone.
    """

    id: UUID
    name: str
    kind: IncidentKind | None


def incidents_in(data: bytes, catalogue: Catalogue) -> tuple[IncidentTold, ...]:
    """Return the incidents of a bundle, the first so many; Problem `interchange.stix_unreadable` where it is none."""
    found: dict[UUID, IncidentTold] = {}
    for _, one in objects_of(data):
        number = number_of(one)
        if one is None or number is None or len(found) == MOST_INCIDENTS:
            continue
        core = core_of(one) or Core()
        kind = catalogue.incident_of(kind_told(one.name, core.incident_types))
        found[number] = IncidentTold(number, one.name[:120] or one.id, kind)
    return tuple(found.values())


def card_in(data: bytes, incident: UUID, fields: Iterable[Field]) -> CardTaken | None:
    """Return what an incident of a bundle fills in of these fields of a card, None where there is none of this number.

    Where it is the only one, all of the bundle is about it.
    """
    objects = list(objects_of(data))
    whole = [(raw, one) for raw, one in objects if one is not None]
    name = f"{INCIDENT}{incident}"
    if not any(one.id == name and not one.revoked for _, one in whole):
        return None
    reading = _Reading(CardTaking(fields))
    for place, (_, one) in enumerate(objects):
        if one is None:
            reading.taking.lose(f"objects/{place}", Why.BROKEN)
    references = {one.id: references_of(raw) for raw, one in whole}
    held = around(name, references)
    alone = len({one.id for _, one in whole if one.type == "incident"}) == 1
    for raw, one in whole:
        if one.id == name:
            reading.take_incident(one, names_in(raw))
        elif alone or one.id in held:
            reading.take(one)
    for missing in held:
        if missing not in references and not missing.startswith(("marking-definition--", "identity--")):
            reading.taking.lose(missing, Why.ABSENT)
    return reading.taken()


class _Reading:
    """Reads an incident and what stands around it, object by object."""

    def __init__(self, taking: CardTaking) -> None:
        self.taking = taking
        self._report = Report.FIRST

    def taken(self) -> CardTaken:
        """Return all of it."""
        return self.taking.taken(self._report)

    def take_incident(self, one: Told, names: Iterable[str]) -> None:
        """Take over what the incident itself says; every property that has no field is a loss."""
        self.taking.text("characteristics", one.description or one.name, one.id)
        own = any(each.source_name == "almasu" for each in one.external_references)
        for name in names:
            if name not in _ABOUT and name not in _READ and not (own and name == "external_references"):
                self.taking.lose(one.id, Why.PROPERTY, name)
        for name in one.extensions:
            if name != CORE:
                self.taking.lose(one.id, Why.PROPERTY, name)
        core = core_of(one)
        if core is None:
            self.taking.lose(one.id, Why.BROKEN)
            return
        self._take_core(one, core)
        for name in core.incident_types:
            if not own and not kind_told("", (name,)):
                self.taking.lose(one.id, Why.NO_OPTION, f"incident_types {name}")

    def _take_core(self, one: Told, core: Core) -> None:
        self._report = _REPORTS.get(core.investigation_status, Report.FIRST)
        self._chosen(one, "outcome", "determination", _OUTCOMES, [core.determination])
        self._chosen(one, "noticed_by", "detection_methods", _NOTICED, core.detection_methods)
        counts = {name: count for name, count in core.impacted_entity_counts.items() if "individual" in name}
        for name, count in core.impacted_entity_counts.items():
            if name not in counts or len(counts) > 1:
                self.taking.lose(one.id, Why.PROPERTY, f"impacted_entity_counts {name} {count}")
            else:
                self.taking.value("clients_affected", str(count), one.id)
        for name in one.extensions.get(CORE, {}):
            if name not in Core.__struct_fields__:
                self.taking.lose(one.id, Why.PROPERTY, name)

    def _chosen(self, one: Told, field: str, name: str, words: Mapping[str, str], said: Sequence[str]) -> None:
        """Take the first word over that has an option of ours; the others are losses."""
        for word in said:
            if word in words and not self.taking.has(field):
                self.taking.value(field, words[word], one.id)
            elif word:
                self.taking.lose(one.id, Why.NO_OPTION, f"{name} {word}")

    def take(self, one: Told) -> None:
        """Take over what an object around the incident says, or name it as lost."""
        if one.revoked or one.superseded_by_ref:
            self.taking.lose(one.id, Why.REVOKED if one.revoked else Why.SUPERSEDED)
            return
        takes: Mapping[str, Callable[[Told], None]] = {
            "event": self._take_event,
            "task": self._take_task,
            "impact": self._take_impact,
            "note": self._take_note,
            "vulnerability": self._take_vulnerability,
            "indicator": self._take_indicator,
        }
        if one.type in takes:
            takes[one.type](one)
        elif one.type in _NAMED:
            self.taking.line(_NAMED[one.type], one.name or one.description, one.id)
        elif one.type not in _FRAME:
            self.taking.lose(one.id, Why.KIND, one.type)

    def _take_event(self, one: Told) -> None:
        if one.status in ("pending", "not-occurred"):
            self.taking.lose(one.id, Why.NOT_HAPPENED, one.status)
        elif one.name == "detected":
            self.taking.moment("detected_at", one.start_time, one.id)
        elif self.taking.knows("began_at") and one.start_time:
            self.taking.span(one.start_time, "" if one.status == "ongoing" else one.end_time, one.id)
            self._tell(one)
        else:
            self._tell(one)

    def _tell(self, one: Told) -> None:
        """Put what happened when among the course of events; what only says how long a card's own incident went on has
        no words of its own.
        """
        if not kind_told(one.name, ()):
            said = one.name if one.description in ("", one.name) else f"{one.name}. {one.description}".lstrip(". ")
            self.taking.line("timeline", f"{when_said(one.start_time)} {said}".strip(), one.id)

    def _take_task(self, one: Told) -> None:
        if "detected" in one.task_types and one.start_time and not self.taking.has("detected_at"):
            self.taking.moment("detected_at", one.start_time, one.id)
        said = f"{when_said(one.start_time)} {one.name or one.description}".strip()
        if one.outcome in ("successful", "failed"):
            self.taking.line("actions_taken", f"{said} ({one.outcome})" if one.outcome == "failed" else said, one.id)
        elif one.outcome in ("pending", "ongoing"):
            self.taking.line("actions_planned", said, one.id)
        else:
            self.taking.lose(one.id, Why.TASK, one.outcome or UNTOLD)

    def _take_impact(self, one: Told) -> None:
        money = money_of(one)
        if money.tenge and self.taking.knows("tenge") and not self.taking.has("tenge"):
            self.taking.value("tenge", money.tenge, one.id)
        elif one.description or money.currency:
            self.taking.line("damage", f"{money.said} {one.description}".strip(), one.id)
        else:
            self.taking.lose(one.id, Why.IMPACT, one.impact_category or UNTOLD)

    def _take_note(self, one: Told) -> None:
        if self.taking.knows(one.abstract) and not self.taking.has(one.abstract):
            self.taking.value(one.abstract, one.content, one.id)
        else:
            self.taking.lose(one.id, Why.NOTE, one.abstract or UNTOLD)

    def _take_vulnerability(self, one: Told) -> None:
        numbers = [ref.external_id for ref in one.external_references if ref.source_name.casefold() == "cve"]
        if not numbers:
            self.taking.lose(one.id, Why.NO_NUMBER)
        for number in numbers:
            self.taking.mark("cves", number, one.id)

    def _take_indicator(self, one: Told) -> None:
        read = stix_pattern.read(one.pattern) if one.pattern_type in ("stix", "") else None
        if read is None:
            self.taking.lose(one.id, Why.PATTERN)
        else:
            self.taking.mark(*read, one.id)
