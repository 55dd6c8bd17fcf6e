"""Apply to join: somebody with an EDS gives the centre the data of an organisation or of its user (ASOI-5, ASOI-6).

The responsible worker is named by the organisation and has no account at first: they come with the EDS alone. A
certificate that names an organisation speaks for that one only; of one that names none the centre is told so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sector.acting import connected, law_of
from almasu.actions.turn_pages import listing, of_paper
from almasu.actions.visit import Signer, keep_here, signed_here, signer_of, told_here
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.parties.problems import NOT_THIS_ROLE
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.joining import APPLY_TO_JOIN
from almasu.kernel.sector.applying import (
    AT_CENTRE,
    BY_APPLICANT,
    JOINING_ABSENT,
    JOINING_OPEN,
    JOINING_STATE,
    NOT_OF_ORGANISATION,
    Joining,
    JoiningState,
    Wish,
    joining_in,
    keys_of,
)
from almasu.kernel.sector.catalogue import Catalogue
from almasu.kernel.sector.fields import Field
from almasu.kernel.sector.joining import profile_of, worker_of
from almasu.kernel.sector.kept import OF_ORGANISATION
from almasu.kernel.sector.parties import Profile, Worker
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.problem import ProblemGroup
from almasu.law.text import Text

KIND = PaperKind.SECTOR_JOINING
MOST_OPEN = 200


class Wished(msgspec.Struct, frozen=True):
    """What somebody applies for: what was typed by field; `again` is the returned application that is filed anew."""

    wish: Wish
    fields: dict[str, str]
    again: UUID | None = None


class Given(msgspec.Struct, frozen=True):
    """The body of the act an applicant signs: every field, and the paper that is filed."""

    paper: UUID
    version: int
    wish: Wish
    fields: dict[str, str]


async def prepare_joining(node: Node, token: str, wished: Wished, at: datetime) -> PreparedAct:
    """Build the application to be signed; ProblemGroup with every field that is wrong.

    Problems: `session.nobody`, `account.role`, `sector.profile_exists`, `sector.no_profile`, `sector.joining_open`,
    `sector.joining_absent`, `sector.joining_state`.
    """
    async with node.store.transaction() as transaction:
        signer = await applicant(transaction, token, at)
        given = await read_given(node, transaction, wished.wish, wished.fields)
        number, version = await _place(node, transaction, signer, wished)
        await _may_apply(transaction, signer, wished.wish, given, number)
        kept = _kept(node, wished)
        body = msgspec.to_builtins(Given(number, version, wished.wish, kept))
        intent = Intent(ActPurpose.SECTOR_JOINING, signer.visitor.iin, body, _words(given))
        return await prepare_act(node, transaction, signer.session.token_hash, intent, at)


async def file_joining(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep a signed application: it waits for the centre. Problem `sector.joining_organisation` as told above."""
    signed = await signed_here(node, token, act, ActPurpose.SECTOR_JOINING, cms, at)
    said = msgspec.convert(said_by(signed.act.data).body, Given)
    async with node.store.transaction() as transaction:
        await keep_here(transaction, token, signed, at)
        signer = await applicant(transaction, token, at)
        given = await read_given(node, transaction, said.wish, said.fields)
        named, organisation = signed.checked.signer_bin, organisation_of(given)
        if named not in ("", organisation):
            raise NOT_OF_ORGANISATION.at()
        await _may_apply(transaction, signer, said.wish, given, said.paper)
        joining = Joining(
            said.wish, organisation, said.fields, signer.visitor.iin, signed.checked.signer, named, at, signed.act.id
        )
        paper = await _next(transaction, signer, said, joining, at)
        await transaction.papers.keep(paper)
        says = {**paper.told(), **told_here(node, signed), "wish": said.wish.value}
        entry = leaf(node, EntryKind.SECTOR_JOINING_FILED, at, signer.actor, paper.about(), says)
        await transaction.journal.append(entry)
        return paper


async def own_joinings(node: Node, token: str, after: str, most: int, at: datetime) -> Page[Paper]:
    """Return a page of one's own applications, newest first; Problem `list.no_such_page`."""
    async with node.store.transaction() as transaction:
        signer = await applicant(transaction, token, at)
        listed = listing(node, signer.principal, Collection.JOINING)
        iin, place = signer.visitor.iin, listed.place(after)
        found = await transaction.papers.found(KIND, BY_APPLICANT, iin, place, most + 1)
        page = listed.cut(found, most, of_paper)
        return Page([paper for paper in page.items if joining_in(paper).applicant == iin], page.after)


async def own_joining(node: Node, token: str, number: UUID, at: datetime) -> Paper:
    """Return one's own application; Problem `sector.joining_absent` for one that is another's, or nobody's."""
    async with node.store.transaction() as transaction:
        signer = await applicant(transaction, token, at)
        return _own(await transaction.papers.latest(number, KIND), signer)


async def applicant(transaction: Transaction, token: str, at: datetime) -> Signer:
    """Return who applies: a visitor, or a responsible worker who is signed in; Problem `account.role` for others."""
    signer = await signer_of(transaction, token, at)
    if signer.account is not None and signer.account.role not in APPLY_TO_JOIN.roles:
        raise NOT_THIS_ROLE.at()
    return signer


async def read_given(node: Node, transaction: Transaction, wish: Wish, fields: Mapping[str, str]) -> Profile | Worker:
    """Return the data as the centre would keep them now; ProblemGroup with every field that is wrong."""
    catalogue, profiles = law_of(node).catalogue, await connected(transaction)
    given, problems = (
        profile_of(catalogue, fields, profiles) if wish is Wish.PROFILE else worker_of(catalogue, fields, profiles)
    )
    if given is None:
        raise ProblemGroup(problems)
    return given


def organisation_of(given: Profile | Worker) -> str:
    """Return the BIN of whose data these are."""
    return given.bin if isinstance(given, Profile) else given.organisation


def _kept(node: Node, wished: Wished) -> dict[str, str]:
    """Return the texts of the form's fields, and of no other names."""
    return {
        field.name: wished.fields.get(field.name, "") for field in fields_of_wish(law_of(node).catalogue, wished.wish)
    }


def fields_of_wish(catalogue: Catalogue, wish: Wish) -> tuple[Field, ...]:
    """Return the fields of what is applied for."""
    return catalogue.profile if wish is Wish.PROFILE else catalogue.worker


def _words(given: Profile | Worker) -> Text:
    bin_of = organisation_of(given)
    if isinstance(given, Profile):
        return Text(
            kk=f"Салалық орталықтан ұйымның профилін жасауды сұраймын: {given.name}, БСН {bin_of}.",
            ru=f"Прошу отраслевой центр создать профиль организации: {given.name}, БИН {bin_of}.",
            en=f"I ask the sectoral centre to create the profile of an organisation: {given.name}, BIN {bin_of}.",
        )
    return Text(
        kk=f"Салалық орталықтан ұйым пайдаланушысының есептік жазбасын жасауды сұраймын, БСН {bin_of}.",
        ru=f"Прошу отраслевой центр создать учётную запись пользователя организации, БИН {bin_of}.",
        en=f"I ask the sectoral centre to create the account of an organisation's user, BIN {bin_of}.",
    )


async def _place(node: Node, transaction: Transaction, signer: Signer, wished: Wished) -> tuple[UUID, int]:
    """Return the number and the version that the paper will have."""
    if wished.again is None:
        return node.new_id(), 1
    paper = _own(await transaction.papers.latest(wished.again, KIND), signer)
    if paper.state != JoiningState.RETURNED or joining_in(paper).wish is not wished.wish:
        raise JOINING_STATE.at()
    return paper.id, paper.version + 1


async def _next(transaction: Transaction, signer: Signer, said: Given, joining: Joining, at: datetime) -> Paper:
    """Return the paper of an application, the next version where it was returned."""
    known = await transaction.papers.to_change(said.paper, KIND)
    if known is None:
        return new_paper(said.paper, KIND, JoiningState.SUBMITTED, at, joining, keys_of(joining))
    before = joining_in(_own(known, signer))
    if known.state != JoiningState.RETURNED or known.version + 1 != said.version:
        raise JOINING_STATE.at()
    if before.organisation != joining.organisation:
        raise NOT_OF_ORGANISATION.at()
    again = msgspec.structs.replace(joining, edition=before.edition + 1, answers=before.answers)
    return known.moved(JoiningState.SUBMITTED, at, again)


async def _may_apply(
    transaction: Transaction, signer: Signer, wish: Wish, given: Profile | Worker, number: UUID
) -> None:
    """Make sure that an organisation's own worker applies, and that nothing of the kind is with the centre already."""
    organisation = organisation_of(given)
    if signer.account is not None and signer.account.body_bin != organisation:
        raise NOT_OF_ORGANISATION.at()
    states = list(AT_CENTRE)
    for paper in await transaction.papers.found(KIND, OF_ORGANISATION, organisation, None, MOST_OPEN, states):
        other = joining_in(paper)
        same = wish is Wish.PROFILE or (isinstance(given, Worker) and other.fields.get("iin") == given.iin)
        if paper.id != number and other.wish is wish and same:
            raise JOINING_OPEN.at()


def _own(paper: Paper | None, signer: Signer) -> Paper:
    if paper is None or joining_in(paper).applicant != signer.visitor.iin:
        raise JOINING_ABSENT.at()
    return paper
