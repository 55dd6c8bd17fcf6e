"""From applications, accounts and authenticators to what the HTTP interface says of them."""

from __future__ import annotations

from datetime import datetime

from almasu.actions import view_applications
from almasu.actions.biometrics import Asked
from almasu.actions.forget_authenticators import kept_in
from almasu.actions.node import Node
from almasu.actions.view_account import AccountCard
from almasu.interfaces.api import messages_of_access as say
from almasu.interfaces.api.saying import words
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.application import Card, application_in
from almasu.kernel.applications.card import flagged
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.account import Account
from almasu.kernel.parties.password import PasswordStanding
from almasu.kernel.parties.webauthn import creation_options, use_options
from almasu.law.moment import in_astana


def form_answer(node: Node, kind: ApplicationKind, at: datetime) -> say.FormAnswer:
    """Return the form and the conditions in force."""
    edition = node.law.edition_at(at)
    form = node.law.annexes.application_form(edition)
    workplace = node.law.annexes.workplace_conditions(edition)
    notice = form.annex.notice()
    return say.FormAnswer(
        edition=edition,
        version=form.annex.version,
        title=words(form.annex.title),
        notice=None if notice is None else words(notice),
        fields=tuple(
            say.FieldLine(one.code, words(one.label), one.shape.value, kind in one.required_for, one.most, one.cites)
            for one in form.fields_for(kind)
        ),
        conditions=tuple(
            say.ConditionLine(
                one.code,
                words(one.says),
                one.check.value,
                "" if one.least is None else str(one.least),
                one.unit,
                one.weight.value == "blocks",
                one.cites,
            )
            for one in workplace.conditions
        ),
        organisations=tuple(
            say.OrganisationLine(one.bin, words(one.name), one.code) for one in node.organisations.values()
        ),
        renewed_after_days=workplace.renewed_after_days,
    )


def application(node: Node, paper: Paper, at: datetime) -> say.ApplicationAnswer:
    """Return an application with its clocks in Astana time."""
    said = application_in(paper)
    head, order, decided = said.signed_off, said.order, said.decided
    return say.ApplicationAnswer(
        id=paper.id,
        number=said.number,
        version=paper.version,
        kind=said.kind.value,
        state=paper.state,
        edition=said.edition,
        form=said.form,
        iin=said.iin,
        fields=said.fields,
        declared=said.declared,
        certificate_name=said.certificate_name,
        submitted_at=in_astana(said.submitted_at),
        arrived_at=astana(said.arrived_at),
        due_at=astana(said.due_at),
        overdue=view_applications.is_overdue(paper, at),
        order_number="" if order is None else order.number,
        order_signed_at=None if order is None else in_astana(order.signed_at),
        order_due=astana(said.order_due),
        late=said.late,
        head_name="" if head is None else head.name,
        head_position="" if head is None else head.position,
        head_certificate_name="" if head is None else head.certificate_name,
        card=None if said.card is None else card(node, said.card, said.edition, at),
        reason="" if said.reason is None else said.reason.value,
        sanction="" if said.reason is None else said.sanction.value,
        until=astana(said.until),
        note=said.note,
        decided_at=None if decided is None else in_astana(decided.at),
        grounds=() if decided is None else tuple(ground.value for ground in decided.grounds),
        words="" if decided is None else decided.words,
        refusal_act=None if decided is None else decided.act,
    )


def card(node: Node, said: Card, edition: str, at: datetime) -> say.CardAnswer:
    """Return a workplace card with what it does not keep, and its expiry."""
    unkept = flagged(node.law.annexes.workplace_conditions(edition), said)
    return say.CardAnswer(
        stated=said.stated,
        unkept=tuple(condition.code for condition in unkept),
        declared_at=in_astana(said.declared_at),
        expires_at=in_astana(said.expires_at),
        expired=at >= said.expires_at,
    )


def account(known: Account) -> say.AccountLine:
    """Return one account."""
    return say.AccountLine(
        id=known.id,
        name=known.person.full_name(),
        position=words(known.person.position),
        role=known.role.value,
        body_bin=known.body_bin,
        state=known.state.value,
        consent_signed_at=astana(known.consent_signed_at),
    )


def account_card(node: Node, shown: AccountCard, at: datetime) -> say.AccountAnswer:
    """Return the card of an account."""
    until = shown.account.workplace_until
    workplace = shown.workplace
    return say.AccountAnswer(
        account=account(shown.account),
        registered_at=astana(shown.registered_at),
        application=shown.application,
        consent_version=shown.account.consent_version,
        asked_before_consent=shown.asked_before_consent,
        blocks=tuple(map(block, shown.blocks)),
        workplace=None if workplace is None else card(node, workplace, node.law.edition_at(at), at),
        workplace_in_force=until is None or at < until,
        authenticators=shown.authenticators,
    )


def block(paper: Paper) -> say.BlockLine:
    """Return one block of an account."""
    said = application_in(paper)
    lifted = said.lifted
    return say.BlockLine(
        number=said.number,
        state=paper.state,
        reason="" if said.reason is None else said.reason.value,
        sanction=said.sanction.value,
        since=in_astana(said.submitted_at),
        until=astana(said.until),
        note=said.note,
        lifted_at=None if lifted is None else in_astana(lifted.at),
        lifted_because="" if lifted is None else lifted.words,
    )


def own_account(node: Node, own: view_applications.OwnAccount, at: datetime) -> say.OwnAccount:
    """Return one's own registration."""
    return say.OwnAccount(
        account=account(own.account),
        consent_version=own.account.consent_version,
        card=None if own.card is None else card(node, own.card, node.law.edition_at(at), at),
        password=password(own.password),
        authenticators=tuple(authenticator(paper) for paper in own.authenticators),
    )


def password(standing: PasswordStanding | None) -> say.PasswordAnswer | None:
    """Return how the monthly duty stands."""
    if standing is None:
        return None
    return say.PasswordAnswer(standing.state.value, standing.since, standing.remind_from, standing.stop_from)


def authenticator(paper: Paper) -> say.AuthenticatorLine:
    """Return one bound authenticator."""
    kept = kept_in(paper)
    used_at = astana(kept.used_at)
    made = kept.authenticator
    return say.AuthenticatorLine(paper.id, made.model, made.synced, in_astana(kept.added_at), used_at)


def astana(moment: datetime | None) -> datetime | None:
    """Return a moment on the clock of Astana, None where there is none."""
    return None if moment is None else in_astana(moment)


def creation_challenge(asked: Asked, relying_party: str, name: str) -> say.Challenge:
    """Return what a browser needs to make a credential (WebAuthn level 3, PublicKeyCredentialCreationOptionsJSON)."""
    options = dict(creation_options(relying_party, asked.account.bytes, name, asked.challenge, asked.known))
    return say.Challenge(asked.act.id, options, asked.act.expires_at)


def use_challenge(asked: Asked, relying_party: str) -> say.Challenge:
    """Return what a browser needs to use a credential (PublicKeyCredentialRequestOptionsJSON)."""
    options = dict(use_options(relying_party, asked.challenge, asked.known))
    return say.Challenge(asked.act.id, options, asked.act.expires_at)
