"""Asking: catalogue, "may I?", the act to sign, the signed request, over the actions."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from almasu.actions import compose_request, countersign, submit_request
from almasu.actions.check_act import waiting_act
from almasu.actions.countersignatures import view_countersignature
from almasu.actions.entering import consented
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.desk_of_node.looking import keys_in
from almasu.interfaces.portal.desk_of_node.showing import DOWN_FROM, choice, request_view
from almasu.interfaces.portal.views.answers import RequestView
from almasu.interfaces.portal.views.asking import (
    Catalogue,
    Choice,
    Decision,
    RecognisedKey,
    RegisterState,
    RequestForm,
    ResourceGroup,
    ResourceNote,
    ResourceOffer,
    ShortForm,
    SubjectDecision,
)
from almasu.interfaces.portal.views.people import SessionToken, ToSign
from almasu.kernel.parties.session import token_hash
from almasu.kernel.requests.draft import Form, FurtherSubject
from almasu.kernel.resources import KeyKind, Resource
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.subjects.key import KIND_NAMES
from almasu.regimes.sio_pso.groups import GROUP_NAMES
from almasu.wiring.running import Running

FOR_THE_HEAD = frozenset({"sio_pso.not_about_oneself", "sio_pso.not_about_a_relative", "sio_pso.not_about_a_colleague"})
SLOW_FROM = 0.3
"""From this share of silence on a register is shown as slow."""


class AskingDesk:
    """The chapter `Asking` of the portal's port."""

    running: Running

    async def catalogue(self, session: SessionToken) -> Catalogue:
        """Return grounds, purposes, kinds of key and the resources this person may ask."""
        at = self.running.now()
        async with self.running.node.store.transaction() as transaction:
            person = await consented(transaction, session, at)
            silent = await transaction.requests.silent_lately(at)
        law = self.running.law.sio_pso
        grounds = law.sheets.grounds_of[person.account.role]
        offers = sorted(self.running.node.resources.values(), key=lambda one: (one.group, one.number))
        return Catalogue(
            grounds=tuple(choice(one) for code, one in law.sheets.grounds.items() if code in grounds),
            purposes=tuple(choice(one) for one in law.purposes_at(at)),
            key_kinds=tuple(Choice(kind.value, KIND_NAMES[kind]) for kind in KeyKind),
            groups=tuple(
                ResourceGroup(
                    group,
                    GROUP_NAMES[group],
                    tuple(
                        _offer(one, silent.get(one.number, 0.0), offered=self.running.node.offered.has(one.number))
                        for one in members
                    ),
                )
                for group, members in groupby(offers, key=lambda one: one.group)
            ),
            abbreviations=tuple(ShortForm(one.short, one.name) for one in law.sheets.abbreviations),
        )

    async def recognise(self, session: SessionToken, typed: str) -> tuple[RecognisedKey, ...]:
        """Tell what kinds of key something typed can be, or what is wrong with it."""
        return keys_in(typed)

    async def may_i(self, session: SessionToken, form: RequestForm) -> Decision:
        """Judge the request before signing, with clauses."""
        at = self.running.now()
        composed = await compose_request.may_i(self.running.node, session, _form(form), at)
        edition = self.running.law.sio_pso.edition_at(at)
        subjects = tuple(
            SubjectDecision(draft.key, draft.resources, decision.allowed, decision.findings)
            for draft, decision in zip(composed.bundle, composed.decisions, strict=True)
        )
        refusals = composed.decision.refusals
        lacks_head = len(subjects) == 1 and bool(refusals) and all(one.rule_id in FOR_THE_HEAD for one in refusals)
        return Decision(composed.allowed, at, edition.name, subjects, lacks_head)

    async def ask_head(self, session: SessionToken, form: RequestForm) -> UUID:
        """Put a request that only the head's signature lacks before the head."""
        paper = await countersign.ask_countersignature(self.running.node, session, _form(form), self.running.now())
        return paper.id

    async def countersigned(self, session: SessionToken, paper: UUID) -> RequestForm:
        """Return the request of a paper that the head signed, ready to be sent."""
        found = await view_countersignature(self.running.node, session, paper, self.running.now())
        draft = found.says.draft
        return RequestForm(
            subject_kind=draft.key.kind,
            subject=draft.key.value,
            ground=draft.ground,
            purpose=draft.purpose,
            justification=draft.justification,
            task=draft.task,
            resources=draft.resources,
            notes=tuple(ResourceNote(number, note) for number, note in draft.notes),
            detail_of=draft.detail_of,
            countersigned=paper,
        )

    async def prepare(self, session: SessionToken, form: RequestForm) -> ToSign:
        """Build the canonical bytes of an allowed request and keep them."""
        act = await compose_request.prepare_request(self.running.node, session, _form(form), self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def prepared(self, session: SessionToken, act: UUID) -> ToSign:
        """Return a prepared, not yet signed request of this session."""
        at = self.running.now()
        waiting, _ = await waiting_act(self.running.node, act, token_hash(session), ActPurpose.REQUEST, at)
        return to_sign(waiting, said_by(waiting.data).actor)

    async def submit(self, session: SessionToken, act: UUID, cms: bytes) -> RequestView:
        """Verify, journal and send the signed request."""
        accepted = await submit_request.submit_request(self.running.node, session, act, cms, self.running.now())
        self.running.carrying_out.start(accepted)
        return await request_view(self.running, accepted.request)


def _offer(resource: Resource, silent: float, *, offered: bool) -> ResourceOffer:
    if not offered:
        state = RegisterState.ABSENT
    elif silent >= DOWN_FROM:
        state = RegisterState.DOWN
    elif silent >= SLOW_FROM:
        state = RegisterState.SLOW
    else:
        state = RegisterState.OPEN
    return ResourceOffer(
        number=resource.number,
        name=resource.name,
        owner=resource.owner,
        keys=resource.keys,
        sensitivity=resource.sensitivity,
        truncated=resource.truncated,
        hit_first=resource.hit_first,
        state=state,
        cites=resource.cites,
    )


def _form(form: RequestForm) -> Form:
    return Form(
        subject_kind=form.subject_kind,
        subject=form.subject,
        ground=form.ground,
        purpose=form.purpose,
        justification=form.justification,
        task=form.task,
        resources=form.resources,
        notes=tuple((note.number, note.note) for note in form.notes),
        detail_of=form.detail_of,
        countersigned=form.countersigned,
        further=tuple(FurtherSubject(one.kind, one.subject, one.justification) for one in form.further),
    )
