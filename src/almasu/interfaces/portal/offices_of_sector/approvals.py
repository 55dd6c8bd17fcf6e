"""The head's office: documents that wait for consent, and choices about alerts; one signature each (ASOI-10)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.sector import see, see_requests
from almasu.actions.sector.documents import Kept
from almasu.actions.sector.see_requests import Asked
from almasu.interfaces.portal.offices.blocks import At, Cell, Link, Sheet, Table, Tone, Way
from almasu.interfaces.portal.offices.deadline import due_by_law
from almasu.interfaces.portal.offices.office import Here, Office, Page
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Task, Today
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.kernel.powers.sector import CONSENT_TO_DOCUMENT
from almasu.kernel.sector.words import CHOICES, TAKES
from almasu.law.text import Text
from almasu.wiring.running import Running

OF_CHOICES, OF_REQUESTS = "older-choices", "older-requests"
"""Cursors of the second and the third list in the address of the page."""
TITLE = Text("Келісімге", "На согласие", "To consent to")
DOCUMENTS = Text("Құжаттар", "Документы", "Documents")
CHOSEN = Text("Хабарламалар бойынша ұсыныс", "Предложения по оповещениям", "What is proposed about alerts")
REQUESTS = Text("Сұрау салулар бойынша ұсыныс", "Предложения по запросам", "What is proposed about requests")
PROPOSED = Text("Ұсыныс", "Предложение", "Proposed")
CONSENT = Text("Құжатқа келісім беру", "Дать согласие на документ", "Consent to a document")
DECIDE = Text("Хабарлама бойынша шешу", "Решить по оповещению", "Decide on an alert")
LEAD = Text(
    "Сіздің қолыңызсыз ұйымнан ештеңе шықпайды.",
    "Без вашей подписи из организации ничего не уходит.",
    "Nothing leaves the organisation without your signature.",
)


@dataclass(frozen=True, slots=True)
class Approvals:
    """What waits for the head."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        return Office(
            say.APPROVALS,
            TITLE,
            CONSENT_TO_DOCUMENT.roles,
            (Page(say.APPROVALS, self.read, lists=(OF_CHOICES, OF_REQUESTS)),),
            section=Section.SECTOR,
            today=self.today,
        )

    async def read(self, here: Here) -> Sheet:
        """Show what waits, the most urgent first."""
        node, at = self.running.node, self.running.now()
        asked, session = here.asked, here.session
        documents = await see.to_consent(node, session, at, asked.text("older"))
        choices = await see.choices_to_decide(node, session, at, asked.text(OF_CHOICES))
        requests = await see_requests.requests_to_decide(node, session, at, asked.text(OF_REQUESTS))
        to_sign, of_choice = (say.DOCUMENT, say.STANDING, say.WRITTEN_AT), (say.DOCUMENT, PROPOSED, say.DUE)
        blocks = (
            Table(DOCUMENTS, to_sign, tuple(map(_document, documents.items)), say.NOTHING, older_of(documents.after)),
            Table(
                CHOSEN,
                of_choice,
                tuple(map(self._choice, choices.items)),
                say.NOTHING,
                older_of(choices.after, name=OF_CHOICES),
            ),
            Table(
                REQUESTS,
                of_choice,
                tuple(map(self._taking, requests.items)),
                say.NOTHING,
                older_of(requests.after, name=OF_REQUESTS),
            ),
        )
        return Sheet(TITLE, blocks, (), LEAD, ("ASOI-10", "ASOI-13.1", "ASOI-14.1"))

    def _taking(self, one: Asked) -> tuple[tuple[Cell, ...], ...]:
        proposed, at = one.part.proposed, self.running.now()
        place = f"{say.DOCUMENTS}/{one.kept.paper.id}"
        due = () if one.due is None else (due_by_law(one.due.deadline, self.running.law.terms[one.due.term], at),)
        return (
            (Link(say.name_of(one.kept.document), place),),
            () if proposed is None else (Link(TAKES[proposed.take], f"{place}/decide-taking"),),
            due,
        )

    def _choice(self, one: see.Received) -> tuple[tuple[Cell, ...], ...]:
        chosen, at = one.part.chosen, self.running.now()
        return (
            (Link(say.name_of(one.kept.document), f"{say.DOCUMENTS}/{one.kept.paper.id}"),),
            () if chosen is None else (Link(CHOICES[chosen.choice], f"{say.DOCUMENTS}/{one.kept.paper.id}/decide"),),
            (due_by_law(one.due.deadline, self.running.law.terms[one.due.term], at),),
        )

    async def today(self, here: Here) -> Today:
        """Return what waits for the head's signature."""
        at = self.running.now()
        documents = (await see.to_consent(self.running.node, here.session, at)).items
        choices = (await see.choices_to_decide(self.running.node, here.session, at)).items
        tasks = [Task(CONSENT, f"{say.DOCUMENTS}/{one.paper.id}") for one in documents]
        tasks += [
            Task(
                DECIDE,
                f"{say.DOCUMENTS}/{one.kept.paper.id}",
                (),
                due_by_law(one.due.deadline, self.running.law.terms[one.due.term], at),
            )
            for one in choices
        ]
        figure = Figure(TITLE, len(tasks), say.APPROVALS, Tone.WAIT if tasks else Tone.PLAIN)
        return Today(tuple(tasks), (figure,), (Way(TITLE, say.APPROVALS),))


def _document(one: Kept) -> tuple[tuple[Cell, ...], ...]:
    return (
        (Link(say.name_of(one.document), f"{say.DOCUMENTS}/{one.paper.id}"),),
        (say.stage(one.document),),
        (At(one.document.written_at),),
    )
